"""Whether a file in the neutral format is read strictly, and refused in words."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.management.neutral_file import parsed
from tests.matching import judge
from tests.matching.companies import companies


@pytest.fixture
def company() -> judge.Document:
    return judge.invented(200, seed=1)


def at(company: judge.Document, path: str, value: object) -> judge.Document:
    """Put a value at a path such as "mentors 0 capacity" of a copy."""
    changed: Any = json.loads(json.dumps(company))
    *way, last = path.split()
    inside = changed
    for step in way:
        inside = inside[int(step) if isinstance(inside, list) else step]
    inside[int(last) if isinstance(inside, list) else last] = value
    return dict(changed)


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("format", "other/2", "The file is not in the format mentoring-match/1."),
        ("people", {}, "The file: 'people' must be a list of objects."),
        ("people 1", "p1", "The file: 'people' must be a list of objects."),
        ("people 1 id", None, "people[1]: 'id' must be a text."),
        ("people 1 id", "p0", "people[1]: 'p0' is there twice."),
        ("people 1 manager_id", "x", "people[1]: 'x' is not the id of a person."),
        ("people 1 hr_partner_id", "x", "people[1]: 'x' is not the id of a person."),
        (
            "people 1 dotted_manager_ids",
            ["x"],
            "people[1]: 'x' is not the id of a person.",
        ),
        (
            "people 1 acting_manager_ids",
            "p0",
            "people[1]: 'acting_manager_ids' must be a list of texts.",
        ),
        ("mentors 0 person_id", "x", "mentors[0]: 'x' is not the id of a person."),
        ("mentors 0 preferred", ["x"], "mentors[0]: 'x' is not the id of a person."),
        (
            "mentors 0 preferred",
            ["p1"] * 8,
            "mentors[0]: 'preferred' must be at most 7 people.",
        ),
        (
            "mentors 0 capacity",
            -1,
            "mentors[0]: 'capacity' must be a whole number from 0 to 1000000.",
        ),
        (
            "mentors 0 capacity",
            True,
            "mentors[0]: 'capacity' must be a whole number from 0 to 1000000.",
        ),
        ("mentors 0 trained", "yes", "mentors[0]: 'trained' must be true or false."),
        (
            "mentees 0 mode",
            "car",
            "mentees[0]: 'mode' must be one of any, remote, onsite.",
        ),
        (
            "mentees 0 goals",
            {"F01.1": "much"},
            "mentees[0] 'goals': 'F01.1' must be a whole number from 0 to 1000000.",
        ),
        ("mentees 0 goals", [], "mentees[0]: 'goals' must be a table."),
        ("blocks", [["p1", "p2"]], "blocks: '0' must be 3 texts."),
        (
            "blocks",
            [["x", "p2", "conflict"]],
            "blocks[0]: 'x' is not the id of a person.",
        ),
        ("pins", [["x", "p2"]], "pins[0]: 'x' is not the id of a mentee."),
        (
            "rules block_friends",
            True,
            "'block_friends' is not a rule of mentoring-match/1.",
        ),
        (
            "rules same_country",
            1,
            "The file 'rules': 'same_country' must be true or false.",
        ),
        ("weights charm", 5, "'charm' is not a factor of mentoring-match/1."),
    ],
)
def test_what_is_not_the_format_is_refused_in_one_sentence(
    company: judge.Document, path: str, value: object, sentence: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        parsed(at(company, path, value))


@pytest.mark.parametrize("offset", [None, "1", float("nan"), float("inf"), True])
def test_an_offset_that_is_no_number_is_refused(
    company: judge.Document, offset: object
) -> None:
    person = company["people"].index(
        next(
            person
            for person in company["people"]
            if person["id"] == company["mentees"][0]["person_id"]
        )
    )

    with pytest.raises(ValueError, match="'utc_offset' must be a number"):
        parsed(at(company, f"people {person} utc_offset", offset))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=3,
)


@given(companies(pins=True), ANYTHING, st.data())
def test_whatever_is_broken_in_a_file_is_told_as_a_fault_of_the_file(
    company: judge.Document, anything: object, data: st.DataObject
) -> None:
    inside: Any = company
    while True:
        keys = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
        key = data.draw(st.sampled_from(keys))
        follow = isinstance(inside[key], dict | list) and inside[key]
        if not follow or data.draw(st.booleans()):
            break
        inside = inside[key]
    inside[key] = anything

    try:
        parsed(company)
    except ValueError as fault:
        assert str(fault).endswith(".")  # noqa: PT017 - it may also be read in full
