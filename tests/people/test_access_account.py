from datetime import date, timedelta

import pytest

from people import access, proofs
from people.models import Person
from tests.factories import NOW, give_secret, make_administrator, make_hr, make_person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("fields", "may"),
    [
        ({}, True),
        ({"left_on": TODAY + timedelta(days=1)}, True),
        ({"left_on": TODAY}, True),
        ({"left_on": TODAY - timedelta(days=1)}, False),
        ({"may_sign_in": False}, False),
    ],
)
def test_people_come_in_until_their_last_day(
    fields: dict[str, object],
    may: object,
) -> None:
    assert access.may_come_in(make_person(**fields), on=TODAY) is may


def test_roles_are_given_by_administrators() -> None:
    assert access.may_give_roles(make_administrator())
    assert not access.may_give_roles(make_hr())
    assert not access.may_give_roles(make_person())


def test_hr_helps_others_in_and_never_themselves() -> None:
    helper, anna = make_hr(), make_person()

    assert access.may_help_in(helper, anna)
    assert not access.may_help_in(helper, helper)
    assert not access.may_help_in(make_administrator(), anna)
    assert not access.may_help_in(make_person(), anna)


def test_a_company_role_is_one_of_two() -> None:
    assert access.holds_company_role(make_hr())
    assert access.holds_company_role(make_administrator())
    assert not access.holds_company_role(make_person())


LATER = (NOW + timedelta(days=8)).date()


@pytest.mark.parametrize("shown", [{"password"}, {"mfa"}, {"code", "mfa"}])
def test_who_showed_more_than_a_mailbox_opens_sealed_text(shown: set[str]) -> None:
    assert access.may_open_sealed(give_secret(make_person()), shown, on=NOW.date())


@pytest.mark.parametrize("shown", [set(), {"code"}, {"password_reset"}])
def test_a_mailbox_alone_opens_it_a_week_after_its_owner_confirmed_it(
    shown: set[str],
) -> None:
    anna = give_secret(make_person())

    assert not access.may_open_sealed(anna, shown, on=NOW.date())
    assert access.may_open_sealed(anna, shown, on=LATER)


def test_a_mailbox_that_others_gave_opens_nothing_however_long_it_lasts() -> None:
    anna = give_secret(make_person())
    anna.email = "somebody.else@fabriek.example"
    anna.save()

    assert not access.may_open_sealed(anna, {"code"}, on=LATER + timedelta(days=365))
    assert access.may_open_sealed(anna, {"password"}, on=LATER)


def test_a_credential_that_nobody_vouches_for_opens_nothing() -> None:
    anna = give_secret(make_person())
    Person.objects.filter(pk=anna.pk).update(password="md5$a$b")
    anna.refresh_from_db()

    assert not access.may_open_sealed(anna, {"password"}, on=LATER)
    assert not access.may_open_sealed(make_person(), {"password"}, on=LATER)
    assert proofs.vouched_for(anna) is None
