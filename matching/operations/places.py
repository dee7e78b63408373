"""The places of a mentor: one of them is free, or none."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from matching import queries, rules
from programmes.models import Enrolment


def free_place_of(mentor: Enrolment) -> int:
    """Give the lowest free place of a mentor; raises ValidationError when full."""
    taken = queries.places_taken(mentor.programme).get(mentor.person_id, set())
    slot = rules.free_place(mentor.capacity, taken)
    if slot is None:
        raise ValidationError(_("This mentor has no place left."))
    return slot
