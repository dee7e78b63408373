import base64
import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.conf import settings as configured
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people import emails
from people.models import BrowserSession
from people.operations import cards
from tests.doorways import (
    GOOD_PIN,
    PIN,
    ask_for_code,
    ask_for_reset,
    pending_code,
    with_app,
)
from tests.factories import SECRET, give_secret, make_hr, make_person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_tries")]


def everything_in_the_database() -> set[str]:
    """Every cell of every table, as text and as hex."""
    cells: set[str] = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own names
            for row in cursor.fetchall():
                cells |= {written for cell in row for written in _written(cell)}
    return cells


def _written(cell: object) -> set[str]:
    if isinstance(cell, bytes | memoryview):
        return {bytes(cell).hex(), bytes(cell).decode("latin-1")}
    text = str(cell)
    return {text, *re.findall(r"[\w.:-]{5,}", text)}


@pytest.mark.django_db(transaction=True)
def test_with_a_copy_of_the_whole_database_and_no_key_nobody_signs_in_as_anybody() -> (
    None
):
    """Also after asking for a login code."""
    browser = Client()
    anna, secret = with_app(browser)
    bram = give_secret(make_person(employee_number="0042"), GOOD_PIN, PIN)
    newcomer = make_person()
    sign_in(Client(), bram)
    ask_for_reset(Client(), anna.email)
    sign_in(hr := Client(), make_hr())
    hr.post(reverse("people:person_invite", args=[newcomer.pk]))
    worker = make_person(email=None, employee_number="0043")
    card = cards.issue(person=worker, by=anna, at=timezone.now())
    victim = Client()
    ask_for_code(victim, bram.email)
    links = [emails.link_of(emails.INVITATION, newcomer)]
    links.append(emails.link_of(emails.RESET, anna))

    copy = everything_in_the_database()

    whole = "\n".join(copy)
    hidden = [secret, GOOD_PIN, SECRET, pending_code(victim), card.code]
    hidden += [key for key in (victim.session.session_key,) if key]
    hidden += [link.rsplit("/", 2)[1] for link in links]
    assert len(copy) > 200
    assert not [one for one in hidden if any(form in whole for form in _forms(one))]
    assert not [cell for cell in copy if _signs_in_as_a_session(cell)]


def _forms(secret: str) -> list[str]:
    """The ways in which a secret may stand in a table without being hidden there."""
    plain = secret.encode()
    encoded = [plain.hex(), base64.b64encode(plain).decode().rstrip("=")[:-1]]
    return [secret, secret.replace("-", ""), secret[::-1], quote(secret), *encoded]


def _signs_in_as_a_session(cell: str) -> bool:
    thief = Client()
    thief.cookies[configured.SESSION_COOKIE_NAME] = cell[:4000]
    return thief.get(reverse("today")).status_code != 302


@pytest.mark.django_db(transaction=True)
def test_the_control_a_key_that_is_no_secret_would_be_found() -> None:
    """If the session table held keys, the search above would sign somebody in."""
    browser = Client()
    sign_in(browser, give_secret(make_person()))
    key = browser.session.session_key or ""
    BrowserSession.objects.create(
        key_hash=key, sealed=b"", expires_at=timezone.now() + timedelta(hours=1)
    )

    assert any(_signs_in_as_a_session(cell) for cell in everything_in_the_database())
