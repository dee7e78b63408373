"""Check-ins: opened by the coordinator, answered by most, counted at their close."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from evaluations.operations import boxes
from mentoring.demo.acts.editions import Edition
from mentoring.demo.days import ONE, moment, next_working_day
from mentoring.demo.dice import dice
from people.models import Person

Answers = dict[str, str]
OPEN_FOR = timedelta(days=14)
CLOSES = "18:00"
ANSWER_WITHIN = (1, 9)  # days
ANSWERS, TELLS_MORE = 0.88, 0.9
WORDS = ("good", "all_right", "difficult")
#: Of a hundred answers, how many are which word.
WEIGHTS = {
    "satisfaction": (82, 15, 3),
    "trust": (84, 13, 3),
    "goals": (56, 36, 8),
}


def ask(edition: Edition, at: datetime) -> None:
    """Open a check-in; everybody in a running pair gets a letter, and most answer."""
    box = boxes.open_check_in(
        edition.programme,
        closes_at=moment(next_working_day(at.date() + OPEN_FOR), CLOSES),
        at=at,
        by=edition.stage.coordinator,
    )

    def put_in(person: Person, answers: Answers, at: datetime) -> None:
        boxes.answer(box, by=person, answers=answers, at=at)

    people = boxes.participants_of(box.pool)
    for person, day, clock, answers in _said(people, asked_on=at.date()):
        edition.stage.diary.write(day, clock, partial(put_in, person, answers))


def _said(
    people: list[Person], *, asked_on: date
) -> Iterator[tuple[Person, date, str, Answers]]:
    """Give who answers, when, and what."""
    for person in people:
        fall = dice("checks in", asked_on, person.employee_number)
        if fall.random() >= ANSWERS:
            continue
        day = next_working_day(asked_on + fall.randint(*ANSWER_WITHIN) * ONE)
        clock = f"{fall.randint(8, 17):02}:{fall.randint(0, 59):02}"
        asked = [*WEIGHTS] if fall.random() < TELLS_MORE else ["satisfaction"]
        answers = {item: fall.choices(WORDS, WEIGHTS[item])[0] for item in asked}
        yield person, day, clock, answers
