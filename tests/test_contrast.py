"""Colours that meet can be told apart, in light and in dark (ux 7.2)."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings

SHEET = Path(settings.BASE_DIR, "static/css/tokens.css").read_text(encoding="utf-8")
TEXT, SHAPE = 4.5, 3.0
PAIRS = [
    ("ink", "bg", TEXT),
    ("ink", "surface", TEXT),
    ("ink", "surface-2", TEXT),
    ("ink-2", "bg", TEXT),
    ("ink-2", "surface", TEXT),
    ("ink-2", "surface-2", TEXT),
    ("ink-3", "bg", TEXT),
    ("ink-3", "surface", TEXT),
    ("ink-3", "surface-2", TEXT),
    ("link", "bg", TEXT),
    ("link", "surface", TEXT),
    ("link", "surface-2", TEXT),
    ("on-primary", "primary", TEXT),
    ("on-primary", "primary-hover", TEXT),
    ("primary-hover", "surface", TEXT),
    ("primary", "surface", SHAPE),
    ("primary", "bg", TEXT),
    ("primary", "primary-soft", TEXT),
    ("private", "primary-soft", TEXT),
    ("primary-soft-ink", "primary-soft", TEXT),
    ("on-attention", "attention", TEXT),
    ("attention-ink", "surface", TEXT),
    ("attention-ink", "attention-soft", TEXT),
    ("on-danger", "danger", TEXT),
    ("danger", "surface", TEXT),
    ("danger", "bg", TEXT),
    ("danger-soft-ink", "danger-soft", TEXT),
    ("success", "surface", TEXT),
    ("success-soft-ink", "success-soft", TEXT),
    ("private", "surface", TEXT),
    ("private", "bg", TEXT),
    ("private-soft-ink", "private-soft", TEXT),
    ("line-strong", "surface", SHAPE),
    ("line-strong", "bg", SHAPE),
    ("focus-out", "focus-in", SHAPE),
    ("chart-1", "surface", SHAPE),
    ("chart-2", "surface", SHAPE),
    ("chart-3", "surface", SHAPE),
    ("chart-4", "surface", SHAPE),
    ("chart-muted", "surface", SHAPE),
]


def themes_of(sheet: str) -> list[dict[str, str]]:
    """Give the colours of each block that sets them: light, dark, dark."""
    starts = [match.start() for match in re.finditer(r"(?<!-)color-scheme:", sheet)]
    return [
        dict(re.findall(r"--t-([\w-]+): (#[0-9A-F]{6});", sheet[start:end]))
        for start, end in pairwise([*starts, len(sheet)])
    ]


LIGHT, DARK_OF_DEVICE, DARK_OF_PERSON = themes_of(SHEET)


def luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("front", "back", "needed"), PAIRS)
@pytest.mark.parametrize("theme", [LIGHT, DARK_OF_PERSON], ids=["light", "dark"])
def test_two_colours_that_meet_can_be_told_apart(
    theme: dict[str, str], front: str, back: str, needed: float
) -> None:
    assert contrast(theme[front], theme[back]) >= needed


def test_dark_is_the_same_dark_whoever_asked_for_it() -> None:
    assert DARK_OF_DEVICE == DARK_OF_PERSON


def test_every_colour_has_a_light_and_a_dark_value() -> None:
    assert LIGHT.keys() == DARK_OF_PERSON.keys()
    assert len(LIGHT) == 35


def test_the_measure_finds_a_colour_that_is_too_faint() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#9AA8A3", "#FFFFFF") < TEXT
    assert contrast("#0B5D56", "#FFFFFF") == pytest.approx(7.74, abs=0.005)
