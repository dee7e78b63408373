"""Opening again what was shut when somebody else changed a credential."""

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from people.http import PersonRequest, form_page, is_done, opens_sealed
from sessions_log import queries
from sessions_log.forms.reopening import CodeForm
from sessions_log.operations import reopening
from sessions_log.views.pairs import own_pairing

REOPEN = "sessions_log:reopen"


@require_safe
@opens_sealed
def reopen(request: PersonRequest) -> HttpResponse:
    """Say what is shut for this person since when, and what opens it."""
    return _page(request, CodeForm())


@require_POST
@sensitive_post_parameters("code")
@opens_sealed
def reopen_with_code(request: PersonRequest) -> HttpResponse:
    """Open one's own notes with a recovery code; ten tries a minute."""
    form = CodeForm(request.POST)
    if is_done(form, lambda: _try_code(request, form.cleaned_data["code"])):
        return _opened(request)
    return _page(request, form)


@require_POST
@opens_sealed
def reopen_waited(request: PersonRequest) -> HttpResponse:
    """Open one's own notes when the week is over."""
    try:
        reopening.open_after_waiting(request.user, at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(REOPEN)
    return _opened(request)


@require_POST
@opens_sealed
def partner_vouch(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say that the other of the two is who they say."""
    pairing = own_pairing(request, pk)
    try:
        reopening.vouch_for_partner(pairing, at=timezone.now(), by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Thank you. You two read the same again."))
    return redirect("sessions_log:pairing", pairing.pk)


def _try_code(request: PersonRequest, code: str) -> None:
    """Count a try before it is made, as allauth counts its own."""
    if not ratelimit.consume(request, action="reauthenticate", user=request.user):
        raise ValidationError(_("Too many tries. Wait a minute."))
    reopening.open_with_code(request.user, code=code, at=timezone.now())


def _opened(request: PersonRequest) -> HttpResponse:
    messages.success(request, _("Your own notes are open again."))
    return redirect(REOPEN)


def _page(request: PersonRequest, form: CodeForm) -> HttpResponse:
    ways = queries.ways_to_reopen(request.user)
    return form_page(
        request,
        "sessions_log/reopen.html",
        form,
        ways=ways,
        partners=[pairing.other_than(request.user) for pairing in ways.pairings],
        is_due=ways.is_due(timezone.localdate()),
    )
