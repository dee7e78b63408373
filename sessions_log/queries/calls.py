"""The call round: who is to be spoken with, and what came of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matching.models import Pairing
from people.models import Person
from programmes.models import Programme
from sessions_log.models import Call, CallRound
from sessions_log.queries.courses import Followed, key_of

#: What one asks; five minutes, and nothing of it is written down.
QUESTIONS = (
    gettext_lazy("How is it going, the two of you?"),
    gettext_lazy("Do you find the time to meet?"),
    gettext_lazy("What would help you now?"),
    gettext_lazy("Is there anything I can arrange for you?"),
)


@dataclass(frozen=True)
class Progress:
    """How far the round of a programme is, for one coordinator."""

    on: date
    called: int
    of: int
    again: int

    @property
    def waits(self) -> bool:
        return self.called < self.of


@dataclass(frozen=True)
class Callee:
    """Somebody on the list: with whom they are a pair, and what was noted."""

    person: Person
    role: str
    with_whom: str
    call: Call | None


def progress_in(
    programmes: Collection[Programme], followed: Iterable[Followed], *, on: date
) -> dict[str, Progress]:
    """Say per programme how many of those one follows were called in its round."""
    everybody: defaultdict[str, set[str]] = defaultdict(set)
    for one in followed:
        if one.is_open:
            everybody[one.programme].update(one.people)
    called: defaultdict[str, dict[str, date | None]] = defaultdict(dict)
    days: dict[str, date] = {}
    rounds = _latest(on).filter(programme__in=programmes)
    for programme, day, person, again_on in rounds.values_list(
        "programme__slug", "on", key_of("calls__person"), "calls__again_on"
    ):
        days[programme] = day
        if person in everybody[programme]:
            called[programme][person] = again_on
    return {
        programme: Progress(
            on=day,
            called=len(called[programme]),
            of=len(everybody[programme]),
            again=sum(
                bool(again and again <= on) for again in called[programme].values()
            ),
        )
        for programme, day in days.items()
    }


def round_of(programme: Programme, *, on: date) -> CallRound | None:
    """Give the round that is going on: the last one that began."""
    return _latest(on).filter(programme=programme).first()


def pairs_to_call(coordinator: Person, programme: Programme) -> QuerySet[Pairing]:
    """Give the pairs whose two people this coordinator calls: those they follow."""
    followed = Pairing.objects.followed_by(coordinator)
    return followed.active().filter(programme=programme)


def people_to_call(
    coordinator: Person, programme: Programme, called: CallRound
) -> QuerySet[Person]:
    """Give everybody on the list, by name; those to be called first come first."""
    pairs = pairs_to_call(coordinator, programme)
    noted = Call.objects.filter(round=called, person=OuterRef("pk"))
    found = Person.objects.filter(
        Q(pk__in=pairs.values("mentor")) | Q(pk__in=pairs.values("mentee"))
    )
    again_on = Subquery(noted.values("again_on")[:1])
    noted_at = Subquery(noted.values("called_at")[:1])
    return found.annotate(again_on=again_on, noted_at=noted_at).order_by(
        F("noted_at").asc(nulls_first=True), "family_name", "given_name", "pk"
    )


def callees(
    people: Sequence[Person], programme: Programme, called: CallRound
) -> list[Callee]:
    """Lay the outcome beside each of these people: two queries."""
    pairs = Pairing.objects.active().filter(programme=programme)
    here = pairs.filter(Q(mentor__in=people) | Q(mentee__in=people)).for_display()
    beside: defaultdict[UUID | None, list[Pairing]] = defaultdict(list)
    for pairing in here.order_by("made_on", "pk"):
        beside[pairing.mentor_id].append(pairing)
        beside[pairing.mentee_id].append(pairing)
    calls = Call.objects.filter(round=called, person__in=people)
    noted = {one.person_id: one for one in calls}
    return [
        _callee(person, beside[person.pk], programme, noted.get(person.pk))
        for person in people
    ]


def count_called(people: QuerySet[Person], called: CallRound) -> int:
    """Count those of the list with whom somebody spoke."""
    return Call.objects.filter(
        round=called, person__in=people.order_by().values("pk")
    ).count()


def own_calls(person: Person) -> QuerySet[Call]:
    """Give what was noted about somebody, the last first: theirs to see and correct."""
    mine = Call.objects.filter(person=person)
    return mine.select_related("round__programme").order_by("-called_at", "pk")


def calls_of(person: Person) -> list[dict[str, object]]:
    """Give the same in words and plain values, ready to be written as JSON."""
    return [
        {
            "programme": one.round.programme.name,
            "outcome": one.get_outcome_display(),
            "again_on": one.again_on,
            "called_at": one.called_at,
            "corrected_at": one.corrected_at,
        }
        for one in own_calls(person)
    ]


def _callee(
    person: Person, pairs: Sequence[Pairing], programme: Programme, call: Call | None
) -> Callee:
    words = programme.words
    is_mentor = any(one.mentor_id == person.pk for one in pairs)
    others = [str(one.other_than(person)) for one in pairs]
    return Callee(
        person=person,
        role=str(words.mentor.one if is_mentor else words.mentee.one),
        with_whom=_("with %(names)s") % {"names": ", ".join(others)},
        call=call,
    )


def _latest(on: date) -> QuerySet[CallRound]:
    begun = CallRound.objects.filter(programme=OuterRef("programme"), on__lte=on)
    last = begun.order_by("-on").values("on")[:1]
    return CallRound.objects.filter(on=Subquery(last))
