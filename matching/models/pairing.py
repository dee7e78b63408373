"""Two people who are mentor and mentee in one programme."""

import uuid
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from mailing.letters import Reader
from matching import rules
from matching.models.interest import InterestDeclared, OutsideCoordinator
from people import org_chart
from people.models import Person
from privacy.classification import PERSONAL, PLAIN, DataClass
from programmes.models import Charter, Programme


class PairingQuerySet(models.QuerySet["Pairing"]):
    """The questions that are asked of pairings; they chain."""

    def active(self) -> Self:
        """Keep those that hold a place: preparing, running or paused."""
        return self.filter(state__in=Pairing.OPEN)

    def of(self, person: Person) -> Self:
        """Keep the pairings in which this person is one of the two."""
        return self.filter(Q(mentor=person) | Q(mentee=person))

    def visible_to(self, person: Person) -> Self:
        """Keep one's own, and what one follows."""
        followed = Pairing.objects.followed_by(person)
        return self.filter(_with(person) | Q(pk__in=followed.values("pk")))

    def followed_by(self, person: Person) -> Self:
        """Keep what somebody follows as a coordinator, or was invited to follow.

        Nobody follows a pair that they are in or above, or in which they declared an
        interest.
        """
        coordinated = Q(programme__in=Programme.objects.coordinated_by(person))
        invited = OutsideCoordinator.objects.filter(person=person, until_at=None)
        asked_in = Q(pk__in=invited.values("pairing"))
        above = org_chart.reports_of(person)
        biased = _with(person) | Q(mentor__in=above) | Q(mentee__in=above)
        declared = InterestDeclared.objects.standing().filter(
            Q(person=OuterRef("mentor")) | Q(person=OuterRef("mentee")),
            coordinator=person,
            programme=OuterRef("programme"),
        )
        return self.filter((coordinated | asked_in) & ~biased & ~Exists(declared))

    def for_display(self) -> Self:
        return self.select_related("mentor", "mentee", "programme")


def _with(person: Person) -> Q:
    return Q(mentor=person) | Q(mentee=person)


class Pairing(models.Model):
    """A mentor and a mentee, from getting acquainted to the end."""

    class State(models.TextChoices):
        """Where the two stand."""

        PREPARING = "preparing", _("getting acquainted")
        RUNNING = "running", _("running")
        PAUSED = "paused", _("paused")
        SUSPENDED = "suspended", _("suspended")
        ENDED = "ended", _("ended")

    class Kind(models.TextChoices):
        """The mentor, or somebody who stands in for a dated time."""

        REGULAR = "regular", _("regular")
        STAND_IN = "stand_in", _("standing in")

    class EndedAs(models.TextChoices):
        """How a pairing came to its end; never why."""

        COMPLETED = "completed", _("completed")
        STOPPED = "stopped", _("stopped")
        LEFT = "left", _("somebody left the company")
        CHART = "chart", _("the organisation changed")
        PROGRAMME = "programme", _("the programme closed")

    class Rematch(models.TextChoices):
        """What a mentee says when the organisation took the mentor away."""

        UNSAID = "", _("nothing said yet")
        WANTED = "wanted", _("somebody new, please")
        NOT_NOW = "not_now", _("not now")

    OPEN = (State.PREPARING, State.RUNNING, State.PAUSED)

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "programme": PLAIN,
        "mentor": PERSONAL,
        "mentee": PERSONAL,
        "state": PERSONAL,
        "state_before": PERSONAL,
        "kind": PERSONAL,
        "until_on": PERSONAL,
        "told_at": PERSONAL,
        "mentor_agreed_at": PERSONAL,
        "mentee_agreed_at": PERSONAL,
        "goals_agreed_at": PERSONAL,
        "on_paper_on": PERSONAL,
        "planned_at": PERSONAL,
        "started_on": PERSONAL,
        "paused_until": PERSONAL,
        "suspended_at": PERSONAL,
        "resumes_on": PERSONAL,
        "rematch": PERSONAL,
        "ended_on": PERSONAL,
        "ended_as": PERSONAL,
        "ended_by": PERSONAL,
        "slot": PLAIN,
        "charter": PLAIN,
        "restorable_until": PERSONAL,
        "made_on": PERSONAL,
        "version": PLAIN,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="pairings")
    # Null only as the tombstone of somebody who was erased.
    mentor = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="pairings_as_mentor"
    )
    mentee = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="pairings_as_mentee"
    )
    state = models.CharField(max_length=9, choices=State, default=State.PREPARING)
    state_before = models.CharField(max_length=9, choices=State, blank=True)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.REGULAR)
    made_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    mentor_agreed_at = models.DateTimeField(null=True, blank=True)
    mentee_agreed_at = models.DateTimeField(null=True, blank=True)
    # The agreement was signed on paper on this day, for the two.
    on_paper_on = models.DateField(null=True, blank=True)
    goals_agreed_at = models.DateTimeField(null=True, blank=True)
    planned_at = models.DateTimeField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    # When a suspension ends by itself: the line that forbids the pair has a last day.
    resumes_on = models.DateField(null=True, blank=True)
    rematch = models.CharField(max_length=7, choices=Rematch, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_as = models.CharField(max_length=9, choices=EndedAs, blank=True)
    # Who stopped: known until the other was told, then emptied.
    ended_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    slot = models.PositiveSmallIntegerField(default=1)
    charter = models.ForeignKey(
        Charter, models.PROTECT, null=True, blank=True, related_name="+"
    )
    restorable_until = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = PairingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(mentor=F("mentee")),
                name="nobody_mentors_themselves",
                violation_error_message=_("Nobody can be their own mentor."),
            ),
            models.UniqueConstraint(
                fields=["programme", "mentor", "mentee", "kind"],
                name="these_two_once_per_programme",
                violation_error_message=_(
                    "These two have already been a pair in this programme."
                ),
            ),
            models.UniqueConstraint(
                fields=["programme", "mentee", "kind"],
                condition=Q(state__in=["preparing", "running", "paused"]),
                name="one_open_mentor_per_mentee",
                violation_error_message=_("This mentee already has a mentor."),
            ),
            models.UniqueConstraint(
                fields=["programme", "mentor", "slot"],
                condition=Q(state__in=["preparing", "running", "paused"]),
                name="one_pairing_per_place",
                violation_error_message=_("This mentor has no place left."),
            ),
            models.CheckConstraint(
                condition=Q(slot__gte=1) & Q(slot__lte=20),
                name="a_place_is_one_to_twenty",
                violation_error_message=_("This mentor has no place left."),
            ),
            models.CheckConstraint(
                condition=Q(kind="regular") | Q(until_on__isnull=False),
                name="a_stand_in_has_an_end",
            ),
            models.CheckConstraint(
                # Two who still get acquainted may pause too: they have not started.
                condition=~(
                    Q(state="running") | Q(state="paused", started_on__isnull=False)
                )
                | (
                    Q(mentor_agreed_at__isnull=False)
                    & Q(mentee_agreed_at__isnull=False)
                    & Q(goals_agreed_at__isnull=False)
                    & Q(planned_at__isnull=False)
                ),
                name="a_running_pairing_is_agreed",
                violation_error_message=_(
                    "The two still have to agree on how they work together."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state="ended")
                | (Q(ended_on__isnull=False) & ~Q(ended_as="")),
                name="an_ended_pairing_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="ended")
                | (Q(mentor__isnull=False) & Q(mentee__isnull=False)),
                name="an_open_pairing_has_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} - {self.mentee}"

    def clean(self) -> None:
        """Refuse what the rules refuse, wherever a pairing is made."""
        if self.mentor is None or self.mentee is None or not self.is_open:
            return
        if obstacle := rules.obstacle_between(self.mentor, self.mentee):
            raise ValidationError(obstacle)

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def is_lasting(self) -> bool:
        return self.state != self.State.ENDED

    @property
    def is_stand_in(self) -> bool:
        return self.kind == self.Kind.STAND_IN

    def state_for(self, person: Person) -> str:
        """Give the state as this person knows it: a stop is news once it is told."""
        untold = self.state == self.State.ENDED and self.ended_by_id is not None
        if untold and self.has(person) and person.pk != self.ended_by_id:
            return self.state_before
        return self.state

    def has(self, person: Person) -> bool:
        return person.pk in (self.mentor_id, self.mentee_id)

    def other_than(self, person: Person | Reader) -> Person | None:
        """Give the partner of one of the two."""
        return self.mentee if person.pk == self.mentor_id else self.mentor
