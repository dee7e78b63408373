"""The tables of mailing, one concept per file."""

from mailing.models.delivery import Delivery, Occasion
from mailing.models.machinery import Breaker, Tick
from mailing.models.wishes import Address, Preference

__all__ = ["Address", "Breaker", "Delivery", "Occasion", "Preference", "Tick"]
