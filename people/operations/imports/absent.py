"""Who is not in a file that holds the whole company: they have left.

Whoever hands the file in, and whoever runs the place, is not let go by a file; nor is
anybody whose first day has not come.
"""

from datetime import timedelta
from uuid import UUID

from people.models import CompanyRole, Employment, Person
from people.operations.bulk import update_rows
from people.operations.imports.snapshots import SPELLS, stored
from people.operations.imports.somebody import Somebody
from people.operations.imports.taking import Taking
from people.roster.findings import Finding, Kind

#: Beyond this share of the company the number must be typed.
MANY = 0.05


def let_go(taking: Taking, *, by: Person | None) -> int:
    """Note the last day of everybody whom the file does not hold; say how many."""
    inside = {person.pk for person in taking.people.values()}
    keep = {by.pk} if by else set()
    keep.update(CompanyRole.objects.open().values_list("person_id", flat=True))
    last_on = taking.on - timedelta(days=1)
    gone = [
        person
        for person in taking.directory.people
        if person.may_sign_in
        and person.pk not in inside | keep
        and (person.hired_on is None or person.hired_on <= last_on)
    ]
    posts = _open_posts({person.pk for person in gone})
    for person in gone:
        taking.let_go(
            person,
            before={
                "left_on": person.left_on,
                "may_sign_in": True,
                "email": person.email,
                SPELLS: stored(posts.get(person.pk, [])),
            },
        )
        person.left_on = last_on
        taking.findings.append(_finding(person))
    update_rows(Person.objects.all(), (one.pk for one in gone), left_on=last_on)
    return len(gone)


def to_confirm(taking: Taking, absent: int) -> int:
    """Give the number that must be typed; 0 where few of the company leave."""
    employed = sum(
        person.may_sign_in or person in taking.departed
        for person in taking.directory.people
    )
    return absent if absent > MANY * employed else 0


def _open_posts(people: set[UUID]) -> dict[UUID, list[Employment]]:
    posts: dict[UUID, list[Employment]] = {}
    if people:
        for post in Employment.objects.open():
            if post.person_id in people:
                posts.setdefault(post.person_id, []).append(post)
    return posts


def _finding(person: Somebody) -> Finding:
    return Finding(Kind.NOT_IN_FILE, 0, person.employee_number or "", str(person))
