"""The neutral format `mentoring-match/1`: read to an instance, written from a solution.

Every fault is a `ValueError` whose message is a sentence for the person at the
terminal. A rule, factor or reason that is not known here is refused too: nothing that
somebody meant as a hard rule may be passed over in silence.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from matching.eligibility import Company, Found, Line, Obstacle, Rules
from matching.instance import Instance, Mentee, Mentor
from matching.management.records import Record
from matching.scoring import FACTORS, MOST_PREFERRED
from matching.solver import Solution

FORMAT = "mentoring-match/1"
MODES = ("any", "remote", "onsite")
MOST = 1_000_000
ALL_HALF_DAYS = 2**10 - 1
BEST_LEVEL = 5
REASONS = {obstacle.rule: obstacle for obstacle in Obstacle}
Numbers = Mapping[str, int]  # id -> number or place


@dataclass(frozen=True, slots=True)
class NeutralFile:
    """An instance, and the ids that its places stand for."""

    instance: Instance
    mentees: tuple[str, ...]
    mentors: tuple[str, ...]


def read(path: Path) -> NeutralFile:
    """Read a file; raises ValueError with a sentence that says what is wrong."""
    try:
        document = json.loads(path.read_bytes())
    except OSError as fault:
        raise ValueError(f"{path} cannot be read: {fault.strerror}.") from fault
    except (ValueError, RecursionError) as fault:
        raise ValueError(f"{path} is not a JSON file: {fault}") from fault
    return parsed(document)


def write(path: Path, file: NeutralFile, solution: Solution) -> None:
    """Write pairs and certificate; raises ValueError when the file cannot be made."""
    try:
        path.write_text(json.dumps(result(file, solution)))
    except OSError as fault:
        raise ValueError(f"{path} cannot be written: {fault.strerror}.") from fault


def result(file: NeutralFile, solution: Solution) -> dict[str, Any]:
    """Give pairs and certificate by the ids of the file."""
    certificate: dict[str, Any] = {
        "B": solution.base,
        "mentee": dict(zip(file.mentees, solution.mentee_price.tolist(), strict=True)),
        "mentor": dict(zip(file.mentors, solution.mentor_price.tolist(), strict=True)),
    }
    if solution.cover:
        certificate["floor"] = solution.floor
        certificate["cover"] = {
            "mentees": [file.mentees[place] for place in solution.cover.mentees],
            "mentors": [file.mentors[place] for place in solution.cover.mentors],
        }
    pairs = [[file.mentees[one], file.mentors[two]] for one, two in solution.pairs]
    return {"pairs": pairs, "certificate": certificate}


def parsed(document: object) -> NeutralFile:
    """Turn the content of a file into an instance; raises ValueError like `read`."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ValueError(f"The file is not in the format {FORMAT}.")
    file = Record(document, "The file")
    people = file.records("people")
    persons = _numbered(people, "id")
    mentees, mentors = file.records("mentees"), file.records("mentors")
    learners = _numbered(mentees, "person_id")
    teachers = _numbered(mentors, "person_id")
    return NeutralFile(
        Instance(
            company=_company(people, persons),
            mentees=tuple(
                Mentee(
                    **_profile(each, people, persons, teachers),
                    goals=each.wholes("goals", MOST),
                )
                for each in mentees
            ),
            mentors=tuple(_mentor(each, people, persons, learners) for each in mentors),
            blocks=tuple(_blocks(file, persons, learners, teachers)),
            pins=tuple(_pins(file, learners, teachers)),
            rules=_rules(file),
            weights=_weights(file),
        ),
        tuple(learners),
        tuple(teachers),
    )


def _numbered(rows: list[Record], key: str) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for number, row in enumerate(rows):
        if numbers.setdefault(row.text(key), number) != number:
            raise ValueError(f"{row.where}: '{row.text(key)}' is there twice.")
    return numbers


def _known(name: str, numbers: Numbers, where: str, what: str) -> int:
    if name not in numbers:
        raise ValueError(f"{where}: '{name}' is not the id of a {what}.")
    return numbers[name]


def _company(people: list[Record], persons: Numbers) -> Company:
    managers: list[Line] = []
    others: list[Line] = []
    partners: list[Line] = []
    for number, person in enumerate(people):
        for lines, names in (
            (managers, _optional(person, "manager_id")),
            (partners, _optional(person, "hr_partner_id")),
            (others, _several(person, "dotted_manager_ids")),
            (others, _several(person, "acting_manager_ids")),
        ):
            lines.extend(
                (_known(name, persons, person.where, "person"), number)
                for name in names
            )
    return Company(
        upward=(*managers, *others),
        managers=tuple(managers),
        hr_partners=tuple(partners),
    )


def _optional(person: Record, key: str) -> tuple[str, ...]:
    return (person.text(key),) if person.has(key) else ()


def _several(person: Record, key: str) -> tuple[str, ...]:
    return person.texts(key) if person.has(key) else ()


def _profile(
    seat: Record, people: list[Record], persons: Numbers, others: Numbers
) -> dict[str, Any]:
    """Give what a mentee and a mentor have in common, from the seat and the person."""
    number = _known(seat.text("person_id"), persons, seat.where, "person")
    person = people[number]
    preferred = seat.texts("preferred")
    if len(preferred) > MOST_PREFERRED:
        raise ValueError(
            f"{seat.where}: 'preferred' must be at most {MOST_PREFERRED} people."
        )
    for name in preferred:
        _known(name, persons, seat.where, "person")
    return {
        "person": number,
        "languages": person.texts("languages"),
        "location": person.text("location"),
        "country": person.text("country"),
        "utc_offset": person.number("utc_offset"),
        "division": person.text("division"),
        "department": person.text("department"),
        "grade": person.whole("grade", -MOST, MOST),
        "onsite": seat.choice("mode", MODES) == "onsite",
        "availability": seat.whole("availability", 0, ALL_HALF_DAYS),
        "preferred": tuple(others.get(name, -1) for name in preferred),
    }


def _mentor(
    seat: Record, people: list[Record], persons: Numbers, learners: Numbers
) -> Mentor:
    profile = _profile(seat, people, persons, learners)
    return Mentor(
        **profile,
        skills=people[profile["person"]].wholes("skills", BEST_LEVEL),
        capacity=seat.whole("capacity", 0, MOST),
        trained=seat.flag("trained"),
        approved=seat.flag("approved"),
    )


def _blocks(
    file: Record, persons: Numbers, learners: Numbers, teachers: Numbers
) -> Iterator[Found]:
    """Give the blocks of people who take part; others block nothing here."""
    for place, (mentee, mentor, reason) in enumerate(_rows(file, "blocks", 3)):
        for name in (mentee, mentor):
            _known(name, persons, f"blocks[{place}]", "person")
        if mentee in learners and mentor in teachers:
            obstacle = REASONS.get(reason, Obstacle.BLOCKED)
            yield learners[mentee], teachers[mentor], obstacle


def _pins(
    file: Record, learners: Numbers, teachers: Numbers
) -> Iterator[tuple[int, int]]:
    for place, (mentee, mentor) in enumerate(_rows(file, "pins", 2)):
        where = f"pins[{place}]"
        yield (
            _known(mentee, learners, where, "mentee"),
            _known(mentor, teachers, where, "mentor"),
        )


def _rows(file: Record, key: str, width: int) -> list[tuple[str, ...]]:
    return file.rows(key, width) if file.has(key) else []


def _rules(file: Record) -> Rules:
    given = file.record("rules")
    names = [rule.name for rule in fields(Rules)]
    for name in given.content:
        if name not in names:
            raise ValueError(f"'{name}' is not a rule of {FORMAT}.")
    return Rules(**{name: given.has(name) and given.flag(name) for name in names})


def _weights(file: Record) -> dict[str, int]:
    weights = file.wholes("weights", MOST)
    for name in weights:
        if name not in FACTORS:
            raise ValueError(f"'{name}' is not a factor of {FORMAT}.")
    return weights
