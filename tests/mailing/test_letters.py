"""The registry of letters."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from mailing import letters
from mailing.letters import Mail, Reader, letter
from people.models import Person


def render(_person: Person, _reader: Reader) -> Mail:
    return Mail("post/news")


def test_a_declared_letter_is_found_with_its_manners() -> None:
    declared = letter("farewell", about=Person, mandatory=True, confidential=True)

    assert declared(render) is render  # the function stays what it was

    found = letters.of_kind("farewell")
    assert (found.about, found.render) == (Person, render)
    assert (found.mandatory, found.confidential) == (True, True)
    assert (found.digestible, found.urgent) == (False, False)


def test_two_letters_of_one_kind_are_a_mistake() -> None:
    letter("farewell", about=Person)(render)

    with pytest.raises(ImproperlyConfigured, match="Two letters are called farewell"):
        letter("farewell", about=Person)(render)


def test_a_manner_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="polite"):
        letter("farewell", about=Person, polite=True)(render)  # type: ignore[call-arg]  # the mistake


def test_a_kind_that_nobody_declared_is_not_found() -> None:
    with pytest.raises(LookupError, match="No letter is called farewell"):
        letters.of_kind("farewell")


def test_a_person_is_a_reader() -> None:
    reader: Reader = Person(given_name="Anna", email="anna@fabriek.example")

    assert reader.get_short_name() == "Anna"
