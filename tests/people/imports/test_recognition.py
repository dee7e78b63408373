"""Who of the directory the people of a file are."""

import pytest

from people.models import ExternalId, Person
from people.roster.findings import Kind
from tests.factories import make_person
from tests.people.imports import noticed, numbered, take

pytestmark = pytest.mark.django_db


def test_a_number_is_an_identity_whatever_else_changes() -> None:
    anna = make_person(employee_number="7", given_name="Anna", email="a@x.example")

    take("Number;Name;Email\n7;Annelies Maes;other@x.example")

    assert Person.objects.get() == anna


def test_whoever_came_without_a_number_is_found_by_address_and_name() -> None:
    sofie = make_person(given_name="Sofie", family_name="Claes", email="s@x.example")

    report = take("Number;Name;Email\n3;Sofie Claes-Maes;s@x.example")

    assert numbered("3") == sofie
    assert report.changed == 1


def test_the_same_address_under_an_unlike_name_is_another_person() -> None:
    anna = make_person(given_name="Anna", family_name="Peeters", email="a@x.example")

    report = take("Number;Name;Email\n8;Bram Maes;a@x.example")

    assert numbered("8") != anna
    assert numbered("8").email is None
    assert noticed(report) == [(Kind.ADDRESS_TAKEN, "8", "a@x.example")]


def test_a_login_name_finds_the_same_person_again() -> None:
    take("Login;Name\nanna7;Anna Peeters")

    report = take("Login;Name\nANNA7;Anna Maes")

    assert Person.objects.count() == 1
    assert report.changed == 1


def test_a_name_that_one_person_has_finds_them_when_there_is_nothing_else() -> None:
    take("Name\nAnna Peeters")

    assert take("Name\nanna peeters").created == 0


def test_a_name_that_two_people_have_finds_neither() -> None:
    make_person(given_name="Anna", family_name="Peeters")
    make_person(given_name="Anna", family_name="Peeters")

    assert take("Name\nAnna Peeters").created == 1


def test_people_of_a_shared_mailbox_are_found_by_name_the_next_time() -> None:
    text = "Name;Email\nAnna Peeters;team@x.example\nBram Maes;team@x.example"
    take(text)

    assert take(text).is_empty


def test_a_person_is_recognised_once_only() -> None:
    anna = make_person(given_name="Anna", family_name="Peeters", employee_number="7")
    anna.email = "a@x.example"
    anna.save()

    report = take("Number;Name;Email\n7;Anna Peeters;\n;Anna Peeters;a@x.example")

    assert (report.created, report.people) == (1, 2)


def test_a_number_and_a_name_do_not_find_somebody_of_another_number() -> None:
    make_person(given_name="Anna", family_name="Peeters", employee_number="7")

    report = take(
        "Number;Name;Email\n8;Anna Peeters;team@x.example\n9;Els Cools;team@x.example"
    )

    assert report.created == 2


def test_a_new_login_name_replaces_the_old_one() -> None:
    take("Number;Name;Login\n7;Anna;anna7")

    report = take("Number;Name;Login\n7;Anna;anna8")

    assert [one.value for one in ExternalId.objects.all()] == ["anna8"]
    assert [(one.before, one.after) for one in report.differences] == [
        ("anna7", "anna8")
    ]


def test_an_empty_login_cell_takes_nothing_away() -> None:
    take("Number;Name;Login\n7;Anna;anna7")

    assert take("Number;Name;Login\n7;Anna;").is_empty
    assert ExternalId.objects.get().value == "anna7"


def test_a_login_name_of_somebody_else_is_not_given_away() -> None:
    take("Number;Name;Login\n7;Anna;desk")

    report = take("Number;Name;Login\n8;Bram;Desk")

    assert noticed(report) == [(Kind.ADDRESS_TAKEN, "8", "Desk")]
    assert ExternalId.objects.get().person == numbered("7")


def test_a_shared_login_name_is_taken_away_from_whoever_had_it() -> None:
    take("Number;Name;Login\n7;Anna;desk")

    report = take("Number;Name;Login\n7;Anna;desk\n8;Bram;desk")

    assert not ExternalId.objects.exists()
    assert [(one.before, one.after) for one in report.differences] == [("desk", "")]


def test_the_login_name_of_somebody_who_leaves_is_free_at_once() -> None:
    take("Number;Name;Login;End date\n7;Anna;desk;")

    take("Number;Name;Login;End date\n7;Anna;desk;2026-01-01\n8;Bram;desk;")

    assert ExternalId.objects.get().person == numbered("8")
