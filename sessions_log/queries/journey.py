"""The journey of a pair: its phases with what is to be done, and what has been."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from matching.models import Pairing
from people.models import Person
from programmes.models import Phase, Step
from sessions_log import notes
from sessions_log.models import Goal, Meeting, Note, StepDone
from sessions_log.notes import NoteText, OpenNote

Words = str | Promise


@dataclass(frozen=True)
class OpenStep:
    """A step or a milestone, and whether it is done."""

    step: Step
    done_on: date | None
    is_mine: bool  # to say that it is done

    @property
    def is_milestone(self) -> bool:
        return self.step.kind == Step.Kind.MILESTONE


@dataclass(frozen=True)
class OpenPhase:
    """A phase with its steps; one of them is now."""

    phase: Phase
    is_now: bool
    steps: tuple[OpenStep, ...]


@dataclass(frozen=True)
class Moment:
    """One line of the timeline: the day, what it was, and words of the two."""

    on: date
    what: Words
    text: NoteText | None = None


@dataclass(frozen=True)
class JourneyPage:
    """The same for both, but for whose step it is."""

    phases: tuple[OpenPhase, ...]
    next: OpenStep | None
    moments: tuple[Moment, ...]


def journey_page(pairing: Pairing, *, reader: Person, on: date) -> JourneyPage:
    """Open the journey for one of the two; raises as `notes.read_all` does."""
    vault = notes.shared_vault_of(pairing)
    kinds = (Note.Kind.GOAL, Note.Kind.AGREEMENT)
    opened = notes.read_all([vault], reader=reader, kinds=kinds)
    done = list(StepDone.objects.filter(pairing=pairing).select_related("step"))
    phases = _phases(pairing, done, reader=reader, on=on)
    now = [one for one in phases if one.is_now]
    open_steps = [step for one in now for step in one.steps if not step.done_on]
    moments = [*_of_goals(pairing, opened), *_of_agreements(pairing, opened)]
    moments += [*_of_meetings(pairing), *_of_steps(done)]
    return JourneyPage(
        phases=phases,
        next=open_steps[0] if open_steps else None,
        moments=tuple(sorted(moments, key=lambda one: one.on, reverse=True)),
    )


def step_for(pairing: Pairing, pk: UUID) -> Step | None:
    """Give a step of the programme of a pair."""
    found = Step.objects.filter(phase__programme=pairing.programme_id, pk=pk)
    return found.select_related("phase").first()


def _phases(
    pairing: Pairing, done: Sequence[StepDone], *, reader: Person, on: date
) -> tuple[OpenPhase, ...]:
    days = {one.step_id: one.done_on for one in done}
    phases = list(pairing.programme.phases.prefetch_related("steps"))
    now = phase_now(phases, pairing, on)
    return tuple(
        OpenPhase(
            phase=phase,
            is_now=phase is now,
            steps=tuple(
                OpenStep(step, days.get(step.pk), _is_of(step, pairing, reader))
                for step in phase.steps.all()
            ),
        )
        for phase in phases
    )


def phase_now(phases: Sequence[Phase], pairing: Pairing, on: date) -> Phase | None:
    """Give the phase that so many weeks of the journey have come to."""
    begun = pairing.started_on or pairing.made_on
    weeks = (on - begun).days // 7
    for phase in phases:
        weeks -= phase.weeks
        if weeks < 0:
            return phase
    return phases[-1] if phases else None


def _is_of(step: Step, pairing: Pairing, person: Person) -> bool:
    """Say whether this one of the two says that a step is done."""
    role = (
        Step.ForRole.MENTOR if person.pk == pairing.mentor_id else Step.ForRole.MENTEE
    )
    return step.for_role in (role, Step.ForRole.BOTH)


def _of_meetings(pairing: Pairing) -> list[Moment]:
    held = Meeting.objects.held().filter(pairing=pairing)
    return [
        Moment(one.held_on, _("You met: %(way)s") % {"way": one.get_way_display()})
        for one in held
        if one.held_on
    ]


def _of_goals(pairing: Pairing, opened: Sequence[OpenNote]) -> list[Moment]:
    """Tell when both had agreed on a goal."""
    words = {one.about: one.text for one in opened if one.kind == Note.Kind.GOAL}
    return [
        Moment(
            timezone.localdate(max(one.mentor_agreed_at, one.mentee_agreed_at)),
            _("A goal: %(state)s") % {"state": one.get_state_display()},
            words.get(one.pk),
        )
        for one in Goal.objects.filter(pairing=pairing)
        if one.mentor_agreed_at and one.mentee_agreed_at
    ]


def _of_agreements(pairing: Pairing, opened: Sequence[OpenNote]) -> list[Moment]:
    worded = [
        Moment(timezone.localdate(one.written_at), _("Your agreement in new words"))
        for one in opened
        if one.kind == Note.Kind.AGREEMENT
    ]
    if pairing.started_on:
        worded.append(Moment(pairing.started_on, _("You both agreed: you began")))
    return worded


def _of_steps(done: Sequence[StepDone]) -> list[Moment]:
    return [
        Moment(one.done_on, _("Done: %(step)s") % {"step": one.step.told})
        for one in done
    ]
