from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from people import proofs
from people.models import Person
from people.operations import credentials, sign_in
from tests.doorways import (
    ENTER,
    GOOD_PIN,
    WRONG_PIN,
    enter_by_number,
    person_of,
    problems_in,
    with_pin,
)
from tests.factories import (
    NOW,
    SECRET,
    give_secret,
    make_person,
)
from tests.factories import sign_in as sign_in_as

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_tries")]
NEW = "a new horse, a new lamp"


def test_somebody_without_a_mailbox_signs_in_with_number_and_pin(
    client: Client,
) -> None:
    anna = with_pin()

    response = enter_by_number(client, " 0042 ", GOOD_PIN)

    assert response.headers["Location"] == reverse("today")
    assert person_of(client) == str(anna.pk)


def test_a_password_may_stand_in_the_place_of_the_pin(client: Client) -> None:
    give_secret(make_person(employee_number="0042"))

    enter_by_number(client, "0042", SECRET)

    assert person_of(client)


def test_leading_zeros_belong_to_a_number(client: Client) -> None:
    with_pin("0042")

    enter_by_number(client, "42", GOOD_PIN)

    assert person_of(client) is None


def test_wrong_number_wrong_pin_and_lock_get_the_same_answer(client: Client) -> None:
    with_pin("0042")
    locked = with_pin("0043")
    for _try in range(5):
        sign_in.try_secret(person=locked, secret=WRONG_PIN, at=NOW)
    left = with_pin("0044")
    Person.objects.filter(pk=left.pk).update(may_sign_in=False)

    answers = {
        problems_in(enter_by_number(client, number, secret))
        for number, secret in [
            ("9999", GOOD_PIN),
            ("0042", WRONG_PIN),
            ("0043", GOOD_PIN),
            ("0044", GOOD_PIN),
        ]
    }

    assert len(answers) == 1
    assert "do not go together" in answers.pop()
    assert person_of(client) is None


def test_who_tries_one_number_over_and_over_is_slowed_down(client: Client) -> None:
    answers = [
        problems_in(enter_by_number(client, "9999", WRONG_PIN)) for _try in range(6)
    ]

    assert "do not go together" in answers[4]
    assert "Too many failed" in answers[5]
    assert "do not go together" in problems_in(
        enter_by_number(client, "0001", WRONG_PIN)
    )


def test_an_empty_form_says_what_is_missing(client: Client) -> None:
    response = client.post(ENTER, {})

    assert response.status_code == 422
    assert "This field is required" in problems_in(response)


def test_the_way_on_is_kept_and_never_leads_to_another_house(client: Client) -> None:
    with_pin()
    asked = client.get(ENTER, {"next": "/styleguide/"})
    assert b'value="/styleguide/"' in asked.content

    assert (
        enter_by_number(client, "0042", GOOD_PIN, next="/styleguide/").headers[
            "Location"
        ]
        == "/styleguide/"
    )
    client.logout()
    away = enter_by_number(client, "0042", GOOD_PIN, next="https://elsewhere.example/")
    assert away.headers["Location"] == reverse("today")


def test_whoever_is_in_need_not_come_in_again(client: Client) -> None:
    sign_in_as(client, make_person())

    assert client.get(ENTER).headers["Location"] == reverse("today")


def test_a_device_that_others_use_forgets_soon(client: Client) -> None:
    with_pin()
    nine = datetime(2026, 11, 23, 9, tzinfo=UTC)
    with time_machine.travel(nine, tick=False) as clock:
        enter_by_number(client, "0042", GOOD_PIN, shared="on")
        assert client.get(reverse("today")).status_code == 200
        clock.shift(timedelta(minutes=3, seconds=1))
        assert client.get(reverse("today")).status_code == 302


def test_a_second_factor_is_asked_for_after_number_and_pin_too(client: Client) -> None:
    anna = with_pin()
    secret = proofs.seal_secret("JBSWY3DPEHPK3PXP")
    app = Authenticator.objects.create(user=anna, type="totp", data={"secret": secret})
    credentials.settle_ways_in(
        person=anna,
        added=frozenset({proofs.digest_of_factor(app)}),
        shown=frozenset({"password"}),
        at=NOW,
    )

    response = enter_by_number(client, "0042", GOOD_PIN)

    assert response.headers["Location"] == reverse("mfa_authenticate")
    assert person_of(client) is None
