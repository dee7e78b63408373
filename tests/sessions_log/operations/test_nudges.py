"""A letter to silent pairs: to both, once in two weeks, and only while it is so."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from mailing.models import Delivery
from people.models import Person
from privacy.models import AuditEntry
from programmes.models import Programme
from sessions_log import emails
from sessions_log.operations.meetings_spoken import note_spoken
from sessions_log.operations.nudges import nudge
from sessions_log.queries import nudges
from tests.factories import make_coordinator, make_line, make_programme
from tests.pairs import Pair
from tests.sessions_log.following import (
    LATER,
    make_lively_pair,
    make_silent_pair,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    return make_programme()


@pytest.fixture
def silent(programme: Programme) -> Pair:
    return make_silent_pair(programme)


def readers() -> set[object]:
    letters = Delivery.objects.of_kinds(["pair_silent"])
    return set(letters.values_list("recipient", flat=True))


def people_of(pairing: Pair) -> set[object]:
    return {pairing.mentor.pk, pairing.mentee.pk}


def test_both_of_a_silent_pair_get_one_letter(
    programme: Programme, silent: Pair
) -> None:
    lively = make_lively_pair(programme)

    sent = nudge(
        programme,
        [silent.pk, lively.pk],
        at=LATER,
        by=make_coordinator(programme),
    )

    assert sent == 2
    assert readers() == people_of(silent)


def test_only_chosen_pairs_are_written_to(programme: Programme, silent: Pair) -> None:
    make_silent_pair(programme)

    nudge(programme, [silent.pk], at=LATER, by=make_coordinator(programme))

    assert readers() == people_of(silent)


def test_a_pair_gets_at_most_one_letter_in_two_weeks(
    programme: Programme, silent: Pair
) -> None:
    first, second = make_coordinator(programme), make_coordinator(programme)
    nudge(programme, [silent.pk], at=LATER, by=first)

    with pytest.raises(ValidationError):
        nudge(programme, [silent.pk], at=LATER + timedelta(days=13), by=second)

    assert nudge(programme, [silent.pk], at=LATER + timedelta(days=14), by=second) == 2


def test_nobody_writes_to_a_pair_they_stand_above(
    programme: Programme, silent: Pair
) -> None:
    coordinator = make_coordinator(programme)
    make_line(coordinator, silent.mentee)

    with pytest.raises(ValidationError):
        nudge(programme, [silent.pk], at=LATER, by=coordinator)

    assert nudges.pairs_to_write_to(coordinator, programme, at=LATER) == []


def test_whoever_left_gets_no_letter(programme: Programme, silent: Pair) -> None:
    Person.objects.filter(pk=silent.mentor.pk).update(may_sign_in=False)

    sent = nudge(programme, [silent.pk], at=LATER, by=make_coordinator(programme))

    assert sent == 1


@time_machine.travel(LATER, tick=False)
def test_the_letter_names_the_other_and_goes_only_while_it_is_silent(
    silent: Pair,
) -> None:
    mail = emails.pair_silent(silent, silent.mentee)

    assert mail
    assert mail.context["other"] == silent.mentor
    note_spoken(silent, at=LATER, by=silent.mentor)
    assert emails.pair_silent(silent, silent.mentee) is None


def test_the_letter_is_shown_in_each_language_of_its_readers(
    programme: Programme, silent: Pair
) -> None:
    Person.objects.filter(pk=silent.mentor.pk).update(language="fr")
    pairs = nudges.pairs_to_write_to(make_coordinator(programme), programme, at=LATER)

    with time_machine.travel(LATER, tick=False):
        samples = nudges.samples_for(pairs)

    assert [one.language for one in samples] == ["en", "fr"]
    assert silent.mentor.get_full_name() in samples[0].text
    assert "unsubscribe" not in samples[0].text


def test_a_letter_without_a_reason_has_nothing_to_show(programme: Programme) -> None:
    lively = make_lively_pair(programme)

    with time_machine.travel(LATER, tick=False):
        assert nudges.samples_for([lively]) == []


def test_we_already_spoke_marks_this_month_once(silent: Pair) -> None:
    first = note_spoken(silent, at=LATER, by=silent.mentee)
    again = note_spoken(silent, at=LATER, by=silent.mentor)

    assert first == again
    assert (first.is_dated, first.state, first.held_on) == (
        False,
        "held",
        LATER.date(),
    )


def test_that_two_spoke_stands_in_no_trail_that_a_coordinator_reads(
    silent: Pair,
) -> None:
    note_spoken(silent, at=LATER, by=silent.mentee)

    assert AuditEntry.objects.filter(verb="logged", audience="self").count() == 1
    assert not AuditEntry.objects.for_programme(silent.programme.pk).filter(
        verb="logged"
    )
