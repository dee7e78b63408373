"""Processes of their own, on the database of this test run."""

import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from tests.mailing.post_office import PostOffice

Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    office = PostOffice()
    office.open()
    yield office
    office.close()


@pytest.fixture
def _real_parts() -> None:
    """Skip, with the reason, where the database or the broker is not a real server."""
    if connection.vendor != "postgresql":
        pytest.skip("DATABASE_URL names no PostgreSQL: processes need a real server")
    if not settings.REDIS_URL:
        pytest.skip("REDIS_URL is not set: the worker and the beat need a broker")


@pytest.fixture
def start(
    _real_parts: None, tmp_path: Path, post_office: PostOffice
) -> Iterator[Start]:
    """Start a module of Python as a process, and end it after the test."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.processes.settings",
        "DATABASE_URL": address_of_the_database(),
        "DATABASE_POOL": "on",
        "EMAIL_URL": f"smtp://127.0.0.1:{post_office.port}",
        "KEYS_OF_THIS_RUN": f"test-{uuid.uuid4()}:",
    }
    with ExitStack() as ends:

        def run(*arguments: str) -> "subprocess.Popen[bytes]":
            log = ends.enter_context((tmp_path / f"{uuid.uuid4()}.log").open("wb"))
            process = subprocess.Popen(
                [sys.executable, "-m", *arguments],
                env=environment,
                cwd=settings.BASE_DIR,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
            ends.callback(process.wait, timeout=30)
            ends.callback(process.terminate)
            return process

        yield run
    for log in tmp_path.glob("*.log"):
        print(log.read_text()[-4000:])  # noqa: T201 - shown by pytest when a test fails


def address_of_the_database() -> str:
    """Give the address of the database that this run made for itself."""
    now = connection.settings_dict
    user = quote(now["USER"], safe="")
    secret = f":{quote(now['PASSWORD'], safe='')}" if now["PASSWORD"] else ""
    where = f"{now['HOST'] or 'localhost'}:{now['PORT'] or 5432}"
    return f"postgres://{user}{secret}@{where}/{now['NAME']}"
