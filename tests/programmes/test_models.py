import json
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from people.models import Person
from programmes.models import Competence, Enrolment, Offer, Programme, Role, Wish
from tests.factories import (
    NOW,
    make_administrator,
    make_charter,
    make_competence,
    make_coordinator,
    make_draft,
    make_hr,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
    make_role,
)

pytestmark = pytest.mark.django_db

EMPTY = json.dumps({})
Value = str | bool | None
MISSING: dict[str, Value] = {
    "mission_whom": EMPTY,
    "mission_what_for": EMPTY,
    "mission_how_seen": EMPTY,
    "starts_on": None,
    "weeks": None,
    "cadence_weeks": None,
    "forms": json.dumps([]),
    "purpose_lock": False,
    "substitute_contact": "",
}


def write_raw(programme: Programme, column: str, value: Value) -> None:
    """Write one column as somebody at the database would, past all of our code."""
    key = Programme._meta.pk.get_db_prep_value(programme.pk, connection)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE programmes_programme SET {column} = %s WHERE id = %s",  # noqa: S608 - our own names
            [value, key],
        )


@pytest.mark.parametrize(("column", "nothing"), MISSING.items())
def test_the_database_refuses_an_open_programme_without(
    column: str, nothing: Value
) -> None:
    programme = make_programme()

    with pytest.raises(IntegrityError, match="an_open_programme_has_a_frame"):
        write_raw(programme, column, nothing)


@pytest.mark.parametrize(("column", "nothing"), MISSING.items())
def test_the_database_refuses_to_open_a_draft_without(
    column: str, nothing: Value
) -> None:
    draft = make_draft()
    write_raw(draft, column, nothing)

    with pytest.raises(IntegrityError, match="an_open_programme_has_a_frame"):
        write_raw(draft, "state", "recruiting")


def test_the_database_lets_a_whole_frame_open() -> None:
    draft = make_draft()

    write_raw(draft, "state", "recruiting")

    draft.refresh_from_db()
    assert draft.is_open


def test_a_model_says_in_a_sentence_what_the_database_would_refuse() -> None:
    programme = make_programme()
    programme.weeks = None

    with pytest.raises(ValidationError, match="needs a mission, a start, a duration"):
        programme.full_clean()


def test_everybody_knows_of_an_open_programme_and_few_of_a_draft() -> None:
    opened, draft = make_programme(), make_draft()
    closed = make_programme(state=Programme.State.CLOSED)
    employee, coordinator = make_person(), make_coordinator(draft)
    mentee = make_mentee(closed, state=Enrolment.State.WITHDRAWN).person

    def known_to(person: Person) -> set[Programme]:
        return set(Programme.objects.visible_to(person))

    assert known_to(employee) == {opened}
    assert known_to(coordinator) == {opened, draft}
    assert known_to(mentee) == {opened, closed}
    assert known_to(make_hr()) == {opened, draft, closed}
    assert known_to(make_administrator()) == {opened, draft, closed}
    assert set(Programme.objects.announced()) == {opened}


def test_a_role_that_ended_shows_no_draft() -> None:
    draft = make_draft()
    former = make_coordinator(draft)
    Role.objects.filter(person=former).update(until_at=NOW)

    assert not Programme.objects.visible_to(former).exists()
    assert not Programme.objects.coordinated_by(former).exists()


def test_a_role_shows_its_own_programme_only_once() -> None:
    programme = make_programme()
    person = make_coordinator(programme)
    make_role(programme, Role.Kind.SUPPORTER, person)
    make_coordinator(make_programme())

    assert list(Programme.objects.coordinated_by(person)) == [programme]


def test_a_withdrawal_of_somebody_else_hides_nothing() -> None:
    programme = make_programme()
    mentee = make_mentee(programme).person
    make_mentor(programme, person=mentee)
    make_mentee(programme, state=Enrolment.State.WITHDRAWN)

    assert list(Programme.objects.taken_part_by(mentee)) == [programme]


@pytest.mark.parametrize(
    ("state", "always_open", "enrols", "pairs", "logs"),
    [
        ("draft", False, False, False, False),
        ("recruiting", False, True, True, True),
        ("matching", False, True, True, True),
        ("running", False, False, True, True),
        ("running", True, True, True, True),
        ("closing", True, False, False, True),
        ("closed", True, False, False, False),
    ],
)
def test_what_each_state_allows_is_the_same_for_a_row_and_for_a_set(
    *, state: str, always_open: bool, enrols: bool, pairs: bool, logs: bool
) -> None:
    programme = make_programme(state=state, always_open=always_open)
    rows = Programme.objects.filter(pk=programme.pk)

    assert programme.accepts_enrolment == rows.accepts_enrolment().exists() == enrols
    assert programme.may_pair == rows.may_pair().exists() == pairs
    assert programme.may_log == rows.may_log().exists() == logs


def test_a_programme_without_rhythm_has_no_meetings() -> None:
    draft = make_draft(weeks=None)

    assert (draft.meetings, draft.hours) == (0, 0)
    assert make_programme().meetings == 13


def test_the_mission_is_told_in_one_language() -> None:
    programme = make_programme(mission_whom={"nl": "Voor ons.", "en": "For us."})

    with translation.override("nl"):
        told = programme.mission

    assert str(told[0]) == "Voor ons."
    assert [one.language for one in told] == ["nl", "en", "en"]


def test_somebody_takes_part_in_a_role_once_but_may_come_back() -> None:
    programme = make_programme()
    first = make_mentee(programme, state=Enrolment.State.WITHDRAWN)
    make_mentee(programme, person=first.person)
    make_mentor(programme, person=first.person)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_mentee(programme, person=first.person, state=Enrolment.State.INVITED)


@pytest.mark.parametrize("places", [0, 21])
def test_a_mentor_has_one_to_twenty_places(places: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_mentor(make_programme(), capacity=places)


def test_a_part_is_known_to_its_person_and_its_coordinators() -> None:
    programme = make_programme()
    mentee = make_mentee(programme)
    coordinator, stranger = make_coordinator(programme), make_person()
    make_mentee(make_programme())

    assert list(Enrolment.objects.visible_to(mentee.person)) == [mentee]
    assert list(Enrolment.objects.visible_to(coordinator)) == [mentee]
    assert not Enrolment.objects.visible_to(stranger).exists()


def test_the_sets_of_parts_are_what_they_say() -> None:
    programme = make_programme()
    mentor = make_mentor(programme)
    applied = make_mentee(programme, state=Enrolment.State.APPLIED)
    make_mentee(programme, state=Enrolment.State.NOT_NOW)

    parts = Enrolment.objects.filter(programme=programme)
    assert set(parts.open()) == {mentor, applied}
    assert list(parts.approved()) == list(parts.mentors()) == [mentor]
    assert list(parts.mentees().undecided()) == [applied]
    assert mentor.is_mentor
    assert mentor.has_signed_up
    assert applied.is_undecided
    assert not mentor.is_invited


@pytest.mark.parametrize("level", [0, 6])
def test_a_level_lies_between_one_and_five(level: int) -> None:
    mentor = make_mentor(make_programme())

    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.create(
            enrolment=mentor, competence=make_competence(), level=level
        )


def test_the_first_wish_has_rank_one_and_each_thing_is_wished_for_once() -> None:
    mentee, thing = make_mentee(make_programme()), make_competence()
    Wish.objects.create(enrolment=mentee, competence=thing, rank=1)

    for rank, competence in (
        (0, make_competence()),
        (1, make_competence()),
        (2, thing),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Wish.objects.create(enrolment=mentee, competence=competence, rank=rank)


def test_a_role_is_held_once_and_may_be_held_again() -> None:
    programme = make_programme()
    person = make_coordinator(programme)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_coordinator(programme, person)
    Role.objects.update(until_at=datetime(2026, 10, 1, tzinfo=UTC))
    make_coordinator(programme, person)


def test_an_agreement_has_each_version_once() -> None:
    programme = make_programme()
    make_charter(programme)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_charter(programme)


def test_rows_say_what_they_are_to_a_reader() -> None:
    programme = make_programme(name="Start")
    person = make_person(given_name="Ines", family_name="Maes")
    mentor = make_mentor(programme, person=person)
    thing = make_competence("knitting")
    role = Role(programme=programme, person=person, kind=Role.Kind.SUPPORTER)

    assert str(mentor) == "Ines Maes (mentor)"
    assert str(role) == "Ines Maes: support person"
    assert str(Offer(enrolment=mentor, competence=thing, level=2)) == "knitting (2)"
    assert str(Wish(enrolment=mentor, competence=thing, rank=1)) == "1. knitting"
    assert str(make_charter(programme)) == "Start 1"
    assert str(programme.objectives.get()).startswith("Nine in ten")
    assert str(Competence()) == ""
