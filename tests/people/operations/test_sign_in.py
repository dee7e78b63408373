from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher, PBKDF2PasswordHasher
from django.core.exceptions import ValidationError
from django.db import connection
from pytest_django import Settings

from mailing.models import Delivery
from people import access
from people.models import BrowserSession, Person
from people.operations import credentials, sign_in
from privacy.models import AuditEntry
from tests.factories import NOW, SECRET, give_secret, make_hr, make_person

pytestmark = pytest.mark.django_db
PIN = Person.SecretKind.PIN
GOOD_PIN, WRONG = "271828", "314159"


def with_pin() -> Person:
    person = make_person(email=None, employee_number="0042")
    return give_secret(person, GOOD_PIN, PIN)


def tries(person: Person, *secrets: str) -> list[bool]:
    return [
        sign_in.try_secret(person=person, secret=secret, at=NOW) for secret in secrets
    ]


def test_five_wrong_pins_lock_it_and_the_right_one_opens_nothing_then() -> None:
    anna = with_pin()

    assert tries(anna, *[WRONG] * 5, GOOD_PIN) == [False] * 6

    anna.refresh_from_db()
    assert (anna.wrong_tries, anna.locked_at) == (5, NOW)
    locks = AuditEntry.objects.filter(verb="secret_locked")
    assert [entry.audience for entry in locks] == ["self"]


def test_four_wrong_pins_are_forgiven_by_the_right_one() -> None:
    anna = with_pin()

    assert tries(anna, *[WRONG] * 4, GOOD_PIN, *[WRONG] * 4, GOOD_PIN) == [
        *[False] * 4,
        True,
        *[False] * 4,
        True,
    ]
    anna.refresh_from_db()
    assert (anna.wrong_tries, anna.locked_at) == (0, None)


def test_a_password_is_not_locked_by_others_who_try() -> None:
    anna = give_secret(make_person())

    assert tries(anna, *[WRONG] * 6, SECRET) == [*[False] * 6, True]


def test_whoever_has_no_secret_comes_in_with_none() -> None:
    assert tries(make_person(), "", WRONG) == [False, False]


@pytest.mark.django_db(transaction=True)
def test_twenty_tries_at_once_are_five_tries() -> None:
    """Twenty start together: five are counted, and after them the right PIN is shut."""
    anna = with_pin()
    barrier = Barrier(20)

    def one(_number: int) -> bool:
        try:
            mine = Person.objects.get(pk=anna.pk)
            barrier.wait(timeout=30)
            return sign_in.try_secret(person=mine, secret=WRONG, at=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        assert list(pool.map(one, range(20))) == [False] * 20

    anna.refresh_from_db()
    assert (anna.wrong_tries, anna.locked_at) == (5, NOW)
    assert AuditEntry.objects.filter(verb="secret_locked").count() == 1
    assert tries(anna, GOOD_PIN) == [False]


def test_counting_after_comparing_would_let_more_than_five_through() -> None:
    """The control of the race: two who read the row before either wrote."""
    anna = with_pin()
    first, second = (Person.objects.get(pk=anna.pk) for _ in range(2))
    for person in (first, second):
        person.wrong_tries += 1
        person.save(update_fields=["wrong_tries"])

    anna.refresh_from_db()
    assert anna.wrong_tries == 1  # two tries, one counted


class CountingHasher(MD5PasswordHasher):
    """Counts how often it was asked to work."""

    algorithm = "counting"
    calls = 0

    def encode(self, password: str, salt: str) -> str:
        type(self).calls += 1
        return super().encode(password, salt)


def test_a_number_that_nobody_has_costs_the_work_of_one_that_somebody_has(
    settings: Settings,
) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    anna, locked = with_pin(), make_person(email=None, employee_number="0043")
    give_secret(locked, GOOD_PIN, PIN)
    tries(locked, *[WRONG] * 5)
    work = []

    for ask in (
        lambda: sign_in.waste_time_on(WRONG),
        lambda: tries(anna, WRONG),
        lambda: tries(anna, GOOD_PIN),
        lambda: tries(locked, WRONG),
        lambda: tries(locked, GOOD_PIN),
        lambda: tries(make_person(), WRONG),
    ):
        CountingHasher.calls = 0
        ask()
        work.append(CountingHasher.calls)

    assert work == [1] * 6


def test_a_better_hasher_takes_over_at_sign_in_and_notes_stay_open(
    settings: Settings,
) -> None:
    anna = give_secret(make_person())
    before = anna.credential_id
    settings.PASSWORD_HASHERS = [
        f"{PBKDF2PasswordHasher.__module__}.PBKDF2PasswordHasher",
        f"{MD5PasswordHasher.__module__}.MD5PasswordHasher",
    ]

    assert tries(anna, SECRET) == [True]

    anna.refresh_from_db()
    assert anna.password.startswith("pbkdf2")
    assert anna.credential_id == before
    assert access.is_confirmed(anna)


def test_a_better_hasher_does_not_vouch_for_a_password_that_was_planted(
    settings: Settings,
) -> None:
    anna = give_secret(make_person())
    Person.objects.filter(pk=anna.pk).update(credential_mac=b"forged")
    anna.refresh_from_db()
    settings.PASSWORD_HASHERS = [
        f"{PBKDF2PasswordHasher.__module__}.PBKDF2PasswordHasher",
        f"{MD5PasswordHasher.__module__}.MD5PasswordHasher",
    ]

    assert tries(anna, SECRET) == [True]

    assert anna.password.startswith("pbkdf2")
    assert not access.is_confirmed(anna)


def test_somebody_without_a_secret_is_asked_in_by_letter() -> None:
    helper, anna = make_hr(), make_person()

    sign_in.invite(person=anna, by=helper, at=NOW)

    letter = Delivery.objects.get()
    assert (letter.kind, letter.recipient, letter.not_before) == (
        "invitation",
        anna,
        NOW,
    )
    assert AuditEntry.objects.get().verb == "invited"


def test_whoever_comes_in_already_is_not_asked_in() -> None:
    with pytest.raises(ValidationError, match="sign in already"):
        sign_in.invite(person=give_secret(make_person()), by=make_hr(), at=NOW)


def test_nobody_is_asked_in_by_a_letter_that_has_nowhere_to_go() -> None:
    with pytest.raises(ValidationError, match="no e-mail address"):
        sign_in.invite(person=make_person(email=None), by=make_hr(), at=NOW)


def test_a_link_that_grew_old_is_replaced_by_one_of_the_kind_that_helps() -> None:
    newcomer, anna = make_person(), give_secret(make_person())

    for person in (newcomer, anna):
        sign_in.send_link(person=person, at=NOW)
        sign_in.send_link(person=person, at=NOW)

    letters = {row.recipient: row.kind for row in Delivery.objects.all()}
    assert letters == {newcomer: "invitation", anna: "secret_reset"}
    assert Delivery.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_somebody_waits_for_wakes_the_post() -> None:
    anna = give_secret(make_person())

    sign_in.promise_reset(person=anna, at=NOW)
    sign_in.promise_confirmation(person=anna, at=NOW)

    assert {row.kind for row in Delivery.objects.all()} == {
        "secret_reset",
        "address_confirmation",
    }


def test_a_pin_that_was_locked_is_the_same_pin_afterwards() -> None:
    helper, anna = make_hr(), with_pin()
    tries(anna, *[WRONG] * 5)
    anna.refresh_from_db()

    sign_in.unlock(person=anna, by=helper, at=NOW)

    assert tries(anna, GOOD_PIN) == [True]
    assert access.is_confirmed(anna)
    assert AuditEntry.objects.filter(verb="secret_unlocked").exists()


def browser_of(person: Person, key_hash: str) -> BrowserSession:
    return BrowserSession.objects.create(
        person=person, key_hash=key_hash, sealed=b"", expires_at=NOW + timedelta(1)
    )


def test_closing_one_browser_leaves_the_others() -> None:
    anna = make_person()
    one, _other = browser_of(anna, "one"), browser_of(anna, "other")

    sign_in.close_session(session=one, at=NOW)

    assert [row.key_hash for row in BrowserSession.objects.all()] == ["other"]
    assert AuditEntry.objects.get().audience == "self"


def test_closing_every_browser_but_one() -> None:
    anna, stranger = make_person(), make_person()
    for key_hash in ("this", "phone", "tablet"):
        browser_of(anna, key_hash)
    browser_of(stranger, "another")

    assert sign_in.close_sessions(person=anna, at=NOW, keep="this") == 2
    assert sign_in.close_sessions(person=anna, at=NOW, keep="this") == 0

    left = {row.key_hash for row in BrowserSession.objects.all()}
    assert left == {"this", "another"}
    assert AuditEntry.objects.filter(verb="sessions_closed").count() == 1


def test_a_credential_and_its_tries_are_told_apart() -> None:
    """An own change while four tries are counted forgives them."""
    anna = with_pin()
    tries(anna, *[WRONG] * 4)

    credentials.change_secret(person=anna, secret="907351", kind=PIN, at=NOW)

    anna.refresh_from_db()
    assert anna.wrong_tries == 0
