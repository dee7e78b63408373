"""A demo that is played once, for all tests that need one to begin with."""

import fcntl
import shutil
from pathlib import Path

import pytest

from tests.mentoring.commands.installation import Installation


@pytest.fixture(scope="session")
def _played(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Play once for all processes of this run; whoever comes second waits for it."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    installation = Installation(shared / "played")
    said = shared / "played" / "said.json"
    with (shared / "playing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            ran = installation.run("demo", "--prepare", "--json")
            assert ran.returncode == 0, ran.stderr
            said.write_text(ran.stdout)
    return installation.folder


@pytest.fixture
def demo(_played: Path, tmp_path: Path) -> Installation:
    """Give a played demo of this test's own."""
    shutil.copytree(_played, tmp_path / "demo")
    return Installation(tmp_path / "demo")
