import pytest
from django.utils import translation
from django.utils.functional import Promise

from programmes import vocabulary
from programmes.models import Programme


def test_every_word_a_programme_may_choose_has_its_forms() -> None:
    assert set(vocabulary.MENTOR_WORDS) == set(Programme.MentorWord.values)
    assert set(vocabulary.MENTEE_WORDS) == set(Programme.MenteeWord.values)


@pytest.mark.parametrize(
    "word", [*vocabulary.MENTOR_WORDS.values(), *vocabulary.MENTEE_WORDS.values()]
)
def test_each_form_of_a_word_is_translated_by_itself(word: vocabulary.Word) -> None:
    forms = (word.one, word.many, word.with_article, word.your)

    assert all(isinstance(form, Promise) for form in forms)
    with translation.override("en"):
        assert len(set(map(str, forms))) == len(forms)


def test_a_programme_is_spoken_of_in_its_own_words() -> None:
    programme = Programme(mentor_word="tutor", mentee_word="newcomer")

    with translation.override("en"):
        assert str(programme.words.mentor.your) == "your tutor"
        assert str(programme.words.mentee.many) == "new colleagues"


def test_a_text_comes_in_the_language_of_its_reader() -> None:
    with translation.override("fr"):
        told = vocabulary.told({"nl": "Dag", "fr": "Bonjour"})

    assert (told.text, told.language) == ("Bonjour", "fr")


def test_a_text_that_the_reader_cannot_have_comes_in_english() -> None:
    with translation.override("fr"):
        told = vocabulary.told({"nl": "Dag", "en": "Hello", "fr": ""})

    assert (told.text, told.language) == ("Hello", "en")


def test_a_text_in_one_language_comes_in_that_one() -> None:
    with translation.override("fr"):
        told = vocabulary.told({"nl": "Dag"})

    assert (told.text, told.language) == ("Dag", "nl")


def test_no_text_is_an_empty_one() -> None:
    with translation.override(None):
        told = vocabulary.told({})

    assert (str(told), told.language) == ("", "en")


def test_a_way_to_meet_that_is_no_longer_listed_stays_readable() -> None:
    with translation.override("en"):
        named = list(map(str, vocabulary.ways_in_words(["phone", "pigeon"])))

    assert named == ["by telephone", "pigeon"]
