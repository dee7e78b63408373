"""Help is asked of one person; the words open to that person, then to one other."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from mailing.models import Delivery
from matching.models import Pairing
from matching.operations import pairings
from people.models import Person
from privacy.models import AuditEntry
from sessions_log import notes
from sessions_log.models import HelpRequest, Share, Vault
from sessions_log.notes import NoteText
from sessions_log.operations import helping, passing_on
from sessions_log.operations.helping import Question
from tests.factories import NOW, make_coordinator, make_line, make_person
from tests.helping import REACH, make_request, make_supporter, vault_of
from tests.pairs import GOAL, Pair

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


def test_the_one_who_is_asked_reads_it_and_nobody_else(
    running: Pair, helper: Person, second: Person
) -> None:
    request = make_request(running, helper, second)

    assert words_for(request, helper) == words_for(request, running.mentee) == REACH
    others = (running.mentor, second, make_coordinator(running.programme))
    assert [may_read(request, one) for one in others] == [False] * 3
    assert letters("help_asked") == [helper.pk]


def test_neither_the_programme_nor_the_house_has_it_in_its_trail(
    running: Pair, helper: Person
) -> None:
    AuditEntry.objects.all()
    before = set(AuditEntry.objects.values_list("pk", flat=True))

    make_request(running, helper, shows="goals")

    told = AuditEntry.objects.exclude(pk__in=before)
    assert set(told.values_list("audience", "scope")) == {("self", None)}
    assert set(Delivery.objects.filter(kind="help_asked").values_list("scope")) == {
        (None,)
    }


def test_a_form_that_is_sent_twice_asks_once(running: Pair, helper: Person) -> None:
    question = Question(helper.pk, None, NoteText(REACH), once=uuid4())

    first, again = (
        helping.ask(running, question, at=NOW, by=running.mentee) for _time in range(2)
    )

    assert first == again
    assert HelpRequest.objects.count() == 1


def superior(pairing: Pair) -> Person:
    chief = make_supporter(pairing)
    make_line(chief, pairing.mentor)
    return chief


def leaver(pairing: Pair) -> Person:
    gone = make_supporter(pairing)
    gone.may_sign_in = False
    gone.save()
    return gone


@pytest.mark.parametrize(
    "who",
    [superior, leaver, lambda pairing: pairing.mentor, lambda _pairing: make_person()],
    ids=["superior of the mentor", "left", "the partner", "anybody"],
)
@pytest.mark.parametrize("as_substitute", [False, True])
def test_only_somebody_who_is_independent_may_be_asked(
    running: Pair,
    helper: Person,
    who: object,
    as_substitute: bool,  # noqa: FBT001 - what is tried
) -> None:
    other = who(running)  # type: ignore[operator]
    to, substitute = (helper, other) if as_substitute else (other, None)

    with pytest.raises(ValidationError, match="cannot help here"):
        make_request(running, to, substitute)

    assert not HelpRequest.objects.exists()
    assert not Vault.objects.filter(kind="case").exists()


def test_the_substitute_is_somebody_else(running: Pair, helper: Person) -> None:
    with pytest.raises(ValidationError, match="somebody else to take over"):
        make_request(running, helper, helper)


def test_whoever_coordinates_too_is_asked_as_a_coordinator(
    running: Pair, helper: Person
) -> None:
    make_coordinator(running.programme, helper)

    assert make_request(running, helper).to_role == "coordinator"


def test_a_stranger_asks_nothing_about_a_pair(running: Pair, helper: Person) -> None:
    question = Question(helper.pk, None, NoteText(REACH))

    with pytest.raises(ValidationError):
        helping.ask(running, question, at=NOW, by=make_person())


def test_help_may_be_asked_after_the_end_until_the_notes_go(
    running: Pair, helper: Person
) -> None:
    pairings.end(running, Pairing.EndedAs.LEFT, at=NOW)
    question = Question(helper.pk, None, NoteText(REACH))

    helping.ask(running, question, at=NOW + 89 * DAY, by=running.mentee)
    with pytest.raises(ValidationError):
        helping.ask(running, question, at=NOW + 90 * DAY, by=running.mentee)

    vault = Vault.objects.get(kind="case")
    assert vault.shred_on == (NOW + 90 * DAY).date()


def test_after_two_working_days_the_substitute_has_it(
    running: Pair, helper: Person, second: Person
) -> None:
    request = make_request(running, helper, second, shows="goals")

    assert passing_on.pass_on_unopened(at=NOW + 2 * DAY - timedelta(minutes=1)) == 0
    assert passing_on.pass_on_unopened(at=NOW + 2 * DAY) == 1
    assert passing_on.pass_on_unopened(at=NOW + 3 * DAY) == 0

    assert (may_read(request, helper), may_read(request, second)) == (False, True)
    assert letters("help_passed_on") == [running.mentee.pk]
    assert set(letters("help_asked")) == {helper.pk, second.pk}
    share = Share.objects.select_related("vault").get()
    assert share.reader == second
    with time_machine.travel(NOW + 3 * DAY, tick=False):
        [copy] = notes.read_all([vault_of(share)], reader=second)
    assert copy.text == NoteText(GOAL)


def test_a_weekend_does_not_count(running: Pair, helper: Person) -> None:
    friday = NOW + 3 * DAY
    question = Question(helper.pk, None, NoteText(REACH))
    helping.ask(running, question, at=friday, by=running.mentee)

    assert passing_on.pass_on_unopened(at=friday + 3 * DAY) == 0
    assert passing_on.pass_on_unopened(at=friday + 4 * DAY) == 1


def test_what_was_opened_in_time_stays_where_it_is(
    running: Pair, helper: Person, second: Person
) -> None:
    request = make_request(running, helper, second)
    helping.open_request(request, at=NOW + DAY, by=helper)

    assert passing_on.pass_on_unopened(at=NOW + 5 * DAY) == 0
    assert not may_read(request, second)


def test_without_a_substitute_the_asker_is_told_and_it_stays(
    running: Pair, helper: Person
) -> None:
    request = make_request(running, helper)

    assert passing_on.pass_on_unopened(at=NOW + 2 * DAY) == 1

    assert may_read(request, helper)
    assert letters("help_passed_on") == [running.mentee.pk]


@pytest.mark.parametrize("closer", ["helper", "asker"])
def test_once_closed_only_the_asker_reads_it(
    running: Pair, helper: Person, closer: str
) -> None:
    request = make_request(running, helper, shows="goals")

    by = helper if closer == "helper" else running.mentee
    for _time in range(2):
        helping.close(request, at=NOW, by=running.mentee if _time else by)

    assert (may_read(request, helper), may_read(request, running.mentee)) == (
        False,
        True,
    )
    assert Share.objects.get().revoked_at == NOW
    assert letters("help_asked") == []
    with pytest.raises(PermissionDenied):
        helping.answer(request, "Too late", at=NOW, by=helper, once=None)


def test_nobody_else_closes_it(running: Pair, helper: Person) -> None:
    request = make_request(running, helper)

    for one in (running.mentor, make_coordinator(running.programme)):
        with pytest.raises(PermissionDenied):
            helping.close(request, at=NOW, by=one)


def test_a_closed_request_is_kept_a_month_and_an_open_one_half_a_year(
    running: Pair, helper: Person
) -> None:
    request = make_request(running, helper)
    vault = vault_of(request)
    assert vault.shred_on == (NOW + 183 * DAY).date()

    helping.close(request, at=NOW, by=helper)

    vault.refresh_from_db()
    assert vault.shred_on == (NOW + 30 * DAY).date()


def test_the_end_of_a_pair_is_the_end_of_its_requests_too(
    running: Pair, helper: Person
) -> None:
    request = make_request(running, helper)

    pairings.end(running, Pairing.EndedAs.LEFT, at=NOW)

    vault = vault_of(request)
    assert vault.shred_on == (NOW + 90 * DAY).date()
    assert may_read(request, helper)
