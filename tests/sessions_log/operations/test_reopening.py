"""The partner's word opens what another shut by changing a credential, and no more."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from matching.models import Pairing
from people import proofs
from people.models import Person
from privacy.keyring import KeyMissingError
from privacy.models import AuditEntry
from sessions_log import notes
from sessions_log.models import Grant, Note
from sessions_log.operations import reopening
from tests.doorways import by_sql
from tests.factories import NOW, make_person, make_programme
from tests.key_rings import other_ring
from tests.pairs import Pair, make_pairing, make_two
from tests.sessions_log.shutting import (
    THEN,
    anew,
    opens,
    print_codes,
    taken_over,
)

pytestmark = pytest.mark.django_db


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


def mentor_fields() -> dict[str, object]:
    return {
        "role": "mentor",
        "state": "approved",
        "languages": ["nl"],
        "ways": ["face"],
        "capacity": 1,
    }
