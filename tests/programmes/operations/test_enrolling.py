from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from mailing.models import Delivery
from people.events import Consequence
from people.models import Person
from privacy.models import AuditEntry
from programmes import operations
from programmes.events import EnrolmentChanged, enrolment_changed
from programmes.models import Enrolment, Programme
from programmes.operations import Application
from tests.factories import (
    NOW,
    make_competence,
    make_coordinator,
    make_enrolment,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)

pytestmark = pytest.mark.django_db

State = Enrolment.State


@pytest.fixture
def heard() -> Iterator[list[EnrolmentChanged]]:
    changes: list[EnrolmentChanged] = []

    def listen(change: EnrolmentChanged, **_said: object) -> list[Consequence]:
        changes.append(change)
        return []

    enrolment_changed.connect(listen)
    yield changes
    enrolment_changed.disconnect(listen)


def wishing(*labels: str) -> Application:
    return Application(
        languages=["nl", "fr"],
        ways=["face"],
        availability=3,
        wishes=[make_competence(label) for label in labels],
        motivation="Ik wil bijleren.",
    )


def sign_up(
    programme: Programme,
    told: Application,
    *,
    person: Person | None = None,
    role: str = "mentee",
) -> Enrolment:
    return operations.apply(
        programme,
        person=person or make_person(),
        role=role,
        application=told,
        at=NOW,
    )


def test_people_are_invited_and_each_gets_one_letter(
    heard: list[EnrolmentChanged],
) -> None:
    programme = make_programme()
    coordinator = make_coordinator(programme)
    anna, bram = make_person(language="fr"), make_person()

    invited = operations.enrol(
        programme, people=[anna, bram, anna], role="mentee", by=coordinator, at=NOW
    )

    assert {one.person for one in invited} == {anna, bram}
    assert {one.state for one in invited} == {State.INVITED}
    assert invited[0].languages == ["fr"]
    letters = Delivery.objects.filter(kind="programme_invitation")
    assert set(letters.values_list("recipient", flat=True)) == {anna.pk, bram.pk}
    assert set(letters.values_list("scope", flat=True)) == {programme.pk}
    assert [(one.before, one.after) for one in heard] == [("", "invited")] * 2
    assert AuditEntry.objects.filter(verb="invited").count() == 2


def test_inviting_the_same_list_again_changes_nothing() -> None:
    programme = make_programme()
    coordinator, anna = make_coordinator(programme), make_person()
    people = [anna, make_person(may_sign_in=False)]
    operations.enrol(programme, people=people, role="mentor", by=coordinator, at=NOW)

    again = operations.enrol(
        programme, people=people, role="mentor", by=coordinator, at=NOW
    )

    assert again == []
    assert programme.enrolments.get().person == anna
    assert Delivery.objects.count() == 1


def test_somebody_who_withdrew_may_be_asked_again_and_in_the_other_role_too() -> None:
    programme = make_programme()
    mentee = make_mentee(programme, state=State.WITHDRAWN)
    for role in ("mentee", "mentor"):
        (asked,) = operations.enrol(
            programme,
            people=[mentee.person],
            role=role,
            by=make_person(),
            at=NOW,
        )
        assert asked.state == State.INVITED


@pytest.mark.parametrize("state", ["draft", "running", "closing", "closed"])
def test_nobody_is_invited_or_signs_up_when_the_programme_takes_nobody(
    state: str,
) -> None:
    programme = make_programme(state=state)

    with pytest.raises(ValidationError, match="Nobody can sign up"):
        operations.enrol(
            programme, people=[make_person()], role="mentee", by=make_person(), at=NOW
        )
    with pytest.raises(ValidationError, match="Nobody can sign up"):
        sign_up(programme, wishing("knitting"))
    assert not programme.enrolments.exists()


def test_a_programme_that_is_always_open_takes_people_while_it_runs() -> None:
    programme = make_programme(state="running", always_open=True)

    assert sign_up(programme, wishing("knitting")).state == State.APPLIED


def test_a_mentee_signs_up_with_wishes_in_order(heard: list[EnrolmentChanged]) -> None:
    programme = make_programme()

    enrolment = sign_up(programme, wishing("knitting", "welding"))

    enrolment.refresh_from_db()
    assert enrolment.state == State.APPLIED
    assert enrolment.languages == ["nl", "fr"]
    assert (enrolment.ways, enrolment.availability) == (["face"], 3)
    assert enrolment.motivation == "Ik wil bijleren."
    wishes = [
        (one.rank, str(one.competence)) for one in enrolment.wishes.order_by("rank")
    ]
    assert wishes == [(1, "knitting"), (2, "welding")]
    assert [(one.before, one.after) for one in heard] == [("", "applied")]


def test_a_mentor_signs_up_with_offers_places_and_hours() -> None:
    thing = make_competence("welding")
    told = replace(wishing(), wishes=(), offers=[(thing, 5)], capacity=2, hours_month=4)

    enrolment = sign_up(make_programme(), told, role="mentor")

    enrolment.refresh_from_db()
    assert (enrolment.capacity, enrolment.hours_month) == (2, 4)
    assert [(one.competence, one.level) for one in enrolment.offers.all()] == [
        (thing, 5)
    ]


def test_signing_up_twice_is_changing_ones_answers(
    heard: list[EnrolmentChanged],
) -> None:
    programme, person = make_programme(), make_person()
    first = sign_up(programme, wishing("knitting", "welding"), person=person)

    again = sign_up(programme, wishing("sewing"), person=person)

    assert again.pk == first.pk
    assert [str(one.competence) for one in again.wishes.all()] == ["sewing"]
    assert len(heard) == 1
    assert AuditEntry.objects.filter(verb="application_changed").count() == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (State.INVITED, State.APPLIED),
        (State.NOT_NOW, State.APPLIED),
        (State.ENDED, State.APPLIED),
        (State.APPLIED, State.APPLIED),
        (State.IN_SELECTION, State.IN_SELECTION),
        (State.APPROVED, State.APPROVED),
        (State.APPROVED_AFTER_TRAINING, State.APPROVED_AFTER_TRAINING),
    ],
)
def test_answers_move_nobody_back(before: str, after: str) -> None:
    programme = make_programme()
    mentee = make_mentee(programme, state=before)

    sign_up(programme, wishing("knitting"), person=mentee.person)

    mentee.refresh_from_db()
    assert mentee.state == after


def test_who_takes_part_may_change_answers_while_the_programme_runs() -> None:
    programme = make_programme(state="running")
    mentee = make_mentee(programme)

    sign_up(programme, wishing("knitting"), person=mentee.person)

    assert mentee.wishes.count() == 1


def test_an_invitation_that_waited_too_long_is_over() -> None:
    programme = make_programme(state="running")
    mentee = make_mentee(programme, state=State.INVITED)

    with pytest.raises(ValidationError, match="Nobody can sign up"):
        sign_up(programme, wishing("knitting"), person=mentee.person)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"wishes": ()}, "Choose at least one thing."),
        ({"languages": []}, "cannot be blank"),
        ({"ways": ["pigeon"]}, "does not meet in that way"),
        ({"capacity": 0}, "between 1 and 20 places"),
        ({"capacity": 21}, "between 1 and 20 places"),
        ({"availability": 1024}, "availability_is_ten_half_days"),
        ({"motivation": "a" * 100_000}, "at most 2000 characters"),
    ],
)
def test_what_is_not_in_order_is_refused_and_keeps_what_was_told_before(
    changed: dict[str, Any], sentence: str
) -> None:
    programme, person = make_programme(), make_person()
    sign_up(programme, wishing("knitting"), person=person)

    with pytest.raises(ValidationError, match=sentence):
        sign_up(programme, replace(wishing("sewing"), **changed), person=person)

    kept = programme.enrolments.get()
    assert [str(one.competence) for one in kept.wishes.all()] == ["knitting"]


def test_the_same_thing_twice_is_refused_in_a_sentence() -> None:
    thing = make_competence("knitting")
    programme = make_programme()
    for role, told in (
        ("mentee", {"wishes": [thing, thing]}),
        ("mentor", {"offers": [(thing, 3), (thing, 4)]}),
    ):
        with pytest.raises(ValidationError, match="Choose each thing once"):
            sign_up(programme, replace(wishing("sewing"), **told), role=role)

    assert not programme.enrolments.exists()


def test_a_mentor_offers_at_least_one_thing_at_a_level_from_one_to_five() -> None:
    thing = make_competence("knitting")
    programme = make_programme()
    for offers, sentence in (
        ([], "Choose at least one thing."),
        ([(thing, 6)], "between 1 and 5"),
    ):
        with pytest.raises(ValidationError, match=sentence):
            sign_up(programme, replace(wishing(), offers=offers), role="mentor")


def test_one_person_may_be_mentor_and_mentee() -> None:
    programme, person = make_programme(), make_person()
    make_mentor(programme, person=person)

    sign_up(programme, wishing("knitting"), person=person)

    assert programme.enrolments.filter(person=person).count() == 2


def test_somebody_who_withdrew_signs_up_anew() -> None:
    programme = make_programme()
    old = make_enrolment(programme, "mentee", state=State.WITHDRAWN)

    new = sign_up(programme, wishing("knitting"), person=old.person)

    assert new.pk != old.pk
