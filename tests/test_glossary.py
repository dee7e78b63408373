"""What people read: whole, in their language, in the words that we chose."""

import re
import shutil
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from pytest_django import Settings

from tests.glossary import (
    PLACEHOLDER,
    TRANSLATED,
    Sentence,
    catalogue,
    english,
    forms,
    kept_as_data,
    key,
    rules,
    translated,
)
from tests.test_house_rules import STAIRCASE

SPOKEN = (*TRANSLATED, "en")
NARROW, WIDE = "\u202f", "\u00a0"
# Marks that agree with a gender: (e), ·e, é/ée.
AGREES = re.compile(r"\w\((e|ne|euse|trice|es|s)\)|\w·\w|é/ée")
# "Vous êtes" with a word that agrees; what fits everybody is let through.
VOUS_ETES = re.compile(
    r"vous (?:êtes|étiez|avez été) "
    r"(?!la seule personne|ici|bien|en |au-dessus|responsable|mentor|parlé)",
    re.IGNORECASE,
)


def read_in(language: str) -> list[Sentence]:
    """Give every sentence that the product says in this language."""
    from_catalogue = english() if language == "en" else translated(language)
    return [*from_catalogue, *kept_as_data(language)]


def pattern(term: str) -> re.Pattern[str]:
    """Read a term of the list: whole words; a star stands for any ending."""
    ending = r"\w*" if term.endswith("*") else ""
    return re.compile(
        rf"(?<![\w-]){re.escape(term.rstrip('*'))}{ending}(?![\w-])",
        re.IGNORECASE,
    )


def never_said(sentence: Sentence) -> list[str]:
    """Give the words of a sentence that its language never says."""
    text = sentence.text
    for rule in rules("lets", sentence.language):
        text = pattern(rule.text).sub("", text)
    return [
        rule.text
        for rule in rules("never", sentence.language)
        if pattern(rule.text).search(text)
    ]


def badly_spaced(text: str) -> bool:
    """Say whether a French sign stands after the wrong space, or after none."""
    text = re.sub(r"\S*://\S*|%\(\w+\)[a-z]|\d+:\w+", "x", text)
    return bool(
        re.search(rf"[^{NARROW}][;!?]", text)
        or re.search(rf"[^{WIDE}]:(?!\d)", text)
        or re.search(rf"«[^{WIDE}]|[^{WIDE}]»", text)
    )


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_left_to_translate(language: str) -> None:
    entries = catalogue(language)

    assert [e.msgid for e in entries if e.fuzzy] == []
    assert [e.msgid for e in entries if e.obsolete] == []
    assert [e.msgid for e in entries for _en, text in forms(e) if not text] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_a_machine_reads_is_what_the_catalogue_says(language: str) -> None:
    compiled = {key(e): forms(e) for e in catalogue(language, "mo")}

    assert compiled == {key(e): forms(e) for e in catalogue(language)}


@pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed")
def test_every_sentence_of_the_source_is_in_the_catalogues(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    house = Path(settings.BASE_DIR)
    for part in (*STAIRCASE, "templates"):
        shutil.copytree(house / part, tmp_path / part)
    (tmp_path / "locale").mkdir()
    settings.LOCALE_PATHS = []
    monkeypatch.chdir(tmp_path)

    call_command(
        "makemessages", locale=["nl"], extensions=["html", "txt", "py"], verbosity=0
    )

    found = polib.pofile(str(tmp_path / "locale/nl/LC_MESSAGES/django.po"))
    in_source = {key(entry) for entry in found}
    for language in TRANSLATED:
        in_catalogue = {key(entry) for entry in catalogue(language)}
        assert in_source - in_catalogue == set(), "run makemessages, then translate"
        assert in_catalogue - in_source == set(), "these are said nowhere any more"


@pytest.mark.parametrize("language", TRANSLATED)
def test_placeholders_are_the_same_on_both_sides(language: str) -> None:
    differ = [
        one.english
        for one in translated(language)
        if sorted(PLACEHOLDER.findall(one.english))
        != sorted(PLACEHOLDER.findall(one.text))
    ]

    assert differ == []


@pytest.mark.parametrize("language", SPOKEN)
def test_no_sentence_holds_a_word_that_we_never_say(language: str) -> None:
    wrong = [
        (one.text, words) for one in read_in(language) if (words := never_said(one))
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Een koppeltje"),
        ("nl", "Vraag het aan hem."),
        ("nl", "Gelieve uw naam te geven."),
        ("fr", "Quand il parle, écoutez."),
        ("en", "Ask her manager."),
    ],
)
def test_the_list_of_words_catches(language: str, text: str) -> None:
    assert never_said(Sentence(language, "", text))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Dit uur is al vol."),
        ("fr", "Il y a un problème, s\u2019il vous plaît."),
        ("en", "The theme is shared there."),
    ],
)
def test_the_list_of_words_lets_through(language: str, text: str) -> None:
    assert never_said(Sentence(language, "", text)) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_one_word_of_ours_becomes_one_word_of_theirs(language: str) -> None:
    differ = [
        (one.english, one.text, rule.means)
        for rule in rules("says", language)
        for one in translated(language)
        if pattern(rule.text).search(PLACEHOLDER.sub("", one.english))
        and rule.means not in one.text.lower()
    ]

    assert differ == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_terms_of_the_glossary_are_as_they_were_chosen(language: str) -> None:
    said = {
        ": ".join(filter(None, key(entry)[:2])): entry.msgstr
        for entry in catalogue(language)
    }

    for rule in rules("is", language):
        text = said[rule.text].replace(NARROW, " ").replace(WIDE, " ")
        assert text == rule.means, rule.text


def test_french_agrees_with_no_gender() -> None:
    wrong = [
        one.text
        for one in read_in("fr")
        if AGREES.search(one.text) or VOUS_ETES.search(one.text)
    ]

    assert wrong == []


@pytest.mark.parametrize("text", ["Vous êtes invité.", "Connecté(e)", "filleul·e"])
def test_a_french_agreement_is_caught(text: str) -> None:
    assert AGREES.search(text) or VOUS_ETES.search(text)


def test_french_signs_stand_after_a_space_that_does_not_break() -> None:
    assert [one.text for one in read_in("fr") if badly_spaced(one.text)] == []


@pytest.mark.parametrize("text", ["Qui ?", "Qui?", "Non : rien", "« oui »"])
def test_a_wrong_space_is_caught(text: str) -> None:
    assert badly_spaced(text)


@pytest.mark.parametrize("language", TRANSLATED)
def test_an_apostrophe_is_curved(language: str) -> None:
    assert [one.text for one in read_in(language) if "'" in one.text] == []


def test_the_catalogues_ship_with_the_product() -> None:
    for language in TRANSLATED:
        folder = settings.BASE_DIR / "locale" / language / "LC_MESSAGES"
        assert (folder / "django.mo").stat().st_size > 0
