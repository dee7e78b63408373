"""Looking people up who are not yet in the programme: a name, a number, an address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from people.models import Employment, Person
from programmes.models import Enrolment, Programme

MOST_FOUND = 20
MOST_LISTED = 1000
_BETWEEN = re.compile(r"[\n\r,;\t]+")
_IN_BRACKETS = re.compile(r"<([^<>]*)>")


@dataclass(frozen=True)
class Found:
    """Somebody of the directory: what tells namesakes apart, and nothing more."""

    person: Person
    post: str
    there_as: tuple[str, ...]

    @property
    def key(self) -> str:
        return str(self.person.pk)


@dataclass(frozen=True)
class Listed:
    """Whom a typed list names, and the entries that name nobody."""

    people: list[Person]
    unknown: list[str]


def find_people(programme: Programme, text: str, *, on: date) -> list[Found]:
    """Find people by the start of a name or number, a page at most."""
    if not text.strip():
        return []
    current = Employment.objects.current(on).order_by("from_on", "pk")
    parts = Enrolment.objects.filter(programme=programme).open()
    people = (
        Person.objects.employed()
        .found(text.strip())
        .in_alphabet()
        .prefetch_related(
            Prefetch("employments", queryset=current, to_attr="posts_now"),
            Prefetch("enrolments", queryset=parts, to_attr="parts_here"),
        )
    )
    return [_found(person) for person in people[:MOST_FOUND]]


def people_listed(text: str) -> Listed:
    """Read a list of employee numbers and addresses, however it is separated."""
    entries = list(dict.fromkeys(_entries_in(text)))
    people = Person.objects.employed().filter(
        Q(employee_number__in=entries) | Q(email__in=[one.lower() for one in entries])
    )
    known = {key: person for person in people for key in _keys_of(person)}
    found = {one: known.get(one) or known.get(one.lower()) for one in entries}
    return Listed(
        people=list(dict.fromkeys(person for person in found.values() if person)),
        unknown=[one for one, person in found.items() if person is None],
    )


def person_called(text: str) -> Person | None:
    """Give the one colleague with this employee number or address."""
    listed = people_listed(text)
    return listed.people[0] if len(listed.people) == 1 and not listed.unknown else None


def _found(person: Person) -> Found:
    posts: list[Employment] = getattr(person, "posts_now", [])
    parts: list[Enrolment] = getattr(person, "parts_here", [])
    post = next(iter(posts), Employment())
    return Found(
        person=person,
        post=", ".join(filter(None, [post.job_title, post.site])),
        there_as=tuple(part.role for part in parts),
    )


def _entries_in(text: str) -> Iterator[str]:
    for piece in _BETWEEN.split(text):
        named = _IN_BRACKETS.search(piece)
        entry = (named.group(1) if named else piece).strip()
        if entry:
            yield entry


def _keys_of(person: Person) -> list[str]:
    return [key for key in (person.employee_number, person.email) if key]
