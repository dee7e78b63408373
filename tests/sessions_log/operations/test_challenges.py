"""A challenge is proposed, taken up as it is or otherwise, and told of."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from matching.models import Pairing
from matching.operations import pairings
from sessions_log import queries
from sessions_log.models import ActionItem, Note
from sessions_log.operations import challenges
from tests.factories import NOW
from tests.pairs import Pair

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
DAY = date(2026, 10, 1)
LEAD = "Lead the next briefing"


def propose(pairing: Pair) -> ActionItem:
    return challenges.propose(pairing, LEAD, due_on=DAY, at=NOW, by=pairing.mentor)


def said_of(item: ActionItem, pairing: Pair) -> queries.OpenChallenge:
    item = ActionItem.objects.select_related("pairing").get(pk=item.pk)
    return queries.challenge_of(item, reader=pairing.mentor)


def test_the_mentor_proposes_the_mentee_adapts_and_tells(running: Pair) -> None:
    item = propose(running)
    assert item.state == "proposed"

    challenges.take_up(item, "Lead half", due_on=None, at=LATER, by=running.mentee)
    challenges.tell(item, "It went well", at=LATER, by=running.mentee)

    said = said_of(item, running)
    assert said.text is not None
    assert said.result is not None
    assert (said.text.plain, said.result.plain) == ("Lead half", "It went well")
    assert (said.item.state, said.item.done_at) == ("done", LATER)


def test_taken_as_it_is_it_keeps_its_words(running: Pair) -> None:
    item = propose(running)

    challenges.take_up(item, LEAD, due_on=DAY, at=NOW, by=running.mentee)

    assert Note.objects.filter(kind="challenge").count() == 1
    assert ActionItem.objects.get().state == "open"


def test_the_mentees_own_is_taken_up_at_once(running: Pair) -> None:
    item = challenges.propose(running, LEAD, due_on=DAY, at=NOW, by=running.mentee)

    assert item.state == "open"


def test_the_mentor_takes_nothing_up_and_tells_nothing(running: Pair) -> None:
    item = propose(running)

    with pytest.raises(PermissionDenied):
        challenges.take_up(item, LEAD, due_on=DAY, at=NOW, by=running.mentor)
    with pytest.raises(PermissionDenied):
        challenges.tell(item, "Well", at=NOW, by=running.mentor)


def test_sent_twice_it_counts_once(running: Pair) -> None:
    once = uuid4()
    first, second = (
        challenges.propose(
            running, LEAD, due_on=None, at=NOW, by=running.mentee, once=once
        )
        for _press in range(2)
    )
    assert first == second

    told = uuid4()
    for _press in range(2):
        challenges.tell(first, "Well", at=NOW, by=running.mentee, once=told)
    assert Note.objects.filter(kind__in=["challenge", "result"]).count() == 2


def test_what_is_over_is_over(running: Pair) -> None:
    item = propose(running)
    for _press in range(2):
        challenges.let_go(item, by=running.mentor)

    with pytest.raises(ValidationError):
        challenges.take_up(item, LEAD, due_on=DAY, at=NOW, by=running.mentee)


def test_five_at_a_time_is_enough(running: Pair) -> None:
    for _challenge in range(challenges.MOST_OPEN):
        propose(running)

    with pytest.raises(ValidationError):
        propose(running)


def test_after_the_end_nobody_challenges(running: Pair) -> None:
    item = propose(running)
    pairings.end(running, Pairing.EndedAs.COMPLETED, at=NOW)

    with pytest.raises(ValidationError):
        propose(running)
    with pytest.raises(ValidationError):
        challenges.let_go(item, by=running.mentor)
