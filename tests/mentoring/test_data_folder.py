"""The folder of a demo or a pilot: what it says, makes, keeps and refuses."""

import base64
import socket
import stat
from pathlib import Path

import pytest

from mentoring import data_folder
from privacy.keyring import KeyRing


def settle(*words: str, **said: str) -> tuple[list[str], dict[str, str]]:
    environ = dict(said)
    return data_folder.settle(["manage.py", *words], environ), environ


def occupied() -> socket.socket:
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    taken.listen()
    return taken


def test_a_demo_shuts_the_installation_beside_it_out(tmp_path: Path) -> None:
    foreign = {
        "DATABASE_URL": "postgres://production",
        "SECRET_KEY": "the real one",
        "NOTES_KEYS_FILE": "/run/secrets/notes_keys",
        "EMAIL_URL": "smtp://production",
        "REDIS_URL": "redis://production",
    }

    _, environ = settle("demo", "--data", str(tmp_path / "demo"), **foreign)

    assert not set(foreign.values()) & set(environ.values())
    assert environ["DEMO"] == "on"
    assert environ["REQUIRE_MFA"] == "off"
    assert environ["LETTERS_DIR"] == str(tmp_path / "demo" / "letters")
    assert environ["VAR_DIR"] == str(tmp_path / "demo")
    assert environ["SECRET_KEY_FILE"] == str(tmp_path / "demo" / "secret.key")


def test_the_keys_are_made_once_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    settle("start", f"--data={tmp_path / 'pilot'}")
    files = [tmp_path / "pilot" / name for name in ("notes.keys", "secret.key")]
    before = [file.read_bytes() for file in files]

    settle("start", f"--data={tmp_path / 'pilot'}")

    assert [file.read_bytes() for file in files] == before
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE((tmp_path / "pilot").stat().st_mode) == 0o700
    assert len(KeyRing.parse(before[0].decode()).kek_ids) == 1
    assert len(base64.b64decode(before[0].partition(b":")[2])) == 32


def test_a_start_without_the_keys_of_its_notes_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "db.sqlite3").touch()

    with pytest.raises(SystemExit, match=r"notes\.keys is missing"):
        settle("start", "--data", str(tmp_path))

    assert [path.name for path in tmp_path.iterdir()] == ["db.sqlite3"]


def test_a_pilot_keeps_multi_factor_sign_in_and_its_port(tmp_path: Path) -> None:
    settle("start", "--data", str(tmp_path), "--port", "8123")

    _, environ = settle("start", "--data", str(tmp_path))

    assert "REQUIRE_MFA" not in environ
    assert environ["DEMO"] == "off"
    assert environ["PORT"] == "8123"
    assert environ["SITE_URL"] == "http://localhost:8123"


def test_the_folder_of_the_environment_is_used_and_its_words_win(
    tmp_path: Path,
) -> None:
    settle("start", VAR_DIR=str(tmp_path))
    settings = tmp_path / "settings.env"
    settings.write_text("# a comment\n\nSITE_NAME = no\nSITE_NAME=Ours\nDEMO=off\n")

    _, environ = settle("start", VAR_DIR=str(tmp_path), SITE_NAME="From outside")
    _, unsaid = settle("start", VAR_DIR=str(tmp_path))

    assert environ["SITE_NAME"] == "From outside"
    assert unsaid["SITE_NAME"] == "Ours"


def test_keys_that_the_environment_says_are_not_looked_for_in_a_file(
    tmp_path: Path,
) -> None:
    _, environ = settle(
        "start", VAR_DIR=str(tmp_path), SECRET_KEY="own", NOTES_KEYS="o"
    )

    assert not {"SECRET_KEY_FILE", "NOTES_KEYS_FILE"} & set(environ)


def test_other_commands_find_the_folder_and_do_not_see_the_option(
    tmp_path: Path,
) -> None:
    settle("start", "--data", str(tmp_path))

    words, environ = settle("backup", "--data", str(tmp_path), "--keep-days", "7")

    assert words == ["manage.py", "backup", "--keep-days", "7"]
    assert environ["VAR_DIR"] == str(tmp_path)
    assert environ["NOTES_KEYS_FILE"] == str(tmp_path / "notes.keys")


def test_other_commands_find_the_usual_pilot_by_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_folder, "ROOT", tmp_path)
    _, nowhere = settle("backup")
    settle("start")

    _, environ = settle("backup")
    _, production = settle("backup", SECRET_KEY="production")

    assert "VAR_DIR" not in nowhere
    assert environ["VAR_DIR"] == str(tmp_path / "var" / "start")
    assert "VAR_DIR" not in production


def test_a_folder_without_an_installation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="There is no installation in"):
        settle("backup", "--data", str(tmp_path))


def test_an_option_without_its_folder_is_refused() -> None:
    with pytest.raises(SystemExit, match="--data needs a folder after it"):
        settle("backup", "--data")


def test_a_file_is_matched_without_any_installation() -> None:
    words, environ = settle("match_file", "instance.json", "result.json")

    assert words[1] == "match_file"
    assert len(environ["SECRET_KEY"]) >= 50
    assert settle("match_file")[1]["SECRET_KEY"] != environ["SECRET_KEY"]


def test_the_tests_have_settings_of_their_own() -> None:
    words, environ = settle("test", "tests/people")

    assert words == ["manage.py", "test", "tests/people"]
    assert environ == {"DJANGO_SETTINGS_MODULE": "tests.settings"}


def test_a_command_line_without_a_command_is_django_s_to_answer() -> None:
    words, environ = settle(SECRET_KEY="said")

    assert words == ["manage.py"]
    assert environ["DJANGO_SETTINGS_MODULE"] == "mentoring.settings"


def test_a_demo_takes_a_port_that_nobody_listens_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with occupied() as taken:
        monkeypatch.setattr(data_folder, "FIRST_PORT", taken.getsockname()[1])

        _, environ = settle("demo", "--data", str(tmp_path))

        assert int(environ["PORT"]) > taken.getsockname()[1]
        assert environ["SITE_URL"] == f"http://localhost:{environ['PORT']}"


def test_no_free_port_at_all_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with occupied() as taken:
        monkeypatch.setattr(data_folder, "FIRST_PORT", taken.getsockname()[1])
        monkeypatch.setattr(data_folder, "PORTS_TRIED", 1)

        with pytest.raises(SystemExit, match="choose one with --port"):
            data_folder.free_port()


def test_a_port_that_is_no_number_is_left_to_the_command() -> None:
    assert data_folder.asked_port(["manage.py", "demo", "--port=http"]) is None


def test_a_folder_in_use_refuses_the_second_process(tmp_path: Path) -> None:
    with (
        data_folder.held(tmp_path),
        pytest.raises(SystemExit, match="in use by another process"),
        data_folder.held(tmp_path),
    ):
        raise AssertionError

    with data_folder.held(tmp_path):
        pass


def test_a_missing_secret_stops_with_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="SECRET_KEY is not set"):
        data_folder.demanded({}, "SECRET_KEY")
    assert data_folder.demanded({"SECRET_KEY": "said"}, "SECRET_KEY") == "said"


def test_a_secret_file_that_cannot_be_read_stops_with_one_sentence() -> None:
    class Unreadable(dict[str, str]):
        def __getitem__(self, name: str) -> str:
            raise PermissionError(name)

    with pytest.raises(SystemExit, match="SECRET_KEY_FILE cannot be read"):
        data_folder.demanded(Unreadable(), "SECRET_KEY")
