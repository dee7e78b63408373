"""Somebody takes part in a programme as mentor or as mentee."""

import uuid
from typing import ClassVar, Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Person
from privacy.classification import PERSONAL, PLAIN, DataClass
from programmes.models.programme import Programme


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """The questions that are asked of enrolments; they chain."""

    def open(self) -> Self:
        return self.exclude(state__in=Enrolment.OVER)

    def approved(self) -> Self:
        return self.filter(state__in=Enrolment.APPROVED)

    def undecided(self) -> Self:
        """Keep those who have signed up and wait for a yes or a no."""
        return self.filter(state__in=Enrolment.UNDECIDED)

    def mentors(self) -> Self:
        return self.filter(role=Enrolment.Role.MENTOR)

    def mentees(self) -> Self:
        return self.filter(role=Enrolment.Role.MENTEE)

    def visible_to(self, person: Person) -> Self:
        """Keep one's own enrolments, and those of the programmes one coordinates."""
        coordinated = Programme.objects.coordinated_by(person)
        return self.filter(Q(person=person) | Q(programme__in=coordinated))

    def for_display(self) -> Self:
        return self.select_related("person", "programme")


class Enrolment(models.Model):
    """What a person offers or seeks in one programme."""

    class Role(models.TextChoices):
        """The two of a pair."""

        MENTOR = "mentor", _("mentor")
        MENTEE = "mentee", _("mentee")

    class State(models.TextChoices):
        """How far somebody has come."""

        INVITED = "invited", _("invited")
        APPLIED = "applied", _("signed up")
        IN_SELECTION = "in_selection", _("in selection")
        APPROVED = "approved", _("taking part")
        APPROVED_AFTER_TRAINING = (
            "approved_after_training",
            _("taking part after training"),
        )
        NOT_NOW = "not_now", _("not this time")
        WITHDRAWN = "withdrawn", _("withdrawn")
        ENDED = "ended", _("ended")

    OVER = (State.WITHDRAWN, State.ENDED, State.NOT_NOW)
    UNDECIDED = (State.APPLIED, State.IN_SELECTION)
    APPROVED = (State.APPROVED,)
    SIGNED_UP = (*UNDECIDED, *APPROVED, State.APPROVED_AFTER_TRAINING)
    LONGEST_MOTIVATION = 2000

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "programme": PLAIN,
        "person": PERSONAL,
        "role": PERSONAL,
        "state": PERSONAL,
        "capacity": PERSONAL,
        "hours_month": PERSONAL,
        "languages": PERSONAL,
        "sites": PERSONAL,
        "ways": PERSONAL,
        "availability": PERSONAL,
        "motivation": PERSONAL,
        "readiness_done_on": PERSONAL,
        "time_confirmed_at": PERSONAL,
        "priority_at": PERSONAL,
        "moved_at": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="enrolments")
    person = models.ForeignKey(Person, models.CASCADE, related_name="enrolments")
    role = models.CharField(max_length=6, choices=Role)
    state = models.CharField(max_length=24, choices=State, default=State.INVITED)
    capacity = models.PositiveSmallIntegerField(_("places"), default=1)
    hours_month = models.PositiveSmallIntegerField(
        _("hours a month"), null=True, blank=True
    )
    languages = models.JSONField(_("languages, the preferred one first"), default=list)
    sites = models.JSONField(default=list, blank=True)
    ways = models.JSONField(_("ways to meet"), default=list, blank=True)
    # Ten half-days, Monday morning is bit 0.
    availability = models.PositiveSmallIntegerField(default=1023)
    motivation = models.TextField(
        _("why I take part"),
        blank=True,
        validators=[MaxLengthValidator(LONGEST_MOTIVATION)],
    )
    readiness_done_on = models.DateField(null=True, blank=True)
    time_confirmed_at = models.DateTimeField(null=True, blank=True)
    priority_at = models.DateTimeField(null=True, blank=True)
    # When this state was reached: what was told is not kept for ever.
    moved_at = models.DateTimeField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person", "role"],
                condition=~Q(state="withdrawn"),
                name="one_enrolment_per_role",
                violation_error_message=_("This person already takes part."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__gte=1) & Q(capacity__lte=20),
                name="a_mentor_has_one_to_twenty_places",
                violation_error_message=_("A mentor has between 1 and 20 places."),
            ),
            models.CheckConstraint(
                condition=Q(availability__gte=0) & Q(availability__lte=1023),
                name="availability_is_ten_half_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()})"

    @property
    def is_mentor(self) -> bool:
        return self.role == self.Role.MENTOR

    @property
    def is_invited(self) -> bool:
        return self.state == self.State.INVITED

    @property
    def is_undecided(self) -> bool:
        return self.state in self.UNDECIDED

    @property
    def has_signed_up(self) -> bool:
        return self.state in self.SIGNED_UP

    @property
    def is_open(self) -> bool:
        return self.state not in self.OVER
