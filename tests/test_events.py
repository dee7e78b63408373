"""Who answers what: the map in docs/architecture.md is what really happens."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.dispatch import Signal

ROW = re.compile(r"^\| `(\w+\.\w+)` \| (.*) \|$", re.MULTILINE)


def events() -> Iterator[tuple[str, Signal]]:
    """Give every event of the house by its name: `app.event`."""
    for app in apps.get_app_configs():
        path = Path(app.path)
        if path.is_relative_to(settings.BASE_DIR) and (path / "events.py").exists():
            module = import_module(f"{app.name}.events")
            for name, event in vars(module).items():
                if isinstance(event, Signal):
                    yield f"{app.label}.{name}", event


def answers_to(event: Signal) -> str:
    """Name the functions that answer, as the map does: `app.function`, in order."""
    receivers = (entry[1]() for entry in event.receivers)
    names = {
        f"`{answer.__module__.partition('.')[0]}.{answer.__name__}`"
        for answer in receivers
        if answer is not None
    }
    return ", ".join(sorted(names)) or "nobody yet"


def test_the_map_says_who_answers_what() -> None:
    drawn = dict(ROW.findall((settings.BASE_DIR / "docs/architecture.md").read_text()))

    happens = {name: answers_to(event) for name, event in events()}

    print(*(f"| `{name}` | {who} |" for name, who in happens.items()), sep="\n")  # noqa: T201 - to be copied
    assert drawn == happens


def test_every_answer_is_called_after_its_event() -> None:
    for name, event in events():
        for answer in answers_to(event).split(", "):
            assert answer == "nobody yet" or name.partition(".")[2] in answer
