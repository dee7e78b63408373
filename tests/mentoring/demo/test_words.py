"""What the invented people write, sign in with, and tell on forms."""

import pytest
from django.contrib.auth.password_validation import validate_password

from mentoring.demo.acts import doors
from mentoring.demo.acts.answers import THEMES, themes_of
from mentoring.demo.acts.browser import as_sent, checked
from mentoring.demo.days import moment
from mentoring.demo.hashing import QuickArgon2PasswordHasher
from mentoring.demo.logins import (
    LOGINS,
    PASSWORD_OF_ANYBODY,
    WITHOUT_MAILBOX,
    Login,
)
from mentoring.demo.staff import everybody
from mentoring.demo.words import Texts, in_language
from people import rules
from people.forms.account import NumberLoginForm
from people.models import Card, Person
from programmes import starting_points
from tests.factories import give_secret, make_person
from tests.mentoring.demo.test_days import DAYS, TODAY


def shape(texts: Texts) -> dict[str, dict[str, int]]:
    return {
        matter: {kind: len(sentences) for kind, sentences in kinds.items()}
        for matter, kinds in texts.items()
    }


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_language_has_as_much_to_say(language: str) -> None:
    assert shape(in_language(language)) == shape(in_language("nl"))


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_no_sentence_is_said_twice_in_a_language(language: str) -> None:
    said = [
        sentence
        for kinds in in_language(language).values()
        for sentences in kinds.values()
        for sentence in sentences
    ]

    assert len(set(said)) == len(said)


@pytest.mark.parametrize("login", LOGINS, ids=lambda login: login.role)
def test_every_password_is_one_that_we_take(login: Login) -> None:
    validate_password(login.password, Person(email=login.email))
    validate_password(PASSWORD_OF_ANYBODY)


def test_there_is_one_login_for_each_role_and_its_pin_is_a_good_one() -> None:
    assert [login.role for login in LOGINS] == [
        "administrator",
        "hr",
        "coordinator",
        "mentor",
        "mentee",
        "manager",
        "support",
    ]
    assert rules.weakness_of_pin(WITHOUT_MAILBOX.pin) is None


def test_everybody_of_the_table_works_here() -> None:
    workers = everybody(DAYS)
    known = {one.email for one in workers} | {one.number for one in workers}

    assert {login.email for login in LOGINS} <= known
    assert WITHOUT_MAILBOX.employee_number in known


def test_what_people_learn_is_on_the_list_of_the_house() -> None:
    listed = {thing.labels["en"] for thing in starting_points.competences()}

    assert {theme for themes in THEMES.values() for theme in themes} <= listed


def test_nobody_wishes_to_learn_the_language_they_speak() -> None:
    dutch = next(one for one in everybody(DAYS) if one.language == "nl")

    assert "interact verbally in Dutch" not in themes_of(dutch, "free", "mentee")
    assert "interact verbally in French" not in themes_of(dutch, "free", "mentor")


def test_the_quick_hash_tells_a_right_password_from_a_wrong_one() -> None:
    hasher = QuickArgon2PasswordHasher()
    encoded = hasher.encode("samen-op-weg", hasher.salt())

    assert hasher.verify("samen-op-weg", encoded)
    assert not hasher.verify("alleen-op-weg", encoded)


@pytest.mark.django_db
def test_who_has_come_in_keeps_the_secret_they_chose() -> None:
    anna = give_secret(make_person())
    before = anna.password

    doors.come_in(anna, at=moment(TODAY, "15:00"))

    assert anna.password == before


def test_a_form_that_was_filled_in_wrongly_is_not_taken() -> None:
    with pytest.raises(ValueError, match="This field is required"):
        checked(NumberLoginForm(as_sent({"employee_number": "20117"}), is_shared=False))


@pytest.mark.django_db
def test_who_has_a_secret_keeps_it_when_a_card_comes_late() -> None:
    anna = give_secret(make_person())
    before = anna.password

    doors.come_in_with(Card(person=anna), anna, at=moment(TODAY, "15:00"))

    assert anna.password == before
