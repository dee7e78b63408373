from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.backends.base import CreateError, UpdateError
from django.test import Client
from django.urls import reverse

from people import browser_sessions
from people.browser_sessions import SessionStore
from people.models import BrowserSession, Person
from tests.factories import make_person
from tests.key_rings import other_ring

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


def session_of(person: Person | None = None, **data: object) -> SessionStore:
    session = SessionStore()
    if person:
        session["_auth_user_id"] = str(person.pk)
    session.update(data)
    session.save()
    return session


def test_the_engine_is_the_one_that_the_settings_name() -> None:
    assert import_module(settings.SESSION_ENGINE).SessionStore is SessionStore


def test_what_is_saved_comes_back() -> None:
    key = session_of(colour="green").session_key

    assert SessionStore(key)["colour"] == "green"


def test_the_row_tells_neither_its_key_nor_its_data() -> None:
    session = session_of(colour="KANARIE")

    row = BrowserSession.objects.get()

    assert str(session.session_key) not in row.key_hash
    assert b"KANARIE" not in bytes(row.sealed)


def test_the_row_says_whose_session_it_is() -> None:
    anna = make_person()

    session_of(anna)
    session_of()

    assert set(BrowserSession.objects.values_list("person", flat=True)) == {
        anna.pk,
        None,
    }


def test_nobody_finds_a_session_by_the_hash_in_the_table() -> None:
    session_of(colour="green")

    stolen = SessionStore(BrowserSession.objects.get().key_hash)

    assert "colour" not in stolen
    assert stolen.session_key is None


def test_a_session_row_swapped_between_two_people_is_refused() -> None:
    anna, stranger = make_person(), make_person()
    theirs, ours = session_of(anna), session_of(stranger)
    victim = BrowserSession.objects.get(person=anna)

    BrowserSession.objects.filter(person=stranger).update(sealed=victim.sealed)
    assert SessionStore(ours.session_key).load() == {}

    BrowserSession.objects.filter(person=stranger).update(person=anna)
    assert SessionStore(ours.session_key).load() == {}

    BrowserSession.objects.filter(
        key_hash=browser_sessions.hash_of(ours.session_key)
    ).delete()
    BrowserSession.objects.filter(pk=victim.pk).update(
        key_hash=browser_sessions.hash_of(ours.session_key)
    )
    assert SessionStore(ours.session_key).load() == {}

    BrowserSession.objects.filter(pk=victim.pk).update(key_hash=victim.key_hash)
    assert SessionStore(theirs.session_key)["_auth_user_id"] == str(anna.pk)


def test_a_row_given_to_somebody_else_signs_nobody_in(client: Client) -> None:
    anna, stranger = make_person(), make_person()
    client.force_login(stranger)

    BrowserSession.objects.update(person=anna)
    response = client.get(reverse("today"))

    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login"))


def test_without_its_key_a_session_does_not_open(
    caplog: pytest.LogCaptureFixture,
) -> None:
    key = session_of(colour="KANARIE").session_key
    with other_ring():
        lost = SessionStore(key)
        assert lost.load() == {}

    assert lost.session_key is None
    assert "KANARIE" not in caplog.text
    assert SessionStore(key)["colour"] == "KANARIE"


def test_who_lengthens_the_row_does_not_lengthen_the_session() -> None:
    with time_machine.travel(NINE, tick=False):
        key = session_of(colour="green").session_key
    BrowserSession.objects.update(expires_at=NINE + timedelta(days=365))

    with time_machine.travel(NINE + timedelta(hours=13), tick=False):
        assert SessionStore(key).load() == {}


def test_a_shared_device_is_signed_out_after_three_minutes() -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        session = session_of(colour="green")
        browser_sessions.end_early(session)
        session.save()
        clock.shift(timedelta(minutes=2, seconds=59))
        assert SessionStore(session.session_key)["colour"] == "green"
        clock.shift(timedelta(minutes=3, seconds=1))
        assert SessionStore(session.session_key).load() == {}
    assert session.get_expire_at_browser_close()


def test_signing_in_counts_the_half_day_anew() -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        session = session_of(colour="green")
        clock.shift(timedelta(hours=11, minutes=30))
        session.cycle_key()
        session.save()
        clock.shift(timedelta(hours=1))
        assert SessionStore(session.session_key)["colour"] == "green"


def test_a_new_key_makes_the_old_one_worthless() -> None:
    session = session_of(colour="green")
    former = session.session_key

    session.cycle_key()
    session.save()

    assert SessionStore(former).load() == {}
    assert SessionStore(session.session_key)["colour"] == "green"


def test_a_session_that_others_closed_is_not_reopened_by_its_own_request() -> None:
    session = session_of(colour="green")
    BrowserSession.objects.all().delete()

    with pytest.raises(UpdateError):
        session.save()


def test_two_sessions_never_share_a_key() -> None:
    session = session_of(colour="green")

    with pytest.raises(CreateError):
        SessionStore(session.session_key).save(must_create=True)
    assert SessionStore().exists(session.session_key or "")
    assert not SessionStore().exists("another key")


def test_going_away_leaves_no_row() -> None:
    session = session_of(colour="green")

    session.flush()

    assert not BrowserSession.objects.exists()


def test_what_has_ended_is_cleared_away() -> None:
    with time_machine.travel(NINE, tick=False):
        session_of(colour="green")
    with time_machine.travel(NINE + timedelta(days=1), tick=False):
        session_of(colour="blue")
        SessionStore.clear_expired()

    assert BrowserSession.objects.count() == 1


def test_people_see_where_they_are_signed_in_and_nobody_else_does() -> None:
    anna, stranger = make_person(), make_person()
    with time_machine.travel(NINE, tick=False):
        here = session_of(anna)
        browser_sessions.note_device(here, "Mozilla/5.0 (X11; Linux) Firefox/151.0")
        here.save()
    with time_machine.travel(NINE + timedelta(minutes=5), tick=False):
        session_of(anna)
        session_of(stranger)

    found = browser_sessions.open_sessions(
        anna, this_key=here.session_key, at=NINE + timedelta(minutes=6)
    )

    assert [(one.device, one.is_this_one, one.began_at) for one in found] == [
        ("Firefox, Linux", True, NINE),
        ("", False, NINE + timedelta(minutes=5)),
    ]


def test_a_row_that_does_not_open_is_not_listed() -> None:
    anna = make_person()
    key = session_of(anna).session_key
    BrowserSession.objects.update(sealed=b"something else")

    assert browser_sessions.open_sessions(anna, this_key=key, at=NINE) == []


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("", ""),
        ("curl/8.1", ""),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/147.0 Safari/537.36", "Chrome, Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/147 Safari/5 Edg/147", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/147 Safari/5", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU like Mac OS X) Safari/605", "Safari, iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X) Chrome/1 OPR/1", "Opera, Mac OS"),
    ],
)
def test_a_browser_is_told_in_a_few_words(header: str, words: str) -> None:
    assert browser_sessions.device_named_in(header) == words


def test_a_code_waits_under_seal_for_the_letter_that_carries_it() -> None:
    session = session_of()

    row = browser_sessions.keep_login_code(session, "KANARIE")

    assert b"KANARIE" not in bytes(row.sealed)
    assert browser_sessions.login_code_in(row) == "KANARIE"


def test_a_browser_that_waits_for_no_code_has_none() -> None:
    session = session_of()
    browser_sessions.keep_login_code(session, "KANARIE")
    browser_sessions.forget_login_code(session)
    session.save()

    assert browser_sessions.login_code_in(BrowserSession.objects.get()) is None
