"""A meeting that the other does not recognise counts nowhere until both agree."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from people.models import Person
from sessions_log import queries
from sessions_log.models import Meeting
from sessions_log.operations import meetings
from sessions_log.operations.meetings import Moment
from tests.pairs import FIRST_MEETING, Pair, after_meeting

pytestmark = pytest.mark.django_db
AT = after_meeting()
AS_PLANNED = Moment(FIRST_MEETING, time(14), 60, Meeting.Way.FACE)
OTHERWISE = Moment(date(2026, 9, 7), None, 30, Meeting.Way.PHONE)


@pytest.fixture
def noted(running: Pair) -> Meeting:
    """Give a meeting that the mentee noted."""
    first = Meeting.objects.for_display().earliest("number")
    return meetings.log(first, AS_PLANNED, at=AT, by=running.mentee)


@pytest.fixture
def disputed(running: Pair, noted: Meeting) -> Meeting:
    """Give a meeting of which the mentor says that it is not right."""
    return meetings.dispute(noted, by=running.mentor)


def count_for(pairing: Pair) -> int:
    return queries.certificate_of(pairing, pairing.mentor).meetings


def dots_of(pairing: Pair, person: Person) -> list[str]:
    page = queries.pair_page(pairing, reader=person, at=AT)
    assert page.rhythm
    return [one.state for one in page.rhythm.periods]


def test_what_is_disputed_counts_nowhere(running: Pair, noted: Meeting) -> None:
    assert count_for(running) == 1
    assert "met" in dots_of(running, running.mentor)

    for _press in range(2):
        meetings.dispute(noted, by=running.mentor)

    assert count_for(running) == 0
    assert "met" not in dots_of(running, running.mentor)
    assert Meeting.objects.get(pk=noted.pk).disputed_by == running.mentor


def test_the_other_says_that_it_is_right_after_all(
    running: Pair, disputed: Meeting
) -> None:
    with pytest.raises(ValidationError, match="The other says"):
        meetings.confirm(disputed, by=running.mentee)

    for _press in range(2):
        meetings.confirm(disputed, by=running.mentor)

    assert count_for(running) == 1
    assert Meeting.objects.get(pk=disputed.pk).disputed_by is None


@pytest.mark.parametrize("corrects", ["mentee", "mentor"])
def test_either_corrects_and_the_other_confirms(
    running: Pair, disputed: Meeting, corrects: str
) -> None:
    by = getattr(running, corrects)
    other = running.other_than(by)
    assert other

    meetings.correct(disputed, OTHERWISE, at=AT, by=by, purposes=["help"])

    assert count_for(running) == 0
    with pytest.raises(ValidationError, match="The other says"):
        meetings.confirm(disputed, by=by)
    meetings.confirm(disputed, by=other)
    agreed = Meeting.objects.get(pk=disputed.pk)
    assert (agreed.held_on, agreed.minutes, agreed.way) == (
        date(2026, 9, 7),
        30,
        "phone",
    )
    assert agreed.purposes == ["help"]
    assert count_for(running) == 1


def test_what_one_noted_oneself_is_simply_put_right(
    running: Pair, noted: Meeting
) -> None:
    with pytest.raises(ValidationError, match="noted this yourself"):
        meetings.dispute(noted, by=running.mentee)

    meetings.correct(noted, OTHERWISE, at=AT, by=running.mentee)

    assert Meeting.objects.get(pk=noted.pk).state == Meeting.State.HELD
    with pytest.raises(ValidationError, match="Say first"):
        meetings.correct(noted, OTHERWISE, at=AT, by=running.mentor)


def test_a_correction_is_no_odd_day(running: Pair, disputed: Meeting) -> None:
    ahead = Moment(date(2026, 9, 20), None, 30, Meeting.Way.PHONE)

    with pytest.raises(ValidationError, match="has not come yet"):
        meetings.correct(disputed, ahead, at=AT, by=running.mentee)


@pytest.mark.parametrize("purpose", ["gossip"])
def test_a_purpose_is_one_of_the_list(
    running: Pair, noted: Meeting, purpose: str
) -> None:
    with pytest.raises(ValidationError, match="from the list"):
        meetings.correct(noted, OTHERWISE, at=AT, by=running.mentee, purposes=[purpose])


def test_only_who_noted_it_takes_it_back(running: Pair, disputed: Meeting) -> None:
    with pytest.raises(ValidationError, match="Only who noted"):
        meetings.take_back(disputed, by=running.mentor)

    for _press in range(2):
        meetings.take_back(disputed, by=running.mentee)

    gone = Meeting.objects.get(pk=disputed.pk)
    assert (gone.state, gone.held_on) == (Meeting.State.CANCELLED, None)
    assert count_for(running) == 0


def test_a_second_log_does_not_settle_it(running: Pair, disputed: Meeting) -> None:
    meetings.log(disputed, AS_PLANNED, at=AT, by=running.mentee)

    assert Meeting.objects.get(pk=disputed.pk).state == Meeting.State.DISPUTED


def test_a_meeting_that_nobody_noted_is_not_disputed(running: Pair) -> None:
    last = Meeting.objects.for_display().latest("number")

    for act in (meetings.dispute, meetings.confirm, meetings.take_back):
        with pytest.raises(ValidationError):
            act(last, by=running.mentor)
