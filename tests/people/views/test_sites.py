"""Which holidays each site keeps: said by HR, read by the planning of meetings."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Employment, Person, Site
from people.queries import presences_of
from privacy.models import AuditEntry
from tests.factories import (
    START,
    make_administrator,
    make_hr,
    make_person,
    sign_in,
)
from tests.people.queries.test_presence import ALL_SAINTS

pytestmark = pytest.mark.django_db
URL = reverse("people:site_list")


@pytest.fixture
def hr(client: Client) -> Client:
    sign_in(client, make_hr())
    return client


@pytest.fixture
def worker() -> Employment:
    return Employment.objects.create(person=make_person(), site="Gent", from_on=START)


def said(**changes: str) -> dict[str, str]:
    form = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1"}
    row = {"form-0-name": "Gent", "form-0-country": "BE", "form-0-keeps": "on"}
    return form | row | changes


def test_hr_lets_a_site_work_through_the_holidays(
    hr: Client, worker: Employment
) -> None:
    assert "Gent" in hr.get(URL).text

    page = hr.post(URL, {k: v for k, v in said().items() if k != "form-0-keeps"})

    assert page.status_code == 302
    site = Site.objects.get()
    assert (site.name, site.country, site.keeps_holidays) == ("Gent", "BE", False)
    [presence] = presences_of([worker.person], on=START)
    assert presence.is_there(ALL_SAINTS)
    assert AuditEntry.objects.filter(about_id=str(site.pk)).count() == 1


def test_what_did_not_change_is_not_written(hr: Client, worker: Employment) -> None:
    hr.post(URL, said())

    assert not Site.objects.exists()


def test_a_country_that_nobody_offered_is_refused(
    hr: Client, worker: Employment
) -> None:
    page = hr.post(URL, said(**{"form-0-country": "XX"}))

    assert page.status_code == 422
    assert not Site.objects.exists()


def test_without_a_site_the_page_says_where_they_come_from(hr: Client) -> None:
    assert "No post names a site yet." in hr.get(URL).text


@pytest.mark.parametrize("make", [make_person, make_administrator])
def test_nobody_else_sees_or_changes_it(
    client: Client,
    worker: Employment,
    make: Callable[[], Person],
) -> None:
    sign_in(client, make())

    assert client.get(URL).status_code == 403
    assert client.post(URL, said()).status_code == 403
    assert not Site.objects.exists()
