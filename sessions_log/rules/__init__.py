"""When a pair meets, as questions with plain answers."""

from sessions_log.rules.planning import (
    HANDOVER,
    PHONE,
    TOGETHER,
    Slot,
    Wish,
    choices_from,
    nearest,
    series_from,
)
from sessions_log.rules.rhythm import (
    MOST_SHOWN,
    Rhythm,
    Turn,
    around_now,
    on_a_weekday,
    turns,
)

__all__ = [
    "HANDOVER",
    "MOST_SHOWN",
    "PHONE",
    "TOGETHER",
    "Rhythm",
    "Slot",
    "Turn",
    "Wish",
    "around_now",
    "choices_from",
    "nearest",
    "on_a_weekday",
    "series_from",
    "turns",
]
