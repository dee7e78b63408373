"""What the pages of a pair ask, one subject per file."""

from sessions_log.forms.challenges import ChallengeForm, ResultForm
from sessions_log.forms.goals import GoalForm, StepForm, WordingForm
from sessions_log.forms.meetings import LogForm, MomentForm
from sessions_log.forms.mirror import MirrorForm, OneThingForm
from sessions_log.forms.notes import (
    AgreementForm,
    FarewellForm,
    NoteChangeForm,
    NoteForm,
)
from sessions_log.forms.settling import PaperForm, ProveForm, SettleForm

__all__ = [
    "AgreementForm",
    "ChallengeForm",
    "FarewellForm",
    "GoalForm",
    "LogForm",
    "MirrorForm",
    "MomentForm",
    "NoteChangeForm",
    "NoteForm",
    "OneThingForm",
    "PaperForm",
    "ProveForm",
    "ResultForm",
    "SettleForm",
    "StepForm",
    "WordingForm",
]
