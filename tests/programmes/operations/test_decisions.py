from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from mailing.models import Delivery
from people.events import Consequence, PersonLeft, person_left
from people.models import Person
from privacy.models import AuditEntry
from programmes import operations
from programmes.events import EnrolmentChanged, enrolment_changed
from programmes.models import Enrolment, Role
from tests.factories import (
    NOW,
    make_coordinator,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)

pytestmark = pytest.mark.django_db

State = Enrolment.State
Decision = Callable[..., Enrolment]


@pytest.fixture
def heard() -> Iterator[list[EnrolmentChanged]]:
    changes: list[EnrolmentChanged] = []

    def listen(change: EnrolmentChanged, **_said: object) -> list[Consequence]:
        changes.append(change)
        return [Consequence("heard", uuid4())]

    enrolment_changed.connect(listen)
    yield changes
    enrolment_changed.disconnect(listen)


@pytest.mark.parametrize("before", [State.APPLIED, State.IN_SELECTION])
@pytest.mark.parametrize(
    ("decide", "after", "letter"),
    [
        (operations.approve, State.APPROVED, "enrolment_approved"),
        (operations.not_now, State.NOT_NOW, "enrolment_not_now"),
    ],
)
def test_a_decision_is_written_told_and_announced(
    *,
    before: str,
    decide: Decision,
    after: str,
    letter: str,
    heard: list[EnrolmentChanged],
) -> None:
    mentee, coordinator = make_mentee(make_programme(), state=before), make_person()

    decide(mentee, by=coordinator, at=NOW)

    mentee.refresh_from_db()
    assert mentee.state == after
    assert Delivery.objects.get().kind == letter
    assert Delivery.objects.get().recipient == mentee.person
    assert [(one.before, one.after, one.by) for one in heard] == [
        (before, after, coordinator)
    ]


@pytest.mark.parametrize("decide", [operations.approve, operations.not_now])
@pytest.mark.parametrize(
    "before",
    [State.INVITED, State.APPROVED, State.NOT_NOW, State.WITHDRAWN, State.ENDED],
)
def test_nothing_is_decided_twice_nor_before_somebody_signed_up(
    decide: Decision, before: str, heard: list[EnrolmentChanged]
) -> None:
    mentee = make_mentee(make_programme(), state=before)

    with pytest.raises(ValidationError, match="nothing to decide"):
        decide(mentee, by=make_person(), at=NOW)

    assert heard == []
    assert not Delivery.objects.exists()


def test_a_decision_on_stale_rows_sees_what_was_decided_meanwhile() -> None:
    mentee = make_mentee(make_programme(), state=State.APPLIED)
    stale = Enrolment.objects.get(pk=mentee.pk)
    operations.not_now(mentee, by=make_person(), at=NOW)

    with pytest.raises(ValidationError, match="nothing to decide"):
        operations.approve(stale, by=make_person(), at=NOW)


def test_several_are_let_in_at_once_and_the_decided_are_left_out() -> None:
    programme = make_programme()
    waiting = [make_mentee(programme, state=State.APPLIED) for _n in range(2)]
    refused = make_mentor(programme, state=State.NOT_NOW)

    approved = operations.approve_all([*waiting, refused], by=make_person(), at=NOW)

    assert {one.pk for one in approved} == {one.pk for one in waiting}
    refused.refresh_from_db()
    assert refused.state == State.NOT_NOW


def test_who_withdraws_is_out_at_once_and_what_follows_comes_back(
    heard: list[EnrolmentChanged],
) -> None:
    mentee = make_mentee(make_programme())

    followed = operations.withdraw(mentee, by=mentee.person, at=NOW)

    mentee.refresh_from_db()
    assert mentee.state == State.WITHDRAWN
    assert "heard" in {one.kind for one in followed}
    assert [(one.before, one.after) for one in heard] == [("approved", "withdrawn")]


@pytest.mark.parametrize("state", Enrolment.OVER)
def test_withdrawing_what_is_over_changes_nothing(
    state: str, heard: list[EnrolmentChanged]
) -> None:
    mentee = make_mentee(make_programme(), state=state)

    assert operations.withdraw(mentee, by=mentee.person, at=NOW) == []
    assert heard == []


def test_an_invitation_that_is_declined_takes_its_letter_back() -> None:
    programme = make_programme()
    (mentee,) = operations.enrol(
        programme, people=[make_person()], role="mentee", by=make_person(), at=NOW
    )

    operations.withdraw(mentee, by=mentee.person, at=NOW)

    assert Delivery.objects.get().state == Delivery.State.CANCELLED


def leave(person: Person) -> list[Consequence]:
    return operations.leave(person, at=NOW, by=None)


def test_who_leaves_the_company_ends_every_part_and_role(
    heard: list[EnrolmentChanged],
) -> None:
    one, other = make_programme(), make_programme()
    mentee = make_mentee(one)
    invited = make_mentor(other, person=mentee.person, state=State.INVITED)
    refused = make_mentor(one, person=mentee.person, state=State.NOT_NOW)
    make_coordinator(one, mentee.person)
    stays = make_mentee(one)

    followed = leave(mentee.person)

    for part, state in (
        (mentee, State.ENDED),
        (invited, State.ENDED),
        (refused, State.NOT_NOW),
        (stays, State.APPROVED),
    ):
        part.refresh_from_db()
        assert part.state == state
    assert Role.objects.get(person=mentee.person).until_at == NOW
    kinds = [one.kind for one in followed if one.kind != "pairing_ended"]
    assert sorted(kinds) == sorted(
        ["enrolment_ended", "heard", "enrolment_ended", "heard", "role_ended"]
    )
    assert {change.after for change in heard} == {State.ENDED}
    assert AuditEntry.objects.filter(actor="").count() == 3


def test_who_has_no_part_leaves_without_a_trace() -> None:
    assert leave(make_person()) == []


def test_the_news_that_somebody_left_reaches_programmes() -> None:
    mentee = make_mentee(make_programme())

    person_left.send(sender=Person, change=PersonLeft(mentee.person, at=NOW))

    mentee.refresh_from_db()
    assert mentee.state == State.ENDED
