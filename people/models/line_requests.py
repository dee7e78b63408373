"""A change of the chart that waits: it would let two people be a pair who may not."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models.chart import ReportingLine
from people.models.person import Person
from privacy.classification import PERSONAL, PLAIN, DataClass


class LineRequestQuerySet(models.QuerySet["LineRequest"]):
    """The questions that are asked of requests; they chain."""

    def waiting(self) -> Self:
        return self.filter(state=LineRequest.State.WAITING)

    def for_display(self) -> Self:
        return self.select_related("person", "superior", "line", "asked_by")


class LineRequest(models.Model):
    """One hr person asks: end a line, or call somebody the top of a line.

    A second hr person decides. Where there is none, `due_on` is set: it takes effect
    after that day, unless one of those concerned says that it is not right.
    """

    class Kind(models.TextChoices):
        """What is asked for."""

        END = "end", _("end a line")
        TOP = "top", _("top of the line")

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        REFUSED = "refused", _("not done")
        OBJECTED = "objected", _("said no to")

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "kind": PERSONAL,
        "person": PERSONAL,
        "superior": PERSONAL,
        "line": PERSONAL,
        "last_on": PERSONAL,
        "asked_by": PERSONAL,
        "asked_at": PERSONAL,
        "due_on": PERSONAL,
        "state": PERSONAL,
        "decided_by": PERSONAL,
        "decided_at": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=3, choices=Kind)
    person = models.ForeignKey(Person, models.CASCADE, related_name="line_requests")
    superior = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="+"
    )
    line = models.ForeignKey(
        ReportingLine, models.SET_NULL, null=True, blank=True, related_name="requests"
    )
    last_on = models.DateField(null=True, blank=True)
    asked_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = LineRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "line"],
                condition=Q(state="waiting", kind="end"),
                name="one_waiting_request_per_line",
                violation_error_message=_("Somebody asked for this already."),
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="waiting", kind="top"),
                name="one_waiting_request_for_a_top",
                violation_error_message=_("Somebody asked for this already."),
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(asked_by=models.F("decided_by")),
                name="a_second_person_decides",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"


class Concerned(models.Model):
    """Somebody whose pair a request is about, and who may object."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "request": PLAIN,
        "person": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(LineRequest, models.CASCADE, related_name="concerned")
    person = models.ForeignKey(Person, models.CASCADE, related_name="concerned_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "person"], name="concerned_once_per_request"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}"
