"""Which roles are held now."""

from django.db.models import Q
from django.utils import timezone


def in_force(roles: str = "") -> Q:
    """Keep the roles that are held now: begun, and not ended."""
    now = timezone.now()
    lasting = Q(**{f"{roles}until_at": None}) | Q(**{f"{roles}until_at__gt": now})
    return lasting & Q(**{f"{roles}from_at__lte": now})
