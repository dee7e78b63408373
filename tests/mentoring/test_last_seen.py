"""No table says who was here just before a ballot."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from evaluations.emails import PURPOSE
from evaluations.models import Ballot
from mailing import links
from tests.boxes import make_box
from tests.factories import NOW, make_person, sign_in

pytestmark = pytest.mark.django_db
PAGE = "/styleguide/"
HOUR = timedelta(hours=1)


def test_a_visit_is_marked_in_the_browser_and_keeps_the_session_open(
    client: Client,
) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        sign_in(client, make_person())
        for _visit in range(4):
            clock.shift(HOUR)
            assert client.get(PAGE).status_code == 200
        mark = client.cookies[settings.SEEN_COOKIE_NAME]
        assert (mark["httponly"], mark["samesite"]) == (True, "Lax")

        del client.cookies[settings.SEEN_COOKIE_NAME]
        assert client.get(PAGE).status_code == 302


def test_who_is_not_signed_in_gets_no_mark(client: Client) -> None:
    client.get(reverse("account_login"))

    assert settings.SEEN_COOKIE_NAME not in client.cookies


def test_who_is_signed_in_answers_and_no_row_of_theirs_is_written(
    client: Client,
) -> None:
    """Rows written one after the other have numbers of transactions side by side."""
    with time_machine.travel(NOW, tick=False) as clock:
        box, people = make_box()
        sign_in(client, people[0])
        token = links.make(f"{PURPOSE} {box.pk}", people[0].pk)
        page = reverse("evaluations:check_in", args=[box.pk, token])
        clock.shift(HOUR)

        with CaptureQueriesContext(connection) as asked:
            client.get(page)
            client.post(page, {"satisfaction": "good"})

    writes = [
        query["sql"]
        for query in asked.captured_queries
        if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    ]
    assert Ballot.objects.exists()
    assert [one for one in writes if "browsersession" in one] == []
    assert [one for one in writes if "ballot" in one]
