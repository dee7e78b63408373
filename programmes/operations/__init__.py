"""Every act on a programme and on the parts people have in it, one concern per file."""

from programmes.operations.creation import (
    NewProgramme,
    add_competence,
    create_programme,
    load_competences,
)
from programmes.operations.decisions import (
    approve,
    approve_all,
    leave,
    not_now,
    withdraw,
)
from programmes.operations.enrolling import Application, apply, enrol
from programmes.operations.holding import CONFLICT
from programmes.operations.lifecycle import advance, close, open_programme
from programmes.operations.retention import forget, purge
from programmes.operations.roles import Term, assign_role, end_role
from programmes.operations.sections import (
    Aim,
    Saving,
    remove_objective,
    save_agreement,
    save_objective,
    save_section,
)
from programmes.operations.welcoming import ask_to_sign, note_steps, sign

__all__ = [
    "CONFLICT",
    "Aim",
    "Application",
    "NewProgramme",
    "Saving",
    "Term",
    "add_competence",
    "advance",
    "apply",
    "approve",
    "approve_all",
    "ask_to_sign",
    "assign_role",
    "close",
    "create_programme",
    "end_role",
    "enrol",
    "forget",
    "leave",
    "load_competences",
    "not_now",
    "note_steps",
    "open_programme",
    "purge",
    "remove_objective",
    "save_agreement",
    "save_objective",
    "save_section",
    "sign",
    "withdraw",
]
