"""The tables of a pair, one concept per file."""

from sessions_log.models.goal import Goal
from sessions_log.models.meeting import Meeting
from sessions_log.models.note import Draft, Note
from sessions_log.models.vault import Grant, Vault

__all__ = ["Draft", "Goal", "Grant", "Meeting", "Note", "Vault"]
