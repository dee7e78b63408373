"""One of the two does not answer: a neutral letter, once a week at most."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from matching import access, queries
from matching.models import Pairing
from matching.operations.locks import hold_pairing
from matching.operations.telling import promise_to
from people.models import Person


@transaction.atomic
def nudge(pairing: Pairing, *, at: datetime, by: Person) -> None:
    """Write to the other that this one would like to pick a moment; kept nowhere else.

    Raises ValidationError when such a letter went less than a week ago, or when the two
    do not meet now.
    """
    pairing = hold_pairing(pairing)
    if not access.may_nudge(by, pairing):
        raise ValidationError(_("This letter cannot go now."))
    if queries.nudged_lately(pairing, by=by, at=at):
        raise ValidationError(
            _("This letter went less than a week ago. There are other ways below.")
        )
    promise_to("partner_nudge", pairing, [pairing.other_than(by)], at=at)
