"""How sessions_log answers to news of matching: each receiver is one call."""

from typing import Any

from django.dispatch import receiver

from matching.events import (
    MeetingsAsked,
    PairingChange,
    meetings_asked,
    pairing_prepared,
    pairing_resumed,
    pairing_stopped,
)
from people.events import (
    ChartChange,
    Consequence,
    PersonLeft,
    chart_changed,
    person_left,
)
from sessions_log.operations import helping, passing_on, standstill, vaults


@receiver(pairing_prepared)
def on_pairing_prepared(change: PairingChange, **_said: Any) -> list[Consequence]:  # noqa: ANN401 - what Django's signals pass
    return vaults.open_for(change.pairing)


@receiver(pairing_stopped)
def on_pairing_stopped(change: PairingChange, **_said: Any) -> list[Consequence]:  # noqa: ANN401 - idem
    helping.follow_end(change.pairing)
    return vaults.close_for(change.pairing)


@receiver(pairing_resumed)
def on_pairing_resumed(change: PairingChange, **_said: Any) -> list[Consequence]:  # noqa: ANN401 - idem
    return standstill.go_on(change)


# What follows is nobody's to read on a page of hr: who asked whom is confidential.
@receiver(chart_changed)
def on_chart_changed(change: ChartChange, **_said: Any) -> list[Consequence]:  # noqa: ANN401 - idem
    passing_on.follow_chart(change.people, at=change.at)
    return []


@receiver(person_left)
def on_person_left(change: PersonLeft, **_said: Any) -> list[Consequence]:  # noqa: ANN401 - idem
    passing_on.follow_leaving(change.person, at=change.at)
    return []


@receiver(meetings_asked)
def on_meetings_asked(question: MeetingsAsked, **_said: Any) -> list[Consequence]:  # noqa: ANN401 - idem
    return standstill.meetings_between(question)
