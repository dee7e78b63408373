"""The language and the look of a page, as its reader chose them."""

import pytest
from django.test import RequestFactory
from django.utils import translation

from mentoring.frame import Frame


def frame_of_nobody() -> Frame:
    return Frame(RequestFactory().get("/"))


@pytest.mark.parametrize(
    ("code", "html"), [("nl", "nl-BE"), ("fr", "fr-BE"), ("en", "en-GB")]
)
def test_the_document_says_which_language_of_belgium_it_is_in(
    code: str, html: str
) -> None:
    with translation.override(code):
        frame = frame_of_nobody()

        assert frame.html_language == html
        assert [choice.code for choice in frame.languages if choice.chosen] == [code]


def test_with_translations_off_the_language_is_that_of_the_company() -> None:
    with translation.override(None):
        assert frame_of_nobody().html_language == "en-GB"


def test_each_language_is_offered_in_its_own_words() -> None:
    with translation.override("fr"):
        labels = [choice.label for choice in frame_of_nobody().languages]

    assert labels == ["Nederlands", "Français", "English"]


@pytest.mark.parametrize(
    ("cookie", "theme"),
    [("dark", "dark"), ("light", "light"), ("auto", "auto"), ('"><b>', "auto")],
)
def test_a_theme_that_we_do_not_know_is_that_of_the_device(
    cookie: str, theme: str
) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["theme"] = cookie
    frame = Frame(request)

    assert frame.theme == theme
    assert [choice.code for choice in frame.themes if choice.chosen] == [theme]
