"""A partner who does not answer: one neutral letter a week, and nobody else knows."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from mailing.letters import of_kind
from mailing.models import Delivery
from matching.operations import nudges, pairings, pauses
from tests.factories import NOW, make_person
from tests.pairs import Pair, make_pairing, make_running_pairing

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def pairing() -> Pair:
    return make_pairing()


def written() -> list[object]:
    found = Delivery.objects.filter(kind="partner_nudge").order_by("occurrence")
    return list(found.values_list("recipient_id", flat=True))


def test_only_the_other_is_written_to(pairing: Pair) -> None:
    nudges.nudge(pairing, at=NOW, by=pairing.mentee)

    assert written() == [pairing.mentor.pk]
    assert of_kind("partner_nudge").confidential


def test_once_a_week_at_most(pairing: Pair) -> None:
    nudges.nudge(pairing, at=NOW, by=pairing.mentee)

    with pytest.raises(ValidationError, match="less than a week ago"):
        nudges.nudge(pairing, at=NOW + WEEK - timedelta(seconds=1), by=pairing.mentee)
    nudges.nudge(pairing, at=NOW + WEEK, by=pairing.mentee)

    assert len(written()) == 2


def test_each_of_the_two_has_a_letter_of_their_own(pairing: Pair) -> None:
    nudges.nudge(pairing, at=NOW, by=pairing.mentee)
    nudges.nudge(pairing, at=NOW + timedelta(days=1), by=pairing.mentor)

    assert written() == [pairing.mentor.pk, pairing.mentee.pk]


def test_no_letter_goes_in_a_pause_after_the_end_or_for_a_stranger() -> None:
    pairing = make_running_pairing()
    with pytest.raises(ValidationError, match="cannot go now"):
        nudges.nudge(pairing, at=NOW, by=make_person())
    until = NOW.date() + WEEK
    pauses.pause(pairing, until=until, at=NOW, by=pairing.mentee)
    with pytest.raises(ValidationError, match="cannot go now"):
        nudges.nudge(pairing, at=NOW, by=pairing.mentee)
    pairings.stop(pairing, at=NOW, by=pairing.mentee)
    with pytest.raises(ValidationError, match="cannot go now"):
        nudges.nudge(pairing, at=NOW, by=pairing.mentee)
