"""One screen on which two people settle it all, and how the other says yes."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import (
    sensitive_post_parameters,
    sensitive_variables,
)

from matching.models import Pairing
from people.http import (
    PersonRequest,
    can_prove_here,
    is_done,
    keeps_typed,
    opens_sealed,
    posted,
    proves_to_be,
    require_form,
)
from sessions_log import access, queries
from sessions_log.forms import PaperForm, ProveForm, SettleForm
from sessions_log.notes import NoteText
from sessions_log.operations import settling
from sessions_log.operations.meetings import Moment
from sessions_log.operations.settling import Settlement
from sessions_log.queries import ToSettle
from sessions_log.views.drafts import keeps_draft
from sessions_log.views.pairs import pair_form, writable_pairing


@require_form
@sensitive_post_parameters("text", "goal", "ready")
@keeps_typed("text", "goal")
@opens_sealed
@keeps_draft
def settle(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Settle the agreement, a goal and the meetings, with one press."""
    pairing = _settling_pairing(request, pk)
    found = queries.to_settle(pairing, reader=request.user)
    form = _settle_form(request, pairing, found)

    def act() -> None:
        settling.settle(
            pairing,
            _chosen(form),
            at=timezone.now(),
            by=request.user,
            once=form.cleaned_data["once"] or uuid4(),
        )

    if request.method == "POST" and is_done(form, act):
        messages.success(request, _("Saved, and agreed by you."))
        return redirect("sessions_log:settle_confirm", pairing.pk)
    lock = queries.lock_of_agreement()
    return pair_form(
        request, "sessions_log/settle.html", form, pairing, found=found, lock=lock
    )


@require_form
@sensitive_post_parameters("secret")
@opens_sealed
def settle_confirm(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Let the other agree on this screen, with a PIN or password of their own."""
    pairing = _own_settling(request, pk)
    if pairing is None:
        return redirect("sessions_log:pairing", pk)
    found = queries.to_settle(pairing, reader=request.user)
    form = ProveForm(posted(request))
    if (
        request.method == "POST"
        and found.is_ready
        and is_done(form, lambda: _confirm(request, pairing, form), field="secret")
    ):
        messages.success(request, _("You both agree: your journey runs."))
        return redirect("sessions_log:pairing", pk)
    return _confirm_page(request, pairing, found, form)


@require_form
@opens_sealed
def settle_on_paper(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Note that the two signed on paper."""
    pairing = _settling_pairing(request, pk)
    form = PaperForm(posted(request), initial={"on": timezone.localdate()})

    def act() -> None:
        on, at = form.cleaned_data["on"], timezone.now()
        settling.sign_on_paper(pairing, on=on, at=at, by=request.user)

    if request.method == "POST" and is_done(form, act, field="on"):
        messages.success(request, _("Noted. The other sees it on your page."))
        return redirect("sessions_log:pairing", pairing.pk)
    return pair_form(request, "sessions_log/settle_on_paper.html", form, pairing)


def _settling_pairing(request: PersonRequest, pk: UUID) -> Pairing:
    """Give a pairing that still settles; 403 when it runs already."""
    pairing = writable_pairing(request, pk)
    if not access.settles(pairing) and request.method != "POST":
        raise PermissionDenied
    return pairing


def _own_settling(request: PersonRequest, pk: UUID) -> Pairing | None:
    """Give a pairing that still settles; None when it runs meanwhile."""
    pairing = writable_pairing(request, pk)
    return pairing if access.settles(pairing) else None


def _settle_form(
    request: PersonRequest, pairing: Pairing, found: ToSettle
) -> SettleForm:
    programme = pairing.programme
    on = timezone.localdate()
    offered = queries.proposals_for(pairing, by=request.user, on=on)
    first = offered[0].as_initial()
    ready = () if found.goals else queries.ready_goals(programme)
    return SettleForm(
        posted(request),
        initial={**first, "text": found.words.plain, "ready": ["0"] if ready else []},
        readers=access.readers_of(access.KINDS[access.US], pairing, request.user),
        ways={*programme.forms, *queries.ways_of(offered)},
        ready=ready,
        is_planned=found.is_planned,
    )


def _chosen(form: SettleForm) -> Settlement:
    said = form.cleaned_data
    first = None
    if "on" in said:
        first = Moment(said["on"], said["time"], said["minutes"], said["way"])
    return Settlement(NoteText(said["text"]), form.goals(), first)


@sensitive_variables("secret")
def _confirm(request: PersonRequest, pairing: Pairing, form: ProveForm) -> None:
    """Look whose secret it is, then let that person agree; raises ValidationError."""
    other = pairing.other_than(request.user)
    secret = form.cleaned_data["secret"]
    if other is None or not proves_to_be(request, other, secret):
        raise ValidationError(
            _("This is not right. After five wrong tries a PIN is locked.")
        )
    settling.confirm(pairing, at=timezone.now(), by=other)


def _confirm_page(
    request: PersonRequest, pairing: Pairing, found: ToSettle, form: ProveForm
) -> HttpResponse:
    other = pairing.other_than(request.user)
    return pair_form(
        request,
        "sessions_log/settle_confirm.html",
        form,
        pairing,
        found=found,
        lock=queries.lock_of_agreement(),
        can_prove=other is not None and can_prove_here(other),
    )
