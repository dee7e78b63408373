"""Home: what waits on the person who opens it, of every programme and role."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from matching import queries as pairs
from people import queries as company
from people.http import PersonRequest
from people.models import Person
from programmes import queries as frame
from sessions_log import queries as journeys

MOST_TASKS = 7  # as many as one reads at a glance


@dataclass(frozen=True)
class Task:
    """One thing that waits, as the task list shows it."""

    url: str
    title: str
    text: str = ""
    count: int | None = None
    urgent: bool = False


@require_safe
def today(request: PersonRequest) -> HttpResponse:
    """Greet the person, say what waits on them and whom they meet next."""
    day = timezone.localdate()
    found = list(tasks_of(request.user, on=day))
    weeks = journeys.agenda_of(request.user, on=day)
    context = {"day": day, "tasks": found[:MOST_TASKS], "week": next(iter(weeks), None)}
    return render(request, "mentoring/today.html", context)


def tasks_of(person: Person, *, on: date) -> Iterator[Task]:
    """Give what waits on somebody: as one of a pair first, then as coordinator."""
    yield from _of_a_pair(person, on)
    yield from _of_the_frame(person)
    yield from _of_hr(person)
    if frame.coordinates_something(person):
        yield from _of_a_coordinator(person, on)


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
        )
    for pairing in journeys.pairings_to_settle(person):
        yield Task(
            reverse("sessions_log:pairing", args=[pairing.pk]),
            _("Settle how you two work together"),
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


def _of_hr(person: Person) -> Iterator[Task]:
    for wanted in company.requests_to_decide(person):
        yield Task(
            reverse("people:line_request", args=[wanted.pk]),
            _("A change of the chart waits for a second person"),
            str(wanted.person),
        )


def _of_a_coordinator(person: Person, on: date) -> Iterator[Task]:
    for draft in frame.drafts_of(person):
        url = reverse("programmes:setup_show", args=[draft.slug])
        yield Task(url, _("Set up and open the programme"), draft.name)
    for one in frame.applications_for(person):
        said = ngettext(
            "%(count)d person waits for your yes",
            "%(count)d people wait for your yes",
            one.count,
        )
        yield Task(
            reverse("programmes:people_list", args=[one.programme.slug]),
            said % {"count": one.count},
            one.programme.name,
            one.count,
        )
    for new in frame.newcomers_for(person, on=on):
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
    for seekers in pairs.seekers_for(person):
        said = ngettext(
            "%(count)d mentee looks for a mentor",
            "%(count)d mentees look for a mentor",
            seekers.count,
        )
        yield Task(
            reverse("matching:board", args=[seekers.programme.slug]),
            said % {"count": seekers.count},
            seekers.programme.name,
            seekers.count,
        )
