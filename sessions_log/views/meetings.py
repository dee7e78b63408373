"""Pages that plan meetings: one more, moved, cancelled."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from matching.models import Pairing
from people.http import PersonRequest, is_done, posted, require_form
from people.models import Person
from sessions_log import queries
from sessions_log.forms import MomentForm, MoveForm
from sessions_log.models import Meeting
from sessions_log.operations import meetings
from sessions_log.operations.meetings import Moment
from sessions_log.queries import Proposal
from sessions_log.views.pairs import pair_form, refuse_when_over, writable_pairing


def own_meeting(request: PersonRequest, pk: UUID) -> Meeting:
    """Give a meeting to one of the two; 404 for others, 403 when all is over."""
    found = Meeting.objects.of(request.user).for_display()
    meeting = get_object_or_404(found, pk=pk)
    refuse_when_over(request, meeting.pairing)
    return meeting


def moment_of(said: Mapping[str, Any]) -> Moment:
    return Moment(said["on"], said.get("time"), said["minutes"], said["way"])


@require_form
def plan(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Plan the first meetings, or one more: a press on a proposal is enough."""
    pairing = writable_pairing(request, pk)
    on, by = timezone.localdate(), request.user
    offered = queries.proposals_for(pairing, by=by, on=on)
    form = MomentForm(
        posted(request),
        initial=offered[0].as_initial(),
        ways=_ways(pairing, offered),
    )
    told: list[str] = []
    if request.method == "POST" and is_done(
        form, lambda: told.extend(_plan(pairing, moment_of(form.cleaned_data), by=by))
    ):
        messages.success(request, _("It is in your agenda."))
        for sentence in told:
            messages.info(request, sentence)
        return redirect("sessions_log:pairing", pairing.pk)
    return pair_form(
        request, "sessions_log/plan.html", form, pairing, proposals=offered
    )


def _plan(pairing: Pairing, moment: Moment, *, by: Person) -> list[str]:
    at = timezone.now()
    if pairing.planned_at is not None:
        meetings.plan_next(pairing, moment, at=at, by=by)
        return []
    return queries.told_of_series(meetings.plan_series(pairing, moment, at=at, by=by))


def _ways(pairing: Pairing, offered: Sequence[Proposal]) -> set[str]:
    return {*pairing.programme.forms, *queries.ways_of(offered)}


@require_form
def move(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Move a planned meeting to another moment, alone or with those after it."""
    meeting = own_meeting(request, pk)
    pairing, at = meeting.pairing, timezone.now()
    on = timezone.localdate(at)
    offered = queries.other_moments(meeting, by=request.user, on=on)
    form = MoveForm(
        posted(request), initial=as_planned(meeting), ways=_ways(pairing, offered)
    )

    def act() -> None:
        moment = moment_of(form.cleaned_data)
        do = meetings.move_rest if form.takes_the_rest() else meetings.move
        do(meeting, moment, at=at, by=request.user)

    if request.method == "POST" and is_done(form, act):
        messages.success(request, _("The meeting has been moved."))
        return redirect("sessions_log:pairing", pairing.pk)
    more = {"meeting": meeting, "proposals": offered}
    return pair_form(request, "sessions_log/meeting_move.html", form, pairing, **more)


@require_POST
def cancel(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Cancel one meeting; where no other is planned, ask for the next date."""
    meeting = own_meeting(request, pk)
    try:
        meetings.cancel(meeting, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("sessions_log:pairing", meeting.pairing_id)
    messages.success(request, _("The meeting has been cancelled."))
    return to_next_date(request, meeting.pairing)


def to_next_date(request: PersonRequest, pairing: Pairing) -> HttpResponse:
    """Go back to the page of the pair, by way of a next date when there is none."""
    if queries.has_next(pairing):
        return redirect("sessions_log:pairing", pairing.pk)
    messages.info(
        request, _("When do you speak next? Choose a moment, or do it later.")
    )
    return redirect("sessions_log:plan", pairing.pk)


def as_planned(meeting: Meeting) -> dict[str, object]:
    return {
        "on": meeting.planned_on,
        "time": meeting.planned_time,
        "minutes": meeting.minutes,
        "way": meeting.way,
    }
