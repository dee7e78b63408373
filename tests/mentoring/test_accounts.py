from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as configured
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from mailing import outbox
from mailing.models import Delivery
from mentoring.accounts import AccountAdapter, MFAAdapter
from people import access
from people.models import Person
from tests.doorways import (
    GOOD_PIN,
    PIN,
    ask_for_code,
    ask_for_reset,
    enter_by_address,
    pending_code,
    person_of,
    problems_in,
)
from tests.factories import SECRET, give_secret, make_person, sign_in
from tests.key_rings import other_ring

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_tries")]


def test_people_sign_in_with_their_address_however_it_is_written(
    client: Client,
) -> None:
    anna = give_secret(make_person(email="anna@fabriek.example"))

    enter_by_address(client, "Anna@Fabriek.Example", SECRET)

    assert person_of(client) == str(anna.pk)
    anna.refresh_from_db()
    assert access.is_confirmed(anna)


def test_wrong_password_and_wrong_address_get_the_same_answer(client: Client) -> None:
    anna, gone = give_secret(make_person()), give_secret(make_person())
    Person.objects.filter(pk=gone.pk).update(
        left_on=timezone.localdate() - timedelta(days=1)
    )

    answers = {
        problems_in(enter_by_address(client, email, password))
        for email, password in [
            (anna.email, "wrong"),
            ("nobody@fabriek.example", SECRET),
            (gone.email, SECRET),
            (make_person().email, SECRET),
        ]
    }

    assert len(answers) == 1
    assert person_of(client) is None


def test_tries_on_one_address_are_limited(client: Client) -> None:
    anna = give_secret(make_person())
    for _try in range(5):
        enter_by_address(client, anna.email, "wrong")

    assert "Too many failed" in problems_in(
        enter_by_address(client, anna.email, SECRET)
    )
    assert person_of(client) is None


def test_five_wrong_pins_lock_it_by_the_address_too(client: Client) -> None:
    anna = make_person(employee_number="0042")
    give_secret(anna, GOOD_PIN, PIN)
    for _try in range(4):
        enter_by_address(client, anna.email, "314159")

    enter_by_address(client, anna.email, "314159")

    anna.refresh_from_db()
    assert anna.locked_at


def test_nobody_signs_up(client: Client) -> None:
    for name in ("account_signup", "account_email", "account_set_password"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    assert client.get("/account/signup/").status_code == 404
    assert not AccountAdapter().is_open_for_signup(RequestFactory().get("/"))


def test_a_leavers_session_dies_at_the_next_request(client: Client) -> None:
    anna = sign_in(client, give_secret(make_person()))
    assert client.get(reverse("today")).status_code == 200

    Person.objects.filter(pk=anna.pk).update(
        left_on=timezone.localdate() - timedelta(days=1)
    )

    assert client.get(reverse("today")).status_code == 302


def test_a_session_of_somebody_who_was_erased_is_nobodys(client: Client) -> None:
    anna = sign_in(client, give_secret(make_person()))
    Person.objects.filter(pk=anna.pk).delete()

    assert client.get(reverse("today")).status_code == 302


def test_a_password_set_by_sql_comes_in_and_gets_another_credential(
    client: Client,
) -> None:
    anna, thief = give_secret(make_person()), give_secret(make_person(), "thieves' own")
    before = anna.credential_id
    Person.objects.filter(pk=anna.pk).update(password=thief.password)

    enter_by_address(client, anna.email, "thieves' own")

    assert client.get(reverse("today")).status_code == 200
    anna.refresh_from_db()
    assert anna.credential_id != before
    assert anna.former_credential_id == before


def test_putting_the_row_back_signs_the_thief_out(client: Client) -> None:
    anna, thief = give_secret(make_person()), give_secret(make_person(), "thieves' own")
    row = Person.objects.filter(pk=anna.pk).values().get()
    Person.objects.filter(pk=anna.pk).update(password=thief.password)
    enter_by_address(client, anna.email, "thieves' own")

    Person.objects.filter(pk=anna.pk).update(**row)

    assert client.get(reverse("today")).status_code == 302


def test_a_reset_is_a_letter_through_the_outbox(client: Client) -> None:
    anna = give_secret(make_person())

    ask_for_reset(client, anna.email)

    assert [(row.kind, row.recipient) for row in Delivery.objects.all()] == [
        ("secret_reset", anna)
    ]
    assert not EmailAddress.objects.exists()
    assert mail.outbox == []


def test_asking_for_a_reset_tells_nobody_who_works_here(client: Client) -> None:
    anna, gone = give_secret(make_person()), give_secret(make_person())
    Person.objects.filter(pk=gone.pk).update(
        left_on=timezone.localdate() - timedelta(days=1)
    )

    answers = {
        ask_for_reset(client, email)
        for email in (anna.email, gone.email, "nobody@fabriek.example")
    }

    assert answers == {reverse("account_reset_password_done")}
    assert Delivery.objects.count() == 1
    assert mail.outbox == []


def test_a_former_address_of_a_colleague_opens_nothing(client: Client) -> None:
    """A row of allauth's table, as another program might leave one, is not asked."""
    anna = give_secret(make_person())
    EmailAddress.objects.create(
        user=anna, email="former@fabriek.example", verified=True, primary=True
    )

    enter_by_address(client, "former@fabriek.example", SECRET)
    assert person_of(client) is None

    ask_for_code(client, "former@fabriek.example")
    assert not Delivery.objects.filter(kind="login_code").exists()


@pytest.mark.django_db(transaction=True)
def test_a_code_comes_by_letter_and_lets_its_browser_in(client: Client) -> None:
    anna = give_secret(make_person())
    ask_for_code(client, anna.email)
    assert mail.outbox == []

    outbox.deliver_due(at=timezone.now())
    [letter] = mail.outbox
    assert pending_code(client) in letter.body
    client.post(reverse("account_confirm_login_code"), {"code": pending_code(client)})

    assert person_of(client) == str(anna.pk)
    assert not EmailAddress.objects.exists()
    assert "_login_code" not in client.session
    anna.refresh_from_db()
    assert access.is_confirmed(anna)


def test_asking_for_a_code_tells_nobody_who_works_here(client: Client) -> None:
    anna = give_secret(make_person())

    known = ask_for_code(client, anna.email)
    other = ask_for_code(Client(), "nobody@fabriek.example")

    assert known.headers["Location"] == other.headers["Location"]
    assert Delivery.objects.count() == 1


def test_who_leaves_after_asking_for_a_code_does_not_come_in(client: Client) -> None:
    anna = give_secret(make_person())
    ask_for_code(client, anna.email)
    Person.objects.filter(pk=anna.pk).update(
        left_on=timezone.localdate() - timedelta(days=1)
    )

    response = client.post(
        reverse("account_confirm_login_code"), {"code": pending_code(client)}
    )

    assert response.headers["Location"] == reverse("account_inactive")
    assert person_of(client) is None


def test_an_address_that_changed_after_asking_does_not_come_in(client: Client) -> None:
    anna = give_secret(make_person())
    ask_for_code(client, anna.email)
    Person.objects.filter(pk=anna.pk).update(email="another@fabriek.example")

    client.post(reverse("account_confirm_login_code"), {"code": pending_code(client)})

    assert person_of(client) is None


def test_no_other_letter_of_allauth_leaves(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    AccountAdapter().send_mail("account/email/unknown", make_person().email or "", {})

    assert not Delivery.objects.exists()
    assert "account/email/unknown" in caplog.text


def test_whoever_is_in_shows_a_password_or_a_pin_once_more(client: Client) -> None:
    anna = give_secret(make_person(email=None, employee_number="0042"), GOOD_PIN, PIN)
    sign_in(client, anna)
    page = reverse("account_reauthenticate")

    refused = client.post(page, {"password": "314159"})
    assert "Incorrect password" in problems_in(refused)
    taken = client.post(page, {"password": GOOD_PIN})

    assert taken.status_code == 302


def test_a_secret_can_be_sealed_where_there_is_no_request() -> None:
    adapter = MFAAdapter()

    assert adapter.decrypt(adapter.encrypt("a secret")) == "a secret"
    assert adapter.get_totp_issuer() == configured.SITE_NAME


def test_with_a_key_away_a_pin_opens_nothing_and_nothing_breaks(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    give_secret(make_person(email=None, employee_number="0042"), GOOD_PIN, PIN)

    with other_ring():
        response = client.post(
            reverse("people:number_login"),
            {"employee_number": "0042", "secret": GOOD_PIN},
        )

    assert response.status_code == 422
    assert "A key of the ring is away" in caplog.text
