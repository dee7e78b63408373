"""Who is above whom: the only module that asks the lines, by recursive queries.

Superiors are read from the lines in force of the kinds that make a superior; an HR
partner is none. Every query uses UNION, so it ends on circles. In a circle everybody is
a superior of everybody else; nobody is ever their own.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models.expressions import RawSQL

from people.models import Person, ReportingLine

Line = tuple[UUID, UUID]  # (superior, person)

#: For so many people a query of their own is quicker than reading every line.
FEW = 500
_MOST_PARAMETERS = 10_000  # SQLite allows 32,766 in one statement
_PEOPLE = Person._meta.db_table
_LINES = ReportingLine._meta.db_table
_UPWARD = ", ".join(f"'{kind}'" for kind in ReportingLine.UPWARD)
_COUNTS = f"line.in_force AND line.kind IN ({_UPWARD})"
_ABOVE = f"""
WITH RECURSIVE above(id) AS (
    SELECT line.superior_id FROM {_LINES} line
    WHERE {_COUNTS} AND line.person_id = %s
    UNION
    SELECT line.superior_id FROM {_LINES} line JOIN above ON line.person_id = above.id
    WHERE {_COUNTS}
)
SELECT id FROM above WHERE id <> %s
"""  # noqa: S608 - only our own names
_BELOW = f"""
WITH RECURSIVE below(id) AS (
    SELECT line.person_id FROM {_LINES} line
    WHERE {_COUNTS} AND line.superior_id = %s
    UNION
    SELECT line.person_id FROM {_LINES} line JOIN below ON line.superior_id = below.id
    WHERE {_COUNTS}
)
SELECT id FROM below WHERE id <> %s
"""  # noqa: S608 - only our own names
# Some people, all who are below one of them, and all who are above one of those.
_AROUND = f"""
WITH RECURSIVE below(id) AS (
    SELECT id FROM {_PEOPLE} WHERE id IN (%(seeds)s)
    UNION
    SELECT line.person_id FROM {_LINES} line JOIN below ON line.superior_id = below.id
    WHERE {_COUNTS}
), reach(id) AS (
    SELECT id FROM below
    UNION
    SELECT line.superior_id FROM {_LINES} line JOIN reach ON line.person_id = reach.id
    WHERE {_COUNTS}
)
SELECT id FROM reach
"""  # noqa: S608 - only our own names
_PAIRS = f"""
WITH RECURSIVE pair(superior_id, person_id) AS (
    SELECT line.superior_id, line.person_id FROM {_LINES} line
    WHERE %(counts)s AND line.person_id IN (%(seeds)s)
    UNION
    SELECT line.superior_id, pair.person_id
    FROM {_LINES} line JOIN pair ON line.person_id = pair.superior_id
    WHERE %(counts)s
)
SELECT superior_id, person_id FROM pair WHERE superior_id <> person_id
"""  # noqa: S608 - only our own names


@dataclass(frozen=True)
class Survey:
    """What a change of lines reaches: these people, and whose chart state is wrong."""

    reached: frozenset[UUID]
    becomes_known: frozenset[UUID]
    becomes_unknown: frozenset[UUID]


def superiors_of(person: Person) -> frozenset[UUID]:
    """Give everybody above, at any depth, over any kind of line."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [_key(person.pk), _key(person.pk)])
        return frozenset(_uuid(row[0]) for row in cursor)


def is_superior_of(one: Person, other: Person) -> bool:
    return one.pk in superiors_of(other)


def chain_above(person: Person) -> RawSQL:
    """Give everybody above as a subquery for an `__in`."""
    return RawSQL(_ABOVE, [_key(person.pk), _key(person.pk)])  # noqa: S611 - bound


def reports_of(person: Person) -> RawSQL:
    """Give everybody below as a subquery for an `__in`."""
    return RawSQL(_BELOW, [_key(person.pk), _key(person.pk)])  # noqa: S611 - bound


def superior_pairs(people: Iterable[UUID], *, on: date | None = None) -> set[Line]:
    """Give (superior, person) for each of these people and everybody above them.

    By the lines in force now, or by those that hold `on` a day, as announced.
    """
    pairs: set[Line] = set()
    counts = _COUNTS if on is None else _holding(on)
    asked = list(people)
    for start in range(0, len(asked), _MOST_PARAMETERS):
        some = asked[start : start + _MOST_PARAMETERS]
        with connection.cursor() as cursor:
            cursor.execute(
                _PAIRS % {"seeds": _marks(some), "counts": counts},
                [_key(person) for person in some],
            )
            pairs.update((_uuid(row[0]), _uuid(row[1])) for row in cursor)
    return pairs


def conflicts_among(
    pairs: Iterable[tuple[UUID, UUID]], *, on: date | None = None
) -> set[tuple[UUID, UUID]]:
    """Keep the pairs in which one is above the other, now or `on` a day."""
    asked = set(pairs)
    above = superior_pairs({person for pair in asked for person in pair}, on=on)
    return {(one, two) for one, two in asked if {(one, two), (two, one)} & above}


def days_of_beginning(after: date, until: date) -> list[date]:
    """Give the days on which announced lines begin to hold, the first one first."""
    begin = ReportingLine.objects.upward().filter(from_on__gt=after, from_on__lte=until)
    return sorted(set(begin.values_list("from_on", flat=True)))


def days_of_relief(after: date, until: date) -> list[date]:
    """Give the days on which lines of today no longer hold, the first one first."""
    over = ReportingLine.objects.in_force().upward()
    last = over.filter(until_on__gte=after, until_on__lt=until)
    return sorted(
        {
            day + timedelta(days=1)
            for day in last.values_list("until_on", flat=True)
            if day
        }
    )


def lines_in_force() -> list[Line]:
    """Give every line that makes a superior."""
    lines = ReportingLine.objects.in_force().upward()
    return list(lines.values_list("superior_id", "person_id"))


def hr_partners_in_force() -> list[Line]:
    """Give (HR partner, person): no superior, and yet not independent."""
    partners = ReportingLine.objects.in_force().filter(
        kind=ReportingLine.Kind.HR_PARTNER
    )
    return list(partners.values_list("superior_id", "person_id"))


def path_between(superior: Person, person: Person) -> tuple[UUID, ...]:
    """Give the shortest way up, from the person to the superior; empty without one."""
    above = _superiors_by_person(_lines_around([person.pk]))
    came_from: dict[UUID, UUID] = {}
    todo = deque([person.pk])
    while todo and superior.pk not in came_from:
        here = todo.popleft()
        for up in above.get(here, ()):
            if up not in came_from and up != person.pk:
                came_from[up] = here
                todo.append(up)
    return _walk_back(came_from, superior.pk, person.pk)


def survey(people: Collection[UUID]) -> Survey:
    """See how far a change of these people's lines reaches, after it was made.

    Whoever's superiors changed is one of these people or below one of them, as the
    lines are now: each changed way up begins with lines that stayed as they were.
    """
    lines = _lines_around(people)
    reached = _walk(people, _reports_by_superior(lines))
    facts = _facts({*reached, *(one for line in lines for one in line)}, len(people))
    unknown = _unknown(facts, lines)
    marked = {person for person, fact in facts.items() if fact.is_unknown}
    return Survey(
        reached=frozenset(reached),
        becomes_known=frozenset(reached & marked - unknown),
        becomes_unknown=frozenset(reached & unknown - marked),
    )


class _Fact(NamedTuple):
    """What is stored of somebody's place in the chart, beside the lines."""

    is_top: bool
    misses_a_superior: bool
    is_unknown: bool


def _facts(people: Collection[UUID], seeds: int) -> dict[UUID, _Fact]:
    rows = Person.objects.values_list(
        "pk", "top_of_line", "superior_missing", "chart_state"
    )
    if seeds <= FEW and len(people) <= _MOST_PARAMETERS:
        rows = rows.filter(pk__in=people)
    return {
        pk: _Fact(top, missing, state == Person.ChartState.UNKNOWN)
        for pk, top, missing, state in rows
        if pk in people
    }


def _unknown(facts: dict[UUID, _Fact], lines: Collection[Line]) -> set[UUID]:
    """Keep those from whom some way up does not end in the top of a line.

    A way ends at a top, whatever lines the top has. It does not end well in somebody
    who has no superior and is no top, whose superior is missing, or in a circle without
    an exit: in short, in anybody who cannot reach a top.
    """
    tops = {person for person, fact in facts.items() if fact.is_top}
    below = _reports_by_superior(line for line in lines if line[1] not in tops)
    lost = facts.keys() - _walk(tops, below)
    missing = {person for person, fact in facts.items() if fact.misses_a_superior}
    return _walk(lost | (missing - tops), below)


def _walk(start: Iterable[UUID], ways: dict[UUID, list[UUID]]) -> set[UUID]:
    seen = set(start)
    todo = list(seen)
    while todo:
        fresh = [one for one in ways.get(todo.pop(), ()) if one not in seen]
        seen.update(fresh)
        todo.extend(fresh)
    return seen


def _walk_back(came_from: dict[UUID, UUID], start: UUID, end: UUID) -> tuple[UUID, ...]:
    if start not in came_from:
        return ()
    path = [start]
    while path[-1] != end:
        path.append(came_from[path[-1]])
    return tuple(reversed(path))


def _lines_around(people: Collection[UUID]) -> list[Line]:
    """Give the lines above these people and above all who are below them."""
    lines = ReportingLine.objects.in_force().upward()
    if len(people) <= FEW:
        around = _AROUND % {"seeds": _marks(people)}
        lines = lines.filter(
            person_id__in=RawSQL(around, [_key(person) for person in people])  # noqa: S611 - bound
        )
    return list(lines.values_list("superior_id", "person_id"))


def _superiors_by_person(lines: Iterable[Line]) -> dict[UUID, list[UUID]]:
    above: dict[UUID, list[UUID]] = defaultdict(list)
    for superior, person in lines:
        above[person].append(superior)
    return above


def _reports_by_superior(lines: Iterable[Line]) -> dict[UUID, list[UUID]]:
    return _superiors_by_person(_turned(lines))


def _turned(lines: Iterable[Line]) -> Iterator[Line]:
    return ((person, superior) for superior, person in lines)


def _holding(day: date) -> str:
    """Write which lines hold on a day, whether they are in force today or not."""
    return (
        f"line.kind IN ({_UPWARD}) AND line.from_on <= '{day:%Y-%m-%d}'"
        f" AND (line.until_on IS NULL OR line.until_on >= '{day:%Y-%m-%d}')"
    )


def _marks(values: Collection[object]) -> str:
    return ", ".join(["%s"] * len(values)) or "NULL"


def _key(person: UUID) -> str | UUID:
    key: str | UUID = Person._meta.pk.get_db_prep_value(person, connection)
    return key


def _uuid(value: str | UUID) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)
