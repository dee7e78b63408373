"""The demo company, played twice: what it shows, and that it is always the same."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from evaluations import results
from evaluations.models import Box
from matching.models import Pairing, Proposal, Round
from mentoring.demo.days import moment
from mentoring.demo.logins import (
    LOGINS,
    MANAGER,
    MENTEE,
    MENTOR,
    SUPPORT,
    WITHOUT_MAILBOX,
    Login,
)
from mentoring.demo.play import play
from people import access, org_chart
from people.models import Person, ReportingLine
from privacy import audit
from privacy.models import AuditEntry
from programmes.models import Enrolment, Programme
from sessions_log.models import Call, HelpRequest, Meeting, Note
from tests.doorways import enter_by_address, enter_by_number, person_of
from tests.measuring import unmeasured
from tests.mentoring.demo import record

NOW = moment(date(2026, 11, 23), "15:00")
State = Pairing.State


@pytest.fixture(scope="module")
def once_before(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> record.Record:
    """Give the record of a play that was taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        with unmeasured():  # the second play runs the same lines
            play(now=NOW)
        found = record.taken()
        transaction.set_rollback(True)
    return found


@pytest.fixture(scope="module")
def letters(
    once_before: record.Record, django_db_blocker: DjangoDbBlocker
) -> Iterator[list[EmailMessage]]:
    """Play for all tests of this module, and give the letters that left."""
    mail.outbox.clear()
    with django_db_blocker.unblock(), transaction.atomic():
        play(now=NOW)
        yield list(mail.outbox)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def played(letters: list[EmailMessage], db: None) -> None:
    """Let every test find the company as it was played."""


def person(email: str) -> Person:
    return Person.objects.get(email=email)


def test_two_plays_of_one_day_are_alike(once_before: record.Record) -> None:
    assert record.taken() == once_before
    assert all(once_before.values())


def test_the_audit_trail_verifies_and_nothing_is_left_unsealed() -> None:
    verdict = audit.verify()

    assert verdict.faults == ()
    assert verdict.unsealed == 0
    assert verdict.sealed > 500


def test_the_company_has_every_kind_of_line_and_one_unknown_chart() -> None:
    lines = ReportingLine.objects.in_force().values_list("kind", flat=True)
    unknown = Person.objects.filter(chart_state=Person.ChartState.UNKNOWN)
    without_mailbox = Person.objects.filter(email=None, may_sign_in=True)

    assert Person.objects.count() == 240
    assert set(lines) == set(ReportingLine.Kind.values)
    assert [one.employee_number for one in unknown] == ["20118"]
    assert without_mailbox.count() > 80
    assert set(Person.objects.values_list("language", flat=True)) == {"nl", "fr", "en"}


def test_three_programmes_stand_in_three_phases() -> None:
    assert dict(Programme.objects.values_list("kind", "state")) == {
        "onboarding": "running",
        "leadership": "matching",
        "knowledge": "recruiting",
    }


def test_a_programme_has_run_for_months_with_every_turn_a_pair_can_take() -> None:
    pairs = Pairing.objects.filter(programme__kind="onboarding")
    states = Counter(pairs.values_list("state", "ended_as"))
    first = pairs.filter(state=State.RUNNING).order_by("started_on")[0]

    assert states[State.RUNNING, ""] >= 8
    assert states[State.SUSPENDED, ""] == 1
    assert states[State.ENDED, "stopped"] == states[State.ENDED, "left"] == 1
    assert states[State.PREPARING, ""] >= 1
    assert first.started_on
    assert first.started_on < NOW.date() - timedelta(weeks=22)
    assert Meeting.objects.filter(pairing=first, state="held").count() >= 8


def test_one_pair_pauses_and_a_colleague_stands_in_for_another_mentor() -> None:
    stand_in = Pairing.objects.active().get(kind=Pairing.Kind.STAND_IN)
    paused = Pairing.objects.filter(state=State.PAUSED)

    assert paused.count() == 2
    assert paused.filter(mentee=stand_in.mentee).exists()


def test_half_of_a_call_round_was_held_and_somebody_asked_for_support() -> None:
    called = Call.objects.filter(round__programme__kind="onboarding")
    request = HelpRequest.objects.get()

    assert called.count() >= 8
    assert {Call.Outcome.NOTHING} < set(called.values_list("outcome", flat=True))
    assert request.state == HelpRequest.State.OPEN
    assert request.to == person(SUPPORT.email)


def test_no_pair_is_one_that_the_rules_refuse() -> None:
    active = Pairing.objects.active().values_list("mentor", "mentee")

    assert not org_chart.conflicts_among(active)


def test_two_check_ins_are_released_with_figures_and_one_is_still_open() -> None:
    programme = Programme.objects.get(kind="onboarding")
    waves = results.waves_of(programme)
    shown = {figure.shown for wave in waves for figure in wave.figures}

    assert shown == {"percent", "word"}
    assert [box.state for box in Box.objects.order_by("opens_at")] == [
        Box.State.RELEASED,
        Box.State.RELEASED,
        Box.State.OPEN,
    ]
    assert results.is_waiting(programme)


def test_mentees_wait_on_a_board_with_drafts_and_people_for_a_yes() -> None:
    leadership = Proposal.objects.filter(mentee__programme__kind="leadership")
    states = set(leadership.values_list("state", flat=True))
    knowledge = Enrolment.objects.filter(programme__kind="knowledge")

    assert {"drafted", "accepted", "accepted_by_one", "declined"} <= states
    assert Round.objects.filter(state=Round.State.DRAFT).count() == 1
    assert {"invited", "applied", "approved", "not_now"} == set(
        knowledge.values_list("state", flat=True)
    )


def test_letters_left_as_their_time_came_in_three_languages(
    letters: list[EmailMessage],
) -> None:
    dates = {str(letter.extra_headers["Date"])[5:16] for letter in letters}
    subjects = {letter.subject for letter in letters}

    assert len(letters) > 200
    assert len(dates) > 30
    assert len(subjects) > 20


def test_notes_are_written_by_both_and_no_letter_holds_one(
    letters: list[EmailMessage],
) -> None:
    text = "Zes minuten, en niemand had nog vragen."

    assert Note.objects.filter(kind=Note.Kind.SHARED).count() > 80
    assert Note.objects.filter(kind=Note.Kind.PRIVATE).count() > 30
    assert not any(text in str(letter.message()) for letter in letters)


@pytest.mark.usefixtures("fresh_tries")
@pytest.mark.parametrize("login", LOGINS, ids=lambda login: login.role)
def test_somebody_of_every_role_signs_in(client: Client, login: Login) -> None:
    enter_by_address(client, login.email, login.password)

    page = client.get(reverse("today"))

    assert person_of(client) == str(person(login.email).pk)
    assert person(login.email).given_name in page.text
    assert access.is_confirmed(person(login.email))


@pytest.mark.usefixtures("fresh_tries")
def test_a_mentor_without_a_mailbox_signs_in_with_number_and_pin(
    client: Client,
) -> None:
    enter_by_number(client, WITHOUT_MAILBOX.employee_number, WITHOUT_MAILBOX.pin)

    page = client.get(reverse("sessions_log:pairing_list"), follow=True)

    assert "Thomas Caron" in page.text


@pytest.mark.usefixtures("fresh_tries")
def test_the_two_read_a_story_that_their_manager_does_not(client: Client) -> None:
    told = "Een lijst gemaakt van wie ik waarvoor kan bellen."
    mine = Pairing.objects.get(mentee=person(MENTEE.email))

    texts = {}
    for login in (MENTEE, MENTOR, MANAGER):
        enter_by_address(client, login.email, login.password)
        page = client.get(reverse("sessions_log:pairing", args=[mine.pk]))
        texts[login.role] = told in page.text
        client.logout()

    assert texts == {"mentee": True, "mentor": True, "manager": False}


@pytest.mark.usefixtures("fresh_tries")
def test_the_manager_reads_a_figure_of_the_whole(client: Client) -> None:
    enter_by_address(client, MANAGER.email, MANAGER.password)

    page = client.get(reverse("impact:impact", args=["welkom-bij-fabriek-noord"]))

    assert re.search(r"\d+\s?%", page.text)


def test_nothing_is_dated_after_the_last_moment() -> None:
    dated = AuditEntry.objects.values_list("at", flat=True)

    assert max(dated) <= NOW
    assert min(dated) < NOW - timedelta(weeks=28)
