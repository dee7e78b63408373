"""The bare machine: a Python environment of our own, built from hashed pins.

Imports nothing but the standard library and still compiles on Python 3.8, so that
it can say that a newer Python is needed.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
BUILDING = ROOT / ".venv.building"
FORMER = ROOT / ".venv.former"
STAMP = "built-from"  # inside the environment: the group, and the sha256 of its pins
GROUPS = ("run", "test", "lint")  # each holds the one before it
OLDEST = (3, 11)
QUIET = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "UV_SYSTEM_CERTS": "1"}


def enter(argv: list[str]) -> None:
    """Go on inside the environment that this command needs, building it if it must.

    Who brings an environment (an active one, a container that says so) keeps it.
    """
    if sys.version_info < OLDEST:
        sys.exit(
            "Python 3.11 or newer is needed; this is Python {}.{}.".format(
                *sys.version_info[:2]
            )
        )
    if is_brought_along():
        return
    group = "test" if argv[1:2] == ["test"] else "run"
    python = str(provide(group))
    os.execv(python, [python, *argv])  # noqa: S606 - the same command, no shell


def is_brought_along() -> bool:
    return sys.prefix != sys.base_prefix or bool(
        os.environ.get("PETERSCHAP_OWN_ENVIRONMENT")
    )


def provide(group: str) -> Path:
    """Return the Python of an environment that holds at least this group."""
    with _one_at_a_time():
        built = _group_of(HOME)
        if not _suffices(built, group):
            _build(max(group, built or group, key=GROUPS.index))
    return HOME / "bin" / "python"


def _group_of(home: Path) -> str | None:
    """Say which group an environment was built for, whatever has changed since."""
    try:
        group = (home / STAMP).read_text().split()[0]
    except (OSError, IndexError):
        return None
    return group if group in GROUPS else None


def _suffices(built: str | None, group: str) -> bool:
    return (
        built is not None
        and GROUPS.index(built) >= GROUPS.index(group)
        and (HOME / STAMP).read_text() == _stamp(built)
        and (HOME / "bin" / "python").exists()
    )


def _stamp(group: str) -> str:
    return f"{group} {hashlib.sha256(_pins(group).read_bytes()).hexdigest()}\n"


def _pins(group: str) -> Path:
    return ROOT / "requirements" / f"{group}.txt"


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let a second command wait for the first one's build; the lock leaves no file."""
    folder = os.open(str(ROOT), os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _build(group: str) -> None:
    """Build beside, then move: what is half made never stands under the name."""
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            sys.exit(
                f"Python's {module} module is missing. Install it (on Debian and "
                f"Ubuntu: apt install python{sys.version_info[0]}."
                f"{sys.version_info[1]}-venv) and give the same command again."
            )
    _say(f"Building the environment for '{group}' in .venv; this happens once.")
    shutil.rmtree(BUILDING, ignore_errors=True)
    try:
        _fill(group)
        _move()
    except (OSError, subprocess.CalledProcessError) as failure:
        sys.exit(f"The environment could not be built: {_reason(failure)}")
    finally:
        shutil.rmtree(BUILDING, ignore_errors=True)


def _fill(group: str) -> None:
    """Install the pins, by uv where it can be had and by pip where it cannot."""
    _run(sys.executable, "-m", "venv", str(BUILDING))
    python = str(BUILDING / "bin" / "python")
    pip = (python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r")
    try:
        _run(*pip, str(_pins("uv")))
        uv = (python, "-m", "uv", "pip", "sync", "--quiet", "--require-hashes")
        _run(*uv, "--python", python, str(_pins(group)))
    except subprocess.CalledProcessError:
        _say("uv cannot be used here; pip does the same in some more time.")
        _run(*pip, str(_pins(group)))
    (BUILDING / STAMP).write_text(_stamp(group))


def _run(*words: str) -> None:
    subprocess.run(  # noqa: S603 - our own words, no shell
        words,
        check=True,
        cwd=str(ROOT),
        env={**os.environ, **QUIET},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _move() -> None:
    """Put the finished environment in its place, with its scripts knowing the place."""
    for script in (BUILDING / "bin").iterdir():
        _rename_within(script)
    shutil.rmtree(FORMER, ignore_errors=True)
    if HOME.exists():
        HOME.rename(FORMER)
    BUILDING.rename(HOME)
    shutil.rmtree(FORMER, ignore_errors=True)


def _rename_within(script: Path) -> None:
    """Mend the path that a script was written with; a binary is left alone."""
    if script.is_symlink() or script.is_dir():
        return
    text = script.read_bytes()
    if b"\0" not in text and bytes(BUILDING) in text:
        script.write_bytes(text.replace(bytes(BUILDING), bytes(HOME)))


def _reason(failure: Exception) -> str:
    """Give the last lines of what the failing tool said, or the error itself."""
    said = getattr(failure, "output", None)
    if not said:
        return str(failure)
    return " ".join(said.strip().splitlines()[-3:])


def _say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")


if __name__ == "__main__":  # python3 -m mentoring.environment lint
    sys.stdout.write(f"{provide(sys.argv[1])}\n")
