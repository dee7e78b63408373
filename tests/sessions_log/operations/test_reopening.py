"""What another shut by changing a credential opens by three proofs and no other."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.exceptions import ValidationError

from mailing.models import Delivery
from matching.models import Pairing
from people import proofs
from people.models import Person
from people.operations import credentials
from people.proofs import WARNING
from people.queries import opens_by_waiting_on
from privacy.keyring import KeyMissingError, SealError
from privacy.models import AuditEntry
from sessions_log import notes, queries
from sessions_log.models import Grant, Note, Vault
from sessions_log.operations import reopening
from tests.doorways import by_sql
from tests.factories import NOW, make_person, make_programme
from tests.key_rings import other_ring
from tests.pairs import Pair, make_pairing, make_two

pytestmark = pytest.mark.django_db
THEN = NOW + timedelta(days=10)
SHOWN = frozenset({"password"})


@pytest.fixture
def pairing() -> Pair:
    programme = make_programme()
    return make_pairing(programme, *make_two(programme))


@pytest.fixture
def shared(pairing: Pair) -> Note:
    vault = notes.shared_vault_of(pairing)
    return notes.write(vault, "For us", author=pairing.mentee, kind="shared", at=NOW)


@pytest.fixture
def own(pairing: Pair) -> Note:
    vault = notes.private_vault_of(pairing.mentee, pairing)
    return notes.write(vault, "For me", author=pairing.mentee, kind="private", at=NOW)


def anew(pairing: Pairing) -> Pairing:
    """Read a pairing as a page does."""
    return Pairing.objects.for_display().get(pk=pairing.pk)


def taken_over(person: Person, at: datetime = THEN) -> Person:
    """Let somebody else set a password, and come in with it."""
    by_sql(person, password=f"md5$a${uuid4().hex}")
    credentials.look_at_sign_in(person=person, at=at)
    return person


def print_codes(person: Person) -> list[str]:
    """Let somebody make recovery codes, signed in with a password."""
    codes = RecoveryCodes.activate(person)
    credentials.settle_ways_in(
        person=person,
        added=frozenset({proofs.digest_of_factor(codes.instance)}),
        shown=SHOWN,
        at=NOW,
    )
    printed: list[str] = codes.generate_codes()
    return printed


def plant_way_in(person: Person, at: datetime = THEN) -> Person:
    """Let another way in appear behind the back; the mailbox stays vouched for."""
    Authenticator.objects.create(
        user=person, type="webauthn", data={"credential": {"key": "planted"}}
    )
    credentials.look_at_sign_in(person=person, at=at)
    return person


def deliver_warning(at: datetime) -> None:
    assert Delivery.objects.filter(kind=WARNING).update(state="sent", sent_at=at) == 1


def opens(note: Note, reader: Person) -> bool:
    try:
        notes.read(note, reader=Person.objects.get(pk=reader.pk))
    except SealError:
        return False
    return True


def test_a_changed_credential_shuts_what_is_shared_and_ones_own(
    pairing: Pair, shared: Note, own: Note
) -> None:
    taken_over(pairing.mentee)

    assert not opens(shared, pairing.mentee)
    assert not opens(own, pairing.mentee)
    assert opens(shared, pairing.mentor)


def test_the_partners_word_opens_what_the_two_share_and_no_more(
    pairing: Pair, shared: Note, own: Note
) -> None:
    taken_over(pairing.mentee)

    reopening.vouch_for_partner(pairing, at=THEN, by=pairing.mentor)

    assert opens(shared, pairing.mentee)
    assert not opens(own, pairing.mentee)
    mentee = Person.objects.get(pk=pairing.mentee.pk)
    assert mentee.former_credential_id is not None
    assert (
        AuditEntry.objects.filter(verb="notes_reopened", audience="self").count() == 1
    )


def test_after_the_last_grant_the_former_id_goes(pairing: Pair, shared: Note) -> None:
    taken_over(pairing.mentee)

    reopening.vouch_for_partner(pairing, at=THEN, by=pairing.mentor)

    mentee = Person.objects.get(pk=pairing.mentee.pk)
    assert mentee.former_credential_id is None
    assert proofs.fits(mentee)
    assert opens(shared, mentee)


def test_nobody_says_yes_for_whom_nothing_is_shut(pairing: Pair) -> None:
    with pytest.raises(ValidationError, match="Nothing is shut"):
        reopening.vouch_for_partner(pairing, at=THEN, by=pairing.mentor)


def test_two_who_are_both_shut_out_cannot_vouch_for_each_other(
    pairing: Pair, shared: Note
) -> None:
    taken_over(pairing.mentee)
    taken_over(pairing.mentor)

    with pytest.raises(ValidationError, match="Nothing is shut"):
        reopening.vouch_for_partner(pairing, at=THEN, by=pairing.mentor)
    assert not opens(shared, pairing.mentee)


def test_a_yes_for_one_pair_opens_no_other(pairing: Pair) -> None:
    mentor = pairing.mentor
    programme = make_programme()
    _none, mentee = make_two(programme)
    other = make_pairing(
        programme, programme.enrolments.create(person=mentor, **mentor_fields()), mentee
    )
    note = notes.write(
        notes.shared_vault_of(other), "Ours", author=other.mentee, kind="shared", at=NOW
    )
    taken_over(mentor)

    reopening.vouch_for_partner(pairing, at=THEN, by=pairing.mentee)

    assert not opens(note, mentor)
    reopening.vouch_for_partner(anew(other), at=THEN, by=other.mentee)
    assert opens(note, mentor)


def mentor_fields() -> dict[str, object]:
    return {
        "role": "mentor",
        "state": "approved",
        "languages": ["nl"],
        "ways": ["face"],
        "capacity": 1,
    }


@pytest.mark.parametrize(
    "column", ["credential_id", "former_credential_id", "credential_changed_at"]
)
def test_a_yes_for_a_row_that_was_changed_by_sql_opens_nothing(
    pairing: Pair, shared: Note, column: str
) -> None:
    """The MAC covers both ids and the day: none of them can be put in place."""
    taken_over(pairing.mentee)
    values = {"credential_changed_at": NOW, "credential_id": uuid4()}
    if column == "former_credential_id":
        by_sql(pairing.mentee, former_credential_id=uuid4())
    else:
        by_sql(pairing.mentee, **{column: values[column]})

    with pytest.raises(ValidationError):
        reopening.vouch_for_partner(anew(pairing), at=THEN, by=pairing.mentor)

    assert not opens(shared, pairing.mentee)


def test_a_pairing_forged_by_sql_gives_a_stranger_nothing(
    pairing: Pair, shared: Note
) -> None:
    thief = make_person()
    by_sql(thief, former_credential_id=pairing.mentee.credential_id)
    Grant.objects.filter(reader=pairing.mentee).update(reader=thief)
    Pairing.objects.filter(pk=pairing.pk).update(mentee=thief)
    forged = anew(pairing)

    with pytest.raises(ValidationError, match="Nothing is shut"):
        reopening.vouch_for_partner(forged, at=THEN, by=pairing.mentor)


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


def test_the_former_id_stays_while_something_is_under_it(
    pairing: Pair, shared: Note, own: Note
) -> None:
    code = print_codes(pairing.mentee)[0]
    taken_over(pairing.mentee)
    former = pairing.mentee.former_credential_id

    reopening.open_with_code(pairing.mentee, code=code, at=THEN)

    mentee = Person.objects.get(pk=pairing.mentee.pk)
    assert mentee.former_credential_id == former
    reopening.vouch_for_partner(anew(pairing), at=THEN, by=pairing.mentor)
    assert Person.objects.get(pk=mentee.pk).former_credential_id is None


def test_while_a_key_is_away_nothing_is_decided(pairing: Pair, shared: Note) -> None:
    taken_over(pairing.mentee)

    with other_ring(), pytest.raises(KeyMissingError):
        reopening.vouch_for_partner(pairing, at=THEN, by=pairing.mentor)
    assert Person.objects.get(pk=pairing.mentee.pk).former_credential_id is not None


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
