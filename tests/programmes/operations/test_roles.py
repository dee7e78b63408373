from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from people.models import Person
from privacy.models import AuditEntry
from programmes import operations
from programmes.models import Programme, Role
from programmes.operations import Term, decisions
from tests.factories import (
    NOW,
    make_chain,
    make_coordinator,
    make_hr,
    make_mentee,
    make_person,
    make_programme,
)

pytestmark = pytest.mark.django_db


def test_a_role_is_a_row_from_now_on() -> None:
    programme, person, hr = make_programme(), make_person(), make_hr()

    role = operations.assign_role(
        programme, person=person, kind="supporter", by=hr, at=NOW
    )

    assert (role.from_at, role.until_at) == (NOW, None)
    assert Programme.objects.with_role(person, "supporter").get() == programme
    assert AuditEntry.objects.get(scope=programme.pk).verb == "role_given"


def test_nobody_has_a_role_twice() -> None:
    programme = make_programme()
    coordinator = make_coordinator(programme)

    with pytest.raises(ValidationError, match="already has this role"):
        operations.assign_role(
            programme, person=coordinator, kind="coordinator", by=make_hr(), at=NOW
        )


def test_whoever_left_gets_no_role() -> None:
    gone = make_person(may_sign_in=False)

    with pytest.raises(ValidationError, match="no longer works here"):
        operations.assign_role(
            make_programme(), person=gone, kind="coordinator", by=make_hr(), at=NOW
        )


def test_a_role_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValidationError, match="not a valid choice"):
        operations.assign_role(
            make_programme(), person=make_person(), kind="king", by=make_hr(), at=NOW
        )


def test_a_role_ends_and_may_be_given_again() -> None:
    programme = make_programme()
    first, second = make_coordinator(programme), make_coordinator(programme)
    role = Role.objects.get(person=second)

    operations.end_role(role, by=make_hr(), at=NOW)
    operations.end_role(role, by=make_hr(), at=NOW)

    assert list(Role.objects.open().filter(programme=programme)) == [
        Role.objects.get(person=first)
    ]
    assert AuditEntry.objects.filter(verb="role_ended").count() == 1
    operations.assign_role(
        programme, person=second, kind="coordinator", by=make_hr(), at=NOW
    )


def test_a_programme_keeps_its_last_coordinator_until_it_is_closed() -> None:
    programme = make_programme()
    role = Role.objects.get(person=make_coordinator(programme))

    with pytest.raises(ValidationError, match="Name another one first"):
        operations.end_role(role, by=make_hr(), at=NOW)

    operations.close(programme, by=role.person, at=NOW)
    role.refresh_from_db()
    assert operations.end_role(role, by=make_hr(), at=NOW).until_at == NOW


def test_the_only_support_person_may_stop() -> None:
    programme = make_programme()
    role = operations.assign_role(
        programme, person=make_person(), kind="supporter", by=make_hr(), at=NOW
    )

    assert operations.end_role(role, by=make_hr(), at=NOW).until_at == NOW


def give(kind: str = "supporter", person: Person | None = None, **days: Any) -> Role:  # noqa: ANN401 - what a term takes
    return operations.assign_role(
        make_programme(),
        person=person or make_person(),
        kind=kind,
        by=make_hr(),
        at=NOW,
        term=Term(**days),
    )


def test_nobody_gives_a_role_to_themselves() -> None:
    hr = make_hr()

    with pytest.raises(ValidationError, match="Nobody gives a role to themselves"):
        operations.assign_role(
            make_programme(), person=hr, kind="coordinator", by=hr, at=NOW
        )


@time_machine.travel(NOW, tick=False)
def test_a_planned_role_counts_from_its_first_day_to_its_last() -> None:
    role = give(from_on=date(2026, 10, 1), until_on=date(2026, 10, 31))

    assert role.is_planned
    assert role.last_on == date(2026, 10, 31)
    for moment, held in (
        (datetime(2026, 9, 30, 21, 59, tzinfo=UTC), False),
        (datetime(2026, 9, 30, 22, 0, tzinfo=UTC), True),
        (datetime(2026, 10, 31, 22, 59, tzinfo=UTC), True),
        (datetime(2026, 10, 31, 23, 0, tzinfo=UTC), False),
    ):
        with time_machine.travel(moment, tick=False):
            assert Role.objects.held_by(role.person).exists() == held
            found = Programme.objects.with_role(role.person, "supporter")
            assert found.exists() == held
            assert role.programme in Programme.objects.visible_to(role.person)


@time_machine.travel(NOW, tick=False)
def test_a_first_day_that_is_today_or_past_is_now() -> None:
    assert give(from_on=NOW.date()).from_at == NOW
    assert give(from_on=date(2026, 8, 1)).from_at == NOW


@time_machine.travel(NOW, tick=False)
def test_the_last_day_comes_after_the_first() -> None:
    with pytest.raises(ValidationError, match="cannot be before the first"):
        give(from_on=date(2026, 10, 2), until_on=date(2026, 10, 1))
    with pytest.raises(ValidationError, match="cannot be before the first"):
        give(until_on=date(2026, 8, 1))


@time_machine.travel(NOW, tick=False)
def test_the_same_role_may_follow_itself_but_not_overlap() -> None:
    role = give(until_on=date(2026, 10, 31))

    def again(**days: Any) -> Role:  # noqa: ANN401 - idem
        return operations.assign_role(
            role.programme,
            person=role.person,
            kind=role.kind,
            by=make_hr(),
            at=NOW,
            term=Term(**days),
        )

    with pytest.raises(ValidationError, match="already has this role"):
        again(from_on=date(2026, 10, 31))
    later = again(from_on=date(2026, 11, 1))
    with pytest.raises(ValidationError, match="already has this role"):
        again(from_on=date(2027, 1, 1))
    assert list(Role.objects.unended()) == [role, later]
    assert list(Role.objects.open()) == [role]


@time_machine.travel(NOW, tick=False)
def test_a_planned_role_is_called_off() -> None:
    role = give(from_on=date(2026, 10, 1))

    operations.end_role(role, by=make_hr(), at=NOW)

    with time_machine.travel(datetime(2026, 10, 2, tzinfo=UTC)):
        assert not Role.objects.unended().exists()


@time_machine.travel(NOW, tick=False)
def test_a_coordinator_with_a_last_day_needs_one_who_stays() -> None:
    programme, hr = make_programme(), make_hr()

    def name(**days: Any) -> Role:  # noqa: ANN401 - idem
        return operations.assign_role(
            programme,
            person=make_person(),
            kind="coordinator",
            by=hr,
            at=NOW,
            term=Term(**days),
        )

    with pytest.raises(ValidationError, match="Name another one first"):
        name(until_on=date(2026, 10, 1))
    lasting = name()
    name(until_on=date(2026, 10, 1))
    with pytest.raises(ValidationError, match="Name another one first"):
        operations.end_role(lasting, by=hr, at=NOW)


def test_a_reader_of_the_works_council_sees_the_impact_and_nothing_else() -> None:
    assert give("impact_viewer", works_council=True).works_council

    with pytest.raises(ValidationError, match="works council"):
        give("supporter", works_council=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Role.objects.filter(kind="impact_viewer").update(kind="supporter")


def test_who_stands_above_a_participant_supports_nobody_there() -> None:
    programme, chief, between, hr = (
        make_programme(),
        make_person(),
        make_person(),
        make_hr(),
    )
    mentee = make_mentee(programme)
    make_chain(chief, between, mentee.person)

    for superior in (chief, between):
        with pytest.raises(ValidationError, match="stands above somebody"):
            operations.assign_role(
                programme, person=superior, kind="supporter", by=hr, at=NOW
            )
    assert give("supporter", chief).kind == "supporter"  # elsewhere
    viewer = operations.assign_role(
        programme, person=chief, kind="impact_viewer", by=hr, at=NOW
    )
    assert viewer.person == chief


@time_machine.travel(NOW, tick=False)
def test_who_leaves_loses_what_was_planned_too() -> None:
    role = give(from_on=date(2026, 10, 1))

    decisions.leave(role.person, at=NOW, by=None)

    assert not Role.objects.unended().exists()
