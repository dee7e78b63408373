"""The last page of a journey: what was reached, and what the two say at the end."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from matching.models import Pairing
from matching.queries.closing import last_day_of, may_complete
from people.models import Person
from sessions_log import access, notes
from sessions_log.models import Closing, Goal, Note, Vault
from sessions_log.notes import NoteText, OpenNote
from sessions_log.queries.pair import name_of, vaults_for

WORDS = (Note.Kind.GOAL, Note.Kind.THANKS)


@dataclass(frozen=True)
class GoalInWords:
    """A goal that the two agreed on, and whether the mentee shows it as reached."""

    goal: Goal
    text: NoteText | None
    is_shown: bool


@dataclass(frozen=True)
class ClosingPage:
    """All that one of the two sees of the end."""

    name: str
    is_mentee: bool
    may_write: bool
    last_day: date
    may_complete: bool
    is_over: bool
    may_have_certificate: bool
    goals: tuple[GoalInWords, ...]
    my_thanks: OpenNote | None
    their_thanks: OpenNote | None
    mine: Closing
    both_stay: bool
    shared_go_on: date | None
    own_go_on: date | None

    @property
    def shown(self) -> list[GoalInWords]:
        return [one for one in self.goals if one.is_shown]

    @property
    def thanks_on_certificate(self) -> bool:
        return self.my_thanks is not None and self.my_thanks.about is not None


def closing_page(pairing: Pairing, *, reader: Person, on: date) -> ClosingPage:
    """Open the end of a journey for one of the two; raises as `notes.read_all`."""
    vaults = list(vaults_for([pairing], reader))
    opened = notes.read_all(vaults, reader=reader, kinds=WORDS)
    said = {one.person_id: one for one in Closing.objects.filter(pairing=pairing)}
    mine = said.get(reader.pk) or Closing(pairing=pairing, person=reader)
    is_over = pairing.state_for(reader) == Pairing.State.ENDED
    return ClosingPage(
        name=name_of(pairing.other_than(reader)),
        is_mentee=reader.pk == pairing.mentee_id,
        may_write=access.may_write(reader, pairing),
        last_day=last_day_of(pairing),
        may_complete=not is_over and may_complete(pairing, on=on),
        is_over=is_over,
        may_have_certificate=access.may_have_certificate(reader, pairing),
        goals=tuple(_goals(pairing, opened, said.values())),
        my_thanks=_thanks(opened, by=reader),
        their_thanks=_thanks(opened, by=pairing.other_than(reader)),
        mine=mine,
        both_stay=both_stay(said.values()),
        shared_go_on=_day_of(vaults, Vault.Kind.SHARED),
        own_go_on=_day_of(vaults, Vault.Kind.PRIVATE),
    )


def pairings_to_close(person: Person, *, on: date) -> list[Pairing]:
    """Give the journeys of somebody that have run their time and are not closed."""
    mine = Pairing.objects.of(person).active().for_display().order_by("pk")
    return [one for one in mine if may_complete(one, on=on)]


def both_stay(said: Collection[Closing]) -> bool:
    """Say whether both want to stay in touch: one's own yes alone is told to nobody."""
    both = 2
    return sum(one.keeps_in_touch is True for one in said) == both


def thanks_on_certificate(pairing: Pairing, *, reader: Person) -> NoteText | None:
    """Open what the mentee lets stand on the mentor's certificate."""
    if reader.pk != pairing.mentor_id:
        return None
    vaults = vaults_for([pairing], reader).filter(kind=Vault.Kind.SHARED)
    opened = notes.read_all(vaults, reader=reader, kinds=[Note.Kind.THANKS])
    said = _thanks(opened, by=pairing.mentee)
    return said.text if said and said.about == pairing.pk else None


def _goals(
    pairing: Pairing, opened: Sequence[OpenNote], said: Collection[Closing]
) -> list[GoalInWords]:
    words = {one.about: one.text for one in opened if one.kind == Note.Kind.GOAL}
    shown = {UUID(key) for one in said for key in one.shown_goals}
    agreed = Goal.objects.filter(pairing=pairing, state__in=Goal.AGREED)
    return [
        GoalInWords(goal, words.get(goal.pk), goal.pk in shown)
        for goal in agreed.order_by("due_on", "pk")
    ]


def _thanks(opened: Sequence[OpenNote], *, by: Person | None) -> OpenNote | None:
    if by is None:
        return None
    said = [one for one in opened if one.kind == Note.Kind.THANKS and one.author == by]
    return said[-1] if said else None


def _day_of(vaults: Sequence[Vault], kind: str) -> date | None:
    return next((one.shred_on for one in vaults if one.kind == kind), None)
