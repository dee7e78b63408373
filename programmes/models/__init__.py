"""The tables of the frame, one concept per file."""

from programmes.models.charter import Charter
from programmes.models.enrolment import Enrolment
from programmes.models.objective import Objective
from programmes.models.programme import Programme
from programmes.models.roles import Role
from programmes.models.skills import Competence, Offer, Wish
from programmes.models.welcome import Welcome

__all__ = [
    "Charter",
    "Competence",
    "Enrolment",
    "Objective",
    "Offer",
    "Programme",
    "Role",
    "Welcome",
    "Wish",
]
