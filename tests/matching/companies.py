"""Small invented companies in the neutral format, for tests that try many."""

from typing import Any

from hypothesis import strategies as st

from tests.matching.judge import Document

LANGUAGES = ("nl", "fr", "en")
SKILLS = ("A.law", "A.tax", "A-B.sea", "B.art", "C.hr", "D")
REASONS = ("previous_pairing", "conflict", "refused", "they_are_cousins")
RULES = (
    "shared_language",
    "same_country",
    "require_trained",
    "require_approved",
    "block_hr_partner",
    "block_subordinate",
    "block_same_manager",
)
WEIGHTS = {
    "skills": 40,
    "language": 10,
    "place": 10,
    "seniority": 10,
    "cross_silo": 10,
    "mentee_pref": 10,
    "mentor_pref": 5,
    "availability": 5,
}
MODES = st.sampled_from(["any", "remote", "onsite"])
HALF_DAYS = st.integers(1, 1023)


@st.composite
def companies(draw: st.DrawFn, *, pins: bool = False) -> Document:
    """Draw a company whose lines may run in circles, and who takes part in it."""
    ids = [f"p{number}" for number in range(draw(st.integers(2, 9)))]
    some = st.lists(st.sampled_from(ids), max_size=5, unique=True)
    mentees, mentors = draw(some), draw(some)
    return {
        "format": "mentoring-match/1",
        "people": [draw(_people(name, ids)) for name in ids],
        "mentees": [draw(_mentees(name, some)) for name in mentees],
        "mentors": [draw(_mentors(name, some)) for name in mentors],
        "blocks": draw(_rows(mentees, mentors, st.sampled_from(REASONS))),
        "pins": draw(_rows(mentees, mentors)) if pins else [],
        "rules": {rule: draw(st.booleans()) for rule in RULES},
        "weights": draw(
            st.builds(dict, st.just(WEIGHTS))  # a copy: a test may break it
            | st.dictionaries(
                st.sampled_from(list(WEIGHTS)), st.integers(0, 30_000), min_size=1
            ).filter(lambda weights: any(weights.values()))
        ),
    }


@st.composite
def _people(draw: st.DrawFn, name: str, ids: list[str]) -> Document:
    somebody = st.sampled_from(ids)
    few = st.lists(somebody, max_size=2)
    return {
        "id": name,
        "manager_id": draw(st.none() | somebody),
        "dotted_manager_ids": draw(few),
        "acting_manager_ids": draw(few),
        "hr_partner_id": draw(st.none() | somebody),
        "division": draw(st.sampled_from(["d1", "d2"])),
        "department": draw(st.sampled_from(["k1", "k2", "k3"])),
        "location": draw(st.sampled_from(["BRU", "PAR", "SIN"])),
        "country": draw(st.sampled_from(["BE", "FR"])),
        "utc_offset": draw(st.sampled_from([-5, 0, 1, 5.5, 8])),
        "grade": draw(st.integers(-1, 9)),
        "languages": draw(
            st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=3, unique=True)
        ),
        "skills": draw(st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 5))),
    }


@st.composite
def _mentees(
    draw: st.DrawFn, name: str, some: st.SearchStrategy[list[str]]
) -> Document:
    return {
        "person_id": name,
        "goals": draw(st.dictionaries(st.sampled_from(SKILLS), st.integers(0, 3))),
        "mode": draw(MODES),
        "availability": draw(HALF_DAYS),
        "preferred": draw(some),
    }


@st.composite
def _mentors(
    draw: st.DrawFn, name: str, some: st.SearchStrategy[list[str]]
) -> Document:
    return {
        "person_id": name,
        "capacity": draw(st.integers(0, 3)),
        "trained": draw(st.booleans()),
        "approved": draw(st.booleans()),
        "mode": draw(MODES),
        "availability": draw(HALF_DAYS),
        "preferred": draw(some),
    }


def _rows(
    mentees: list[str], mentors: list[str], *more: st.SearchStrategy[str]
) -> st.SearchStrategy[list[list[Any]]]:
    if not mentees or not mentors:
        return st.just([])
    ends = st.sampled_from(mentees), st.sampled_from(mentors)
    return st.lists(st.tuples(*ends, *more).map(list), max_size=4)
