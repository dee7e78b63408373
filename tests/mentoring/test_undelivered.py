"""Letters that did not arrive, as a coordinator of the programme sees them."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from mailing.models import Delivery
from mailing.outbox import Promise, promise
from people.models import Person
from programmes.models import Programme
from tests.factories import make_hr, make_person, make_programme, make_role

pytestmark = pytest.mark.django_db
AT = datetime(2026, 9, 7, 9, tzinfo=UTC)


def lost(programme: Programme, kind: str = "trial", state: str = "dead") -> Delivery:
    anna = make_person(given_name="Anna", family_name="Aerts")
    promise(Promise(kind, about=anna, to=anna, occurrence=AT, scope=programme.pk))
    Delivery.objects.update(state=state, last_error="550 no such user")
    return Delivery.objects.get()


def signed_in(client: Client, person: Person) -> Client:
    client.force_login(person)
    return client


def test_a_coordinator_sees_who_was_not_reached_and_tries_again(client: Client) -> None:
    programme = make_programme()
    row = lost(programme)
    signed_in(client, make_role(programme, "coordinator"))

    page = client.get(reverse("undelivered", args=[programme.slug])).text
    answer = client.post(
        reverse("undelivered_retry", args=[programme.slug, row.pk]), follow=True
    )

    assert "Anna Aerts" in page
    assert "550 no such user" in page
    assert "Mend the address" not in page
    assert "It is sent once more." in answer.text
    assert "Every letter arrived, or is on its way." in answer.text
    row.refresh_from_db()
    assert row.state == Delivery.State.PENDING


def test_of_a_confidential_letter_the_page_says_only_that_mail_fails(
    client: Client,
) -> None:
    programme = make_programme()
    lost(programme, kind="secret_reset")
    signed_in(client, make_role(programme, "coordinator"))

    page = client.get(reverse("undelivered", args=[programme.slug])).text

    assert "Mail to this address fails." in page
    assert "A letter did not arrive." not in page


def test_who_was_told_another_way_leaves_the_list_once(client: Client) -> None:
    programme = make_programme()
    row = lost(programme, state="expired")
    signed_in(client, make_role(programme, "coordinator"))
    told = reverse("undelivered_told", args=[programme.slug, row.pk])

    page = client.get(reverse("undelivered", args=[programme.slug])).text
    first, second = client.post(told, follow=True), client.post(told, follow=True)

    assert "Send once more" not in page
    assert "It is off the list." in first.text
    assert "This letter is not on the list any more." in second.text


def test_hr_that_coordinates_is_led_to_the_address(client: Client) -> None:
    programme = make_programme()
    lost(programme)
    signed_in(client, make_role(programme, "coordinator", make_hr()))

    page = client.get(reverse("undelivered", args=[programme.slug])).text

    assert "Mend the address" in page


def test_a_stranger_and_another_coordinator_see_and_do_nothing(client: Client) -> None:
    programme, other = make_programme(), make_programme()
    row = lost(programme)
    coordinator = make_role(other, "coordinator")
    for person in (make_person(), coordinator):
        signed_in(client, person)
        seen = client.get(reverse("undelivered", args=[programme.slug]))
        done = client.post(reverse("undelivered_told", args=[programme.slug, row.pk]))
        assert {seen.status_code, done.status_code} <= {403, 404}
    foreign = client.post(reverse("undelivered_told", args=[other.slug, row.pk]))

    assert foreign.status_code == 404
    row.refresh_from_db()
    assert row.state == Delivery.State.DEAD


def test_mail_that_does_not_arrive_waits_on_the_coordinators_today(
    client: Client,
) -> None:
    programme = make_programme()
    coordinator = make_role(programme, "coordinator")
    link = reverse("undelivered", args=[programme.slug])
    before = signed_in(client, coordinator).get(reverse("today")).text
    lost(programme)

    after = client.get(reverse("today")).text
    stranger = signed_in(client, make_person()).get(reverse("today")).text

    assert link in after
    assert "Mail to somebody does not arrive" in after
    assert link not in before + stranger
