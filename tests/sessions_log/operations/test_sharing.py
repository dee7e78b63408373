"""What is answered and shown: copies for a time, taken back at once."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from mailing.models import Delivery
from people.models import Person
from sessions_log import notes
from sessions_log.models import Grant, HelpRequest, Note, Share
from sessions_log.notes import NoteText
from sessions_log.operations import helping, sharing
from sessions_log.operations.helping import Question
from tests.factories import NOW, make_person
from tests.helping import REACH, make_request, make_supporter, vault_of, write_own
from tests.pairs import Pair

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def helper(running: Pair) -> Person:
    return make_supporter(running)


@pytest.fixture
def second(running: Pair, helper: Person) -> Person:
    del helper
    return make_supporter(running)


def letters(kind: str) -> list[object]:
    found = Delivery.objects.filter(kind=kind).exclude(state="cancelled")
    return list(found.values_list("recipient_id", flat=True))


def words_for(request: HelpRequest, reader: Person) -> str:
    vault = vault_of(request)
    return " ".join(
        one.text.plain for one in notes.read_all([vault], reader=reader) if one.text
    )


def may_read(request: HelpRequest, reader: Person) -> bool:
    try:
        return bool(words_for(request, reader))
    except PermissionDenied:
        return False


def test_only_whoever_has_it_opens_and_answers(
    running: Pair, helper: Person, second: Person
) -> None:
    request = make_request(running, helper, second)
    strangers = (second, running.mentor, running.mentee, make_person())

    for one in strangers:
        with pytest.raises(PermissionDenied):
            helping.open_request(request, at=NOW, by=one)
        with pytest.raises(PermissionDenied):
            helping.answer(request, "No", at=NOW, by=one, once=None)

    assert Note.objects.filter(vault=request.vault).count() == 1


def test_an_answer_is_read_by_the_two_it_concerns(
    running: Pair, helper: Person
) -> None:
    request, once = make_request(running, helper), uuid4()

    for _time in range(2):
        helping.answer(request, "I call you today.", at=NOW + DAY, by=helper, once=once)

    request.refresh_from_db()
    assert request.state == "answered"
    assert words_for(request, running.mentee) == f"{REACH} I call you today."
    assert not may_read(request, running.mentor)
    assert letters("help_answered") == [running.mentee.pk]


def test_an_answer_may_be_without_words(running: Pair, helper: Person) -> None:
    request = make_request(running, helper)

    helping.answer(request, " ", at=NOW, by=helper, once=None)
    helping.answer(request, "", at=NOW + DAY, by=helper, once=None)

    assert Note.objects.filter(vault=request.vault).count() == 1
    assert letters("help_answered") == [running.mentee.pk]


def test_a_note_is_shown_as_it_was(running: Pair, helper: Person) -> None:
    note = write_own(running, "I find it hard.", by=running.mentee)

    make_request(running, helper, shows="note", note=note)
    notes.rewrite(note, "Not for others.", by=running.mentee, at=NOW)

    share = Share.objects.select_related("vault").get()
    with time_machine.travel(NOW + 29 * DAY, tick=False):
        [copy] = notes.read_all([vault_of(share)], reader=helper)
    assert copy.text == NoteText("I find it hard.")
    assert share.expires_at == NOW + 30 * DAY
    for at in (NOW + 30 * DAY, NOW + 40 * DAY):
        with time_machine.travel(at, tick=False), pytest.raises(PermissionDenied):
            notes.read_all([vault_of(share)], reader=helper)


def test_what_the_partner_wrote_is_not_shown(running: Pair, helper: Person) -> None:
    theirs = write_own(running, "Mine", by=running.mentor, shared=True)

    with pytest.raises(ValidationError, match="nothing of yours"):
        make_request(running, helper, shows="note", note=theirs)


def test_a_mentor_who_wrote_no_goal_has_none_to_show(
    running: Pair, helper: Person
) -> None:
    question = Question(helper.pk, None, NoteText(REACH), shows="goals")

    with pytest.raises(ValidationError, match="nothing of yours"):
        helping.ask(running, question, at=NOW, by=running.mentor)


def test_what_is_taken_back_is_gone_at_once(running: Pair, helper: Person) -> None:
    request = make_request(running, helper, shows="goals")
    share = Share.objects.get()

    sharing.revoke(share, at=NOW)
    sharing.revoke(share, at=NOW + DAY)

    share.refresh_from_db()
    assert share.revoked_at == NOW
    assert not Note.objects.filter(vault=share.vault).exists()
    assert not Grant.objects.filter(vault=share.vault).exists()
    assert may_read(request, helper)
