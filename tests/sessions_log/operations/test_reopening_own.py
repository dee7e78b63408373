"""A code from before, or a week without objection, opens one's own notes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError

from mailing.models import Delivery
from people import proofs
from people.models import Person
from people.operations import credentials
from people.proofs import WARNING
from people.queries import opens_by_waiting_on
from sessions_log import queries
from sessions_log.models import Note, Vault
from sessions_log.operations import reopening
from tests.doorways import by_sql
from tests.factories import NOW, make_person
from tests.pairs import Pair
from tests.sessions_log.shutting import (
    THEN,
    deliver_warning,
    opens,
    plant_way_in,
    print_codes,
    taken_over,
)

pytestmark = pytest.mark.django_db


def test_a_code_from_before_opens_ones_own_notes_and_works_once(
    pairing: Pair, shared: Note, own: Note
) -> None:
    code = print_codes(pairing.mentee)[0]
    taken_over(pairing.mentee)

    reopening.open_with_code(pairing.mentee, code=f" {code} ", at=THEN)

    assert opens(own, pairing.mentee)
    assert not opens(shared, pairing.mentee)
    with pytest.raises(ValidationError, match="does not fit"):
        reopening.open_with_code(pairing.mentee, code=code, at=THEN)


def test_another_code_opens_nothing(pairing: Pair, own: Note) -> None:
    print_codes(pairing.mentee)
    taken_over(pairing.mentee)

    with pytest.raises(ValidationError, match="does not fit"):
        reopening.open_with_code(pairing.mentee, code="00000000", at=THEN)
    assert not opens(own, pairing.mentee)


def test_codes_that_were_made_since_open_nothing(pairing: Pair, own: Note) -> None:
    taken_over(pairing.mentee)
    code = print_codes(pairing.mentee)[0]

    with pytest.raises(ValidationError, match="does not fit"):
        reopening.open_with_code(pairing.mentee, code=code, at=THEN)
    assert not opens(own, pairing.mentee)


def test_codes_copied_from_somebody_else_open_nothing(pairing: Pair, own: Note) -> None:
    thief = make_person()
    print_codes(pairing.mentee)
    code = print_codes(thief)[0]
    planted = Authenticator.objects.get(user=thief)
    Authenticator.objects.filter(user=pairing.mentee).update(data=planted.data)
    by_sql(
        pairing.mentee, recovery_mac=bytes(Person.objects.get(pk=thief.pk).recovery_mac)
    )
    credentials.look_at_sign_in(person=pairing.mentee, at=THEN)

    with pytest.raises(ValidationError, match="does not fit"):
        reopening.open_with_code(pairing.mentee, code=code, at=THEN)


def test_a_week_after_the_warning_ones_own_notes_open(
    pairing: Pair, shared: Note, own: Note
) -> None:
    plant_way_in(pairing.mentee)
    deliver_warning(THEN + timedelta(hours=1))

    with pytest.raises(ValidationError, match="too soon"):
        reopening.open_after_waiting(pairing.mentee, at=THEN + timedelta(days=6))
    reopening.open_after_waiting(pairing.mentee, at=THEN + timedelta(days=7))

    assert opens(own, pairing.mentee)
    assert not opens(shared, pairing.mentee)


def test_without_a_delivered_warning_waiting_opens_nothing(
    pairing: Pair, own: Note
) -> None:
    plant_way_in(pairing.mentee)

    with pytest.raises(ValidationError, match="too soon"):
        reopening.open_after_waiting(pairing.mentee, at=THEN + timedelta(days=30))


def test_after_an_objection_waiting_opens_nothing(pairing: Pair, own: Note) -> None:
    plant_way_in(pairing.mentee)
    deliver_warning(THEN)

    credentials.object_to_change(person=pairing.mentee, at=THEN)

    mentee = Person.objects.get(pk=pairing.mentee.pk)
    assert proofs.fits(mentee)
    with pytest.raises(ValidationError, match="too soon"):
        reopening.open_after_waiting(mentee, at=THEN + timedelta(days=30))


@pytest.mark.parametrize("column", ["credential_changed_at", "former_credential_id"])
def test_an_earlier_day_written_by_sql_opens_nothing(
    pairing: Pair, own: Note, column: str
) -> None:
    plant_way_in(pairing.mentee)
    deliver_warning(NOW)
    values = {"credential_changed_at": NOW + timedelta(days=1)}
    by_sql(pairing.mentee, **{column: values.get(column, uuid4())})
    Delivery.objects.filter(kind=WARNING).update(occurrence=NOW + timedelta(days=1))

    with pytest.raises(ValidationError):
        reopening.open_after_waiting(pairing.mentee, at=THEN)
    assert not opens(own, pairing.mentee)


def test_a_warning_to_a_box_that_another_named_counts_for_nothing(
    pairing: Pair, own: Note
) -> None:
    by_sql(pairing.mentee, email="hr@fabriek.example")
    plant_way_in(pairing.mentee)
    deliver_warning(THEN)

    assert opens_by_waiting_on(pairing.mentee) is None
    with pytest.raises(ValidationError, match="too soon"):
        reopening.open_after_waiting(pairing.mentee, at=THEN + timedelta(days=30))


def test_a_row_that_was_changed_again_opens_nothing(pairing: Pair, own: Note) -> None:
    code = print_codes(pairing.mentee)[0]
    taken_over(pairing.mentee)
    by_sql(pairing.mentee, password="md5$a$another")

    with pytest.raises(ValidationError):
        reopening.open_with_code(pairing.mentee, code=code, at=THEN)
    assert not opens(own, pairing.mentee)


def test_what_is_shut_is_said_with_what_opens_it(
    pairing: Pair, shared: Note, own: Note
) -> None:
    print_codes(pairing.mentee)
    plant_way_in(pairing.mentee)
    deliver_warning(THEN)

    ways = queries.ways_to_reopen(pairing.mentee)

    assert ways.pairings == (pairing,)
    assert (ways.has_own, ways.has_codes) == (True, True)
    assert ways.opens_on == (THEN + timedelta(days=7)).date()
    assert not ways.is_due(THEN.date())
    assert ways.is_due((THEN + timedelta(days=7)).date())


def test_for_whom_nothing_is_shut_there_is_nothing_to_say(pairing: Pair) -> None:
    ways = queries.ways_to_reopen(pairing.mentee)

    assert ways == queries.WaysToReopen((), False, False, None)
    assert Vault.objects.count() == 1
