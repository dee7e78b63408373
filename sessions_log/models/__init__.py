"""The tables of a pair, one concept per file."""

from sessions_log.models.action import ActionItem
from sessions_log.models.calls import Call, CallRound
from sessions_log.models.closing import Closing, StepDone
from sessions_log.models.feed import CalendarFeed
from sessions_log.models.goal import Goal
from sessions_log.models.help import HelpRequest, Share
from sessions_log.models.meeting import Meeting
from sessions_log.models.note import Draft, Note
from sessions_log.models.vault import Grant, Vault

__all__ = [
    "ActionItem",
    "CalendarFeed",
    "Call",
    "CallRound",
    "Closing",
    "Draft",
    "Goal",
    "Grant",
    "HelpRequest",
    "Meeting",
    "Note",
    "Share",
    "StepDone",
    "Vault",
]
