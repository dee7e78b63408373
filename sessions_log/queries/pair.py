"""The page of a pair, opened for one of the two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from matching.access import may_say_what_next
from matching.models import Pairing
from matching.rules import obstacle_between
from people.models import Person
from people.queries import changed_between
from programmes.vocabulary import Told
from sessions_log import access, notes
from sessions_log.access import Readers
from sessions_log.models import Meeting, Note, Vault
from sessions_log.notes import NoteText, OpenNote
from sessions_log.queries.agreement import Standing, lock_of_agreement, words_among
from sessions_log.queries.challenges import (
    OpenChallenge,
    challenges_among,
    challenges_for,
)
from sessions_log.queries.goals import OpenGoal, goals_among, goals_for
from sessions_log.queries.kinds import LOOSE, KindOfNote, kind_of_note, kinds_for
from sessions_log.queries.mirror import is_time_for
from sessions_log.queries.reopening import shut_grants_of
from sessions_log.queries.rhythm import Line, line_of

TOLD = (*LOOSE, Note.Kind.FAREWELL, Note.Kind.HANDOVER)
SHOWN = 5  # of what was written; the rest is folded


@dataclass(frozen=True)
class Agreement:
    """The words that the two agree on, and who did when."""

    text: NoteText
    lock: Told
    is_worded: bool
    on_paper_on: date | None
    mine_at: datetime | None
    theirs_at: datetime | None

    @property
    def is_settled(self) -> bool:
        return bool(self.mine_at and self.theirs_at)


@dataclass(frozen=True)
class Entry:
    """What is to be told of one day: a meeting, or a loose note."""

    day: date
    meeting: Meeting | None
    noted_by_me: bool
    notes: tuple[OpenNote, ...]

    @property
    def kind(self) -> KindOfNote | None:
        """Give the kind of a note that stands by itself, where it has one."""
        return kind_of_note(self.single.kind) if self.single else None

    @property
    def single(self) -> OpenNote | None:
        """Give the note that the mark beside the heading speaks of."""
        return self.notes[0] if len(self.notes) == 1 else None


@dataclass(frozen=True)
class Parting:
    """What is left to do for one of two whom the organisation parted, or who ended."""

    resumes_on: date | None = None
    may_say_farewell: bool = False
    may_say_what_next: bool = False
    may_have_certificate: bool = False
    rematch: str = ""


@dataclass(frozen=True)
class PairPage:
    """Everything on the page of a pair, opened for one of the two."""

    pairing: Pairing
    other: Person | None
    name: str
    state: str
    is_mentee: bool
    may_write: bool
    is_past_first_weeks: bool
    is_time_for_mirror: bool
    missing: tuple[str, ...]
    readers: dict[str, Readers]
    checked_on: date | None
    chart_changed_on: date | None
    parting: "Parting"
    erased_on: date | None
    own_erased_on: date | None
    rhythm: Line | None
    agreement: Agreement
    goals: tuple[OpenGoal, ...]
    earlier_goals: tuple[OpenGoal, ...]
    challenges: tuple[OpenChallenge, ...]
    past: Meeting | None
    next: Meeting | None
    later: tuple[Meeting, ...]
    entries: tuple[Entry, ...]
    older_entries: tuple[Entry, ...]


def vaults_for(pairings: Sequence[Pairing], reader: Person) -> QuerySet[Vault]:
    """Give the vaults beside pairings that this reader has: the shared and the own.

    Not what is shut since somebody else changed the reader's credential.
    """
    shut = [grant.vault_id for grant in shut_grants_of(reader)]
    shared = Q(kind=Vault.Kind.SHARED, pairing__in=pairings)
    own = Q(kind=Vault.Kind.PRIVATE, pairing__in=pairings, owner=reader)
    known = Vault.objects.filter(shared | own).exclude(state=Vault.State.SHREDDED)
    return known.exclude(pk__in=shut)


def pair_page(pairing: Pairing, *, reader: Person, at: datetime) -> PairPage:
    """Open the page of a pair for one of the two.

    Raises PermissionDenied for anybody else, SealError when the text does not open.
    """
    vaults = list(vaults_for([pairing], reader))
    opened = notes.read_all(vaults, reader=reader)
    meetings = list(Meeting.objects.filter(pairing=pairing).order_by("planned_on"))
    planned = [one for one in meetings if one.state == Meeting.State.PLANNED]
    ahead = [one for one in planned if not one.is_over(at=at)]
    goals = goals_among(goals_for(pairing), opened, reader=reader)
    entries = _entries(meetings, opened, reader)
    other = pairing.other_than(reader)
    return PairPage(
        pairing=pairing,
        other=other,
        name=name_of(other),
        state=pairing.state_for(reader),
        is_mentee=reader.pk != pairing.mentor_id,
        may_write=access.may_write(reader, pairing),
        is_time_for_mirror=is_time_for(pairing, opened, on=timezone.localdate(at)),
        is_past_first_weeks=bool(kinds_for(pairing, on=timezone.localdate(at))),
        missing=access.missing_before_start(pairing) if access.settles(pairing) else (),
        readers=readers_for(pairing, reader),
        checked_on=_checked_on(pairing, at=at),
        chart_changed_on=_chart_changed_on(pairing),
        parting=_parting(pairing, reader, at=at),
        erased_on=_shred_day(vaults, Vault.Kind.SHARED),
        own_erased_on=_shred_day(vaults, Vault.Kind.PRIVATE),
        rhythm=line_of(pairing.programme, meetings, at=at),
        agreement=_agreement(pairing, opened, reader),
        goals=tuple(one for one in goals if one.goal.is_open),
        earlier_goals=tuple(one for one in goals if not one.goal.is_open),
        challenges=_challenges(pairing, opened, reader),
        past=next((one for one in planned if one.is_over(at=at)), None),
        next=ahead[0] if ahead else None,
        later=tuple(ahead[1:]),
        entries=tuple(entries[:SHOWN]),
        older_entries=tuple(entries[SHOWN:]),
    )


def _challenges(
    pairing: Pairing, opened: Sequence[OpenNote], reader: Person
) -> tuple[OpenChallenge, ...]:
    """Ask for challenges only where somebody wrote one."""
    if not any(one.kind == Note.Kind.CHALLENGE for one in opened):
        return ()
    return tuple(challenges_among(challenges_for(pairing), opened, reader=reader))


def readers_for(pairing: Pairing, person: Person) -> dict[str, Readers]:
    """Say who reads a shared and an own text of this person."""
    return {
        choice: access.readers_of(kind, pairing, person)
        for choice, kind in access.KINDS.items()
    }


def _checked_on(pairing: Pairing, *, at: datetime) -> date | None:
    """Ask the rule itself whether the two are independent; None when they are not."""
    mentor, mentee = pairing.mentor, pairing.mentee
    if not pairing.is_open or mentor is None or mentee is None:
        return None
    return None if obstacle_between(mentor, mentee) else timezone.localdate(at)


def _chart_changed_on(pairing: Pairing) -> date | None:
    """Say when hr changed a line between the two: part of their independence."""
    mentor, mentee = pairing.mentor, pairing.mentee
    if mentor is None or mentee is None:
        return None
    return changed_between(mentor, mentee)


def _parting(pairing: Pairing, reader: Person, *, at: datetime) -> Parting:
    if access.may_write(reader, pairing):
        return Parting()
    return Parting(
        resumes_on=pairing.resumes_on,
        may_say_farewell=access.may_say_farewell(reader, pairing, at=at),
        may_say_what_next=may_say_what_next(reader, pairing),
        may_have_certificate=access.may_have_certificate(reader, pairing),
        rematch=pairing.rematch,
    )


def _shred_day(vaults: Sequence[Vault], kind: str) -> date | None:
    return next((one.shred_on for one in vaults if one.kind == kind), None)


def name_of(person: Person | None) -> str:
    return person.get_short_name() if person else _("a former participant")


def _agreement(
    pairing: Pairing, opened: Sequence[OpenNote], reader: Person
) -> Agreement:
    written = [one.written_at for one in opened if one.kind == Note.Kind.AGREEMENT]
    standing = Standing(pairing, written[-1] if written else None)
    other = pairing.other_than(reader)
    return Agreement(
        text=words_among(pairing, opened),
        lock=lock_of_agreement(),
        on_paper_on=pairing.on_paper_on,
        is_worded=standing.is_worded,
        mine_at=standing.agreed_at(reader),
        theirs_at=standing.agreed_at(other) if other else None,
    )


def _entries(
    meetings: Sequence[Meeting], opened: Sequence[OpenNote], reader: Person
) -> list[Entry]:
    """Lay notes beside the meetings they are about, the newest day first."""
    loose = [one for one in opened if one.kind in TOLD]
    held = {one.pk: one for one in meetings if one.held_on}
    entries = [
        Entry(
            day=meeting.held_on,
            meeting=meeting,
            noted_by_me=meeting.logged_by_id == reader.pk,
            notes=tuple(one for one in loose if one.about == meeting.pk),
        )
        for meeting in held.values()
        if meeting.held_on
    ]
    entries += [
        Entry(timezone.localdate(one.written_at), None, noted_by_me=False, notes=(one,))
        for one in loose
        if one.about not in held
    ]
    return sorted(entries, key=lambda entry: entry.day, reverse=True)
