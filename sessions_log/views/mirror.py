"""Pages of the halfway mirror; drafts of it are kept nowhere."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from matching.models import Pairing
from people.http import (
    PersonRequest,
    is_done,
    is_pressed_through,
    keeps_typed,
    opens_sealed,
    posted,
    require_form,
)
from sessions_log import access, queries
from sessions_log.forms import MirrorForm, OneThingForm
from sessions_log.operations import mirror as acts
from sessions_log.queries import Mirror
from sessions_log.views.pairs import own_pairing, pair_form, writable_pairing


@require_form
@sensitive_post_parameters()
@keeps_typed("text")
@opens_sealed
def mirror(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Answer the sentences for oneself, and read what lies side by side."""
    pairing = own_pairing(request, pk)
    found = queries.mirror_of(pairing, reader=request.user, on=timezone.localdate())
    form = _form(request, pairing, found)
    if request.method == "POST" and is_done(
        form,
        lambda: acts.answer(pairing, form.said(), at=timezone.now(), by=request.user),
    ):
        messages.success(request, _("Saved, for you alone."))
        return redirect("sessions_log:mirror", pairing.pk)
    return pair_form(
        request,
        "sessions_log/mirror.html",
        form,
        pairing,
        mirror=found,
        shared=_readers(request, pairing, access.US),
        one_thing=OneThingForm(
            readers=_readers(request, pairing, access.US), auto_id="one_%s"
        ),
    )


@require_POST
@opens_sealed
def mirror_lay(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Lay one's answers side by side with those of the other."""
    pairing = writable_pairing(request, pk)
    now = timezone.now()
    return _done(request, pk, lambda: acts.lay(pairing, at=now, by=request.user))


@require_POST
@opens_sealed
def mirror_ask(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Ask the other to look back together."""
    pairing = writable_pairing(request, pk)
    now = timezone.now()
    return _done(request, pk, lambda: acts.ask(pairing, at=now, by=request.user))


@require_POST
@sensitive_post_parameters("text")
@keeps_typed("text")
@opens_sealed
def mirror_agree(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Write the one thing that comes of it."""
    pairing = writable_pairing(request, pk)
    form = OneThingForm(posted(request), readers=_readers(request, pairing, access.US))
    if is_done(
        form,
        lambda: acts.agree_on(
            pairing, form.cleaned_data["text"], at=timezone.now(), by=request.user
        ),
    ):
        messages.success(request, _("Saved: you both read it among your notes."))
        return redirect("sessions_log:pairing", pairing.pk)
    return pair_form(request, "sessions_log/mirror_agree.html", form, pairing)


def _form(request: PersonRequest, pairing: Pairing, found: Mirror) -> MirrorForm:
    said = dict(found.answers)
    return MirrorForm(
        posted(request),
        readers=_readers(request, pairing, access.ME),
        is_mentee=request.user.pk != pairing.mentor_id,
        initial={**said, "text": said.get("differently", "")},
    )


def _readers(request: PersonRequest, pairing: Pairing, who: str) -> access.Readers:
    return access.readers_of(access.KINDS[who], pairing, request.user)


def _done(request: PersonRequest, pk: UUID, act: Callable[[], object]) -> HttpResponse:
    is_pressed_through(request, act)
    return redirect("sessions_log:mirror", pk)
