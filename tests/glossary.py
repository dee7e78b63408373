"""The words that we chose, and the sentences of the product in which they stand."""

import csv
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polib
from django.conf import settings

from evaluations.questions import CHECK_IN
from programmes import starting_points

TRANSLATED = ("nl", "fr")
# What stays as it is inside a sentence: %(name)s, {name}.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|\{\w*\}")


@dataclass(frozen=True)
class Rule:
    """One line of glossary.csv: what a language never says, lets through, or says."""

    language: str
    rule: str
    text: str
    means: str
    why: str


@dataclass(frozen=True)
class Sentence:
    """One sentence of the product: where it is from, in English and as it is read."""

    language: str
    english: str
    text: str


def rules(kind: str, language: str) -> list[Rule]:
    path = settings.BASE_DIR / "tests" / "glossary.csv"
    with path.open(encoding="utf-8", newline="") as rows:
        found = [Rule(**row) for row in csv.DictReader(rows)]
    return [rule for rule in found if (rule.rule, rule.language) == (kind, language)]


def catalogue(language: str, ending: str = "po") -> polib.POFile:
    folder = settings.BASE_DIR / "locale" / language / "LC_MESSAGES"
    read = polib.pofile if ending == "po" else polib.mofile
    return read(str(folder / f"django.{ending}"))


def key(entry: polib.POEntry) -> tuple[str, str, str]:
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""


def forms(entry: polib.POEntry) -> list[tuple[str, str]]:
    """Give each English form beside what it became."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    one, many = entry.msgstr_plural[0], entry.msgstr_plural[1]
    return [(entry.msgid, one), (entry.msgid_plural, many)]


def translated(language: str) -> list[Sentence]:
    """Give each sentence of a catalogue."""
    return [
        Sentence(language, english, text)
        for entry in catalogue(language)
        for english, text in forms(entry)
    ]


def english() -> list[Sentence]:
    return [Sentence("en", one.english, one.english) for one in translated("nl")]


def kept_as_data(language: str) -> Iterator[Sentence]:
    """Give the sentences that stand in data of the product, not in a catalogue."""
    for question in CHECK_IN.questions:
        yield Sentence(language, question.text["en"], question.text[language])
    for thing in starting_points.competences():
        yield Sentence(language, thing.labels["en"], thing.labels[language])
    path = settings.BASE_DIR / "programmes" / "starting_points.toml"
    yield from _told_in(tomllib.loads(path.read_text(encoding="utf-8")), language)


def _told_in(data: dict[str, Any], language: str) -> Iterator[Sentence]:
    for name, value in data.items():
        if isinstance(value, dict):
            yield from _told_in(value, language)
        elif name == language:
            texts = value if isinstance(value, list) else [value]
            yield from (Sentence(language, "", text) for text in texts)
