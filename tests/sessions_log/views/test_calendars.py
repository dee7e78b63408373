"""Into one's own calendar: a file, and an address that is a secret."""

import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from mailing import links
from people.models import Person
from sessions_log import calendars, queries
from sessions_log.models import CalendarFeed, Meeting
from sessions_log.operations import feeds, meetings
from tests.factories import NOW
from tests.pairs import Pair
from tests.sessions_log.conftest import ComeIn

pytestmark = pytest.mark.django_db
MAKE, REVOKE = (reverse(f"sessions_log:calendar_{one}") for one in ("make", "revoke"))


def feed_at(token: str) -> str:
    return reverse("sessions_log:calendar_feed", args=[token])


def read(client: Client, token: str) -> list[str]:
    """Read the days of a feed, as a calendar program without any cookie would."""
    answer = client.get(feed_at(token))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    return [str(event.decoded("dtstart").date()) for event in events]


def test_an_address_is_shown_once_and_followed_without_signing_in(
    running: Pair, come_in: ComeIn
) -> None:
    client = come_in(running.mentee)

    page = client.post(MAKE)

    assert page.headers["Cache-Control"] == "no-store"
    address = page.context["address"]
    assert address in page.text
    assert address not in client.get(reverse("sessions_log:agenda")).text
    token = address.rpartition("/")[2].removesuffix(".ics")
    assert token not in str(CalendarFeed.objects.values())
    Meeting.objects.update(planned_on="2099-09-08")
    assert read(Client(), token) == ["2099-09-08"] * 3


def test_a_new_address_ends_the_old_one_and_revoking_ends_all(
    running: Pair, come_in: ComeIn
) -> None:
    old = feeds.make(by=running.mentee, at=NOW)
    new = feeds.make(by=running.mentee, at=NOW)
    theirs = feeds.make(by=running.mentor, at=NOW)

    assert Client().get(feed_at(old)).status_code == 404
    assert Client().get(feed_at(new)).status_code == 200
    client = come_in(running.mentee)
    assert "Make a new address" in client.get(reverse("sessions_log:agenda")).text
    page = client.post(REVOKE, follow=True)

    assert "The address does not work any more." in page.text
    assert Client().get(feed_at(new)).status_code == 404
    assert Client().get(feed_at(theirs)).status_code == 200


def test_whoever_left_has_no_calendar_any_more(running: Pair) -> None:
    token = feeds.make(by=running.mentee, at=NOW)
    Person.objects.filter(pk=running.mentee.pk).update(may_sign_in=False)

    assert Client().get(feed_at(token)).status_code == 404


def test_a_feed_holds_only_ones_own_and_keeps_what_was_a_while_ago(
    running: Pair,
) -> None:
    [first, second, third] = Meeting.objects.order_by("number")
    Meeting.objects.filter(pk=second.pk).update(is_dated=False)
    after = first.planned_on + timedelta(days=90)

    assert queries.calendar_of(running.mentor, on=after) == [first, third]
    assert queries.calendar_of(running.mentor, on=after + timedelta(1)) == [third]


def test_no_line_of_a_log_holds_an_address(
    running: Pair, caplog: pytest.LogCaptureFixture
) -> None:
    token = calendars.new_token()
    caplog.handler.addFilter(links.Masked())

    with caplog.at_level(logging.DEBUG):
        assert Client().get(feed_at(token)).status_code == 404

    assert token not in caplog.text
    assert "/agenda/[link].ics" in caplog.text


@pytest.mark.parametrize("url", [MAKE, REVOKE])
def test_only_a_press_makes_or_ends_an_address(
    running: Pair, come_in: ComeIn, url: str
) -> None:
    assert come_in(running.mentee).get(url).status_code == 405
    assert Client().post(url).status_code == 302
    assert not CalendarFeed.objects.exists()


def test_one_meeting_is_a_file_for_each_of_the_two(
    running: Pair, come_in: ComeIn
) -> None:
    first = Meeting.objects.for_display().earliest("number")
    meetings.cancel(first, by=running.mentor)
    url = reverse("sessions_log:meeting_file", args=[first.pk])

    answer = come_in(running.mentee).get(url)

    assert "METHOD:CANCEL" in answer.text
    assert ".ics" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
