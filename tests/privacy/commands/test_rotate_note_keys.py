"""A key is added, everything is sealed anew under it, and the old one goes."""

import stat
from pathlib import Path

import pytest
from django.core.management import CommandError
from pytest_django import Settings
from time_machine import TimeMachineFixture

from people.models import BrowserSession
from privacy import keyring
from privacy.operations import rotation
from tests.privacy.commands.test_keys import run
from tests.privacy.conftest import Load, ring_text
from tests.privacy.test_sealed_columns import SESSIONS, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def key_file(tmp_path: Path, settings: Settings) -> Path:
    """Give a file with two keys, as after `make_note_keys --add`."""
    file = tmp_path / "notes.keys"
    file.write_text(ring_text("2027a", "2026a"))
    file.chmod(0o600)
    settings.NOTES_KEYS_FILE = str(file)
    return file


def test_everything_is_sealed_anew_and_a_second_run_changes_nothing(
    load_ring: Load,
) -> None:
    load_ring("2026a")
    make_session()
    load_ring("2027a", "2026a")

    assert '1 values were sealed anew under "2027a"' in run("rotate_note_keys")
    assert "0 values were sealed anew" in run("rotate_note_keys")
    assert "Everything opens." in run("rotate_note_keys", "--verify")


def test_what_is_in_use_asks_for_another_run(
    load_ring: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_ring("2026a")
    make_session()
    load_ring("2027a", "2026a")
    monkeypatch.setattr(rotation, "AT_ONCE", 0)

    with pytest.raises(CommandError, match="Run this once more"):
        run("rotate_note_keys")


def test_what_does_not_open_is_said_and_fails_the_look(load_ring: Load) -> None:
    load_ring("2026a")
    BrowserSession.objects.filter(pk=make_session().pk).update(
        sealed=bytes(make_session("other").sealed)
    )

    with pytest.raises(CommandError, match="1 values do not open"):
        run("rotate_note_keys", "--verify")


def test_a_key_goes_only_when_nothing_uses_it(load_ring: Load, key_file: Path) -> None:
    load_ring("2026a")
    make_session()
    load_ring("2027a", "2026a")

    with pytest.raises(CommandError, match="still in use"):
        run("rotate_note_keys", "--retire", "2026a")
    assert key_file.read_text() == ring_text("2027a", "2026a")
    run("rotate_note_keys")
    said = run("rotate_note_keys", "--retire", "2026a")

    assert key_file.read_text().strip() == ring_text("2027a")
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert "2026a" in said
    assert [file.name for file in key_file.parent.iterdir()] == ["notes.keys"]
    assert SESSIONS.kek_ids() == {"2027a"}


def test_keys_of_the_environment_are_taken_out_by_hand(
    load_ring: Load, settings: Settings
) -> None:
    settings.NOTES_KEYS_FILE = ""
    load_ring("2027a", "2026a")

    with pytest.raises(CommandError, match="by hand"):
        run("rotate_note_keys", "--retire", "2026a")


def test_a_file_that_cannot_be_written_is_said(
    load_ring: Load, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_ring("2027a", "2026a")

    def read_only(*_paths: object) -> None:
        raise OSError("Read-only file system")

    monkeypatch.setattr(Path, "replace", read_only)

    with pytest.raises(CommandError, match=r"Read-only.*by hand"):
        run("rotate_note_keys", "--retire", "2026a")
    assert key_file.read_text() == ring_text("2027a", "2026a")


def test_without_keys_nothing_is_changed() -> None:
    keys = keyring.current()
    keyring.load("")
    try:
        with pytest.raises(CommandError, match="There are no note keys"):
            run("rotate_note_keys")
    finally:
        keyring.load(keys_text(keys))


def keys_text(ring: keyring.KeyRing) -> str:
    return keyring.from_paper(ring.on_paper())


def test_a_new_key_stands_first_and_the_old_ones_stay(key_file: Path) -> None:
    said = run("make_note_keys", "--add", "--file", key_file, "--name", "2028a")

    ring = keyring.KeyRing.parse(key_file.read_text())
    assert ring.kek_ids == ["2028a", "2027a", "2026a"]
    assert "rotate_note_keys" in said
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


def test_a_new_key_is_called_after_the_year_and_the_next_free_letter(
    key_file: Path, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to("2026-11-23T09:00Z")

    run("make_note_keys", "--add", "--file", key_file)

    assert keyring.KeyRing.parse(key_file.read_text()).primary == "2026b"


def test_a_name_that_is_taken_leaves_the_file_as_it_was(key_file: Path) -> None:
    with pytest.raises(CommandError, match="Two keys"):
        run("make_note_keys", "--add", "--file", key_file, "--name", "2026a")

    assert key_file.read_text() == ring_text("2027a", "2026a")
