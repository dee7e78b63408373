"""The welcome of a newcomer: noted, asked for, signed once by a superior."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from mailing.models import Delivery
from people.models import Person
from privacy.models import AuditEntry
from programmes import operations, queries
from programmes.models import Programme, Welcome
from programmes.rules import WELCOME_STEPS as STEPS
from tests.factories import (
    NOW,
    START,
    make_coordinator,
    make_line,
    make_person,
    make_programme,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    return make_programme(kind=Programme.Kind.ONBOARDING)


@pytest.fixture
def coordinator(programme: Programme) -> Person:
    return make_coordinator(programme)


@pytest.fixture
def newcomer() -> Person:
    return make_person(hired_on=START)


@pytest.fixture
def chief(newcomer: Person) -> Person:
    person = make_person()
    make_line(person, newcomer)
    return person


def shown(programme: Programme, newcomer: Person, by: Person) -> Welcome:
    return operations.note_steps(programme, person=newcomer, steps=STEPS, by=by, at=NOW)


def asked(programme: Programme, newcomer: Person, of: Person, by: Person) -> Welcome:
    return operations.ask_to_sign(programme, person=newcomer, of=of, by=by, at=NOW)


def test_what_was_shown_is_kept_in_the_order_of_the_list(
    programme: Programme, coordinator: Person, newcomer: Person
) -> None:
    for steps in (["safety"], ["hours", "workplace", "a step that is none"]):
        operations.note_steps(
            programme, person=newcomer, steps=steps, by=coordinator, at=NOW
        )

    assert Welcome.objects.get().steps_done == ["workplace", "hours"]
    assert str(Welcome.objects.get()) == str(newcomer)
    assert AuditEntry.objects.filter(verb="welcome_noted").count() == 2


def test_a_superior_signs_once_and_then_nothing_changes(
    programme: Programme, coordinator: Person, newcomer: Person, chief: Person
) -> None:
    shown(programme, newcomer, coordinator)
    welcome = asked(programme, newcomer, chief, coordinator)

    operations.sign(welcome, by=chief, at=NOW)

    welcome.refresh_from_db()
    assert (welcome.signed_by, welcome.signed_on) == (chief, START)
    with pytest.raises(ValidationError, match="nothing changes any more"):
        operations.sign(welcome, by=chief, at=NOW)
    with pytest.raises(ValidationError, match="nothing changes any more"):
        shown(programme, newcomer, coordinator)


def test_nobody_is_asked_to_sign_while_something_is_open(
    programme: Programme, coordinator: Person, newcomer: Person, chief: Person
) -> None:
    operations.note_steps(
        programme, person=newcomer, steps=["safety"], by=coordinator, at=NOW
    )

    with pytest.raises(ValidationError, match="First everything"):
        asked(programme, newcomer, chief, coordinator)
    assert not Delivery.objects.exists()


def test_only_a_direct_superior_signs(
    programme: Programme, coordinator: Person, newcomer: Person, chief: Person
) -> None:
    above_all = make_person()
    make_line(above_all, chief)
    shown(programme, newcomer, coordinator)

    for stranger in (make_person(), above_all, newcomer):
        with pytest.raises(ValidationError, match="own superior"):
            asked(programme, newcomer, stranger, coordinator)


def test_a_superior_without_an_address_signs_on_paper(
    programme: Programme, coordinator: Person, newcomer: Person
) -> None:
    chief = make_person(email=None)
    make_line(chief, newcomer)
    shown(programme, newcomer, coordinator)

    with pytest.raises(ValidationError, match="Print this page"):
        asked(programme, newcomer, chief, coordinator)


def test_who_is_asked_instead_replaces_the_first(
    programme: Programme, coordinator: Person, newcomer: Person, chief: Person
) -> None:
    other = make_person()
    make_line(other, newcomer, kind="functional")
    shown(programme, newcomer, coordinator)
    welcome = asked(programme, newcomer, chief, coordinator)

    operations.ask_to_sign(
        programme,
        person=newcomer,
        of=other,
        by=coordinator,
        at=NOW + timedelta(hours=1),
    )

    with pytest.raises(ValidationError, match="Somebody else"):
        operations.sign(welcome, by=chief, at=NOW)
    states = Delivery.objects.order_by("occurrence").values_list("state", flat=True)
    assert list(states) == ["cancelled", "pending"]


def test_who_is_no_superior_any_more_does_not_sign(
    programme: Programme, coordinator: Person, newcomer: Person, chief: Person
) -> None:
    shown(programme, newcomer, coordinator)
    welcome = asked(programme, newcomer, chief, coordinator)
    chief.lines_down.update(in_force=False)

    with pytest.raises(ValidationError, match="Somebody else"):
        operations.sign(welcome, by=chief, at=NOW)


def test_the_welcome_is_in_ones_own_data_and_goes_with_the_person(
    programme: Programme, coordinator: Person, newcomer: Person, chief: Person
) -> None:
    shown(programme, newcomer, coordinator)
    welcome = asked(programme, newcomer, chief, coordinator)
    operations.sign(welcome, by=chief, at=NOW)

    told = queries.export_of(newcomer)
    operations.forget(newcomer)

    assert told["welcomes"] == [
        {
            "programme": programme.name,
            "shown": list(STEPS),
            "signed_by": str(chief),
            "signed_on": START,
        }
    ]
    assert not Welcome.objects.exists()
