"""The style sheets and scripts stay small, ours alone, and lawful under the CSP."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

BASE = Path(settings.BASE_DIR)
SHEETS = [
    BASE / "static/css" / f"{name}.css" for name in ("tokens", "base", "components")
]
CSS = "\n".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
SCRIPT = BASE / "static/js/peterschap.js"
TEMPLATES = sorted(
    path for path in (BASE / "templates").rglob("*.html") if "emails" not in path.parts
)
# What crispy-bootstrap5 writes around our fields.
CRISPY = {
    "alert",
    "asteriskField",
    "btn",
    "btn-primary",
    "form-check",
    "form-check-inline",
    "form-check-input",
    "form-check-label",
    "form-control",
    "form-label",
    "form-select",
    "form-text",
    "input-group",
    "invalid-feedback",
    "is-invalid",
    "mb-3",
    "row",
    "visually-hidden",
}
BREACH = re.compile(
    r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*(\ssrc=|application/json))", re.DOTALL
)
LOOKS = set(re.findall(r"\.([a-zA-Z][\w-]*)", CSS))


def classes_in(template: str) -> set[str]:
    """Give the classes a template names itself, not those it completes as it runs."""
    found = re.findall(r'class="([^"]*)"', re.sub(r"\{%.*?%\}", " ", template))
    names = " ".join(found).replace("{{ ", "{{").replace(" }}", "}}").split()
    return {name for name in names if "{{" not in name}


def test_the_style_sheets_together_stay_under_twelve_kilobytes() -> None:
    assert sum(len(gzip.compress(sheet.read_bytes())) for sheet in SHEETS) <= 12_000


def test_our_own_script_stays_under_three_kilobytes() -> None:
    assert SCRIPT.stat().st_size <= 3_000


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert "@import" not in CSS
    assert "url(" not in CSS
    assert "//" not in re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)


def test_every_property_that_is_used_is_decided() -> None:
    used = set(re.findall(r"var\((--[\w-]+)", CSS))

    assert used - set(re.findall(r"(--[\w-]+):", CSS)) == set()


def test_every_colour_comes_from_the_tokens() -> None:
    parts = re.sub(r"/\*.*?\*/", "", "".join(path.read_text() for path in SHEETS[1:]))

    # The ground of a QR code and of paper is white whatever the theme.
    assert set(re.findall(r"#[0-9a-fA-F]{3,6}\b", parts)) == {"#fff"}


def test_what_crispy_writes_has_a_look() -> None:
    assert {name for name in CRISPY if f".{name}" not in CSS} == set()


@pytest.mark.parametrize(
    "template", TEMPLATES, ids=lambda path: str(path.relative_to(BASE / "templates"))
)
def test_a_template_uses_no_class_that_has_no_look(template: Path) -> None:
    assert classes_in(template.read_text(encoding="utf-8")) - LOOKS == set()


def test_a_class_without_a_look_is_found() -> None:
    part = '<p class="card {% if one %}tag-{{ kind }} odd{% endif %}">'

    assert classes_in(part) - LOOKS == {"odd"}


def test_whatever_takes_the_focus_shows_a_ring_of_two_colours() -> None:
    ring = re.search(r"\n    :focus-visible \{(.*?)\}", CSS, re.DOTALL)

    assert ring
    assert "outline: 3px solid var(--t-focus-out) !important" in ring[1]
    assert "var(--t-focus-in)" in ring[1]


def test_motion_stops_for_those_who_ask() -> None:
    assert "prefers-reduced-motion: reduce" in CSS
    assert "forced-colors: active" in CSS


@pytest.mark.parametrize(
    "template", TEMPLATES, ids=lambda path: str(path.relative_to(BASE / "templates"))
)
def test_a_template_holds_no_style_and_no_script(template: Path) -> None:
    assert not BREACH.search(template.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="color: red">',
        '<a href="/" onclick="go()">',
        "<script>go()</script>",
        "<style>p {}</style>",
    ],
)
def test_the_search_finds_what_the_policy_would_block(markup: str) -> None:
    assert BREACH.search(markup)


@pytest.mark.parametrize(
    "part", sorted((BASE / "templates/includes").glob("_*.html")), ids=lambda p: p.name
)
def test_a_part_says_first_which_parameters_it_takes(part: Path) -> None:
    first = part.read_text(encoding="utf-8").splitlines()[0]

    assert first.startswith("{# ")
    assert "arameters" in first
