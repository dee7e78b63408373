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


#: Both said yes: the two get acquainted. Sent with `change=PairingChange`.
pairing_prepared = Signal()
#: Everything was agreed: the pairing runs.
pairing_started = Signal()
#: Suspended, paused or ended; read the state of the pairing.
pairing_stopped = Signal()
#: A suspension was lifted, a pause or a stop was taken back.
pairing_resumed = Signal()
