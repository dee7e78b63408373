"""No row that was moved, changed, replayed or forged by SQL opens."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied

from matching.models import Pairing
from people.models import Person
from privacy.keyring import SealError
from privacy.models import AuditEntry
from sessions_log import notes
from sessions_log.models import Grant, Note
from tests.factories import NOW, make_hr
from tests.pairs import Pair, make_pairing

pytestmark = pytest.mark.django_db
CANARY = "KANARIE-3f1c77: durven zeggen dat het tempo hoog ligt"


@pytest.fixture
def pairing() -> Pair:
    return make_pairing()


@pytest.fixture
def shared(pairing: Pair) -> Note:
    vault = notes.shared_vault_of(pairing)
    return notes.write(vault, CANARY, author=pairing.mentee, kind="shared", at=NOW)


@pytest.mark.parametrize(
    "change",
    [
        {"id": uuid.uuid4()},
        {"kind": "private"},
        {"revision": 2},
        {"about": uuid.uuid4()},
    ],
)
def test_a_row_that_was_changed_does_not_open(
    pairing: Pair, shared: Note, change: dict[str, object]
) -> None:
    Note.objects.filter(pk=shared.pk).update(**change)
    [tampered] = Note.objects.all()

    with pytest.raises(SealError):
        notes.read(tampered, reader=pairing.mentor)


def test_a_row_given_to_another_author_does_not_open(
    pairing: Pair, shared: Note
) -> None:
    Note.objects.update(author=pairing.mentor)

    with pytest.raises(SealError):
        notes.read(Note.objects.get(), reader=pairing.mentor)


def test_a_row_moved_to_another_pair_does_not_open(shared: Note) -> None:
    other = make_pairing()
    Note.objects.update(vault=notes.shared_vault_of(other))

    with pytest.raises(SealError):
        notes.read(Note.objects.get(), reader=other.mentor)


def test_a_private_note_flipped_to_shared_does_not_open(pairing: Pair) -> None:
    vault = notes.private_vault_of(pairing.mentee, pairing)
    note = notes.write(vault, CANARY, author=pairing.mentee, kind="private", at=NOW)
    Note.objects.filter(pk=note.pk).update(vault=notes.shared_vault_of(pairing))

    with pytest.raises(SealError):
        notes.read(Note.objects.get(pk=note.pk), reader=pairing.mentor)


def test_an_older_revision_put_back_does_not_open(pairing: Pair, shared: Note) -> None:
    old = bytes(shared.sealed)
    notes.rewrite(shared, "Newer words", by=pairing.mentee, at=NOW)
    Note.objects.update(sealed=old)

    with pytest.raises(SealError):
        notes.read(Note.objects.get(), reader=pairing.mentor)


def test_a_grant_given_to_a_stranger_opens_nothing(pairing: Pair, shared: Note) -> None:
    thief = make_hr()
    Grant.objects.filter(reader=pairing.mentor).update(reader=thief)

    with pytest.raises(SealError):
        notes.read(shared, reader=thief)


def test_a_membership_forged_by_sql_gives_no_key(shared: Note) -> None:
    thief = make_hr()
    Pairing.objects.update(mentor=thief)

    with pytest.raises(PermissionDenied):
        notes.read(shared, reader=thief)


def test_a_credential_that_somebody_else_changed_opens_nothing(
    pairing: Pair, shared: Note
) -> None:
    Person.objects.filter(pk=pairing.mentor.pk).update(
        credential_id=uuid.uuid4(), former_credential_id=pairing.mentor.credential_id
    )

    with pytest.raises(SealError):
        notes.read(shared, reader=Person.objects.get(pk=pairing.mentor.pk))


def test_one_row_that_was_changed_does_not_hide_the_others(
    pairing: Pair, shared: Note
) -> None:
    other = notes.write(
        shared.vault, "Untouched", author=pairing.mentor, kind="shared", at=NOW
    )
    Note.objects.filter(pk=shared.pk).update(revision=7)

    opened = notes.read_all([shared.vault], reader=pairing.mentor)

    texts = {one.id: one.text and one.text.plain for one in opened}
    assert texts == {shared.pk: None, other.pk: "Untouched"}
    [entry] = AuditEntry.objects.filter(verb="could not open")
    assert (entry.audience, entry.about_id) == ("self", str(shared.pk))


def test_a_vault_whose_grant_was_swapped_opens_nothing(
    pairing: Pair, shared: Note
) -> None:
    other = make_pairing()
    theirs = Grant.objects.get(reader=other.mentor)
    Grant.objects.filter(reader=pairing.mentor).update(sealed_key=theirs.sealed_key)

    with pytest.raises(SealError):
        notes.read_all([shared.vault], reader=pairing.mentor)
