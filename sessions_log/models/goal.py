"""What the mentee wants to reach; the words are notes of kind goal."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matching.models import Pairing
from people.models import Person
from privacy.classification import PERSONAL, PLAIN, DataClass


class Goal(models.Model):
    """A goal of a mentee, agreed by both, with the step it has come to."""

    class State(models.TextChoices):
        """What became of it."""

        PROPOSED = "proposed", _("proposed")
        ACTIVE = "active", _("active")
        REACHED = "reached", _("reached")
        DROPPED = "dropped", _("let go")

    class Step(models.IntegerChoices):
        """How far it has come, in words."""

        NOT_BEGUN = 0, _("Not begun yet")
        BEGUN = 1, _("Begun")
        ON_THE_WAY = 2, _("On the way")
        ALMOST = 3, _("Almost there")
        REACHED = 4, _("Reached")

    OPEN = (State.PROPOSED, State.ACTIVE)
    AGREED = (State.ACTIVE, State.REACHED)
    MOST_ACTIVE = 3

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "pairing": PERSONAL,
        "mentee": PERSONAL,
        "step": PERSONAL,
        "state": PERSONAL,
        "due_on": PERSONAL,
        "mentee_agreed_at": PERSONAL,
        "mentor_agreed_at": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="+")
    mentee = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    step = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    mentee_agreed_at = models.DateTimeField(null=True, blank=True)
    mentor_agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(step__gte=0) & Q(step__lte=4),
                name="a_goal_has_four_steps",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.step}/4"

    @property
    def step_in_words(self) -> str:
        return str(self.Step(self.step).label)

    @property
    def next_step(self) -> "Goal.Step | None":
        """Give the step after this one; None at the last."""
        return None if self.step >= self.Step.REACHED else self.Step(self.step + 1)

    @property
    def other_steps(self) -> "list[Goal.Step]":
        """Give the steps that are neither this one nor the next."""
        return [one for one in self.Step if one not in (self.step, self.next_step)]

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN
