"""The tables of evaluations, one concept per file."""

from evaluations.models.box import Ballot, Box, Pool, Release
from evaluations.models.instrument import Instrument, Item

__all__ = ["Ballot", "Box", "Instrument", "Item", "Pool", "Release"]
