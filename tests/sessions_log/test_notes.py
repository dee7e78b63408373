"""Nobody but the two reads, and no row that was moved or changed opens."""

import pickle
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms.models import model_to_dict
from django.views.debug import SafeExceptionReporterFilter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people.models import Person
from privacy.keyring import KeyMissingError
from privacy.models import AuditEntry
from sessions_log import notes
from sessions_log.models import Grant, Note, Vault
from sessions_log.notes import NoteText
from tests.factories import NOW, make_coordinator, make_hr, make_person
from tests.key_rings import other_ring
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


def private(pairing: Pair, author: Person) -> Note:
    vault = notes.private_vault_of(author, pairing)
    return notes.write(vault, CANARY, author=author, kind="private", at=NOW)


def test_the_two_read_what_they_share(pairing: Pair, shared: Note) -> None:
    for reader in (pairing.mentor, pairing.mentee):
        assert notes.read(shared, reader=reader).plain == CANARY


def test_nobody_else_reads_and_the_attempt_is_known_to_them_alone(
    pairing: Pair, shared: Note
) -> None:
    for stranger in (make_coordinator(pairing.programme), make_hr(), make_person()):
        with pytest.raises(PermissionDenied):
            notes.read(shared, reader=stranger)

    refused = AuditEntry.objects.filter(verb="was refused")
    assert set(refused.values_list("audience", flat=True)) == {"self"}
    assert refused.count() == 3


def test_a_party_that_reads_leaves_no_trace(pairing: Pair, shared: Note) -> None:
    before = AuditEntry.objects.count()

    notes.read(shared, reader=pairing.mentor)

    assert AuditEntry.objects.count() == before


def test_what_is_private_opens_for_its_author_alone(pairing: Pair) -> None:
    note = private(pairing, pairing.mentee)

    assert notes.read(note, reader=pairing.mentee).plain == CANARY
    with pytest.raises(PermissionDenied):
        notes.read(note, reader=pairing.mentor)


def test_the_private_vault_is_made_once(pairing: Pair) -> None:
    first, second = (private(pairing, pairing.mentor) for _ in range(2))

    assert first.vault_id == second.vault_id
    assert Grant.objects.filter(vault=first.vault).count() == 1


def test_a_row_tells_nothing(shared: Note) -> None:
    shown = (
        repr(shared),
        str(shared),
        str(vars(shared)),
        str(model_to_dict(shared)),
        str(list(Note.objects.values())),
        repr(pickle.dumps(shared)),
    )

    assert not [text for text in shown if "KANARIE" in text]


def test_an_opened_text_hides_itself() -> None:
    text = NoteText("four")

    assert repr(text) == str(text) == "<NoteText 4 chars hidden>"
    assert text == NoteText("four")
    assert text != "four"
    assert len({text, NoteText("four")}) == 1
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(text)


def test_without_its_key_nothing_opens(pairing: Pair, shared: Note) -> None:
    with other_ring(), pytest.raises(KeyMissingError):
        notes.read(shared, reader=pairing.mentor)


def test_short_and_longer_texts_are_of_one_length(pairing: Pair) -> None:
    vault = notes.shared_vault_of(pairing)
    written = [
        notes.write(vault, "a" * length, author=pairing.mentor, kind="shared", at=NOW)
        for length in (1, 250)
    ]

    assert len({len(note.sealed) for note in written}) == 1


def test_the_same_text_twice_looks_different(pairing: Pair) -> None:
    first, second = (private(pairing, pairing.mentor) for _ in range(2))

    assert bytes(first.sealed) != bytes(second.sealed)


@given(text=st.text(min_size=1, max_size=600).filter(str.strip))
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_is_written_is_read(pairing: Pair, text: str) -> None:
    vault = notes.shared_vault_of(pairing)

    note = notes.write(vault, text, author=pairing.mentor, kind="shared", at=NOW)

    assert notes.read(note, reader=pairing.mentee).plain == text


def test_only_the_author_rewrites_and_deletes(pairing: Pair, shared: Note) -> None:
    with pytest.raises(PermissionDenied):
        notes.rewrite(shared, "Mine now", by=pairing.mentor, at=NOW)
    with pytest.raises(PermissionDenied):
        notes.delete(shared, by=pairing.mentor)

    again = notes.rewrite(shared, "My words", by=pairing.mentee, at=NOW)
    assert notes.read(again, reader=pairing.mentor).plain == "My words"
    assert (again.revision, again.edited_at) == (2, NOW)
    notes.delete(shared, by=pairing.mentee)
    assert not Note.objects.exists()


def test_a_stranger_writes_nowhere(pairing: Pair) -> None:
    with pytest.raises(PermissionDenied):
        notes.write(
            notes.shared_vault_of(pairing),
            "Hello",
            author=make_person(),
            kind="shared",
            at=NOW,
        )


@pytest.mark.parametrize(
    ("text", "said"),
    [("  ", "nothing written"), ("x" * 100_000, "has 100000 characters")],
)
def test_an_empty_or_endless_text_is_refused(
    pairing: Pair, text: str, said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        notes.write(
            notes.shared_vault_of(pairing),
            text,
            author=pairing.mentor,
            kind="shared",
            at=NOW,
        )


def test_a_closed_vault_is_read_and_no_longer_written(
    pairing: Pair, shared: Note
) -> None:
    notes.close(Vault.objects.all())
    shut = Note.objects.get()

    assert notes.read(shut, reader=pairing.mentor).plain == CANARY
    with pytest.raises(ValidationError, match="any more"):
        notes.rewrite(shut, "Later", by=pairing.mentee, at=NOW)
    with pytest.raises(ValidationError, match="any more"):
        notes.write(shut.vault, "Later", author=pairing.mentee, kind="shared", at=NOW)
    notes.reopen(Vault.objects.all())
    again = notes.rewrite(Note.objects.get(), "Later", by=pairing.mentee, at=NOW)
    assert again.revision == 2


def test_an_error_page_hides_what_was_typed() -> None:
    hidden = SafeExceptionReporterFilter().hidden_settings

    assert hidden.search("NOTES_KEYS")


def test_a_reader_gets_the_notes_of_all_their_vaults_in_order(
    pairing: Pair, shared: Note
) -> None:
    own = private(pairing, pairing.mentee)
    vaults = Vault.objects.filter(pairing=pairing)

    opened = notes.read_all(vaults, reader=pairing.mentee)

    assert {one.id for one in opened} == {shared.pk, own.pk}
    assert {one.is_shared for one in opened} == {True, False}
    with pytest.raises(PermissionDenied):
        notes.read_all(vaults, reader=pairing.mentor)


def test_a_form_that_is_sent_twice_is_known_by_its_name(pairing: Pair) -> None:
    once, vault = uuid.uuid4(), notes.shared_vault_of(pairing)
    note = notes.write(
        vault, CANARY, author=pairing.mentor, kind="shared", at=NOW, once=once
    )

    assert notes.written_before(once, by=pairing.mentor) == note
    assert notes.written_before(once, by=pairing.mentee) is None
    assert notes.written_before(uuid.uuid4(), by=pairing.mentor) is None
    assert notes.written_before(None, by=pairing.mentor) is None


def test_nobody_overwrites_a_note_by_naming_a_form_like_another(
    pairing: Pair, shared: Note
) -> None:
    own = notes.write(
        shared.vault,
        "Mine",
        author=pairing.mentor,
        kind="shared",
        at=NOW,
        once=shared.pk,
    )

    assert own.pk != shared.pk
    assert notes.read(shared, reader=pairing.mentor).plain == CANARY
