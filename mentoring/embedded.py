"""Web, worker and beat in one process: the default where no Redis runs.

The broker is this process's memory, so all three must live together: one gunicorn
worker with threads, which starts the background threads and stops them with itself.
"""

import logging
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

from celery import Celery
from celery.beat import Scheduler, Service
from celery.worker import WorkController
from django.core.handlers.wsgi import WSGIHandler
from gunicorn.app.base import BaseApplication

from mentoring import company

WEB_THREADS = 8
TASK_THREADS = 2
AGAIN_AFTER = 5  # seconds, when the worker or the beat broke off
START_UP = 5  # seconds
GRACE = 15  # seconds for running tasks to end; gunicorn's own patience is above it
logger = logging.getLogger(__name__)


class Background:
    """The worker and the beat as threads; either is begun anew when it breaks off."""

    def __init__(self, app: Celery) -> None:
        self._app = app
        self._stopping = Event()
        self._listening = Event()
        self._running: dict[str, WorkController | Service] = {}
        self._threads = [
            Thread(target=self._keep, args=(name, make), name=name, daemon=True)
            for name, make in (("worker", self._worker), ("beat", self._beat))
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let running tasks end; take no new ones."""
        self._stopping.set()
        self._listening.wait(START_UP)  # Celery forgets a stop while it starts
        for service in self._running.values():
            service.stop()
        for thread in self._threads:
            thread.join(GRACE)

    def _keep(self, name: str, make: Callable[[], WorkController | Service]) -> None:
        while not self._stopping.is_set():
            try:
                self._running[name] = service = make()
                service.start()
            except Exception:
                logger.exception("The %s broke off; it is begun anew.", name)
            self._stopping.wait(AGAIN_AFTER)

    def _listens(self, _consumer: object) -> None:
        self._listening.set()

    def _worker(self) -> WorkController:
        return WorkController(
            app=self._app,
            pool_cls="threads",
            concurrency=TASK_THREADS,
            loglevel="WARNING",
            without_gossip=True,
            without_mingle=True,
            without_heartbeat=True,
            ready_callback=self._listens,
        )

    def _beat(self) -> Service:
        return Service(self._app, max_interval=1, scheduler_cls=Scheduler)


class Embedded(BaseApplication):
    """The web server that carries the background work in its one worker."""

    def __init__(self, bind: str, *, app: Celery, ready: Callable[[], None]) -> None:
        self._bind = bind
        self._background = Background(app)
        self._ready = ready
        super().__init__()

    def load_config(self) -> None:
        settings: dict[str, Any] = {
            "bind": self._bind,
            "workers": 1,  # the broker is this one process's memory
            "worker_class": "gthread",
            "threads": WEB_THREADS,
            "control_socket_disable": True,
            "loglevel": "warning",
            "graceful_timeout": 20,
            "when_ready": self._announce,
            "post_worker_init": self._begin,
            "worker_exit": self._end,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        company.recall()
        return WSGIHandler()

    def _announce(self, _server: object) -> None:
        self._ready()

    def _begin(self, _worker: object) -> None:
        self._background.start()

    def _end(self, _server: object, _worker: object) -> None:
        self._background.stop()
