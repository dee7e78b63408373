"""Two people are asked whether they want to get to know each other."""

import uuid
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from matching import rules
from matching.models.interest import InterestDeclared
from matching.models.round import Round
from people import org_chart
from people.models import Person
from privacy.classification import PERSONAL, PLAIN, DataClass
from programmes.models import Enrolment, Programme


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """The questions that are asked of proposals; they chain."""

    def open(self) -> Self:
        return self.filter(state__in=Proposal.OPEN)

    def asked(self) -> Self:
        """Keep those that wait for an answer of one of the two."""
        return self.filter(state__in=Proposal.ASKED)

    def followed_by(self, person: Person) -> Self:
        """Keep what one coordinates without being in it, above it or close to it."""
        above = org_chart.reports_of(person)
        biased = Q(mentor__person__in=above) | Q(mentee__person__in=above)
        declared = InterestDeclared.objects.standing().filter(
            Q(person=OuterRef("mentor__person")) | Q(person=OuterRef("mentee__person")),
            coordinator=person,
            programme=OuterRef("mentee__programme"),
        )
        coordinated = Q(mentee__programme__in=Programme.objects.coordinated_by(person))
        return self.filter(coordinated & ~(_with(person) | biased) & ~Exists(declared))

    def visible_to(self, person: Person) -> Self:
        """Keep what one is asked oneself, and what one follows as a coordinator."""
        asked = self.filter(_with(person) & ~Q(state="drafted"))
        return asked | self.followed_by(person)

    def for_display(self) -> Self:
        return self.select_related(
            "mentor__person", "mentee__person", "mentee__programme", "round"
        )


def _with(person: Person) -> Q:
    return Q(mentor__person=person) | Q(mentee__person=person)


class Proposal(models.Model):
    """A mentor for a mentee; a pairing comes of it when both say yes."""

    class State(models.TextChoices):
        """Both answers are good; only two times yes makes a pair."""

        DRAFTED = "drafted", _("draft")
        PUBLISHED = "published", _("waiting for an answer")
        ACCEPTED_BY_ONE = "accepted_by_one", _("waiting for one answer")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("somebody else")
        EXPIRED = "expired", _("no answer in time")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Answer(models.TextChoices):
        """What one of the two said; never shown to the other."""

        NONE = "", _("no answer yet")
        YES = "yes", _("yes")
        NO = "no", _("rather somebody else")

    ASKED = (State.PUBLISHED, State.ACCEPTED_BY_ONE)
    OPEN = (State.DRAFTED, *ASKED)

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "round": PLAIN,
        "mentee": PERSONAL,
        "mentor": PERSONAL,
        "proposed_on": PERSONAL,
        "state": PERSONAL,
        "score": PERSONAL,
        "factors": PERSONAL,
        "pinned": PERSONAL,
        "remind_on": PLAIN,
        "mentor_answer": PERSONAL,
        "mentee_answer": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(
        Round, models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    mentee = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="proposals_as_mentee"
    )
    mentor = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="proposals_as_mentor"
    )
    proposed_on = models.DateField()
    state = models.CharField(max_length=15, choices=State, default=State.DRAFTED)
    score = models.PositiveIntegerField(null=True, blank=True)
    factors = models.JSONField(null=True, blank=True)
    pinned = models.BooleanField(default=False)
    remind_on = models.DateField(null=True, blank=True)
    mentor_answer = models.CharField(max_length=3, choices=Answer, blank=True)
    mentee_answer = models.CharField(max_length=3, choices=Answer, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mentee", "mentor"],
                condition=Q(state__in=["drafted", "published", "accepted_by_one"]),
                name="these_two_are_asked_once_at_a_time",
                violation_error_message=_("These two have already been proposed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor.person} - {self.mentee.person}"

    def clean(self) -> None:
        """Refuse what the rules refuse, wherever a proposal is made."""
        if obstacle := rules.obstacle_between(self.mentor.person, self.mentee.person):
            raise ValidationError(obstacle)
        if obstacle := rules.obstacle_to_enrolments(self.mentor, self.mentee):
            raise ValidationError(obstacle)

    @property
    def is_asked(self) -> bool:
        return self.state in self.ASKED

    def people(self) -> tuple[Person, Person]:
        return self.mentor.person, self.mentee.person

    def unanswered(self) -> list[Person]:
        """Give those of the two who have not answered yet."""
        mentor, mentee = self.people()
        answers = ((mentor, self.mentor_answer), (mentee, self.mentee_answer))
        return [person for person, said in answers if said == self.Answer.NONE]
