"""Writing to silent pairs in three clicks, and the page behind that letter."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from matching.models import Pairing
from people.http import (
    PersonRequest,
    form_page,
    is_done,
    is_pressed_through,
    posted,
    require_form,
)
from programmes.models import Programme
from sessions_log.forms.calls import NudgeForm
from sessions_log.operations import nudges as letters
from sessions_log.operations.meetings_spoken import note_spoken
from sessions_log.queries import nudges
from sessions_log.views.cockpit import coordinated_programme
from sessions_log.views.pairs import writable_pairing


@require_form
def nudge(request: PersonRequest, slug: str) -> HttpResponse:
    """Choose silent pairs, look at the letter, send it; only the last press writes."""
    programme = coordinated_programme(request, slug)
    pairs = Pairing.objects.followed_by(request.user).filter(programme=programme)
    form = NudgeForm(posted(request), pairs=pairs.for_display())
    if "send" in request.POST and is_done(
        form, lambda: _send(request, programme, form)
    ):
        return redirect("sessions_log:follow_up", slug)
    if request.method == "POST" and form.is_valid():
        return _letter(request, programme, list(form.cleaned_data["pairs"]))
    found = nudges.pairs_to_write_to(request.user, programme, at=timezone.now())
    context = {"programme": programme, "pairs": found}
    return form_page(request, "sessions_log/nudge.html", form, **context)


@require_safe
def silent(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Ask one of a silent pair what fits: spoken already, a moment, or a pause."""
    pairing = writable_pairing(request, pk)
    context = {
        "programme": pairing.programme,
        "pairing": pairing,
        "other": pairing.other_than(request.user),
    }
    return render(request, "sessions_log/silent.html", context)


@require_POST
def spoken(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Mark this period: the two already spoke, whenever that was."""
    pairing = writable_pairing(request, pk)
    is_pressed_through(
        request,
        lambda: note_spoken(pairing, at=timezone.now(), by=request.user),
        said=_("Noted: you already spoke this month."),
    )
    return redirect("sessions_log:pairing", pairing.pk)


def _letter(
    request: PersonRequest, programme: Programme, pairs: list[Pairing]
) -> HttpResponse:
    readers = nudges.readers_among(pairs)
    context = {
        "programme": programme,
        "pairs": pairs,
        "samples": nudges.samples_for(pairs),
        "readers": len(readers),
    }
    return render(request, "sessions_log/nudge_letter.html", context)


def _send(request: PersonRequest, programme: Programme, form: NudgeForm) -> None:
    chosen = {one.pk for one in form.cleaned_data["pairs"]}
    count = letters.nudge(programme, chosen, at=timezone.now(), by=request.user)
    said = ngettext(
        "%(count)d letter is on its way.", "%(count)d letters are on their way.", count
    )
    messages.success(request, said % {"count": count})
