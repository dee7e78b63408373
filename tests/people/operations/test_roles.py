import pytest
from django.core.exceptions import ValidationError

from people import access
from people.models import CompanyRole
from people.operations import roles
from privacy.models import AuditEntry
from tests.factories import NOW, make_administrator, make_hr, make_person

pytestmark = pytest.mark.django_db
ADMINISTRATOR, HR = CompanyRole.Kind.ADMINISTRATOR, CompanyRole.Kind.HR


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
    roles.end(role=anna.company_roles.get(), by=chief, at=NOW)
    assert not access.is_hr(anna)

    roles.give(person=anna, kind=HR, by=chief, at=NOW)

    assert access.is_hr(anna)
    assert anna.company_roles.count() == 2


def test_somebody_who_left_gets_no_role() -> None:
    with pytest.raises(ValidationError, match="cannot sign in"):
        roles.give(person=make_person(may_sign_in=False), kind=HR, by=None, at=NOW)


def test_the_last_administrator_stays() -> None:
    chief = make_administrator()

    with pytest.raises(ValidationError, match="at least one administrator"):
        roles.end(role=chief.company_roles.get(), by=chief, at=NOW)

    assert access.is_administrator(chief)


def test_one_of_two_administrators_may_go() -> None:
    chief, other = make_administrator(), make_administrator()

    roles.end(role=other.company_roles.get(), by=chief, at=NOW)

    assert not access.is_administrator(other)


def test_the_last_of_hr_may_go() -> None:
    chief, anna = make_administrator(), make_hr()

    roles.end(role=anna.company_roles.get(), by=chief, at=NOW)

    assert not access.holds_company_role(anna)
