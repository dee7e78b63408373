"""What matching announces to the apps above."""

from dataclasses import dataclass
from datetime import datetime

from django.dispatch import Signal

from matching.models import Pairing
from people.models import Person


@dataclass(frozen=True)
class PairingChange:
    """A pairing came to another state."""

    pairing: Pairing
    at: datetime
    by: Person | None = None


@dataclass(frozen=True)
class MeetingsAsked:
    """A question: when these two meet in this time.

    Each meeting is answered as a consequence, `meeting_planned`.
    """

    pairing: Pairing
    after: datetime
    until: datetime


#: Both said yes: the two get acquainted. Sent with `change=PairingChange`.
pairing_prepared = Signal()
#: Everything was agreed: the pairing runs.
pairing_started = Signal()
#: Suspended, paused or ended; read the state of the pairing.
pairing_stopped = Signal()
#: A suspension was lifted, a pause or a stop was taken back.
pairing_resumed = Signal()
#: Sent with `question=MeetingsAsked`; nothing has changed yet.
meetings_asked = Signal()
