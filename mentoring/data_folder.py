"""The folder that holds a demo or a pilot: its database, keys and own settings.

Runs before Django does: a command gets its environment variables here. Imports
nothing but the standard library and compiles on Python 3.8, as manage.py does.
"""

from __future__ import annotations

import base64
import fcntl
import os
import secrets
import socket
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATABASE = "db.sqlite3"
SECRET_KEY = "secret.key"  # noqa: S105 - the name of a file
NOTES_KEYS = "notes.keys"
SETTINGS = "settings.env"
IN_USE = "in-use"
FIRST_PORT = 8000
PORTS_TRIED = 20
HEADER = """\
# What this installation says beside the defaults, one NAME=value on a line; every
# command that is pointed at this folder reads it. An environment variable wins.
# docs/operations.md lists the names: SITE_URL, EMAIL_URL, DEFAULT_FROM_EMAIL ...
"""
START = {"DEMO": "off", "PORT": "{port}"}
DEMO = {"DEMO": "on", "REQUIRE_MFA": "off", "LETTERS_DIR": "{folder}/letters"}
# What belongs to an installation: the demo must never reach any of it.
FOREIGN = (
    *("SECRET_KEY", "SECRET_KEY_FILE", "NOTES_KEYS", "NOTES_KEYS_FILE", "DATABASE_URL"),
    *("REDIS_URL", "EMAIL_URL", "SITE_URL", "ALLOWED_HOSTS", "DEBUG", "PORT"),
    *("REQUIRE_MFA", "LETTERS_DIR", "DEMO"),
)
# These read a file and write a file: they belong to no installation.
PURE = ("match_file",)
# Who says one of these has an installation of another kind.
PRODUCTION = ("SECRET_KEY", "SECRET_KEY_FILE", "DATABASE_URL", "VAR_DIR")


def settle(
    argv: list[str], environ: MutableMapping[str, str] | None = None
) -> list[str]:
    """Say to the environment what this command needs; return the words for Django.

    `--data DIR` goes with every command and is taken out of the words.
    """
    environ = os.environ if environ is None else environ
    said, words = _taken_out("--data", argv)
    command = words[1] if len(words) > 1 else ""
    if command == "test":
        environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        return words
    environ.setdefault("DJANGO_SETTINGS_MODULE", "mentoring.settings")
    if command in ("demo", "start"):
        folder = _folder(said or environ.get("VAR_DIR") or ROOT / "var" / command)
        (_demonstrate if command == "demo" else _pilot)(folder, words, environ)
    elif command in PURE and not said:
        environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
    elif said or not any(name in environ for name in PRODUCTION):
        _adopt(_folder(said or ROOT / "var" / "start"), environ, named=bool(said))
    return words


def demanded(said: Mapping[str, str], name: str) -> str:
    """Return a secret that nothing runs without, or stop with one sentence."""
    try:
        value = said[name]
    except KeyError:
        sys.exit(
            f"{name} is not set: set {name}, or {name}_FILE to a file that holds it. "
            f"For a first look, use: python3 manage.py demo"
        )
    except OSError as failure:
        sys.exit(f"{name}_FILE cannot be read: {failure}")
    return value


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep every other server and every restore away from this folder meanwhile."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / IN_USE).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            sys.exit(f"{folder} is in use by another process: stop that one first.")
        yield


def _folder(named: str | Path) -> Path:
    return Path(named).absolute()


def _taken_out(option: str, argv: list[str]) -> tuple[str | None, list[str]]:
    """Return what an option says, in either way of writing it, and the other words."""
    for at, word in enumerate(argv):
        if word == option:
            if at + 1 == len(argv):
                sys.exit(f"{option} needs a folder after it.")
            return argv[at + 1], argv[:at] + argv[at + 2 :]
        if word.startswith(f"{option}="):
            return word[len(option) + 1 :], argv[:at] + argv[at + 1 :]
    return None, argv


def _demonstrate(
    folder: Path, words: list[str], environ: MutableMapping[str, str]
) -> None:
    """Shut the environment out: a demo has a database, keys and letters of its own."""
    for name in FOREIGN:
        environ.pop(name, None)
    own = {name: value.format(folder=folder) for name, value in DEMO.items()}
    environ.update({**own, "PORT": str(asked_port(words) or free_port())})
    _make(folder, own)
    _read(folder, environ)


def _pilot(folder: Path, words: list[str], environ: MutableMapping[str, str]) -> None:
    """Make the folder at the first start; read it at each one after."""
    port = asked_port(words)
    if port:
        environ["PORT"] = str(port)
    port = port or FIRST_PORT
    _make(folder, {name: value.format(port=port) for name, value in START.items()})
    _read(folder, environ)


def _adopt(folder: Path, environ: MutableMapping[str, str], *, named: bool) -> None:
    """Let a command find the installation that `start` made here, if there is one."""
    if (folder / SETTINGS).exists():
        _read(folder, environ)
    elif named:
        sys.exit(f"There is no installation in {folder}: it has no {SETTINGS}.")


def _make(folder: Path, settings: dict[str, str]) -> None:
    """Make what the folder still lacks, readable to its owner only."""
    keys = folder / NOTES_KEYS
    if (folder / DATABASE).exists() and not keys.exists():
        sys.exit(
            f"{keys} is missing, and without it no note in {folder / DATABASE} can be "
            f"read. Put the file or its paper copy back; nothing was changed."
        )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    sealing = base64.b64encode(secrets.token_bytes(32)).decode()
    _write_once(keys, f"{secrets.token_hex(4)}:{sealing}")
    _write_once(folder / SECRET_KEY, secrets.token_urlsafe(50))
    lines = [f"{name}={value}\n" for name, value in settings.items()]
    _write_once(folder / SETTINGS, HEADER + "".join(lines))


def _write_once(path: Path, text: str) -> None:
    """Write a file that only its owner reads, unless it is there already."""
    try:
        opened = os.open(str(path), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(opened, "w") as file:
        file.write(text)


def _read(folder: Path, environ: MutableMapping[str, str]) -> None:
    """Say what the folder holds; what the environment says already stands."""
    for line in (folder / SETTINGS).read_text(encoding="utf-8").splitlines():
        name, equals, value = line.strip().partition("=")
        if equals and not name.startswith("#"):
            environ.setdefault(name, value)
    if "PORT" in environ:
        environ.setdefault("SITE_URL", f"http://localhost:{environ['PORT']}")
    environ["VAR_DIR"] = str(folder)
    for name, file in (("SECRET_KEY", SECRET_KEY), ("NOTES_KEYS", NOTES_KEYS)):
        if name not in environ:
            environ.setdefault(f"{name}_FILE", str(folder / file))


def asked_port(words: list[str]) -> int | None:
    said, _ = _taken_out("--port", words)
    return int(said) if said and said.isdigit() else None


def free_port() -> int:
    """Find a port nobody listens on, near the usual one so that it is remembered."""
    for port in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        if is_free(port):
            return port
    sys.exit("No port from 8000 to 8019 is free: choose one with --port.")


def is_free(port: int, address: str = "127.0.0.1") -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((address, port))
        except OSError:
            return False
    return True
