"""`manage.py backup` and `restore`: a pilot that comes back as it was."""

import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

from tests.mentoring.commands.installation import Installation


def rows(folder: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        people = "SELECT id, given_name FROM people_person ORDER BY id"
        return database.execute(people).fetchall()


def lose_everybody(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        database.execute("UPDATE people_person SET given_name = 'Lost'")
        database.commit()


def test_a_copy_brings_back_what_was_lost_and_asks_before_it_overwrites(
    demo: Installation, tmp_path: Path
) -> None:
    before = rows(demo.folder)
    copied = demo.run("backup", f"--to={tmp_path / 'copies'}")
    (copy,) = (tmp_path / "copies").iterdir()
    lose_everybody(demo.folder)

    refused = demo.run("restore", str(copy))
    lost = rows(demo.folder)
    restored = demo.run("restore", str(copy), "--replace")

    assert "The note keys are not in it." in copied.stdout
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert b"sealed" in copy.read_bytes()
    assert (demo.folder / "notes.keys").read_bytes() not in copy.read_bytes()
    assert "The database is not empty. Say --replace" in refused.stderr
    assert lost != before
    assert f"The database is what it was in {copy}." in restored.stdout
    assert rows(demo.folder) == before


def test_what_is_no_copy_is_refused_and_changes_nothing(
    demo: Installation, tmp_path: Path
) -> None:
    before = rows(demo.folder)
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear database,")

    refused = demo.run("restore", str(letter), "--replace")
    missing = demo.run("restore", str(tmp_path / "nowhere"))

    assert f"{letter} is not a copy of an SQLite database." in refused.stderr
    assert "There is no file" in missing.stderr
    assert rows(demo.folder) == before


def test_a_copied_data_folder_is_the_same_company(
    demo: Installation, tmp_path: Path
) -> None:
    shutil.copytree(demo.folder, tmp_path / "moved")

    verified = Installation(tmp_path / "moved").run("verify_audit")

    assert verified.returncode == 0, verified.stderr
    assert rows(tmp_path / "moved") == rows(demo.folder)
