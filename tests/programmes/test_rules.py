from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes import rules, starting_points
from programmes.models import Programme

states = st.sampled_from(rules.ORDER)
texts = st.dictionaries(st.sampled_from(["nl", "fr", "en"]), st.text(), max_size=3)


@dataclass(frozen=True)
class Frame:
    """A frame with nothing missing."""

    mission_whom: dict[str, str] = field(default_factory=lambda: {"nl": "Wie?"})
    mission_what_for: dict[str, str] = field(default_factory=lambda: {"nl": "Wat?"})
    mission_how_seen: dict[str, str] = field(default_factory=lambda: {"nl": "Hoe?"})
    starts_on: date | None = date(2026, 12, 1)
    weeks: int | None = 26
    cadence_weeks: int | None = 2
    forms: tuple[str, ...] = ("face",)
    purpose_lock: bool = True
    substitute_contact: str = "Katrien"


MISSING: list[tuple[str, Any, str]] = [
    ("mission_whom", {}, "mission"),
    ("mission_what_for", {}, "mission"),
    ("mission_how_seen", {}, "mission"),
    ("starts_on", None, "rhythm"),
    ("weeks", None, "rhythm"),
    ("weeks", 0, "rhythm"),
    ("cadence_weeks", None, "rhythm"),
    ("forms", (), "rhythm"),
    ("purpose_lock", False, "agreement"),
    ("substitute_contact", "", "contacts"),
]


def test_a_whole_frame_lacks_nothing() -> None:
    assert rules.missing_frame(Frame(), has_objective=True) == []


@pytest.mark.parametrize(("part", "nothing", "section"), MISSING)
def test_each_missing_part_is_said_in_one_sentence_of_its_own(
    part: str, nothing: object, section: str
) -> None:
    lacking = replace(Frame(), **{part: nothing})  # type: ignore[arg-type]  # by name

    (gap,) = rules.missing_frame(lacking, has_objective=True)

    assert gap.section == section
    assert gap.sentence.endswith(".")


def test_a_missing_goal_is_said() -> None:
    (gap,) = rules.missing_frame(Frame(), has_objective=False)

    assert gap.section == "objectives"


def test_everything_that_is_missing_is_said_at_once() -> None:
    empty = Frame({}, {}, {}, None, None, None, (), purpose_lock=False)

    gaps = rules.missing_frame(
        replace(empty, substitute_contact=""), has_objective=False
    )

    assert len({gap.sentence for gap in gaps}) == len(gaps) == 10


def test_the_order_of_the_rules_is_that_of_the_states() -> None:
    assert list(rules.ORDER) == Programme.State.values


@given(before=states, after=states)
def test_a_programme_never_goes_back(before: str, after: str) -> None:
    if rules.obstacle_to_step(before, after) is None:
        assert rules.ORDER.index(after) > rules.ORDER.index(before)


@given(before=states, after=states)
def test_only_selecting_and_training_are_skipped(before: str, after: str) -> None:
    if rules.obstacle_to_step(before, after) is None:
        start, end = rules.ORDER.index(before), rules.ORDER.index(after)
        assert set(rules.ORDER[start + 1 : end]) <= {"selecting", "training"}


@given(path=st.lists(states, min_size=1, max_size=30))
def test_no_chain_of_lawful_steps_comes_back_to_where_it_was(path: list[str]) -> None:
    lawful = [path[0]]
    for state in path[1:]:
        if rules.obstacle_to_step(lawful[-1], state) is None:
            lawful.append(state)

    assert len(set(lawful)) == len(lawful)


def test_every_state_is_left_for_the_next() -> None:
    for before, after in pairwise(rules.ORDER):
        assert rules.obstacle_to_step(before, after) is None


def test_a_small_programme_goes_from_recruiting_to_matching() -> None:
    assert rules.steps_from("recruiting") == ["selecting", "training", "matching"]
    assert rules.steps_from("closed") == []
    assert rules.obstacle_to_step("recruiting", "running") == (
        "There is a step in between that cannot be skipped."
    )
    assert rules.obstacle_to_step("running", "matching") == (
        "A programme only goes forward."
    )


@pytest.mark.parametrize("state", rules.ORDER[1:-1])
def test_what_is_open_can_always_be_closed(state: str) -> None:
    assert rules.obstacle_to_closing(state) is None


def test_a_draft_and_a_closed_programme_cannot_be_closed() -> None:
    assert rules.obstacle_to_closing("draft") == "This programme is not open yet."
    assert rules.obstacle_to_closing("closed") == "This programme is closed already."


@pytest.mark.parametrize(
    ("day", "refused"),
    [
        (None, False),
        (date(2000, 1, 1), False),
        (date(2100, 12, 31), False),
        (date(1999, 12, 31), True),
        (date(9999, 12, 31), True),
    ],
)
def test_a_day_far_away_is_a_slip(day: date | None, refused: bool) -> None:  # noqa: FBT001 - a column of the table above
    assert (rules.obstacle_to_start(day) is not None) == refused


def test_who_is_paired_is_never_told_to_more_people_once_open() -> None:
    assert rules.obstacle_to_telling("pair", "team", is_draft=False)
    assert rules.obstacle_to_telling("pair", "team", is_draft=True) is None
    assert rules.obstacle_to_telling("team", "pair", is_draft=False) is None
    assert rules.obstacle_to_telling("team", "team", is_draft=False) is None


def test_a_text_of_a_hundred_thousand_characters_is_refused_with_its_length() -> None:
    assert rules.obstacle_to_texts({"nl": "a" * 100_000}) == (
        "This text has 100000 characters. At most 4000 fit."
    )
    assert rules.obstacle_to_texts({"nl": "a" * 4000}) is None
    assert rules.obstacle_to_texts({}) is None


LOCK = starting_points.purpose_lock()


def test_every_agreement_starts_with_the_lock_in_it() -> None:
    assert rules.keeps_lock(starting_points.agreement(), LOCK)


@given(before=st.text(max_size=50), after=st.text(max_size=50))
def test_sentences_around_the_lock_change_nothing(before: str, after: str) -> None:
    said = {code: f"{before}\n{text}\n{after}" for code, text in LOCK.items()}

    assert rules.keeps_lock(said, LOCK)


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
@pytest.mark.parametrize("word", range(0, 12, 3))
def test_a_lock_that_misses_a_word_in_one_language_is_none(
    language: str, word: int
) -> None:
    words = LOCK[language].split()
    broken = " ".join(words[:word] + words[word + 1 :])

    assert not rules.keeps_lock({**LOCK, language: broken}, LOCK)


def test_an_agreement_without_text_or_in_a_language_without_lock_has_none() -> None:
    assert not rules.keeps_lock({}, LOCK)
    assert not rules.keeps_lock({**LOCK, "de": "Wir treffen uns."}, LOCK)


def test_the_lock_may_be_broken_over_lines() -> None:
    broken = {code: text.replace(" ", "\n") for code, text in LOCK.items()}

    assert rules.keeps_lock(broken, LOCK)


def test_half_a_year_every_two_weeks_is_thirteen_meetings_and_fifteen_hours() -> None:
    assert rules.meetings_in(26, 2) == 13
    assert rules.hours_in(13, 60) == 15


@given(half_days=st.sets(st.integers(0, 9)))
def test_half_days_survive_as_bits(half_days: set[int]) -> None:
    bits = rules.bits_of(half_days)

    assert 0 <= bits <= 1023
    assert rules.half_days_of(bits) == sorted(half_days)


def test_everybody_is_called_in_the_third_week_and_halfway() -> None:
    start = date(2026, 9, 1)

    assert rules.call_rounds_of(start, 26) == [date(2026, 9, 22), date(2026, 12, 1)]
    assert rules.call_rounds_of(start, 6) == [date(2026, 9, 22)]
    assert rules.call_rounds_of(None, 26) == rules.call_rounds_of(start, None) == []


def test_days_that_were_chosen_for_the_calls_go_first() -> None:
    chosen = ["2026-10-20", "2026-10-01"]

    assert rules.call_rounds_of(date(2026, 9, 1), 26, chosen) == [
        date(2026, 10, 1),
        date(2026, 10, 20),
    ]
