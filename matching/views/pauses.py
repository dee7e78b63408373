"""Going on after a pause, and a partner who does not answer."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from matching import access, queries
from matching.operations import nudges, pauses
from matching.views.partings import own_pairing
from people.http import PersonRequest


@require_POST
def resume(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Let two who pause go on today."""
    pairing = own_pairing(request, pk)
    if not access.may_resume(request.user, pairing):
        raise PermissionDenied
    try:
        pauses.resume(pairing, at=timezone.now(), by=request.user)
    except ValidationError as refusal:
        said = _("You cannot go on now. %(why)s")
        messages.error(request, said % {"why": " ".join(refusal.messages)})
    else:
        messages.success(request, _("You go on together. The other is told."))
    return redirect("sessions_log:pairing", pairing.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def no_answer(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say what helps when the other does not answer; a letter is one of the ways."""
    pairing, now = own_pairing(request, pk), timezone.now()
    if not access.may_nudge(request.user, pairing):
        raise PermissionDenied
    if request.method == "POST":
        try:
            nudges.nudge(pairing, at=now, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("The letter is on its way."))
        return redirect("matching:no_answer", pairing.pk)
    context = {
        "pairing": pairing,
        "programme": pairing.programme,
        "other": pairing.other_than(request.user),
        "is_written": queries.nudged_lately(pairing, by=request.user, at=now),
    }
    return render(request, "matching/no_answer.html", context)
