"""The undo in a browser: by hr, on the page of what was done."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.models import ImportBatch, Person
from people.operations import imports
from tests.factories import make_enrolment, make_hr, make_person, make_programme

pytestmark = pytest.mark.django_db

COMPANY = "Number;Name;Manager\n1;Carla;\n7;Anna;1\n"


def applied(by: Person, hours: int = 0) -> ImportBatch:
    at = timezone.now() - timedelta(hours=hours)
    imports.take(COMPANY.encode(), file_name="people.csv", at=at, by=by)
    return ImportBatch.objects.get()


def address(batch: ImportBatch, page: str = "undo") -> str:
    return reverse(f"people:import_{page}", args=[batch.pk])


def test_hr_undoes_a_file_from_its_page(client: Client) -> None:
    hr = make_hr()
    client.force_login(hr)
    batch = applied(hr)
    assert "Undo this import" in client.get(address(batch, "detail")).content.decode()

    page = client.post(address(batch), follow=True).content.decode()

    assert "Everything is as it was before." in page
    assert "This file was undone" in page
    assert "Undo this import" not in page
    assert not Person.objects.filter(employee_number="7").exists()
    latest = client.get(reverse("people:import_new")).content.decode()
    assert "Undone" in latest


def test_who_stays_is_said(client: Client) -> None:
    hr = make_hr()
    client.force_login(hr)
    batch = applied(hr)
    anna = Person.objects.get(employee_number="7")
    make_enrolment(make_programme(), "mentee", person=anna)

    page = client.post(address(batch), follow=True).content.decode()

    assert "2 new people stay" in page


def test_what_cannot_be_undone_any_more_is_said(client: Client) -> None:
    hr = make_hr()
    client.force_login(hr)
    batch = applied(hr, hours=25)
    detail = client.get(address(batch, "detail")).content.decode()
    assert "Undo this import" not in detail

    page = client.post(address(batch), follow=True).content.decode()

    assert "can no longer be undone" in page
    assert Person.objects.filter(employee_number="7").exists()


def test_a_stranger_undoes_nothing_and_nobody_by_looking(client: Client) -> None:
    hr = make_hr()
    batch = applied(hr)

    client.force_login(make_person())
    assert client.post(address(batch)).status_code == 404

    client.force_login(hr)
    assert client.get(address(batch)).status_code == 405
    assert Person.objects.filter(employee_number="7").exists()


def test_what_an_undo_does_not_give_back_is_said(client: Client) -> None:
    hr = make_hr()
    client.force_login(hr)
    applied(hr, hours=2)
    gone = "Number;Name;End date\n7;Anna;2020-01-31\n"
    imports.take(gone.encode(), file_name="gone.csv", at=timezone.now(), by=hr)
    batch = ImportBatch.objects.get(file_name="gone.csv")

    page = client.post(address(batch), follow=True).content.decode()

    assert "Everything is as it was before." in page
    assert "lost their place in a programme: give it back by hand." in page
    assert Person.objects.get(employee_number="7").may_sign_in
