"""What two people settle together before their journey runs, and who still has not."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max

from matching.models import Pairing
from people.models import Person
from programmes import starting_points
from programmes.models import Programme
from programmes.vocabulary import told
from sessions_log import notes
from sessions_log.models import Goal, Meeting, Note
from sessions_log.notes import NoteText
from sessions_log.queries.agreement import Standing, words_among

MEETINGS_TO_SETTLE = 2
#: So long the two have had their reminder before a coordinator is told.
PATIENCE = timedelta(days=7)


@dataclass(frozen=True)
class ToSettle:
    """What is there already, opened for one of the two."""

    words: NoteText
    goals: tuple[NoteText, ...]
    is_planned: bool
    first: Meeting | None
    mine: bool  # whoever looks has agreed with it all
    theirs: bool

    @property
    def is_ready(self) -> bool:
        """Say whether there is something that the other can say yes to."""
        return bool(self.goals) and self.is_planned and self.mine


@dataclass(frozen=True)
class Unsettled:
    """A pair that met and has not settled everything, and who has still to look."""

    pairing: Pairing
    people: tuple[Person, ...]


def ready_goals(programme: Programme) -> tuple[str, ...]:
    """Give goals to tick in the reader's language; only onboarding brings some."""
    goals = starting_points.ready_goals(programme.kind)
    lines = told({code: "\n".join(texts) for code, texts in goals.items()})
    return tuple(str(lines).splitlines())


def to_settle(pairing: Pairing, *, reader: Person) -> ToSettle:
    """Open what the two have settled so far; raises as `notes.read_all` does."""
    kinds = (Note.Kind.AGREEMENT, Note.Kind.GOAL)
    vault = notes.shared_vault_of(pairing)
    opened = notes.read_all([vault], reader=reader, kinds=kinds)
    words = {one.about: one.text for one in opened if one.kind == Note.Kind.GOAL}
    written = [one.written_at for one in opened if one.kind == Note.Kind.AGREEMENT]
    standing = Standing(pairing, written[-1] if written else None)
    goals = list(Goal.objects.filter(pairing=pairing, state__in=Goal.OPEN))
    other = pairing.other_than(reader)
    planned = Meeting.objects.planned().filter(pairing=pairing)
    return ToSettle(
        words=words_among(pairing, opened),
        goals=tuple(text for one in goals if (text := words.get(one.pk))),
        is_planned=pairing.planned_at is not None,
        first=planned.order_by("planned_on", "number").first(),
        mine=standing.has_agreed(reader) and _agrees(pairing, goals, reader),
        theirs=other is not None
        and standing.has_agreed(other)
        and _agrees(pairing, goals, other),
    )


def unsettled(programme: Programme, *, on: date) -> list[Unsettled]:
    """Give the pairs that met twice, were reminded a week ago, and have not settled."""
    preparing = Pairing.objects.filter(
        programme=programme,
        state=Pairing.State.PREPARING,
        kind=Pairing.Kind.REGULAR,
    ).for_display()
    met = dict(
        Meeting.objects.filter(pairing__in=preparing, state=Meeting.State.HELD)
        .values("pairing")
        .annotate(times=Count("pk"), last=Max("held_on"))
        .filter(times__gte=MEETINGS_TO_SETTLE, last__lte=on - PATIENCE)
        .values_list("pairing", "times")
    )
    goals = list(Goal.objects.filter(pairing__in=met, state__in=Goal.OPEN))
    return [
        Unsettled(one, _who_has_not(one, [g for g in goals if g.pairing_id == one.pk]))
        for one in preparing
        if one.pk in met
    ]


def _who_has_not(pairing: Pairing, goals: list[Goal]) -> tuple[Person, ...]:
    """Name whoever has not agreed; both when there is nothing to agree with yet."""
    standing = Standing(pairing, None)  # a stamp is emptied when the words change
    two = [one for one in (pairing.mentor, pairing.mentee) if one is not None]
    lacks = not goals or pairing.planned_at is None
    return tuple(
        one
        for one in two
        if lacks or not (standing.has_agreed(one) and _agrees(pairing, goals, one))
    )


def _agrees(pairing: Pairing, goals: list[Goal], person: Person) -> bool:
    """Say whether somebody has agreed with at least one goal that stands."""
    is_mentor = person.pk == pairing.mentor_id
    stamp = "mentor_agreed_at" if is_mentor else "mentee_agreed_at"
    return any(getattr(one, stamp) for one in goals)
