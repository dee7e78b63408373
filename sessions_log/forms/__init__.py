"""What the pages of a pair ask, one subject per file."""

from sessions_log.forms.challenges import ChallengeForm, ResultForm
from sessions_log.forms.goals import GoalForm, StepForm, WordingForm
from sessions_log.forms.meetings import (
    ActionForm,
    HeldForm,
    LogForm,
    MomentForm,
    MoveForm,
    PointForm,
    WishForm,
)
from sessions_log.forms.mirror import MirrorForm, OneThingForm
from sessions_log.forms.notes import (
    AgreementForm,
    FarewellForm,
    NoteChangeForm,
    NoteForm,
)
from sessions_log.forms.settling import PaperForm, ProveForm, SettleForm

__all__ = [
    "ActionForm",
    "AgreementForm",
    "ChallengeForm",
    "FarewellForm",
    "GoalForm",
    "HeldForm",
    "LogForm",
    "MirrorForm",
    "MomentForm",
    "MoveForm",
    "NoteChangeForm",
    "NoteForm",
    "OneThingForm",
    "PaperForm",
    "PointForm",
    "ProveForm",
    "ResultForm",
    "SettleForm",
    "StepForm",
    "WishForm",
    "WordingForm",
]
