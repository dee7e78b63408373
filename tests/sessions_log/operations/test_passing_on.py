"""Whoever may no longer help has no key left; the next has it, or nobody."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from mailing import outbox
from mailing.models import Delivery
from people.events import ChartChange, PersonLeft, chart_changed, person_left
from people.models import Person
from sessions_log import notes, tasks
from sessions_log.models import Grant, HelpRequest, Share
from sessions_log.operations import helping
from tests.factories import NOW, make_line
from tests.helping import make_request, make_supporter, vault_of
from tests.pairs import Pair

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_now")]
DAY = timedelta(days=1)
Act = Callable[[Pair, Person], None]


@pytest.fixture
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def helper(running: Pair) -> Person:
    return make_supporter(running)


@pytest.fixture
def second(running: Pair, helper: Person) -> Person:
    del helper
    return make_supporter(running)


def becomes_superior(pairing: Pair, person: Person) -> None:
    make_line(person, pairing.mentor)
    changed = frozenset({pairing.mentor.pk})
    told = chart_changed.send(sender=Person, change=ChartChange(changed, at=NOW))
    assert not any(
        answer for receiver, answer in told if "sessions_log" in receiver.__module__
    )


def leaves(_pairing: Pair, person: Person) -> None:
    person_left.send(sender=Person, change=PersonLeft(person, at=NOW))


def loses_the_role(pairing: Pair, person: Person) -> None:
    pairing.programme.roles.filter(person=person).update(until_at=NOW)
    tasks.look_after_requests()


LOSSES: list[Act] = [becomes_superior, leaves, loses_the_role]


def may_read(request: HelpRequest, reader: Person) -> bool:
    live = Share.objects.filter(request=request, revoked_at=None)
    whole = [vault_of(request), *(vault_of(one) for one in live)]
    try:
        return bool(notes.read_all(whole, reader=reader))
    except PermissionDenied:
        return False


@pytest.mark.parametrize("loses", LOSSES)
def test_the_substitute_takes_over_at_once(
    running: Pair, helper: Person, second: Person, loses: Act
) -> None:
    request = make_request(running, helper, second, shows="goals")
    helping.open_request(request, at=NOW, by=helper)

    loses(running, helper)

    assert not Grant.objects.filter(reader=helper).exists()
    assert may_read(request, second)
    request.refresh_from_db()
    assert (request.state, request.opened_at) == ("open", None)
    assert Share.objects.get().reader == second


@pytest.mark.parametrize("loses", LOSSES)
def test_without_a_substitute_it_is_closed_and_the_asker_told(
    running: Pair, helper: Person, loses: Act, mailoutbox: list[object]
) -> None:
    request = make_request(running, helper, shows="goals")

    loses(running, helper)

    request.refresh_from_db()
    assert request.state == "closed"
    assert Share.objects.get().revoked_at == NOW
    assert not Grant.objects.filter(reader=helper).exists()
    told = Delivery.objects.get(kind="help_passed_on")
    assert told.recipient_id == running.mentee.pk
    outbox.deliver_due(at=NOW)
    bodies = [str(one.body) for one in mailoutbox]  # type: ignore[attr-defined]
    assert sum("can no longer answer" in body for body in bodies) == 1


@pytest.mark.parametrize("loses", LOSSES)
def test_a_substitute_who_may_not_loses_the_sleeping_key(
    running: Pair, helper: Person, second: Person, loses: Act
) -> None:
    request = make_request(running, helper, second, shows="goals")

    loses(running, second)

    request.refresh_from_db()
    assert request.substitute is None
    assert not Grant.objects.filter(reader=second).exists()
    assert may_read(request, helper)


def test_one_who_leaves_closes_what_one_asked(running: Pair, helper: Person) -> None:
    request = make_request(running, helper)

    leaves(running, running.mentee)

    request.refresh_from_db()
    assert request.state == "closed"
    assert not may_read(request, helper)


def test_a_chart_that_changes_elsewhere_changes_nothing_here(
    running: Pair, helper: Person
) -> None:
    request = make_request(running, helper)

    make_line(helper, running.mentor)
    elsewhere = ChartChange(frozenset({helper.pk}), at=NOW)
    chart_changed.send(sender=Person, change=elsewhere)
    request.refresh_from_db()
    assert request.state == "open"

    becomes = ChartChange(frozenset({running.mentee.pk}), at=NOW)
    chart_changed.send(sender=Person, change=becomes)
    request.refresh_from_db()
    assert request.state == "closed"


def test_the_beat_passes_on_and_takes_back(
    running: Pair, helper: Person, second: Person
) -> None:
    request = make_request(running, helper, second)

    with time_machine.travel(NOW + 2 * DAY, tick=False):
        tasks.look_after_requests()
        tasks.look_after_requests()

    request.refresh_from_db()
    assert request.passed_on_at == NOW + 2 * DAY
    assert may_read(request, second)


def test_letters_about_help_name_nobody_and_no_word(
    running: Pair, helper: Person, second: Person, mailoutbox: list[object]
) -> None:
    request = make_request(running, helper, second, words="KANARIE")
    outbox.deliver_due(at=NOW)
    with time_machine.travel(NOW + 2 * DAY, tick=False):
        tasks.look_after_requests()
        outbox.deliver_due(at=NOW + 2 * DAY)
        helping.answer(request, "KANARIE", at=NOW, by=second, once=None)
        outbox.deliver_due(at=NOW + 2 * DAY)

    written = [
        f"{one.subject} {one.body} {one.alternatives}"  # type: ignore[attr-defined]
        for one in mailoutbox
        if "/questions/" in str(one.body) or "/help/" in str(one.body)  # type: ignore[attr-defined]
    ]
    assert len(written) == 4
    family = {running.mentee.family_name, helper.family_name, "KANARIE"}
    assert not any(word in letter for word in family for letter in written)


def test_a_letter_whose_reason_has_gone_is_not_sent(
    running: Pair, helper: Person, mailoutbox: list[object]
) -> None:
    request = make_request(running, helper)
    HelpRequest.objects.update(opened_at=NOW)

    outbox.deliver_due(at=NOW)

    assert not any("/questions/" in str(one.body) for one in mailoutbox)  # type: ignore[attr-defined]
    assert request.opened_at is None


def test_whoever_has_no_substitute_hears_that_it_still_waits(
    running: Pair, helper: Person, mailoutbox: list[object]
) -> None:
    make_request(running, helper)

    with time_machine.travel(NOW + 2 * DAY, tick=False):
        tasks.look_after_requests()
        outbox.deliver_due(at=NOW + 2 * DAY)

    bodies = [str(one.body) for one in mailoutbox]  # type: ignore[attr-defined]
    assert sum("It still waits there" in body for body in bodies) == 1
