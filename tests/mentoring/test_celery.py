"""The alarm clock: what the beat calls, and that everything it calls exists."""

from collections.abc import Iterator

import pytest
from celery import Celery, current_app
from celery.beat import Scheduler, Service
from celery.signals import before_task_publish

from mentoring.celery import SCHEDULE, app, catch_up

# Sent by name from an operation, or by hand; a tick takes up what was lost.
ON_DEMAND: set[str] = set()


@pytest.fixture
def sent() -> Iterator[list[str]]:
    """Collect the names of the tasks that are sent meanwhile."""
    names: list[str] = []

    def note(sender: str, **_said: object) -> None:
        names.append(sender)

    before_task_publish.connect(note)
    yield names
    before_task_publish.disconnect(note)


def test_every_task_of_the_house_is_called_by_somebody() -> None:
    app.loader.import_default_modules()
    ours = {name for name in app.tasks if ".tasks." in name}

    assert ours == set(SCHEDULE) | ON_DEMAND


def test_a_call_that_nobody_took_is_gone_before_the_next() -> None:
    entries = app.conf.beat_schedule.values()
    often = [entry for entry in entries if isinstance(entry["schedule"], float)]
    nightly = [entry for entry in entries if entry not in often]

    assert all(entry["options"]["expires"] < entry["schedule"] for entry in often)
    assert {entry["options"]["expires"] for entry in nightly} == {3600}


def test_a_beat_that_begins_catches_up(sent: list[str]) -> None:
    catch_up(Service(app, scheduler_cls=Scheduler))

    assert sent == list(SCHEDULE)


def test_somebody_else_s_beat_is_let_alone(sent: list[str]) -> None:
    other = Celery("other", set_as_current=False)

    catch_up(Service(other, scheduler_cls=Scheduler))

    assert sent == []


def test_tasks_that_are_sent_by_name_go_to_our_celery() -> None:
    assert current_app.main == "mentoring"
