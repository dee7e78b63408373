"""What programmes announces to the apps above."""

from dataclasses import dataclass
from datetime import datetime

from django.dispatch import Signal

from people.models import Person
from programmes.models import Enrolment, Programme


@dataclass(frozen=True)
class ProgrammeClosed:
    """A programme has ended for everybody."""

    programme: Programme
    at: datetime
    by: Person | None = None


@dataclass(frozen=True)
class EnrolmentChanged:
    """Somebody's part in a programme changed state."""

    enrolment: Enrolment
    before: str
    after: str
    at: datetime
    by: Person | None = None


#: Sent with `change=ProgrammeClosed`; receivers return a list of `Consequence`.
programme_closed = Signal()
#: Sent with `change=EnrolmentChanged`.
enrolment_changed = Signal()
