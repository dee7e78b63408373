"""`manage.py start`: a pilot from an empty company, and what a restart keeps."""

import re
import socket
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.mentoring.commands.installation import Installation, stop


@pytest.fixture
def pilot(tmp_path: Path) -> Installation:
    return Installation(tmp_path / "pilot")


def link_in(said: str) -> str:
    found = re.search(r"http://localhost:\d+(/welcome/\S+/)", said)
    assert found, said
    return found[1]


def test_it_lets_the_first_person_in_by_a_link_and_keeps_its_keys(
    pilot: Installation,
) -> None:
    with pilot.serving("start") as process:
        healthy = pilot.get("/health")
        style = pilot.get("/static/css/tokens.css")
        first = stop(process)
    keys = (pilot.folder / "notes.keys").read_bytes()
    with pilot.serving("start") as process:
        old = pilot.get(link_in(first))
        new = pilot.get(f"/welcome/{(pilot.folder / 'first-visit').read_text()}/")
        second = stop(process)

    assert healthy[0] == 200
    assert style[0] == 200
    assert f"Peterschap runs at http://localhost:{pilot.port}" in first
    assert "This company is empty" in first
    assert old[0] == 404
    assert new[0] == 404  # what the folder holds is no link
    assert link_in(second) != link_in(first)
    assert (pilot.folder / "notes.keys").read_bytes() == keys
    assert process.returncode == 0


def test_a_port_that_is_taken_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(CommandError, match=f"Port {port} is in use: choose"):
            call_command("start", port=port)
