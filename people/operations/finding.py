"""What people are found by at work: renewed with their posts, never on its own."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Protocol
from uuid import UUID

from people.models import Employment, Person
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
    Person.objects.bulk_update(changed, ["at_work"], batch_size=AT_ONCE)
