"""What goes: with somebody who asks for it, and with time."""

from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction

from people.models import Person
from programmes.models import Attendance, Enrolment, Intervision, Role, Welcome

#: How long we keep what somebody told who does not, or no longer, take part.
KEPT = timedelta(days=183)


@transaction.atomic
def forget(person: Person) -> None:
    """Delete somebody's parts and roles, with all wishes, offers and motivations.

    The page that erases a person ends what is open first, so that the others are told.
    """
    Enrolment.objects.filter(person=person).delete()
    Role.objects.filter(person=person).delete()
    Welcome.objects.filter(person=person).delete()
    Attendance.objects.filter(mentor=person).delete()


@transaction.atomic
def purge(*, on: date) -> dict[str, int]:
    """Delete parts that ended and talks that were half a year ago.

    Says how many rows went, per model.
    """
    long_ago = datetime.combine(on, time.min, tzinfo=UTC) - KEPT
    over = Enrolment.objects.filter(state__in=Enrolment.OVER, moved_at__lt=long_ago)
    talks = Intervision.objects.filter(on__lt=on - KEPT)
    return over.delete()[1] | talks.delete()[1]
