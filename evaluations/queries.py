"""What the coordinator's page of evaluation shows: boxes, never who answered."""

from django.db.models import QuerySet

from evaluations.models import Box
from programmes.models import Programme


def boxes_of(programme: Programme) -> QuerySet[Box]:
    """Give the boxes into which a programme's answers go, the newest first."""
    found = Box.objects.filter(pool__programmes=programme).select_related("pool")
    return found.order_by("-opens_at", "pk")
