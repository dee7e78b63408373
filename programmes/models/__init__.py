"""The tables of the frame, one concept per file."""

from programmes.models.charter import Charter
from programmes.models.enrolment import Enrolment
from programmes.models.intervision import Attendance, Intervision
from programmes.models.objective import Objective
from programmes.models.phase import Phase, Step
from programmes.models.programme import Programme
from programmes.models.roles import Role
from programmes.models.skills import Competence, Offer, Wish
from programmes.models.welcome import Welcome

__all__ = [
    "Attendance",
    "Charter",
    "Competence",
    "Enrolment",
    "Intervision",
    "Objective",
    "Offer",
    "Phase",
    "Programme",
    "Role",
    "Step",
    "Welcome",
    "Wish",
]
