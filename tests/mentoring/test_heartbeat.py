"""What a container asks its own web server."""

import runpy
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from mentoring.heartbeat import is_beating


class Site(BaseHTTPRequestHandler):
    """Answers as the product does behind its proxy: by its own name only."""

    status = 200

    def do_GET(self) -> None:
        asked = (self.path, self.headers["Host"], self.headers["X-Forwarded-Proto"])
        right = asked == ("/health", "mentoring.example.com", "https")
        self.send_response(self.status if right else 400)
        self.end_headers()

    def log_message(self, *_said: object) -> None:
        """Keep the test's output quiet."""


@pytest.fixture
def address() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


def test_it_asks_by_the_name_and_the_scheme_of_the_site(address: str) -> None:
    assert is_beating(address, "https://mentoring.example.com")
    assert not is_beating(address, "http://localhost:8000")


def test_a_site_that_is_not_well_does_not_beat(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Site, "status", 503)

    assert not is_beating(address, "https://mentoring.example.com")


def test_nobody_at_the_address_does_not_beat() -> None:
    assert not is_beating("127.0.0.1:1", "https://mentoring.example.com")


def test_as_a_program_it_says_so_by_its_exit_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SITE_URL", "https://nobody.example.com")
    monkeypatch.delitem(__import__("sys").modules, "mentoring.heartbeat")

    with pytest.raises(SystemExit) as ended:
        runpy.run_module("mentoring.heartbeat", run_name="__main__")

    assert ended.value.code is True
