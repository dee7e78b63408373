"""Worker and beat inside the web process, on the broker that is its memory."""

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from celery import Celery
from django.core.handlers.wsgi import WSGIHandler

from mentoring import embedded
from mentoring.celery import app as house
from mentoring.embedded import Background, Embedded

ROOT = Path(__file__).resolve().parents[2]
SOON = 10
said, ticked = Event(), Event()


@pytest.fixture(scope="module")
def app() -> Iterator[Celery]:
    """Give a Celery set as the embedded default is.

    A process has one at work, and its threads ask which: meanwhile it is this one.
    """
    made = Celery("embedded test", broker="memory://localhost/", set_as_current=False)
    made.conf.update(
        broker_transport_options={"polling_interval": 0.1},
        worker_prefetch_multiplier=0,
        task_ignore_result=True,
        task_default_queue="embedded test",
    )

    @made.task(name="say")
    def say() -> None:
        said.set()

    @made.task(name="tick")
    def tick() -> None:
        ticked.set()

    made.set_default()
    yield made
    house.set_default()


@pytest.fixture
def background(app: Celery) -> Iterator[Background]:
    made = Background(app)
    yield made
    made.stop()


def test_a_task_sent_by_the_web_is_done_in_the_same_process(
    app: Celery, background: Background
) -> None:
    background.start()
    app.send_task("say")

    assert said.wait(SOON)


def test_the_beat_calls_by_itself(app: Celery, background: Background) -> None:
    app.conf.beat_schedule = {"tick": {"task": "tick", "schedule": 0.1}}

    background.start()

    assert ticked.wait(SOON)


def test_what_breaks_off_is_begun_anew(
    app: Celery,
    background: Background,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(embedded, "AGAIN_AFTER", 0.01)
    monkeypatch.setattr(embedded, "START_UP", 0)
    begun, again = [], Event()

    class Brittle:
        """Stands in for a Celery worker whose thread dies."""

        def __init__(self, **_options: object) -> None:
            begun.append(self)

        def start(self) -> None:
            if len(begun) == 1:
                raise RuntimeError("the worker is gone")
            again.wait(SOON)

        def stop(self) -> None:
            again.set()

    monkeypatch.setattr(embedded, "WorkController", Brittle)
    background.start()

    until = time.monotonic() + SOON
    while len(begun) < 2 and time.monotonic() < until:
        time.sleep(0.01)

    assert len(begun) == 2
    assert "The worker broke off; it is begun anew." in caplog.text


def test_the_server_has_one_worker_because_the_broker_is_its_memory(
    app: Celery,
) -> None:
    announced: list[str] = []

    server = Embedded("127.0.0.1:0", app=app, ready=lambda: announced.append("ready"))
    server.cfg.when_ready(None)
    server.cfg.post_worker_init(None)
    server.cfg.worker_exit(None, None)

    assert server.cfg.workers == 1
    assert server.cfg.control_socket_disable
    assert isinstance(server.load(), WSGIHandler)
    assert announced == ["ready"]
