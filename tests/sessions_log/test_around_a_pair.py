"""What stays lawful around a pair when somebody or something has gone."""

import pytest
from django.test import Client
from django.urls import reverse

from matching.models import Pairing
from people.models import Site
from programmes.models import Programme
from sessions_log.forms.helping import HelpForm
from sessions_log.models import CalendarFeed, Closing, Meeting, StepDone
from sessions_log.operations import challenges, meetings, standstill
from sessions_log.operations.meetings import Moment
from sessions_log.queries import closing, notes_export
from sessions_log.queries.helping import helpers_for
from tests.factories import NOW, make_coordinator, sign_in
from tests.helping import make_supporter, write_own
from tests.pairs import FIRST_MEETING, Pair, after_meeting

pytestmark = pytest.mark.django_db


def test_a_substitute_may_be_chosen_by_name(running: Pair) -> None:
    first, second = make_supporter(running), make_supporter(running)
    said = {"to": first.pk, "substitute": second.pk, "shows": "nothing", "reach": "8-9"}
    form = HelpForm(said, helpers=helpers_for(running, on=NOW.date()), own_notes=())

    assert form.is_valid()
    assert form.question().substitute == second.pk


def test_in_a_closed_programme_nothing_is_planned_on(running: Pair) -> None:
    running.programme.state = Programme.State.CLOSED

    assert standstill.plan_on(running, at=NOW, by=None) == []


def test_the_end_of_a_journey_with_somebody_who_was_erased(running: Pair) -> None:
    Pairing.objects.update(
        state="ended", ended_on=NOW.date(), ended_as="left", mentor=None
    )
    pairing = Pairing.objects.for_display().get()

    page = closing.closing_page(pairing, reader=running.mentee, on=NOW.date())

    assert page.their_thanks is None


def test_a_meeting_that_was_held_goes_along(running: Pair) -> None:
    meeting = Meeting.objects.order_by("number")[0]
    moment = Moment(FIRST_MEETING, None, 45, Meeting.Way.PHONE)
    meetings.log(meeting, moment, at=after_meeting(), by=running.mentee)

    taken = notes_export.notes_of(running, reader=running.mentee)

    [held] = taken.as_json()["meetings"]
    assert held["minutes"] == 45


def test_a_programme_that_closes_seeks_nobody(running: Pair, client: Client) -> None:
    client.force_login(make_coordinator(running.programme))
    Programme.objects.update(state=Programme.State.CLOSING)

    page = client.get(reverse("sessions_log:follow_up", args=[running.programme.slug]))

    assert page.status_code == 200


def test_rows_name_themselves(running: Pair) -> None:
    closed = Closing(pairing=running, person=running.mentee)
    feed = CalendarFeed(person=running.mentee, token_hash="x", made_at=NOW)

    assert str(closed) == str(closed.pk)
    assert str(feed) == str(feed.pk)
    assert str(StepDone(done_on=FIRST_MEETING)) == "2026-09-08"
    assert str(Site(name="Gent")) == "Gent"


def test_a_press_after_the_programme_closed_is_refused_in_words(
    running: Pair, client: Client
) -> None:
    note = write_own(running, "Mine", by=running.mentee)
    item = challenges.propose(
        running, "Lead it", due_on=None, at=NOW, by=running.mentor
    )
    sign_in(client, running.mentee)
    Programme.objects.update(state=Programme.State.CLOSED)

    for route, key in (
        ("note_share", note.pk),
        ("challenge_let_go", item.pk),
        ("spoken", running.pk),
    ):
        page = client.post(reverse(f"sessions_log:{route}", args=[key]), follow=True)
        assert page.status_code == 200
        assert "This programme closed a moment ago." in page.text
