"""What we borrow is still what the libraries say, and ours is what people read."""

from pathlib import Path

import allauth
import django
import polib
import pytest
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext, override

from mentoring.borrowed_words import FORMS, PASSWORDS, SIGNING_IN

LIBRARIES = (
    Path(django.__file__).parent / "conf/locale/en",
    Path(django.__file__).parent / "contrib/auth/locale/en",
    Path(allauth.__file__).parent / "locale/nl",
)


@pytest.fixture(scope="module")
def said_by_libraries() -> set[str]:
    return {
        entry.msgid
        for library in LIBRARIES
        for entry in polib.pofile(str(library / "LC_MESSAGES/django.po"))
    }


@pytest.mark.parametrize("sentence", [*FORMS, *PASSWORDS, *SIGNING_IN])
def test_a_library_says_it(sentence: str, said_by_libraries: set[str]) -> None:
    assert sentence in said_by_libraries


@pytest.mark.parametrize(
    ("language", "said"), [("nl", "E-mailadres"), ("fr", "Adresse e-mail")]
)
def test_ours_wins(language: str, said: str) -> None:
    with override(language):
        assert gettext("Email").replace("\u2011", "-") == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("nl", "Minstens 8 tekens."), ("fr", "Au moins 8 caractères.")],
)
def test_ours_also_wins_in_the_plural(language: str, said: str) -> None:
    with override(language):
        assert MinimumLengthValidator(8).get_help_text() == said
