"""Pages about meetings: plan, move, log, and the agenda of all of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from people.http import PersonRequest, is_done, keeps_typed, opens_sealed, posted
from sessions_log import queries
from sessions_log.forms import LogForm, MomentForm
from sessions_log.models import Meeting
from sessions_log.operations import meetings
from sessions_log.operations.meetings import Moment
from sessions_log.views.pairs import pair_form, refuse_when_over, writable_pairing


def own_meeting(request: PersonRequest, pk: UUID) -> Meeting:
    """Give a meeting to one of the two; 404 for others, 403 when all is over."""
    found = Meeting.objects.of(request.user).for_display()
    meeting = get_object_or_404(found, pk=pk)
    refuse_when_over(request, meeting.pairing)
    return meeting


def plan(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Plan the first meetings, or one more."""
    pairing = writable_pairing(request, pk)
    initial = queries.next_moment(pairing, on=timezone.localdate())
    form = MomentForm(posted(request), initial=initial, ways=pairing.programme.forms)

    def act() -> None:
        moment, at = _moment(form.cleaned_data), timezone.now()
        is_first = pairing.planned_at is None
        do = meetings.plan_series if is_first else meetings.plan_next
        do(pairing, moment, at=at, by=request.user)

    if request.method == "POST" and is_done(form, act):
        messages.success(request, _("It is in your agenda."))
        return redirect("sessions_log:pairing", pairing.pk)
    return pair_form(request, "sessions_log/plan.html", form, pairing)


def move(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Move a planned meeting to another moment."""
    meeting = own_meeting(request, pk)
    pairing = meeting.pairing
    form = MomentForm(
        posted(request), initial=_as_planned(meeting), ways=pairing.programme.forms
    )

    def act() -> None:
        moment, at = _moment(form.cleaned_data), timezone.now()
        meetings.move(meeting, moment, at=at, by=request.user)

    if request.method == "POST" and is_done(form, act):
        messages.success(request, _("The meeting has been moved."))
        return redirect("sessions_log:pairing", pairing.pk)
    return pair_form(
        request, "sessions_log/meeting_move.html", form, pairing, meeting=meeting
    )


@sensitive_post_parameters("note")
@keeps_typed("note")
@opens_sealed
def log(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Log a meeting: all is preset, only a note may be typed."""
    meeting = own_meeting(request, pk)
    pairing = meeting.pairing
    form = LogForm(
        posted(request),
        initial=_as_planned(meeting, latest=timezone.localdate()),
        ways=pairing.programme.forms,
        readers=queries.readers_for(pairing, request.user),
    )

    def act() -> None:
        moment, at = _moment(form.cleaned_data), timezone.now()
        meetings.log(meeting, moment, at=at, by=request.user, remark=form.remark())

    if request.method == "POST" and is_done(form, act):
        messages.success(request, _("The meeting has been saved."))
        return redirect("sessions_log:pairing", pairing.pk)
    return pair_form(
        request, "sessions_log/meeting_log.html", form, pairing, meeting=meeting
    )


@require_POST
def log_as_planned(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Log a meeting in one press: yes, it was as planned."""
    meeting = own_meeting(request, pk)
    moment = Moment(
        meeting.planned_on, meeting.planned_time, meeting.minutes, meeting.way
    )
    try:
        meetings.log(meeting, moment, at=timezone.now(), by=request.user)
        messages.success(request, _("The meeting has been saved."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("sessions_log:pairing", meeting.pairing_id)


@require_safe
def agenda(request: PersonRequest) -> HttpResponse:
    """List the meetings that lie ahead, of every journey one is on."""
    weeks = queries.agenda_of(request.user, on=timezone.localdate())
    return render(request, "sessions_log/agenda.html", {"weeks": weeks})


def _as_planned(meeting: Meeting, *, latest: date = date.max) -> dict[str, object]:
    return {
        "on": min(meeting.held_on or meeting.planned_on, latest),
        "time": meeting.planned_time,
        "minutes": meeting.minutes,
        "way": meeting.way,
    }


def _moment(said: Mapping[str, Any]) -> Moment:
    return Moment(said["on"], said.get("time"), said["minutes"], said["way"])
