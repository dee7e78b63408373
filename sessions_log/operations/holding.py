"""What an act of a pair begins with: the locks, and whether it may still act.

The order is that of matching: chart, programme, pairing; after it come meetings, goals
and notes. Whoever ends a pairing holds it too, so nothing is written a moment later.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from matching.models import Pairing
from matching.operations.locks import hold_pairing
from people.models import Person
from sessions_log import access
from sessions_log.models import Meeting


def hold_to_write(pairing: Pairing, *, by: Person) -> Pairing:
    """Lock a pairing in which something is written.

    Raises ValidationError when it or its programme is over.
    """
    locked = Pairing.objects.select_for_update(of=("self",)).for_display()
    return _lasting(locked.get(pk=pairing.pk), by)


def hold_to_settle(pairing: Pairing, *, by: Person) -> Pairing:
    """Lock a pairing that may start by this act, with all that its start locks.

    Raises ValidationError when it or its programme is over.
    """
    return _lasting(hold_pairing(pairing), by)


def hold_to_part(pairing: Pairing, *, by: Person, at: datetime) -> Pairing:
    """Lock a pairing that the organisation parted, for the last word of one of the two.

    Raises ValidationError when it was said already, or its time is over.
    """
    locked = Pairing.objects.select_for_update(of=("self",)).for_display()
    parted = locked.get(pk=pairing.pk)
    if not access.may_say_farewell(by, parted, at=at):
        raise ValidationError(_("A last message can no longer be sent here."))
    return parted


def hold_meeting(meeting: Meeting, *, by: Person) -> Meeting:
    """Lock a meeting after its pairing.

    Raises ValidationError when the pairing or its programme is over.
    """
    hold_to_write(meeting.pairing, by=by)
    locked = Meeting.objects.select_for_update(of=("self",)).for_display()
    return locked.get(pk=meeting.pk)


def _lasting(pairing: Pairing, by: Person) -> Pairing:
    if not access.may_write(by, pairing):
        raise ValidationError(
            _("Your journey together has ended: nothing can be saved here any more.")
        )
    if not pairing.programme.may_log:
        raise ValidationError(_("This programme closed a moment ago."))
    return pairing
