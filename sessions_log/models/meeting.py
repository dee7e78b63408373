"""A conversation of a pair: planned, held, moved or cancelled."""

import uuid
from datetime import UTC, datetime, time, timedelta
from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matching.models import Pairing
from people.models import Person
from privacy.classification import PERSONAL, PLAIN, DataClass


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """The questions that are asked of meetings; they chain."""

    def of(self, person: Person) -> Self:
        """Keep the meetings in which this person is one of the two."""
        return self.filter(Q(pairing__mentor=person) | Q(pairing__mentee=person))

    def planned(self) -> Self:
        return self.filter(state=Meeting.State.PLANNED)

    def held(self) -> Self:
        return self.filter(state=Meeting.State.HELD)

    def known_to(self, person: Person) -> Self:
        """Leave out what lies ahead of a pair that this person has just stopped."""
        return self.exclude(
            pairing__state=Pairing.State.ENDED, pairing__ended_by=person
        )

    def for_display(self) -> Self:
        return self.select_related(
            "pairing__mentor", "pairing__mentee", "pairing__programme"
        )


class Meeting(models.Model):
    """One conversation; where and what about are notes."""

    class Way(models.TextChoices):
        """How the two speak."""

        FACE = "face", _("face to face")
        SHADOWING = "shadowing", _("shadowing")
        PHONE = "phone", _("by phone")
        VIDEO = "video", _("by video")
        MAIL = "mail", _("by e-mail")

    class State(models.TextChoices):
        """A moved meeting is planned again; a disputed one does not count."""

        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")
        DISPUTED = "disputed", _("not agreed on")

    class Purpose(models.TextChoices):
        """What a meeting was for; counted over a whole programme, never per pair."""

        SUPPORT = "support", _("support")
        HELP = "help", _("help")
        EXCHANGE = "exchange", _("exchange")
        LEARNING = "learning", _("learning")

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "pairing": PERSONAL,
        "number": PLAIN,
        "planned_on": PERSONAL,
        "planned_time": PERSONAL,
        "time_zone": PERSONAL,
        "minutes": PERSONAL,
        "way": PERSONAL,
        "state": PERSONAL,
        "held_on": PERSONAL,
        "sequence": PLAIN,
        "purposes": PERSONAL,
        "logged_by": PERSONAL,
        "disputed_by": PERSONAL,
        "is_dated": PERSONAL,
        "is_prepared": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    planned_on = models.DateField(_("day"))
    planned_time = models.TimeField(_("time"), null=True, blank=True)
    time_zone = models.CharField(max_length=50, default="Europe/Brussels")
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=60)
    way = models.CharField(_("how"), max_length=9, choices=Way, default=Way.FACE)
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    held_on = models.DateField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    purposes = models.JSONField(default=list, blank=True)
    logged_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    # Who said "that is not right": it counts again when the two agree.
    disputed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # False for "we already spoke": then only the month is known.
    is_dated = models.BooleanField(default=True)
    # The mentee's own tick, which nobody else is shown.
    is_prepared = models.BooleanField(default=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pairing", "number"], name="meetings_are_numbered"
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(held_on__isnull=False),
                name="a_held_meeting_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=5) & Q(minutes__lte=480),
                name="a_meeting_lasts_five_minutes_to_a_day",
                violation_error_message=_(
                    "A meeting lasts between 5 minutes and 8 hours."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.planned_on}"

    @property
    def is_planned(self) -> bool:
        return self.state == self.State.PLANNED

    @property
    def is_held(self) -> bool:
        return self.state == self.State.HELD

    @property
    def is_disputed(self) -> bool:
        return self.state == self.State.DISPUTED

    def begins_at(self, *, unless_timed: time = time(9)) -> datetime:
        """Give the moment it is planned for, in UTC; the day alone has a usual time.

        It is kept as wall time: a clock that jumps over it reads it as before the
        jump, and what comes twice is the first of the two (RFC 5545, 3.3.5).
        """
        begins = self.planned_time or unless_timed
        zone = ZoneInfo(self.time_zone)
        return datetime.combine(self.planned_on, begins, zone).astimezone(UTC)

    def is_over(self, *, at: datetime) -> bool:
        """Say whether the moment it was planned for has passed."""
        length = timedelta(minutes=self.minutes if self.planned_time else 1)
        return self.begins_at(unless_timed=time(23, 59)) + length <= at
