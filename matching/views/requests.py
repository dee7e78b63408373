"""What one of the two asked a coordinator by telephone."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from matching import access
from matching.forms import RequestForm
from matching.models import Pairing
from matching.operations import pairings
from matching.views.partings import meets_soon, part
from people.http import PersonRequest, form_page, is_done, posted, require_form
from people.models import Person

#: Stops that this browser noted at somebody's request: only those it takes back.
NOTED = "stops_noted"


def followed_pairing(request: PersonRequest, pk: UUID) -> Pairing:
    """Give a pairing to whoever follows it; for everybody else it does not exist."""
    return get_object_or_404(
        Pairing.objects.followed_by(request.user).for_display(), pk=pk
    )


@require_form
def request_note(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Let a coordinator pause or stop a pair at the request of one of the two."""
    pairing = followed_pairing(request, pk)
    may_note = access.may_note_request(request.user, pairing)
    may_undo = may_note and _was_noted(request, pairing)
    if not may_note or (request.method == "POST" and not pairing.is_lasting):
        raise PermissionDenied
    form = RequestForm(posted(request), pairing=pairing, on=timezone.localdate())
    if request.method == "POST" and is_done(
        form,
        lambda: part(form, pairing, by=form.asker, noted_by=request.user),
    ):
        _remember(request, pairing)
        messages.success(request, _("Noted. The other is told as the page says."))
        return redirect("matching:request_note", pairing.pk)
    context = {
        "pairing": pairing,
        "programme": pairing.programme,
        "words": pairing.programme.words,
        "days": pairing.programme.shared_notes_days,
        "meets_soon": pairing.is_lasting and meets_soon(pairing),
        "may_undo": may_undo,
    }
    return form_page(request, "matching/request_note.html", form, **context)


@require_POST
def request_undo(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take back, at request, a stop that this coordinator noted a moment ago."""
    pairing = followed_pairing(request, pk)
    if not _was_noted(request, pairing):
        raise PermissionDenied
    try:
        pairings.undo_stop(
            pairing,
            at=timezone.now(),
            by=cast("Person", pairing.ended_by),
            noted_by=request.user,
        )
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("They go on, as if nothing had happened."))
    return redirect("matching:request_note", pairing.pk)


def _remember(request: PersonRequest, pairing: Pairing) -> None:
    """Know this very stop again in this browser; a pause has no way back."""
    pairing.refresh_from_db()
    if pairing.restorable_until:
        noted = request.session.get(NOTED, {})
        until = pairing.restorable_until.isoformat()
        request.session[NOTED] = {**noted, str(pairing.pk): until}


def _was_noted(request: PersonRequest, pairing: Pairing) -> bool:
    until = pairing.restorable_until
    noted = request.session.get(NOTED, {}).get(str(pairing.pk))
    return until is not None and noted == until.isoformat()
