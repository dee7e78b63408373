"""What a file says of people themselves, and whose address is whose."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from people.events import PersonLeft, person_left
from people.models import BrowserSession, Person
from people.roster.findings import Kind
from people.roster.report import Difference
from privacy.models import AuditEntry
from tests.factories import make_person
from tests.people.imports import AT, DAY, TODAY, noticed, numbered, take

pytestmark = pytest.mark.django_db

HEAD = "Number;First name;Last name;Email;Language;Hire date;End date;Known as\n"


@pytest.fixture
def farewells() -> Iterator[list[PersonLeft]]:
    heard: list[PersonLeft] = []

    def listen(change: PersonLeft, **_said: Any) -> None:  # noqa: ANN401 - what Django's signals pass
        heard.append(change)

    person_left.connect(listen)
    yield heard
    person_left.disconnect(listen)


def test_everything_a_file_says_of_a_new_person_is_kept() -> None:
    report = take(HEAD + "007;Anna;Peeters;Anna@X.example;fr;2020-02-03;;Ann")

    anna = Person.objects.get()
    assert (anna.employee_number, str(anna)) == ("007", "Ann Peeters")
    assert (anna.email, anna.language) == ("anna@x.example", "fr")
    assert (anna.hired_on, anna.left_on) == (date(2020, 2, 3), None)
    assert not anna.has_usable_password()
    assert (report.created, report.differences) == (1, ())
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["people_imported"]


def test_what_changes_is_shown_as_it_was_and_will_be() -> None:
    take(HEAD + "7;Anna;Peeters;a@x.example;nl;2020-02-03;;")

    report = take(HEAD + "7;Anna;Maes;b@x.example;fr;2020-02-03;;")

    assert (report.created, report.changed, report.unchanged) == (0, 1, 0)
    assert report.differences == (
        Difference("7", "Anna Maes", "email", "a@x.example", "b@x.example"),
        Difference("7", "Anna Maes", "family_name", "Peeters", "Maes"),
        Difference("7", "Anna Maes", "language", "nl", "fr"),
    )
    assert str(numbered("7")) == "Anna Maes"


def test_an_empty_cell_takes_nothing_away() -> None:
    take(HEAD + "7;Anna;Peeters;a@x.example;fr;2020-02-03;;Ann")

    report = take(HEAD + "7;Anna;;;;;;")

    assert report.unchanged == 1
    anna = numbered("7")
    assert (str(anna), anna.email, anna.language) == (
        "Ann Peeters",
        "a@x.example",
        "fr",
    )


def test_a_placeholder_renames_nobody() -> None:
    take("Number;Name\n7;Anna Peeters")

    report = take("Number;Name\n7;N/D")

    assert report.unchanged == 1
    assert str(numbered("7")) == "Anna Peeters"


def test_two_people_can_swap_their_addresses() -> None:
    take(HEAD + "1;Anna;;a@x.example;;;;\n2;Bram;;b@x.example;;;;")

    report = take(HEAD + "1;Anna;;b@x.example;;;;\n2;Bram;;a@x.example;;;;")

    assert report.changed == 2
    assert (numbered("1").email, numbered("2").email) == ("b@x.example", "a@x.example")


def test_an_address_of_somebody_outside_the_file_is_not_given_away() -> None:
    make_person(email="a@x.example", given_name="Els")

    report = take(HEAD + "1;Anna;;a@x.example;;;;")

    assert numbered("1").email is None
    assert noticed(report) == [(Kind.ADDRESS_TAKEN, "1", "a@x.example")]


def test_an_address_that_somebody_in_the_file_keeps_is_not_given_away() -> None:
    take(HEAD + "1;Anna;;a@x.example;;;;\n2;Bram;;;;;;")

    report = take(HEAD + "1;Anna;;;;;;\n2;Bram;;a@x.example;;;;")

    assert (numbered("1").email, numbered("2").email) == ("a@x.example", None)
    assert noticed(report) == [(Kind.ADDRESS_TAKEN, "2", "a@x.example")]


def test_who_is_refused_an_address_keeps_the_old_one_which_refuses_the_next() -> None:
    make_person(email="taken@x.example", given_name="Els")
    take(HEAD + "1;Anna;;a@x.example;;;;\n2;Bram;;;;;;")

    report = take(HEAD + "2;Bram;;a@x.example;;;;\n1;Anna;;taken@x.example;;;;")

    assert (numbered("1").email, numbered("2").email) == ("a@x.example", None)
    assert {one[1] for one in noticed(report)} == {"1", "2"}


def test_a_shared_address_is_taken_away_from_whoever_had_it() -> None:
    take(HEAD + "1;Anna;;team@x.example;;;;")

    report = take(HEAD + "1;Anna;;team@x.example;;;;\n2;Bram;;team@x.example;;;;")

    assert (numbered("1").email, numbered("2").email) == (None, None)
    assert {kind for kind, _id, _value in noticed(report)} == {Kind.SHARED_ADDRESS}


def test_a_row_with_a_last_day_that_is_over_is_somebody_who_left(
    farewells: list[PersonLeft],
) -> None:
    report = take(HEAD + "7;Anna;Peeters;a@x.example;;2020-01-01;2021-01-01;")

    anna = numbered("7")
    assert (anna.may_sign_in, anna.email) == (False, None)
    assert (report.created, report.left, farewells) == (0, 1, [])


def test_somebody_who_leaves_is_taken_leave_of(farewells: list[PersonLeft]) -> None:
    take(HEAD + "7;Anna;Peeters;a@x.example;;2020-01-01;;")
    anna = numbered("7")
    BrowserSession.objects.create(
        person=anna, key_hash="x", sealed=b"", expires_at=AT + DAY
    )

    report = take(HEAD + f"7;Anna;Peeters;a@x.example;;2020-01-01;{TODAY - DAY};")

    assert (report.left, report.changed) == (1, 0)
    assert [change.person for change in farewells] == [anna]
    assert not BrowserSession.objects.exists()
    assert numbered("7").email is None


def test_a_last_day_of_today_or_later_is_noted_and_nothing_ends_yet(
    farewells: list[PersonLeft],
) -> None:
    take(HEAD + "7;Anna;Peeters;a@x.example;;2020-01-01;;")

    report = take(HEAD + f"7;Anna;Peeters;a@x.example;;2020-01-01;{TODAY};")

    anna = numbered("7")
    assert (anna.may_sign_in, anna.left_on) == (True, TODAY)
    assert (report.changed, report.left, farewells) == (1, 0, [])


def test_somebody_who_left_stays_gone_without_a_newer_first_day() -> None:
    take(HEAD + "7;Anna;Peeters;a@x.example;;2020-01-01;2021-01-01;")

    report = take(HEAD + "7;Anna;Peeters;a@x.example;;2020-01-01;;")

    assert (numbered("7").may_sign_in, numbered("7").email) == (False, None)
    assert noticed(report) == [(Kind.HAS_LEFT, "7", "2021-01-01")]


def test_somebody_who_was_hired_anew_is_back() -> None:
    take(HEAD + "7;Anna;Peeters;a@x.example;;2020-01-01;2021-01-01;")

    report = take(HEAD + "7;Anna;Peeters;a@x.example;;2026-11-01;;")

    anna = numbered("7")
    assert (anna.may_sign_in, anna.left_on, anna.email) == (True, None, "a@x.example")
    assert (report.changed, report.left) == (1, 0)


def test_a_last_day_before_the_first_day_that_we_know_is_refused() -> None:
    take(HEAD + "7;Anna;Peeters;;;2020-01-01;;")

    report = take(HEAD + "7;Anna;Peeters;;;;2019-01-01;")

    assert (report.people, report.refused) == (0, 1)
    assert numbered("7").left_on is None


def test_a_refused_row_leaves_the_others_be() -> None:
    report = take(HEAD + "1;;;;;;;\n2;Bram;;;;;;")

    assert (report.created, report.refused) == (1, 1)
    assert str(Person.objects.get()) == "Bram"
