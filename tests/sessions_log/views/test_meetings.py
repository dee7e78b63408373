"""Planning, moving and logging through a browser, without a script."""

from datetime import date, time

import pytest
from django.test import Client
from django.urls import reverse

from programmes.models import Programme
from sessions_log import notes
from sessions_log.models import Meeting, Note
from tests.pairs import FIRST_MEETING, Pair
from tests.sessions_log.conftest import ComeIn

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("_after_the_first_meeting"),
]
MOMENT = {"on": "2026-09-30", "time": "10:00", "minutes": "30", "way": "video"}
LOG = {"on": "2026-09-08", "minutes": "90", "way": "video", "reader": "us"}


def first() -> Meeting:
    return Meeting.objects.earliest("number")


def address(name: str, meeting: Meeting | None = None) -> str:
    return reverse(f"sessions_log:{name}", args=[(meeting or first()).pk])


def said_by(client: Client, url: str, sent: dict[str, str]) -> str:
    """Send a form and read the page that comes of it."""
    page = client.post(url, sent, follow=True)
    assert page.status_code == 200
    return page.text


def test_the_first_moment_plans_three(preparing: Pair, come_in: ComeIn) -> None:
    client = come_in(preparing.mentee)
    url = reverse("sessions_log:plan", args=[preparing.pk])
    assert "are planned at once, 2 weeks apart" in client.get(url).text

    assert "It is in your agenda." in said_by(client, url, MOMENT)

    planned = Meeting.objects.order_by("number")
    assert [one.planned_on for one in planned] == [
        date(2026, 9, 30),
        date(2026, 10, 14),
        date(2026, 10, 28),
    ]


def test_after_that_one_more_is_planned_at_a_time(
    running: Pair, come_in: ComeIn
) -> None:
    client = come_in(running.mentor)
    url = reverse("sessions_log:plan", args=[running.pk])
    assert 'value="2026-10-20"' in client.get(url).text

    for _press in range(2):
        said_by(client, url, MOMENT)

    extra = Meeting.objects.get(number=4)
    assert (extra.planned_on, extra.planned_time) == (date(2026, 9, 30), time(10))


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        ({"on": ""}, "This field is required."),
        ({"on": "9999-12-31"}, "within the next three years"),
        ({"on": "2026-08-31"}, "not a pair yet"),
        ({"time": "25:00"}, "Enter a valid time."),
    ],
)
def test_an_odd_moment_is_refused_in_a_sentence(
    running: Pair, come_in: ComeIn, odd: dict[str, str], said: str
) -> None:
    url = reverse("sessions_log:plan", args=[running.pk])

    page = come_in(running.mentor).post(url, MOMENT | odd)

    assert page.status_code == 422
    assert said in page.text
    assert Meeting.objects.count() == 3


def test_a_meeting_is_moved(running: Pair, come_in: ComeIn) -> None:
    client = come_in(running.mentor)
    assert 'value="2026-09-08"' in client.get(address("meeting_move")).text

    said = said_by(client, address("meeting_move"), MOMENT)

    assert "The meeting has been moved." in said
    assert first().planned_on == date(2026, 9, 30)


def test_a_meeting_that_was_noted_meanwhile_does_not_move(
    running: Pair, come_in: ComeIn
) -> None:
    Meeting.objects.update(state="held", held_on=FIRST_MEETING)

    page = come_in(running.mentor).post(address("meeting_move"), MOMENT)

    assert page.status_code == 422
    assert "already been noted" in page.text


def test_one_press_logs_a_meeting_as_planned(running: Pair, come_in: ComeIn) -> None:
    client = come_in(running.mentee)

    for _press in range(2):
        said = said_by(client, address("meeting_as_planned"), {})
        assert "The meeting has been saved." in said

    meeting = first()
    assert (meeting.state, meeting.held_on) == ("held", FIRST_MEETING)
    assert meeting.logged_by == running.mentee


def test_one_press_does_not_log_what_is_still_ahead(
    running: Pair, come_in: ComeIn
) -> None:
    last = Meeting.objects.latest("number")

    said = said_by(come_in(running.mentee), address("meeting_as_planned", last), {})

    assert "This day has not come yet." in said
    assert Meeting.objects.latest("number").state == "planned"


def test_the_log_is_preset_so_that_it_takes_one_press(
    running: Pair, come_in: ComeIn
) -> None:
    page = come_in(running.mentee).get(address("meeting_log")).text

    assert 'value="2026-09-08"' in page
    for name, value in (("minutes", "60"), ("way", "face"), ("reader", "us")):
        radio = f'<input type="radio" name="{name}" value="{value}"'
        start = page.index(radio)
        assert "checked" in page[start : page.index(">", start)]


def test_the_log_of_a_meeting_ahead_proposes_today(
    running: Pair, come_in: ComeIn
) -> None:
    last = Meeting.objects.latest("number")

    page = come_in(running.mentee).get(address("meeting_log", last)).text

    assert 'value="2026-09-09"' in page


@pytest.mark.parametrize(("reader", "kind"), [("us", "shared"), ("me", "private")])
def test_a_meeting_is_logged_with_changes_and_a_note(
    running: Pair, come_in: ComeIn, reader: str, kind: str
) -> None:
    sent = LOG | {"reader": reader, "note": "A walk around the house"}

    said_by(come_in(running.mentee), address("meeting_log"), sent)

    meeting, note = first(), Note.objects.get(about=first().pk)
    assert (meeting.minutes, meeting.way) == (90, "video")
    assert note.kind == kind
    assert notes.read(note, reader=running.mentee).plain == sent["note"]


def test_a_form_that_is_sent_twice_logs_once(running: Pair, come_in: ComeIn) -> None:
    client = come_in(running.mentee)
    once = client.get(address("meeting_log")).context["form"]["once"].value()
    sent = LOG | {"note": "A walk", "once": str(once)}

    for _press in range(2):
        assert "has been saved" in said_by(client, address("meeting_log"), sent)

    assert Note.objects.filter(about=first().pk).count() == 1


def test_the_other_adds_a_note_to_a_meeting_that_was_noted(
    running: Pair, come_in: ComeIn
) -> None:
    said_by(come_in(running.mentee), address("meeting_as_planned"), {})
    mentor = come_in(running.mentor)

    assert "you met on Tuesday 8 September" in mentor.get(address("meeting_log")).text
    said_by(mentor, address("meeting_log"), LOG | {"note": "Mine too"})

    assert Note.objects.get(about=first().pk).author == running.mentor


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        ({"on": "2026-09-10"}, "This day has not come yet."),
        ({"note": "x" * 100_000}, "This text has 100000 characters; the most is"),
        ({"reader": ""}, "This field is required."),
        ({"minutes": "7"}, "Select a valid choice."),
    ],
)
def test_what_is_refused_comes_back_as_it_was_typed(
    running: Pair, come_in: ComeIn, odd: dict[str, str], said: str
) -> None:
    sent = LOG | {"note": "Typed by me"} | odd

    page = come_in(running.mentee).post(address("meeting_log"), sent)

    assert page.status_code == 422
    assert said in page.text
    assert f"{sent['note']}</textarea>" in page.text
    assert first().state == "planned"


def test_a_programme_that_closed_meanwhile_keeps_what_was_typed(
    running: Pair, come_in: ComeIn
) -> None:
    Programme.objects.update(state=Programme.State.CLOSED)

    page = come_in(running.mentee).post(
        address("meeting_log"), LOG | {"note": "Typed by me"}
    )

    assert page.status_code == 422
    assert "This programme closed a moment ago." in page.text
    assert "Typed by me</textarea>" in page.text


@pytest.mark.parametrize("name", ["agenda", "pairing_list"])
def test_lists_are_only_read(running: Pair, come_in: ComeIn, name: str) -> None:
    url = reverse(f"sessions_log:{name}")

    assert come_in(running.mentee).post(url).status_code == 405
