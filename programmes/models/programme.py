"""A mentoring programme: the frame that stands before anybody is paired."""

import uuid
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, Q
from django.utils.translation import gettext_lazy as _

from people.models import CompanyRole, Person
from privacy.classification import PERSONAL, PLAIN, DataClass
from programmes import rules, vocabulary
from programmes.models.held import in_force
from programmes.vocabulary import Told, Words


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """The questions that are asked of programmes; they chain."""

    def coordinated_by(self, person: Person) -> Self:
        """Keep the programmes in which this person is coordinator today."""
        return self.with_role(person, "coordinator")

    def with_role(self, person: Person, kind: str) -> Self:
        """Keep the programmes in which this person has an open role of this kind."""
        held = Programme.objects.filter(
            in_force("roles__"), roles__person=person, roles__kind=kind
        )
        return self.filter(pk__in=held.values("pk"))

    def taken_part_by(self, person: Person) -> Self:
        """Keep the programmes in which this person is enrolled, in whatever state."""
        enrolled = Programme.objects.filter(enrolments__person=person)
        return self.filter(pk__in=enrolled.values("pk"))

    def visible_to(self, person: Person) -> Self:
        """Keep what is announced to all, and what this person has a part or a role in.

        HR and administrators know of every programme: they make them.
        """
        role = Programme.objects.filter(in_force("roles__"), roles__person=person)
        return self.filter(
            ~Q(state__in=Programme.UNANNOUNCED)
            | Q(pk__in=role.values("pk"))
            | Q(pk__in=Programme.objects.taken_part_by(person).values("pk"))
            | Exists(CompanyRole.objects.held_by(person, *CompanyRole.Kind.values))
        )

    def announced(self) -> Self:
        """Keep what every employee may know of: opened and not yet closed."""
        return self.exclude(state__in=Programme.UNANNOUNCED)

    def accepts_enrolment(self) -> Self:
        return self.filter(
            Q(state__in=Programme.BEFORE_PAIRING)
            | Q(state=Programme.State.RUNNING, always_open=True)
        )

    def may_pair(self) -> Self:
        return self.filter(state__in=Programme.PAIRING)

    def may_log(self) -> Self:
        return self.filter(state__in=Programme.LOGGING)


class Programme(models.Model):
    """One edition of a programme, with its mission, duration, cadence and words."""

    class Kind(models.TextChoices):
        """What the template was made for."""

        ONBOARDING = "onboarding", _("Welcoming new colleagues")
        LEADERSHIP = "leadership", _("Leadership")
        KNOWLEDGE = "knowledge", _("Keeping knowledge")
        REVERSE = "reverse", _("Reverse mentoring")
        WOMEN = "women", _("Women in leadership")
        FREE = "free", _("Free journey")

    class State(models.TextChoices):
        """Where a programme stands; it only goes forward."""

        DRAFT = "draft", _("in preparation")
        RECRUITING = "recruiting", _("recruiting")
        SELECTING = "selecting", _("selecting")
        TRAINING = "training", _("training")
        MATCHING = "matching", _("matching")
        RUNNING = "running", _("running")
        CLOSING = "closing", _("closing")
        CLOSED = "closed", _("closed")

    class MentorWord(models.TextChoices):
        """What a mentor is called here; the sentences take it as a placeholder."""

        MENTOR = "mentor", _("mentor")
        PETER = "peter", _("buddy (peter / meter)")
        TUTOR = "tutor", _("tutor")
        BUDDY = "buddy", _("buddy")

    class MenteeWord(models.TextChoices):
        """What a mentee is called here."""

        MENTEE = "mentee", _("mentee")
        NEWCOMER = "newcomer", _("new colleague")

    class AddressForm(models.TextChoices):
        """How Dutch texts address the reader."""

        JE = "je", "je"
        U = "u", "u"

    class KnownTo(models.TextChoices):
        """Who learns who is paired with whom."""

        TEAM = "team", _("colleagues may know who is paired")
        PAIR = "pair", _("only the two know")

    UNANNOUNCED = (State.DRAFT, State.CLOSED)
    BEFORE_PAIRING = (State.RECRUITING, State.SELECTING, State.TRAINING, State.MATCHING)
    PAIRING = (
        State.RECRUITING,
        State.SELECTING,
        State.TRAINING,
        State.MATCHING,
        State.RUNNING,
    )
    # While a programme closes, its pairs still write down their last meetings.
    LOGGING = (*PAIRING, State.CLOSING)
    FORMS = tuple(vocabulary.WAYS)

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "slug": PLAIN,
        "kind": PLAIN,
        "state": PLAIN,
        "name": PLAIN,
        "mission_whom": PLAIN,
        "mission_what_for": PLAIN,
        "mission_how_seen": PLAIN,
        "starts_on": PLAIN,
        "weeks": PLAIN,
        "cadence_weeks": PLAIN,
        "meeting_minutes": PLAIN,
        "forms": PLAIN,
        "mentor_word": PLAIN,
        "mentee_word": PLAIN,
        "address_form": PLAIN,
        "always_open": PLAIN,
        "known_to": PLAIN,
        "purposes": PLAIN,
        "purpose_lock": PLAIN,
        "substitute_contact": PERSONAL,
        "call_rounds_on": PLAIN,
        "drift_percent": PLAIN,
        "shared_notes_days": PLAIN,
        "private_notes_days": PLAIN,
        "copied_from": PLAIN,
        "sections_checked": PLAIN,
        "version": PLAIN,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.FREE)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    name = models.CharField(_("name"), max_length=120)
    mission_whom = models.JSONField(_("for whom"), default=dict, blank=True)
    mission_what_for = models.JSONField(_("what for"), default=dict, blank=True)
    mission_how_seen = models.JSONField(
        _("how we see that it worked"), default=dict, blank=True
    )
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    weeks = models.PositiveSmallIntegerField(
        _("duration in weeks"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(156)],
    )
    cadence_weeks = models.PositiveSmallIntegerField(
        _("weeks between meetings"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(26)],
    )
    meeting_minutes = models.PositiveSmallIntegerField(
        _("minutes per meeting"),
        default=60,
        validators=[MinValueValidator(10), MaxValueValidator(480)],
    )
    forms = models.JSONField(_("ways to meet"), default=list, blank=True)
    mentor_word = models.CharField(
        max_length=6, choices=MentorWord, default=MentorWord.MENTOR
    )
    mentee_word = models.CharField(
        max_length=8, choices=MenteeWord, default=MenteeWord.MENTEE
    )
    address_form = models.CharField(
        max_length=2, choices=AddressForm, default=AddressForm.JE
    )
    always_open = models.BooleanField(_("people may join at any time"), default=False)
    known_to = models.CharField(max_length=4, choices=KnownTo, default=KnownTo.PAIR)
    purposes = models.JSONField(default=list, blank=True)
    # The sentence that nothing from here counts in an appraisal; S49.
    purpose_lock = models.BooleanField(default=True)
    substitute_contact = models.CharField(
        _("who replaces the coordinator"), max_length=200, blank=True
    )
    call_rounds_on = models.JSONField(default=list, blank=True)
    drift_percent = models.PositiveSmallIntegerField(default=25)
    shared_notes_days = models.PositiveSmallIntegerField(default=90)
    private_notes_days = models.PositiveSmallIntegerField(default=30)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # What a template filled in is a proposal until somebody has saved that section.
    sections_checked = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft")
                | (
                    ~Q(mission_whom={})
                    & ~Q(mission_what_for={})
                    & ~Q(mission_how_seen={})
                    & Q(starts_on__isnull=False)
                    # A comparison with null is not false, and a CHECK would pass.
                    & Q(weeks__isnull=False, weeks__gte=1)
                    & Q(cadence_weeks__isnull=False, cadence_weeks__gte=1)
                    & ~Q(forms=[])
                    & Q(purpose_lock=True)
                    & ~Q(substitute_contact="")
                ),
                name="an_open_programme_has_a_frame",
                violation_error_message=_(
                    "A programme needs a mission, a start, a duration, a rhythm and"
                    " somebody who replaces the coordinator before it can open."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_onboarding(self) -> bool:
        return self.kind == self.Kind.ONBOARDING

    @property
    def is_open(self) -> bool:
        return self.state not in self.UNANNOUNCED

    @property
    def words(self) -> Words:
        """Give what mentor and mentee are called here, for sentences."""
        return vocabulary.words(self.mentor_word, self.mentee_word)

    @property
    def mission(self) -> list[Told]:
        """Give the three sentences of the mission in the reader's language."""
        parts = (self.mission_whom, self.mission_what_for, self.mission_how_seen)
        return [vocabulary.told(texts) for texts in parts if texts]

    @property
    def meetings(self) -> int:
        """Count the meetings of a journey; 0 while there is no rhythm."""
        if not (self.weeks and self.cadence_weeks):
            return 0
        return rules.meetings_in(self.weeks, self.cadence_weeks)

    @property
    def hours(self) -> int:
        """Count the hours that a journey asks of a mentor, with time to prepare."""
        return rules.hours_in(self.meetings, self.meeting_minutes)

    @property
    def may_pair(self) -> bool:
        return self.state in self.PAIRING

    @property
    def may_log(self) -> bool:
        return self.state in self.LOGGING

    @property
    def accepts_enrolment(self) -> bool:
        rolling = self.state == self.State.RUNNING and self.always_open
        return self.state in self.BEFORE_PAIRING or rolling
