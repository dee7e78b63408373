"""Two people, two browsers and a moving clock: six months, and three other fates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from matching import tasks as days_that_turn
from matching.models import Pairing, Proposal
from people.models import Person, ReportingLine
from people.operations import lines
from programmes.models import Programme
from sessions_log.models import Goal, Meeting
from tests.factories import (
    NOW,
    SECRET,
    give_secret,
    make_charter,
    make_coordinator,
    make_hr,
    make_mentor,
    make_person,
    make_programme,
)
from tests.journeys.fabriek_noord import Reader, enter, nl
from tests.pairs import GOAL as GOAL_OF_BEFORE
from tests.pairs import make_pairing, make_running_pairing, make_two

pytestmark = [pytest.mark.django_db(transaction=True)]
WEEKS = 24
GOAL = "Zelf een vergadering leiden"
CANARY = "KANARIE: dit blijft tussen ons tweeën"


@dataclass
class Clock:
    """The time of the story: it ticks, and it jumps."""

    base: str
    browser: Browser
    travel: time_machine.travel | None = None

    def go(self, moment: datetime) -> None:
        """Jump to a moment; what was due until then happens."""
        self.stop()
        self.travel = time_machine.travel(moment)
        self.travel.start()
        days_that_turn.tick()

    def stop(self) -> None:
        if self.travel:
            self.travel.stop()

    def enter(self, person: Person) -> Reader:
        """Open a Dutch browser for somebody, as their phone is today."""
        Person.objects.filter(pk=person.pk).update(language="nl")
        return enter(self.browser, self.base, person)


@pytest.fixture
def clock(browser: Browser, live_server: LiveServer) -> Iterator[Clock]:
    clock = Clock(live_server.url, browser)
    clock.go(NOW)
    yield clock
    clock.stop()


@pytest.fixture
def programme(clock: Clock) -> Programme:
    programme = make_programme(weeks=WEEKS, cadence_weeks=4, state="running")
    make_charter(programme)
    return programme


def at_nine(day: date) -> datetime:
    return NOW.replace(year=day.year, month=day.month, day=day.day, hour=8)


def state_of(pairing: Pairing) -> str:
    return Pairing.objects.get(pk=pairing.pk).state


def they_settle(clock: Clock, pairing: Pairing) -> None:
    """Settle everything on the mentor's screen; the mentee says yes on that screen."""
    assert pairing.mentor
    mentor = clock.enter(pairing.mentor)
    mentor.go("sessions_log:settle", pairing.pk)
    mentor.page.fill("textarea[name=goal]", GOAL)
    mentor.page.fill("input[name=on]", timezone.localdate().isoformat())
    mentor.page.fill("input[name=time]", "10:00")
    mentor.press_main()
    mentor.page.fill("input[name=secret]", SECRET)
    mentor.press_main()


def they_meet(clock: Clock, pairing: Pairing) -> None:
    """Let the mentee say, the day after each meeting, that it was as planned."""
    assert pairing.mentee
    planned = Meeting.objects.planned().filter(pairing=pairing).order_by("planned_on")
    while meeting := planned.first():
        clock.go(at_nine(meeting.planned_on + timedelta(days=1)))
        mentee = clock.enter(pairing.mentee)
        mentee.go("sessions_log:pairing", pairing.pk)
        mentee.press("Yes, as planned")
        mentee.page.context.close()


def they_reach_the_goal(clock: Clock, pairing: Pairing) -> None:
    assert pairing.mentee
    mentee = clock.enter(pairing.mentee)
    goal = Goal.objects.get(pairing=pairing)
    while goal.state != Goal.State.REACHED:
        mentee.go("sessions_log:pairing", pairing.pk)
        mentee.page.locator(f"form[action*='{goal.pk}/step'] button").first.click()
        goal.refresh_from_db()


def test_six_months_end_in_a_certificate(clock: Clock, programme: Programme) -> None:
    pairing = make_pairing(programme, *make_two(programme))
    clock.go(NOW + timedelta(days=7))
    they_settle(clock, pairing)
    assert state_of(pairing) == Pairing.State.RUNNING

    they_meet(clock, pairing)
    they_reach_the_goal(clock, pairing)
    clock.go(NOW + timedelta(weeks=WEEKS + 2))
    mentee, mentor = clock.enter(pairing.mentee), clock.enter(pairing.mentor)
    mentee.go("sessions_log:closing", pairing.pk)
    mentee.page.check("input[name=shown_goals]")
    mentee.page.fill("textarea[name=text]", CANARY)
    mentee.press("Save")
    mentor.go("sessions_log:closing", pairing.pk)
    assert CANARY in mentor.text()
    mentor.press("Close our journey")

    assert state_of(pairing) == Pairing.State.ENDED
    held = Meeting.objects.filter(pairing=pairing, state=Meeting.State.HELD)
    mentor.go("sessions_log:certificate", pairing.pk)
    assert str(held.count()) in mentor.text()
    assert GOAL not in mentor.text()
    assert held.count() >= WEEKS / 4


def test_who_stops_has_somebody_new_two_weeks_later(
    clock: Clock, programme: Programme
) -> None:
    pairing = make_running_pairing(programme, *make_two(programme))
    other = make_mentor(programme, person=give_secret(make_person()))
    mentee = clock.enter(pairing.mentee)
    mentee.go("matching:stop", pairing.pk)
    mentee.page.check("input[name=choice][value=change]")
    mentee.press_main()
    clock.go(NOW + timedelta(days=14))

    coordinator = clock.enter(give_secret(make_coordinator(programme)))
    coordinator.go("matching:board", programme.slug)
    coordinator.press("Let the system propose pairs")
    coordinator.press_main()
    proposal = Proposal.objects.asked().for_display().get()
    for person in proposal.people():
        reader = clock.enter(person)
        reader.go("matching:proposal", proposal.pk)
        reader.press("Yes, I would like to get acquainted")

    assert proposal.mentor == other
    assert state_of(pairing) == Pairing.State.ENDED
    again = Pairing.objects.active().for_display().get(mentee=pairing.mentee)
    reader.go("sessions_log:pairing", again.pk)
    assert GOAL_OF_BEFORE not in reader.text()


def test_a_reorganisation_suspends_a_pair_and_says_so_to_both(
    clock: Clock, programme: Programme
) -> None:
    pairing = make_running_pairing(programme, *make_two(programme))
    line = ReportingLine(
        superior=pairing.mentor,
        person=pairing.mentee,
        kind=ReportingLine.Kind.LINE,
        from_on=timezone.localdate(),
        source="hr",
    )
    lines.begin(line, at=timezone.now(), by=make_hr())

    assert state_of(pairing) == Pairing.State.SUSPENDED
    for person in (pairing.mentor, pairing.mentee):
        reader = clock.enter(person)
        reader.go("sessions_log:pairing", pairing.pk)
        assert nl("Your journey is suspended") in reader.text()
        assert nl("Did you speak to each other?") not in reader.text()


def test_a_sick_mentor_has_a_stand_in_the_same_day(
    clock: Clock, programme: Programme
) -> None:
    pairing = make_running_pairing(programme, *make_two(programme))
    spare = make_mentor(programme, person=give_secret(make_person()))
    coordinator = clock.enter(give_secret(make_coordinator(programme)))
    coordinator.go("matching:stand_in", pairing.pk)
    coordinator.page.locator("input[type=radio]").first.check()
    coordinator.press_main()

    stand_in = Pairing.objects.active().get(kind=Pairing.Kind.STAND_IN)
    assert stand_in.mentor == spare.person
    assert state_of(pairing) == Pairing.State.PAUSED
    mentee = clock.enter(pairing.mentee)
    mentee.go("sessions_log:plan", stand_in.pk)
    mentee.page.fill("input[type=date][name=on]", timezone.localdate().isoformat())
    mentee.press_main()
    assert Meeting.objects.planned().filter(pairing=stand_in).exists()

    assert stand_in.until_on
    clock.go(at_nine(stand_in.until_on + timedelta(days=1)))
    assert state_of(stand_in) == Pairing.State.ENDED
    assert state_of(pairing) == Pairing.State.RUNNING
