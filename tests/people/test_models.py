"""How the tables of people say what they hold, and what they always are."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from people.models import (
    Absence,
    BrowserSession,
    Chart,
    CompanyRole,
    Consent,
    Employment,
    ExternalId,
    ImportBatch,
    ImportChange,
    Person,
    ReportingLine,
    Shift,
)
from tests.factories import make_person

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = date(2026, 11, 23)
ANNA = Person(given_name="Anna", family_name="Aerts", called="Ann")
BRAM = Person(given_name="Bram", family_name="Baert")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (ANNA, "Ann Aerts"),
        (ReportingLine(superior=BRAM, person=ANNA), "Ann Aerts → Bram Baert"),
        (Chart(version=3), "3"),
        (CompanyRole(person=ANNA, kind="hr"), "Ann Aerts: HR"),
        (Employment(job_title="Operator"), "Operator"),
        (Employment(department="Works"), "Works"),
        (ExternalId(system="login", value="ann"), "login: ann"),
        (ImportBatch(file_name="people.csv"), "people.csv"),
        (ImportChange(person=ANNA), "Ann Aerts"),
        (Absence(from_on=DAY, until_on=DAY), "2026-11-23 - 2026-11-23"),
        (Consent(person=ANNA, kind="quote"), "Ann Aerts: quote"),
    ],
)
def test_a_row_says_what_it_is(row: object, words: str) -> None:
    assert str(row) == words


def test_a_person_is_called_as_they_wish() -> None:
    assert ANNA.get_short_name() == "Ann"
    assert ANNA.initials == "AA"
    assert Person(given_name="Prince").initials == "P"


def test_a_person_has_working_hours_and_a_clock_of_their_own() -> None:
    lisbon = Person(given_name="Rui", time_zone="Europe/Lisbon")

    assert lisbon.working_hours() == (time(7), time(19))
    assert lisbon.local_time(AT).hour == 9
    assert ANNA.local_time(AT).hour == 10


def test_a_person_without_any_name_is_refused() -> None:
    with pytest.raises(ValidationError, match="needs a name"):
        Person().clean()


@pytest.mark.django_db
def test_a_person_is_found_by_their_key() -> None:
    anna = make_person()

    assert Person.objects.get_by_natural_key(str(anna.pk)) == anna


def test_a_session_and_a_shift_say_whose_they_are_and_no_more() -> None:
    session = BrowserSession()

    assert str(session) == str(session.pk)
    assert str(Shift(person=ANNA)) == str(ANNA)
