"""What people look like, in plain words, so that an import can be taken back.

A snapshot of somebody has the facts of their row, their login name, the lines that are
in force and the posts that are open. Values are as JSON has them: one that was stored
compares with one that is read now.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder

from people.models import Employment, ExternalId, Person, ReportingLine
from people.operations.bulk import AT_ONCE
from people.operations.imports.recognition import LOGIN
from people.roster.fields import POSTS

Values = dict[str, Any]
Row = ReportingLine | Employment

LINES, SPELLS = "lines", "posts"
FACTS = (
    "given_name",
    "family_name",
    "called",
    "language",
    "employee_number",
    "email",
    "hired_on",
    "left_on",
    "may_sign_in",
    "top_of_line",
    "superior_missing",
)
COLUMNS: Mapping[type[Row], tuple[str, ...]] = {
    ReportingLine: ("superior_id", "kind", "from_on", "until_on", "source"),
    Employment: (*(str(field) for field in POSTS), "from_on", "until_on"),
}


def stored(rows: Iterable[Row]) -> Values:
    """Give rows by their key, as they are this moment."""
    return {
        str(row.pk): {name: getattr(row, name) for name in COLUMNS[type(row)]}
        for row in rows
    }


def plain(values: object) -> Any:  # noqa: ANN401 - whatever JSON holds
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))


def of(people: Collection[UUID], *, kinds: Collection[str]) -> dict[UUID, Values]:
    """Read what people look like now; of their lines only those of these kinds."""
    wanted = sorted(people)
    snapshots: dict[UUID, Values] = {}
    for start in range(0, len(wanted), AT_ONCE):
        snapshots |= _some(wanted[start : start + AT_ONCE], kinds)
    return snapshots


def _some(people: list[UUID], kinds: Collection[str]) -> dict[UUID, Values]:
    lines = ReportingLine.objects.in_force().filter(person__in=people, kind__in=kinds)
    posts = Employment.objects.open().filter(person__in=people)
    logins = ExternalId.objects.filter(system=LOGIN, person__in=people)
    held, open_posts = _by_person(lines), _by_person(posts)
    login_of = dict(logins.values_list("person_id", "value"))
    return {
        person.pk: plain(
            {
                **{name: getattr(person, name) for name in FACTS},
                LOGIN: login_of.get(person.pk, ""),
                LINES: stored(held[person.pk]),
                SPELLS: stored(open_posts[person.pk]),
            }
        )
        for person in Person.objects.filter(pk__in=people)
    }


def _by_person(rows: Iterable[Row]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return found
