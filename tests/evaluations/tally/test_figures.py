"""What may be said of a noised count."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.tally.figures import (
    band,
    figure,
    items_to_publish,
    margin,
    scale_for,
)

ONE = scale_for(1)


@pytest.mark.parametrize(
    ("people", "said"),
    [(7, ""), (8, "8-14"), (14, "8-14"), (15, "15-29"), (30, "30-59"), (60, "60+")],
)
def test_how_many_answered_is_said_coarsely(people: int, said: str) -> None:
    assert band(people) == said


@pytest.mark.parametrize(("items", "people"), [(1, 12), (2, 24), (3, 35), (4, 47)])
def test_a_percentage_needs_so_many_people(items: int, people: int) -> None:
    scale = scale_for(items)

    assert figure(people, people, scale).shown == "percent"
    assert figure(people - 1, people - 1, scale).shown == "word"


def test_too_wide_a_margin_hides() -> None:
    assert figure(8, 8, scale_for(3)).shown == "hidden"
    assert figure(7, 7, ONE).shown == "hidden"
    assert figure(8, 8, ONE).shown == "word"


@pytest.mark.parametrize(
    ("noised", "people", "word"),
    [
        (8, 8, "nearly_everybody"),
        (6, 8, "most"),
        (2, 8, "less_than_half"),
        (4, 8, "about_half"),
        (5, 8, "divided"),
        (3, 8, "divided"),
        (99, 8, "nearly_everybody"),
        (-5, 8, "less_than_half"),
    ],
)
def test_a_share_is_said_as_a_word(noised: int, people: int, word: str) -> None:
    expected = word
    shown = figure(noised, people, ONE)

    assert shown.shown == "word"
    assert shown.word == expected


@pytest.mark.parametrize(
    ("noised", "people", "percent"),
    [(60, 60, 90), (51, 60, 85), (30, 60, 50), (0, 60, 10), (-9, 60, 10)],
)
def test_a_percentage_is_rounded_to_five_and_coded_at_both_ends(
    noised: int, people: int, percent: int
) -> None:
    assert figure(noised, people, ONE).percent == percent


def test_a_margin_is_rounded_up_to_five() -> None:
    assert figure(6, 12, ONE).margin == 10
    assert figure(30, 60, ONE).margin == 5


@pytest.mark.parametrize(
    ("expected", "items"), [(0, 1), (12, 1), (24, 1), (28, 3), (200, 3)]
)
def test_so_many_items_are_published_at_half_response(
    expected: int, items: int
) -> None:
    assert items_to_publish(expected, (1, 3)) == items


@given(
    people=st.integers(8, 500),
    noised=st.integers(-50, 600),
    items=st.sampled_from([1, 2, 3, 4]),
)
def test_a_figure_never_tells_an_exact_count(
    people: int, noised: int, items: int
) -> None:
    shown = figure(noised, people, scale_for(items))

    assert shown.percent is None or shown.percent in range(10, 91, 5)
    assert shown.margin is None or shown.margin in (5, 10)
    assert bool(shown.word) == (shown.shown == "word")


def test_the_margin_falls_with_the_number_of_people() -> None:
    assert margin(8, ONE) == Fraction(100, 16) * Fraction(2302585093, 10**9)
    assert margin(80, ONE) < margin(8, ONE)
