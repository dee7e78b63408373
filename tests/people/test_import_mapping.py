"""What a file does not say is asked on its page; who would leave or stop is said."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.models import ImportBatch, Person
from people.operations import imports
from tests.factories import make_hr

pytestmark = pytest.mark.django_db

DATED = "Number;Name;Hire date\n7;Anna;03/04/2020\n"
COMPANY = "Number;Name\n" + "\n".join(f"{n};Person {n}" for n in range(1, 11))


@pytest.fixture
def hr(client: Client) -> Person:
    person = make_hr()
    client.force_login(person)
    return person


def waiting(text: str) -> ImportBatch:
    now = timezone.now()
    batch = imports.read_in(text.encode(), file_name="people.csv", at=now, by=None)
    imports.look(batch, at=now, by=None)
    return batch


def address(batch: ImportBatch, page: str = "detail") -> str:
    return reverse(f"people:import_{page}", args=[batch.pk])


def plan_of(batch: ImportBatch) -> str:
    report = imports.report_of(ImportBatch.objects.get(pk=batch.pk))
    assert report is not None
    return report.plan


@pytest.mark.usefixtures("hr")
def test_dates_that_can_be_read_in_two_ways_are_asked_first(client: Client) -> None:
    batch = waiting(DATED)
    page = client.get(address(batch)).content.decode()
    assert "Some dates can be read in two ways." in page
    assert "How are these dates written?" in page
    assert "Take in 1 person" not in " ".join(page.split())

    said = {
        "column_1": "number",
        "column_2": "full_name",
        "column_3": "hired_on",
        "order_3": "month",
    }
    page = client.post(address(batch, "columns"), said, follow=True).content.decode()

    assert "Take in 1 person" in " ".join(page.split())
    client.post(address(batch, "apply"), {"plan": plan_of(batch)})
    hired_on = Person.objects.get(employee_number="7").hired_on
    assert str(hired_on) == "2020-03-04"


@pytest.mark.usefixtures("hr")
def test_many_leave_only_once_their_number_is_typed(client: Client) -> None:
    now = timezone.now()
    imports.take(COMPANY.encode(), file_name="x", at=now, by=None)
    batch = waiting("Number;Name\n1;Person 1\n")
    said = {"column_1": "number", "column_2": "full_name", "whole_company": "on"}

    page = client.post(address(batch, "columns"), said, follow=True).content.decode()

    assert "9 people are not in this file and would leave" in " ".join(page.split())
    sent = {"plan": plan_of(batch), "leaving": "8"}
    page = client.post(address(batch, "apply"), sent, follow=True).content.decode()
    assert "9 people are not in this file and would leave." in page
    assert Person.objects.get(employee_number="2").may_sign_in

    client.post(address(batch, "apply"), {**sent, "leaving": "9"})

    assert not Person.objects.get(employee_number="2").may_sign_in


@pytest.mark.usefixtures("hr")
def test_columns_without_titles_are_named_by_their_place(client: Client) -> None:
    now = timezone.now()
    text = b"1;Carla Maes\n7;Anna Peeters\n"
    batch = imports.read_in(text, file_name="people.csv", at=now, by=None)

    page = client.get(address(batch)).content.decode()

    assert "Column 1" in page
    assert "Carla Maes · Anna Peeters" in page


@pytest.mark.usefixtures("hr")
def test_no_sample_of_what_must_not_be_kept_is_shown(client: Client) -> None:
    batch = waiting("Number;Name;INSZ;Title\n1;Carla;85.07.30-033.28;Head\n")

    page = client.get(address(batch)).content.decode()

    assert "Carla" in page
    assert "85.07.30" not in page
