"""Steps of the journey that a pair has taken, and milestones it has reached."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from matching.models import Pairing
from people.models import Person
from programmes.models import Step
from sessions_log.models import StepDone
from sessions_log.operations.holding import hold_to_write


@transaction.atomic
def take(pairing: Pairing, step: Step, *, at: datetime, by: Person) -> None:
    """Say that a step is done; of a milestone only the mentee says so. Twice is once.

    Raises PermissionDenied for a step of the other or of another programme,
    ValidationError when all is over.
    """
    pairing = hold_to_write(pairing, by=by)
    _refuse_others_step(pairing, step, by)
    on = timezone.localdate(at)
    StepDone.objects.get_or_create(pairing=pairing, step=step, defaults={"done_on": on})


@transaction.atomic
def take_back(pairing: Pairing, step: Step, *, by: Person) -> None:
    """Say that a step is not done after all; raises as `take` does."""
    pairing = hold_to_write(pairing, by=by)
    _refuse_others_step(pairing, step, by)
    StepDone.objects.filter(pairing=pairing, step=step).delete()


def _refuse_others_step(pairing: Pairing, step: Step, by: Person) -> None:
    is_mentor = by.pk == pairing.mentor_id
    theirs = Step.ForRole.MENTEE if is_mentor else Step.ForRole.MENTOR
    elsewhere = step.phase.programme_id != pairing.programme_id
    if elsewhere or step.for_role == theirs:
        raise PermissionDenied
