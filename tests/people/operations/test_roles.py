from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from people import access
from people.models import CompanyRole, Person
from people.operations import roles
from privacy.models import AuditEntry
from tests.factories import NOW, make_administrator, make_hr, make_person

pytestmark = pytest.mark.django_db
ADMINISTRATOR, HR = CompanyRole.Kind.ADMINISTRATOR, CompanyRole.Kind.HR
DAY = timedelta(days=1)


def test_the_first_administrator_is_made_by_the_house_itself() -> None:
    anna = make_person()

    roles.give(person=anna, kind=ADMINISTRATOR, by=None, at=NOW)

    assert access.is_administrator(anna)
    assert not access.is_hr(anna)
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.actor, entry.audience) == (
        "gave_administrator",
        "",
        "house",
    )


def test_a_role_is_held_once() -> None:
    chief, anna = make_administrator(), make_hr()

    with pytest.raises(ValidationError, match="already has this role"):
        roles.give(person=anna, kind=HR, by=chief, at=NOW)


def test_a_role_that_ended_may_be_given_again() -> None:
    chief, anna = make_administrator(), make_hr()
    make_hr()
    roles.end(role=anna.company_roles.get(), by=chief, at=NOW)
    assert not access.is_hr(anna)

    roles.give(person=anna, kind=HR, by=chief, at=NOW)

    assert access.is_hr(anna)
    assert anna.company_roles.count() == 2


def test_somebody_who_left_gets_no_role() -> None:
    with pytest.raises(ValidationError, match="cannot sign in"):
        roles.give(person=make_person(may_sign_in=False), kind=HR, by=None, at=NOW)


def test_nobody_gives_a_role_to_themselves() -> None:
    chief = make_administrator()

    with pytest.raises(ValidationError, match="to themselves"):
        roles.give(person=chief, kind=HR, by=chief, at=NOW)

    assert not access.is_hr(chief)


@pytest.mark.parametrize(
    ("make", "said"),
    [(make_administrator, "one administrator"), (make_hr, "one person of HR")],
)
def test_the_last_one_stays(make: Callable[[], Person], said: str) -> None:
    chief, last = make_administrator(), make()
    CompanyRole.objects.exclude(person=last).filter(kind=ADMINISTRATOR).delete()

    with pytest.raises(ValidationError, match=said):
        roles.end(role=last.company_roles.get(), by=chief, at=NOW)

    assert access.holds_company_role(last)


@pytest.mark.parametrize("make", [make_administrator, make_hr])
def test_one_of_two_may_go(make: Callable[[], Person]) -> None:
    first, other = make(), make()

    roles.end(role=other.company_roles.get(), by=first, at=NOW)

    assert not access.holds_company_role(other)
    assert access.holds_company_role(first)


def test_somebody_who_left_is_nobody_to_follow() -> None:
    chief = make_administrator()
    make_administrator(may_sign_in=False)

    with pytest.raises(ValidationError, match="at least one administrator"):
        roles.end(role=chief.company_roles.get(), by=chief, at=NOW)


def test_who_left_and_comes_back_begins_without_a_role() -> None:
    left_on = NOW.date()
    leaver, chief = (
        make_hr(may_sign_in=False, left_on=left_on),
        make_administrator(),
    )

    roles.turn_the_day(at=NOW + DAY)
    assert access.is_hr(leaver)  # perhaps by a mistake in a file
    roles.turn_the_day(at=NOW + 2 * DAY)

    assert not access.is_hr(leaver)
    assert access.is_administrator(chief)
    assert AuditEntry.objects.get().verb == "ended_hr"
