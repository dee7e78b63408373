"""The sheet that one of the two prepares a meeting with, opened for that reader."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from matching.models import Pairing
from people.models import Person
from sessions_log import access, notes
from sessions_log.cards import Card, card_for
from sessions_log.models import ActionItem, Goal, Meeting, Note
from sessions_log.notes import NoteText, OpenNote
from sessions_log.queries.journey import phase_now
from sessions_log.queries.pair import name_of, vaults_for

KINDS = (
    Note.Kind.AGENDA,
    Note.Kind.PREPARATION,
    Note.Kind.ACTION,
    Note.Kind.GOAL,
)


@dataclass(frozen=True)
class OpenAction:
    """Something one of the two does, in words."""

    action: ActionItem
    text: NoteText | None
    is_mine: bool


@dataclass(frozen=True)
class GoalInWords:
    """A goal that is agreed on, in words."""

    goal: Goal
    text: NoteText | None


@dataclass(frozen=True)
class Sheet:
    """Everything on the sheet; of the other only what they shared."""

    meeting: Meeting
    pairing: Pairing
    name: str
    is_mentee: bool
    may_write: bool
    card: Card
    points: tuple[OpenNote, ...]
    mine: OpenNote | None
    theirs: OpenNote | None
    actions: tuple[OpenAction, ...]
    done: tuple[OpenAction, ...]
    goals: tuple[GoalInWords, ...]


def sheet_of(meeting: Meeting, *, reader: Person) -> Sheet:
    """Open the sheet of a meeting for one of the two.

    Raises PermissionDenied for anybody else, SealError when the text does not open.
    """
    pairing = meeting.pairing
    vaults = vaults_for([pairing], reader)
    opened = notes.read_all(vaults, reader=reader, kinds=KINDS)
    about = [one for one in opened if one.about == meeting.pk]
    wishes = [one for one in about if one.kind == Note.Kind.PREPARATION]
    actions = _actions(pairing, opened, reader)
    return Sheet(
        meeting=meeting,
        pairing=pairing,
        name=name_of(pairing.other_than(reader)),
        is_mentee=reader.pk == pairing.mentee_id,
        may_write=access.may_write(reader, pairing),
        card=_card_of(meeting),
        points=tuple(one for one in about if one.kind == Note.Kind.AGENDA),
        mine=next((one for one in wishes if one.author == reader), None),
        theirs=next((one for one in wishes if one.author != reader), None),
        actions=tuple(one for one in actions if not one.action.is_done),
        done=tuple(
            one
            for one in actions
            if one.action.is_done and one.action.meeting_id == meeting.pk
        ),
        goals=_goals(pairing, opened),
    )


def _card_of(meeting: Meeting) -> Card:
    """Give the question for this meeting: of its phase, another one each time."""
    phases = list(meeting.pairing.programme.phases.all())
    phase = phase_now(phases, meeting.pairing, meeting.planned_on)
    return card_for(phase.kind if phase else "", meeting.number)


def points_by(person: Person) -> QuerySet[Note]:
    """Give the agenda points that somebody wrote, with their pairing."""
    written = Note.objects.filter(author=person, kind=Note.Kind.AGENDA)
    return written.select_related("vault__pairing")


def _actions(
    pairing: Pairing, opened: Sequence[OpenNote], reader: Person
) -> list[OpenAction]:
    words = _words(opened, Note.Kind.ACTION)
    role = "mentor" if reader.pk == pairing.mentor_id else "mentee"
    shown = (ActionItem.State.OPEN, ActionItem.State.DONE)
    found = ActionItem.objects.filter(
        pairing=pairing, kind=ActionItem.Kind.ACTION, state__in=shown
    )
    return [
        OpenAction(one, words.get(one.pk), is_mine=one.for_role == role)
        for one in found.order_by("due_on", "pk")
    ]


def _goals(pairing: Pairing, opened: Sequence[OpenNote]) -> tuple[GoalInWords, ...]:
    words = _words(opened, Note.Kind.GOAL)
    active = Goal.objects.filter(pairing=pairing, state=Goal.State.ACTIVE)
    return tuple(
        GoalInWords(one, words.get(one.pk)) for one in active.order_by("due_on", "pk")
    )


def _words(opened: Sequence[OpenNote], kind: str) -> dict[object, NoteText | None]:
    return {one.about: one.text for one in opened if one.kind == kind}
