"""A tablet on the shop floor: it remembers nobody, and soon shows nothing."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.doorways import GOOD_PIN, enter_by_number, person_of
from tests.factories import make_person, sign_in
from tests.people.views.test_cards import colleague, pin, printed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_tries")]


def test_a_shared_device_stays_known_as_one_and_signs_out_soon(client: Client) -> None:
    link, _code = printed(colleague())
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client.post(link, pin(shared="on"))
        clock.shift(timedelta(minutes=2))
        assert 'data-shared="/enter/"' in client.get(reverse("today")).text
        clock.shift(timedelta(minutes=3, seconds=1))
        assert client.get(reverse("today")).status_code == 302
        form = client.get("/enter/").text
        assert re.search(r'name="shared"[^>]*checked', form)
        assert 'autocomplete="username"' not in form

        enter_by_number(client, "0042", GOOD_PIN)
        clock.shift(timedelta(minutes=4))
        assert "data-shared" not in client.get(reverse("today")).text
        client.logout()
        assert not re.search(r'name="shared"[^>]*checked', client.get("/enter/").text)


def test_somebody_elses_session_on_the_device_does_not_lengthen_mine(
    client: Client,
) -> None:
    sign_in(client, make_person())
    anna = colleague()
    link, _code = printed(anna)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client.post(link, pin(shared="on"))
        assert person_of(client) == str(anna.pk)
        clock.shift(timedelta(minutes=3, seconds=1))
        assert client.get(reverse("today")).status_code == 302
