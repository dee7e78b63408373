"""Pages that note how a meeting was, and settle it where the two do not agree."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

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
from sessions_log.forms import HeldForm, LogForm
from sessions_log.models import Meeting
from sessions_log.operations import meetings
from sessions_log.operations.meetings import Moment
from sessions_log.views.meetings import moment_of, own_meeting, to_next_date
from sessions_log.views.pairs import pair_form, writable_pairing


@sensitive_post_parameters("note")
@keeps_typed("note")
@opens_sealed
def log(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Log a meeting: all is preset, only a note may be typed."""
    meeting = own_meeting(request, pk)
    pairing = meeting.pairing
    form = LogForm(
        posted(request),
        initial=_as_it_was(meeting),
        ways=pairing.programme.forms,
        readers=queries.readers_for(pairing, request.user),
    )

    def act() -> None:
        said = form.cleaned_data
        meetings.log(
            meeting,
            moment_of(said),
            at=timezone.now(),
            by=request.user,
            remark=form.remark(),
            purposes=said["purposes"],
        )

    if request.method == "POST" and is_done(form, act):
        messages.success(request, _("The meeting has been saved."))
        return to_next_date(request, pairing)
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
    return _pressed(
        request,
        meeting,
        lambda: meetings.log(meeting, moment, at=timezone.now(), by=request.user),
        said=_("The meeting has been saved."),
    )


@sensitive_post_parameters("note")
@keeps_typed("note")
@opens_sealed
def another(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Note a conversation that nobody planned."""
    pairing = writable_pairing(request, pk)
    programme = pairing.programme
    form = LogForm(
        posted(request),
        initial={"on": timezone.localdate(), "minutes": programme.meeting_minutes},
        ways={*programme.forms, Meeting.Way.FACE},
        readers=queries.readers_for(pairing, request.user),
    )

    def act() -> None:
        said = form.cleaned_data
        meetings.note_another(
            pairing,
            moment_of(said),
            at=timezone.now(),
            by=request.user,
            remark=form.remark(),
            purposes=said["purposes"],
        )

    if request.method == "POST" and is_done(form, act):
        messages.success(request, _("The meeting has been saved."))
        return to_next_date(request, pairing)
    return pair_form(request, "sessions_log/meeting_another.html", form, pairing)


@require_form
def correct(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say how a meeting was after all."""
    meeting = own_meeting(request, pk)
    if not access.may_correct(request.user, meeting):
        raise PermissionDenied
    form = HeldForm(
        posted(request),
        initial=_as_it_was(meeting),
        ways=meeting.pairing.programme.forms,
    )

    def act() -> None:
        said = form.cleaned_data
        at, by = timezone.now(), request.user
        purposes = said["purposes"]
        meetings.correct(meeting, moment_of(said), at=at, by=by, purposes=purposes)

    if request.method == "POST" and is_done(form, act):
        messages.success(request, _("The meeting has been saved."))
        return redirect("sessions_log:pairing", meeting.pairing_id)
    return pair_form(
        request,
        "sessions_log/meeting_correct.html",
        form,
        meeting.pairing,
        meeting=meeting,
        may_take_back=access.may_take_back(request.user, meeting),
    )


@require_POST
def dispute(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say that what the other noted is not right."""
    meeting = own_meeting(request, pk)
    said = _("It does not count until you two agree on it.")
    return _pressed(
        request, meeting, lambda: meetings.dispute(meeting, by=request.user), said=said
    )


@require_POST
def confirm(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say that it is right now."""
    meeting = own_meeting(request, pk)
    said = _("You agree: the meeting counts again.")
    return _pressed(
        request, meeting, lambda: meetings.confirm(meeting, by=request.user), said=said
    )


@require_POST
def take_back(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say that the two did not meet after all."""
    meeting = own_meeting(request, pk)
    said = _("The meeting is not in your journey any more.")
    return _pressed(
        request,
        meeting,
        lambda: meetings.take_back(meeting, by=request.user),
        said=said,
    )


def _pressed(
    request: PersonRequest, meeting: Meeting, act: Callable[[], object], *, said: str
) -> HttpResponse:
    """Do what one press asks; a refusal is told on the page of the pair."""
    if is_pressed_through(request, act, said=said):
        return to_next_date(request, meeting.pairing)
    return redirect("sessions_log:pairing", meeting.pairing_id)


def _as_it_was(meeting: Meeting) -> dict[str, object]:
    """Give how it was noted, or was planned; nobody met on a day that has not come."""
    day = meeting.held_on or min(meeting.planned_on, timezone.localdate())
    return {
        "on": day,
        "minutes": meeting.minutes,
        "way": meeting.way,
        "purposes": meeting.purposes,
    }
