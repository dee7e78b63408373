"""How programmes answers to news from below: each receiver is one call."""

from typing import Any

from django.dispatch import receiver

from people.events import Consequence, PersonLeft, person_left
from programmes import operations


@receiver(person_left)
def on_person_left(change: PersonLeft, **_said: Any) -> list[Consequence]:  # noqa: ANN401 - what Django's signals pass
    return operations.leave(change.person, at=change.at, by=change.by)
