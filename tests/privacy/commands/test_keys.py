"""The key file is made once, for its owner only, and can go to paper and back."""

import io
import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from privacy import keyring
from tests.privacy.conftest import Load, ring_text


def run(command: str, *words: object) -> str:
    out = io.StringIO()
    call_command(command, *words, stdout=out)
    return out.getvalue()


def test_the_file_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "notes.keys"

    said = run("make_note_keys", "--file", path, "--name", "2026a")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert keyring.KeyRing.parse(path.read_text()).kek_ids == ["2026a"]
    assert str(path) in said
    assert path.read_text().partition(":")[2].strip() not in said


def test_a_file_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.keys"
    path.write_text(ring_text("2026a"))

    with pytest.raises(CommandError, match="already there"):
        run("make_note_keys", "--file", path)

    assert path.read_text() == ring_text("2026a")


def test_a_key_is_called_after_the_year_and_no_two_are_alike(tmp_path: Path) -> None:
    for name in ("one", "two"):
        run("make_note_keys", "--file", tmp_path / name)

    one, two = ((tmp_path / name).read_text() for name in ("one", "two"))
    assert one.startswith("20")
    assert one.partition(":")[0].endswith("a")
    assert one != two


def test_a_folder_that_is_not_there_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file or directory"):
        run("make_note_keys", "--file", tmp_path / "nowhere" / "notes.keys")


def test_a_name_that_cannot_be_one_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot name a key"):
        run("make_note_keys", "--file", tmp_path / "notes.keys", "--name", "My Key")

    assert list(tmp_path.iterdir()) == []


def test_the_file_is_made_in_the_folder_of_the_installation() -> None:
    # Its default lies outside of everything that is handed out or in git.
    default = settings.VAR_DIR / "notes.keys"

    assert not default.is_relative_to(settings.STATIC_ROOT)
    assert "var/" in (settings.BASE_DIR / ".gitignore").read_text().split()


def test_a_paper_copy_brings_the_same_keys_back(
    load_ring: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_ring("2026a", "2025b")
    printed = run("backup_note_keys").splitlines()
    lines = [line for line in printed if line.startswith("202")]
    assert len(lines) == 2

    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join([lines[0], "", lines[1]])))
    run("make_note_keys", "--from-paper", "--file", tmp_path / "notes.keys")

    assert (tmp_path / "notes.keys").read_text().strip() == ring_text("2026a", "2025b")


def test_a_mistyped_paper_copy_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("2026a: ABCD EFGH\n"))

    with pytest.raises(CommandError, match="mistyped"):
        run("make_note_keys", "--from-paper", "--file", tmp_path / "notes.keys")

    assert list(tmp_path.iterdir()) == []


def test_an_empty_paper_copy_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))

    with pytest.raises(CommandError, match="cannot name a key"):
        run("make_note_keys", "--from-paper", "--file", tmp_path / "notes.keys")


def test_without_keys_there_is_nothing_to_print(load_ring: Load) -> None:
    keyring.load("")

    with pytest.raises(CommandError, match="There are no note keys"):
        run("backup_note_keys")
