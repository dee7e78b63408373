"""Home: what waits on the person who opens it, of every programme and role."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from mailing import queries as post
from matching import queries as pairs
from people import queries as company
from people.http import PersonRequest
from people.models import Person
from programmes import queries as frame
from programmes.models import Programme
from programmes.queries.intervision import talks_to_answer
from sessions_log import queries as journeys
from sessions_log.queries import cockpit, cockpit_counts
from sessions_log.queries.closing import pairings_to_close
from sessions_log.queries.support import requests_for

MOST_TASKS = 7  # as many as one reads at a glance


@dataclass(frozen=True)
class Task:
    """One thing that waits, as the task list shows it."""

    url: str
    title: str
    text: str = ""
    count: int | None = None
    urgent: bool = False
    of_coordinator: bool = False
    meeting: object = None  # one to log: Today asks about it in place


@require_safe
def today(request: PersonRequest) -> HttpResponse:
    """Greet the person, say what waits on them and whom they meet next."""
    at, day = timezone.now(), timezone.localdate()
    found = list(tasks_of(request.user, at=at))
    weeks = journeys.agenda_of(request.user, on=day)
    context = {
        "day": day,
        "title": _title(request.user, found),
        "tasks": found[:MOST_TASKS],
        "more": max(len(found) - MOST_TASKS, 0),
        "week": next(iter(weeks), None),
        "to_log": next((one.meeting for one in found if one.meeting), None),
        "seeking": pairs.seeking_of(request.user),
    }
    return render(request, "mentoring/today.html", context)


def tasks_of(person: Person, *, at: datetime) -> Iterator[Task]:
    """Give what waits on somebody: as one of a pair first, then as coordinator."""
    yield from _of_a_pair(person, timezone.localdate(at))
    yield from _of_an_end(person, timezone.localdate(at))
    yield from _of_a_helper(person)
    yield from _of_the_frame(person)
    yield from _of_hr(person)
    yield from _of_a_mentor(person, at)
    if frame.coordinates_something(person):
        for task in _of_a_coordinator(person, at):
            yield replace(task, of_coordinator=True)


def _title(person: Person, tasks: list[Task]) -> str:
    """Greet somebody; who has something to coordinate reads how much waits."""
    if any(task.of_coordinator for task in tasks):
        return cockpit.title_of(len(tasks))
    return _("Hello, %(name)s") % {"name": person.get_short_name()}


def _of_a_pair(person: Person, on: date) -> Iterator[Task]:
    for proposal in pairs.proposals_waiting_for(person):
        yield Task(
            reverse("matching:proposal", args=[proposal.pk]),
            _("Somebody to get to know"),
            proposal.mentee.programme.name,
            urgent=True,
        )
    for meeting in journeys.meetings_to_log(person, on=on):
        yield Task(
            reverse("sessions_log:pairing", args=[meeting.pairing_id]),
            _("Did you speak to each other?"),
            date_format(meeting.planned_on, "l j F"),
            urgent=True,
            meeting=meeting,
        )
    for pairing in journeys.pairings_to_settle(person):
        yield Task(
            reverse("sessions_log:pairing", args=[pairing.pk]),
            _("Settle how you two work together"),
            _("With %(name)s") % {"name": pairing.other_than(person)},
        )


def _of_an_end(person: Person, on: date) -> Iterator[Task]:
    for pairing in pairings_to_close(person, on=on):
        yield Task(
            reverse("sessions_log:closing", args=[pairing.pk]),
            _("Your time together is over"),
            _("With %(name)s") % {"name": pairing.other_than(person)},
        )


def _of_the_frame(person: Person) -> Iterator[Task]:
    for enrolment in frame.invitations_of(person):
        yield Task(
            reverse(
                f"programmes:apply_{enrolment.role}", args=[enrolment.programme.slug]
            ),
            _("You are invited"),
            enrolment.programme.name,
        )


def _of_a_mentor(person: Person, at: datetime) -> Iterator[Task]:
    for one in talks_to_answer(person, at=at):
        yield Task(
            reverse(
                "programmes:intervision_list", args=[one.intervision.programme.slug]
            ),
            _("You are invited to a talk among mentors"),
            date_format(one.intervision.on, "l j F"),
        )


def _of_a_helper(person: Person) -> Iterator[Task]:
    for request in requests_for(person).filter(opened_at=None):
        yield Task(
            reverse("sessions_log:request_show", args=[request.pk]),
            _("Somebody would like to hear from you"),
            urgent=True,
        )


def _of_hr(person: Person) -> Iterator[Task]:
    for wanted in company.requests_to_decide(person):
        yield Task(
            reverse("people:line_request", args=[wanted.pk]),
            _("A change of the chart waits for a second person"),
            str(wanted.person),
        )


def _of_a_coordinator(person: Person, at: datetime) -> Iterator[Task]:
    for draft in frame.drafts_of(person):
        url = reverse("programmes:setup_show", args=[draft.slug])
        yield Task(url, _("Set up and open the programme"), draft.name)
    programmes = frame.followed_by(person)
    yield from _of_the_post(programmes)
    for desk in cockpit.desks_of(person, programmes, at=at):
        # Who asks to get in touch was told of already, one by one.
        chores = (one for one in desk.chores if one.kind != cockpit_counts.CONTACT)
        for chore in chores:
            yield Task(
                chore.url,
                chore.title,
                desk.programme.name,
                chore.count,
                urgent=chore.urgent,
            )
    for new in frame.newcomers_for(person, on=timezone.localdate(at)):
        said = ngettext(
            "%(count)d new colleague has not been invited",
            "%(count)d new colleagues have not been invited",
            new.count,
        )
        yield Task(
            reverse("newcomers", args=[new.programme.slug]),
            said % {"count": new.count},
            new.programme.name,
            new.count,
        )


def _of_the_post(programmes: Sequence[Programme]) -> Iterator[Task]:
    refused = post.refused_in([programme.pk for programme in programmes])
    for programme in programmes:
        if count := refused.get(programme.pk):
            url = reverse("undelivered", args=[programme.slug])
            title = _("Mail to somebody does not arrive")
            yield Task(url, title, programme.name, count)
