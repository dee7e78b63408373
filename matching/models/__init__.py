"""The tables of matching, one concept per file."""

from matching.models.exclusion import Apart, Exclusion
from matching.models.pairing import Pairing
from matching.models.proposal import Proposal
from matching.models.round import Round

__all__ = ["Apart", "Exclusion", "Pairing", "Proposal", "Round"]
