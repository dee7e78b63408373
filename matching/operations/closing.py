"""The end of a journey as it was planned: closed by either of the two."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matching.models import Pairing
from matching.operations import pairings
from matching.operations.locks import hold_pairing
from matching.queries.closing import may_complete
from people.models import Person


@transaction.atomic
def complete(pairing: Pairing, *, at: datetime, by: Person) -> Pairing:
    """Close a journey that has run its time; both get a letter, nobody else does.

    The mentee looks for nobody now: whoever wants another journey signs up again.
    Raises ValidationError before its last day, and when it has ended already.
    """
    held = hold_pairing(pairing)
    if held.has(by) and may_complete(held, on=timezone.localdate(at)):
        held.rematch = Pairing.Rematch.NOT_NOW
        held.save(update_fields=["rematch"])
        return pairings.end(held, Pairing.EndedAs.COMPLETED, at=at, by=by)
    raise ValidationError(_("This journey cannot be closed now."))
