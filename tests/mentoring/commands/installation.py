"""An installation of a test's own: its folder, and processes of `manage.py` in it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

from mentoring.data_folder import FOREIGN

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 240  # seconds; a whole company may have to be played


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port


class Installation:
    """A data folder, and what an operator does with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self._command(words),
            cwd=ROOT,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )

    @contextmanager
    def started(self, *words: str) -> Iterator["subprocess.Popen[str]"]:
        """Run a command beside the test, and end it with the test."""
        with subprocess.Popen(
            self._command(words),
            cwd=ROOT,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            try:
                yield process
            finally:
                process.terminate()
                process.wait(PATIENCE)

    @contextmanager
    def serving(self, *words: str) -> Iterator["subprocess.Popen[str]"]:
        """Run a command that serves, from its first answer on."""
        with self.started(*words, f"--port={self.port}") as process:
            self._wait_for(process)
            yield process

    def get(self, path: str) -> tuple[int, str]:
        address = HTTPConnection("localhost", self.port, timeout=10)
        with closing(address) as connection:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

    def _wait_for(self, process: "subprocess.Popen[str]") -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and process.poll() is None:
            try:
                self.get("/health")
            except OSError:
                time.sleep(0.1)
            else:
                return
        process.kill()
        raise AssertionError(process.communicate()[0])

    def _command(self, words: tuple[str, ...]) -> list[str]:
        command, *rest = words
        manage = [sys.executable, str(ROOT / "manage.py")]
        return [*manage, command, f"--data={self.folder}", *rest]

    @staticmethod
    def _environment() -> dict[str, str]:
        """Leave out what this test run says of its own installation."""
        foreign = {*FOREIGN, "DJANGO_SETTINGS_MODULE", "DATABASE_POOL", "LANGUAGE_CODE"}
        return {name: said for name, said in os.environ.items() if name not in foreign}


def stop(process: "subprocess.Popen[str]") -> str:
    """Tell a server to stop, and give everything it said."""
    process.terminate()
    said, _ = process.communicate(timeout=PATIENCE)
    return said
