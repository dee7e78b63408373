"""What a letter says: short enough to be read, in each language, about nobody else."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template import Context, Engine
from django.utils.translation import override

from programmes.vocabulary import MENTEE_WORDS, MENTOR_WORDS, Words

SPOKEN = ("nl", "fr", "en")
MOST_CHARACTERS = 50
MOST_WORDS = 90
MISSING = "NOTHING IS GIVEN FOR %s"


class Programme(SimpleNamespace):
    """A programme as letters know it; some only know its name."""

    def __str__(self) -> str:
        return str(self.name)


def given() -> Iterator[dict[str, object]]:
    """Give what letters get, once for each pair of words that a programme can have."""
    programme = Programme(
        name="Samen sterk op de werkvloer",
        meetings=26,
        meeting_minutes=60,
        weeks=52,
    )
    for mentor in MENTOR_WORDS.values():
        for mentee in MENTEE_WORDS.values():
            yield {
                "name": "Marie-Christine",
                "site_name": "Peterschap Fabriek Noord",
                "site_url": "https://peterschap.example",
                "url": "https://peterschap.example/a/page/",
                "unsubscribe_url": "",
                "programme": programme,
                "words": Words(mentor, mentee),
                "signed": "Chloé Vandermeersch, Benoît Charlier",
                "newcomer": "Marie-Christine Vandermeersch",
                "other": SimpleNamespace(get_full_name="Chloé Vandermeersch"),
                "days": 90,
                "day": date(2026, 9, 23),
                "code": "ABC123",
                "lines": [
                    SimpleNamespace(
                        subject="Hoe loopt het?",
                        mail=SimpleNamespace(url="https://peterschap.example/b/"),
                    )
                ],
            }


def letters() -> list[str]:
    """Find every letter by its subject, as the path of its three templates."""
    root = Path(settings.BASE_DIR) / "templates"
    found = root.glob("*/emails/*.subject.txt")
    ending = ".subject.txt"
    return sorted(str(path.relative_to(root)).removesuffix(ending) for path in found)


def in_words(template: str, language: str) -> Iterator[str]:
    engine = Engine.get_default()
    strict = Engine(
        engine.dirs,
        app_dirs=True,
        builtins=engine.builtins,
        string_if_invalid=MISSING,
    )
    with override(language):
        for context in given():
            yield strict.get_template(template).render(
                Context(context, autoescape=False)
            )


def words_in(text: str) -> int:
    """Count the words of a letter: no address, no sign that stands alone."""
    said = re.sub(r"\S+://\S+", "", text)
    return len(re.findall(r"\w[\w\u2019'-]*", said))


def test_there_are_letters_to_read() -> None:
    assert len(letters()) > 10


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("letter", letters())
def test_a_subject_fits_a_telephone(letter: str, language: str) -> None:
    for subject in in_words(f"{letter}.subject.txt", language):
        assert "NOTHING" not in subject
        assert 0 < len(subject.strip()) <= MOST_CHARACTERS, subject


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("letter", letters())
def test_a_letter_is_read_in_half_a_minute(letter: str, language: str) -> None:
    for text in in_words(f"{letter}.txt", language):
        assert "NOTHING" not in text, text
        assert words_in(text) <= MOST_WORDS, text


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("letter", letters())
def test_the_two_forms_of_a_letter_say_the_same(letter: str, language: str) -> None:
    plain = next(in_words(f"{letter}.txt", language))
    for sentence in re.split(r"\n\n", plain.partition("https://")[0]):
        html = next(in_words(f"{letter}.html", language))
        told = " ".join(re.sub(r"<[^>]+>", " ", html).split())
        assert " ".join(sentence.split()).rstrip(": ") in told


def test_long_letters_are_counted() -> None:
    assert words_in("één l\u2019autre: https://a.example/b \u2013 Jean-Luc") == 3
