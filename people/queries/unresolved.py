"""Where the chart is broken: the few places that keep the many below from a pair."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from people import org_chart
from people.models import Person
from people.roster import shape

Below = Mapping[UUID, Collection[UUID]]


class Trouble(TextChoices):
    """What is wrong with a place in the chart, worst first."""

    CIRCLE = "circle", _("They stand above each other, in a circle")
    MISSING = "missing", _("The file names a superior whom nobody here knows")
    NOBODY = "nobody", _("Nobody is above this person")


@dataclass(frozen=True)
class Unresolved:
    """One place to put right, and how many people wait for it below."""

    person: Person
    trouble: Trouble
    circle: tuple[Person, ...]
    waiting: int


def unresolved() -> list[Unresolved]:
    """Give every place to put right; whoever is below one follows by itself."""
    people = {
        person.pk: person
        for person in Person.objects.filter(chart_state=Person.ChartState.UNKNOWN)
    }
    above, below = _lines_among(people)
    rings = {one: ring for ring in shape.measure(above, people).cycles for one in ring}
    found = [
        Unresolved(
            person=person,
            trouble=trouble,
            circle=tuple(people[one] for one in rings.get(key, ())),
            waiting=_waiting(key, below),
        )
        for key, person in people.items()
        if (trouble := _trouble(person, rings, above))
        and min(rings.get(key, (key,))) == key  # a circle is one place
    ]
    shown = [one for one in found if one.waiting or one.person.may_sign_in]
    return sorted(shown, key=lambda one: (-one.waiting, str(one.person)))


def _trouble(
    person: Person, rings: Mapping[UUID, tuple[UUID, ...]], above: Below
) -> Trouble | None:
    if person.pk in rings:
        return Trouble.CIRCLE
    if person.superior_missing:
        return Trouble.MISSING
    return None if above.get(person.pk) else Trouble.NOBODY


def _lines_among(people: Collection[UUID]) -> tuple[Below, Below]:
    above: dict[UUID, list[UUID]] = defaultdict(list)
    below: dict[UUID, list[UUID]] = defaultdict(list)
    for superior, person in org_chart.lines_in_force():
        if person in people:
            above[person].append(superior)
            below[superior].append(person)
    return above, below


def _waiting(key: UUID, below: Below) -> int:
    """Count everybody below a place."""
    seen, todo = {key}, [key]
    while todo:
        fresh = [one for one in below.get(todo.pop(), ()) if one not in seen]
        seen.update(fresh)
        todo.extend(fresh)
    return len(seen) - 1
