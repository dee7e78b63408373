"""The tables of matching, one concept per file."""

from matching.models.exclusion import Apart, Exclusion
from matching.models.interest import InterestDeclared, OutsideCoordinator
from matching.models.pairing import Pairing
from matching.models.pause import Pause
from matching.models.proposal import Proposal
from matching.models.round import Round

__all__ = [
    "Apart",
    "Exclusion",
    "InterestDeclared",
    "OutsideCoordinator",
    "Pairing",
    "Pause",
    "Proposal",
    "Round",
]
