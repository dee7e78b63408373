"""What people are found by: renewed with their names and posts, never on its own."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Protocol
from uuid import UUID

from people.models import Employment, Person
from people.models.findable import words_in
from people.models.person import FOUND_BY
from people.operations.bulk import AT_ONCE
from people.rules import folded


class Placed(Protocol):
    """A post of the directory, or one that a file tells of."""

    @property
    def job_title(self) -> str: ...
    @property
    def department(self) -> str: ...
    @property
    def division(self) -> str: ...
    @property
    def site(self) -> str: ...


def at_work(posts: Iterable[Placed]) -> str:
    """Give the words under which somebody with these posts is found."""
    told = ((one.job_title, one.department, one.site, one.division) for one in posts)
    return folded(*(text for each in told for text in each))


def renew(people: Iterable[UUID]) -> None:
    """Write the words of the open posts of these people.

    Whoever has no open post any more is still found by the last.
    """
    keys = list(people)
    for start in range(0, len(keys), AT_ONCE):
        _renew(keys[start : start + AT_ONCE])


def _renew(people: Collection[UUID]) -> None:
    posts: dict[UUID, list[Employment]] = defaultdict(list)
    held = Employment.objects.open().filter(person__in=people)
    for post in held.order_by("from_on", "pk"):
        posts[post.person_id].append(post)
    changed = list(Person.objects.filter(pk__in=posts))
    for person in changed:
        person.at_work = at_work(posts[person.pk])
    rewrite(changed, ["at_work"])


def rewrite(people: Iterable[Person], fields: Iterable[str]) -> None:
    """Save these fields of people, and with them what they are found by.

    `save` asks a field for its value; `bulk_update` does not.
    """
    changed, named = list(people), set(fields)
    if not named.isdisjoint(FOUND_BY):
        named.add("findable")
        for person in changed:
            person.findable = words_in(person, FOUND_BY)
    Person.objects.bulk_update(changed, sorted(named), batch_size=AT_ONCE)
