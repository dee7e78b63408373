"""The journey of a pair on one page, and its steps."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from people.http import PersonRequest, opens_sealed
from sessions_log import access, queries
from sessions_log.operations import steps
from sessions_log.views.pairs import own_pairing, writable_pairing


@require_safe
@opens_sealed
def timeline(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show both the phases, what comes next, and all that was done."""
    pairing = own_pairing(request, pk)
    context = {
        "programme": pairing.programme,
        "pairing": pairing,
        "name": queries.name_of(pairing.other_than(request.user)),
        "may_write": access.may_write(request.user, pairing),
        "page": queries.journey_page(
            pairing, reader=request.user, on=timezone.localdate()
        ),
    }
    return render(request, "sessions_log/timeline.html", context)


@require_POST
def step_done(request: PersonRequest, pk: UUID, step: UUID) -> HttpResponse:
    """Say that a step is done, or that it is not after all."""
    pairing = writable_pairing(request, pk)
    found = queries.step_for(pairing, step)
    if found is None:
        raise Http404
    by = request.user
    try:
        if request.POST.get("done") == "no":
            steps.take_back(pairing, found, by=by)
        else:
            steps.take(pairing, found, at=timezone.now(), by=by)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("sessions_log:timeline", pairing.pk)
