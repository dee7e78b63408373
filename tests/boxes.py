"""Ballot boxes as they come to be: opened for people in running pairs, answered."""

from collections.abc import Iterable
from datetime import timedelta

from evaluations.models import Box
from evaluations.operations import boxes
from matching.models import Pairing
from people.models import Person
from programmes.models import Programme
from tests.factories import NOW, START, make_coordinator, make_person, make_programme

CLOSES_AT = NOW + timedelta(days=14)
AFTER = CLOSES_AT + timedelta(hours=1)


def make_running(programme: Programme, pairs: int) -> list[Person]:
    """Save so many running pairs, and give their people."""
    people = [make_person() for _ in range(2 * pairs)]
    Pairing.objects.bulk_create(
        Pairing(
            programme=programme,
            mentor=mentor,
            mentee=mentee,
            state=Pairing.State.RUNNING,
            made_on=START,
            started_on=START,
            mentor_agreed_at=NOW,
            mentee_agreed_at=NOW,
            goals_agreed_at=NOW,
            planned_at=NOW,
        )
        for mentor, mentee in zip(people[::2], people[1::2], strict=True)
    )
    return people


def make_box(
    pairs: int = 6, programme: Programme | None = None
) -> tuple[Box, list[Person]]:
    """Open a check-in for so many running pairs; give the box and the people."""
    programme = programme or make_programme(state=Programme.State.RUNNING)
    people = make_running(programme, pairs)
    box = boxes.open_check_in(
        programme, closes_at=CLOSES_AT, at=NOW, by=make_coordinator(programme)
    )
    return box, people


def let_answer(box: Box, people: Iterable[Person], word: str = "good") -> None:
    for person in people:
        boxes.answer(box, by=person, answers={"satisfaction": word}, at=NOW)
