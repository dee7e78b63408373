"""How tests come in: by number, by address, by code, with a second factor."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db import models
from django.test import Client
from django.urls import reverse

from people import emails, proofs
from people.models import Person
from tests.factories import SECRET, give_secret, make_person, sign_in

if TYPE_CHECKING:  # the class exists for type checkers only
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

PASSWORD, PIN = Person.SecretKind.PASSWORD, Person.SecretKind.PIN
GOOD_PIN, WRONG_PIN = "271828", "314159"
ENTER = "/enter/"


def with_pin(number: str = "0042") -> Person:
    person = make_person(email=None, employee_number=number)
    return give_secret(person, GOOD_PIN, PIN)


def by_sql(person: Person, **columns: object) -> None:
    """Change the row behind the back of every operation."""
    models.QuerySet(Person).filter(pk=person.pk).update(**columns)
    person.refresh_from_db()


def enter_by_number(client: Client, number: str, secret: str, **more: str) -> "Answer":
    return client.post(ENTER, {"employee_number": number, "secret": secret, **more})


def enter_by_address(client: Client, email: str | None, password: str) -> "Answer":
    return client.post(reverse("account_login"), {"login": email, "password": password})


def person_of(client: Client) -> str | None:
    """Name whom this browser is signed in as."""
    return client.session.get("_auth_user_id")


def problems_in(response: "Answer") -> str:
    """Give what the error summary of a page says."""
    found = re.search(r"error-summary.*?</ul>", response.text, re.DOTALL)
    return found[0] if found else ""


def twice(secret: str, **more: str) -> dict[str, str]:
    """Fill in the form that chooses a secret."""
    return {"kind": PASSWORD, "secret": secret, "again": secret, **more}


def path_of(link: str) -> str:
    return urlsplit(link).path


def invitation_of(person: Person) -> str:
    return path_of(emails.link_of(emails.INVITATION, person))


def reset_of(person: Person) -> str:
    return path_of(emails.link_of(emails.RESET, person))


def ask_for_reset(client: Client, email: str | None) -> str:
    response = client.post(reverse("account_reset_password"), {"email": email})
    return response.headers["Location"]


def ask_for_code(client: Client, email: str | None) -> "Answer":
    return client.post(reverse("account_request_login_code"), {"email": email})


def pending_code(client: Client) -> str:
    """Read the code that this browser waits for, as only the server can."""
    stages = client.session["account_login"]["state"]["stages"]
    code: str = stages["login_by_code"]["data"]["code"]
    return code


def add_passkey(person: Person, key: str = "public") -> Authenticator:
    return Authenticator.objects.create(
        user=person, type="webauthn", data={"name": "phone", "credential": {"key": key}}
    )


def add_app(person: Person) -> Authenticator:
    secret = proofs.seal_secret("JBSWY3DPEHPK3PXP")
    return Authenticator.objects.create(
        user=person, type="totp", data={"secret": secret}
    )


def code_for(secret: str) -> str:
    """Say what an app with this secret shows now."""
    counter = list(yield_hotp_counters_from_time())[1]
    return str(format_hotp_value(hotp_value(secret, counter)))


def begin_app(client: Client) -> str:
    """Open the page that shows a new secret, as somebody who just showed a password."""
    client.post(reverse("account_reauthenticate"), {"password": SECRET})
    client.get(reverse("mfa_activate_totp"))
    secret: str = client.session["mfa.totp.secret"]
    return secret


def with_app(client: Client) -> tuple[Person, str]:
    """Sign somebody in who makes an app work, and give its secret."""
    anna = sign_in(client, give_secret(make_person()))
    secret = begin_app(client)
    client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    anna.refresh_from_db()
    return anna, secret
