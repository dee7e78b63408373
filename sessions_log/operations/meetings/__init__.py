"""Meetings: planned as a series, moved, cancelled, held, and not agreed on."""

from sessions_log.operations.meetings.disagreeing import (
    confirm,
    correct,
    dispute,
    take_back,
)
from sessions_log.operations.meetings.holding import log, note_another
from sessions_log.operations.meetings.moments import PLANNED_AHEAD, Moment
from sessions_log.operations.meetings.moving import move, move_rest
from sessions_log.operations.meetings.planning import (
    cancel,
    cancel_planned,
    plan_next,
    plan_series,
)
from sessions_log.operations.meetings.reminders import remind

__all__ = [
    "PLANNED_AHEAD",
    "Moment",
    "cancel",
    "cancel_planned",
    "confirm",
    "correct",
    "dispute",
    "log",
    "move",
    "move_rest",
    "note_another",
    "plan_next",
    "plan_series",
    "remind",
    "take_back",
]
