"""What one of a pair takes on: an action out of a meeting, or a challenge."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matching.models import Pairing
from privacy.classification import PERSONAL, PLAIN, DataClass
from sessions_log.models.meeting import Meeting


class ActionItem(models.Model):
    """Something one of the two will do; the words are notes of its kind."""

    class Kind(models.TextChoices):
        """An action is agreed at once; a challenge is proposed and taken up."""

        ACTION = "action", _("action")
        CHALLENGE = "challenge", _("challenge")

    class State(models.TextChoices):
        """What became of it."""

        PROPOSED = "proposed", _("proposed")
        OPEN = "open", _("to do")
        DONE = "done", _("done")
        DROPPED = "dropped", _("let go")

    class ForRole(models.TextChoices):
        """Which of the two does it."""

        MENTOR = "mentor", _("mentor")
        MENTEE = "mentee", _("mentee")

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "pairing": PERSONAL,
        "meeting": PERSONAL,
        "kind": PLAIN,
        "for_role": PERSONAL,
        "state": PERSONAL,
        "due_on": PERSONAL,
        "done_at": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.ACTION)
    for_role = models.CharField(max_length=6, choices=ForRole)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False),
                name="what_is_done_was_done_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.get_state_display()}"

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE
