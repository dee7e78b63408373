"""Acts on a person: arriving, changing, leaving, choosing a language, posts."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models.functions import Greatest
from django.utils import timezone

from people.events import Consequence, PersonLeft, answers_to, person_left
from people.models import BrowserSession, Employment, ImportBatch, Person
from people.operations import finding
from privacy import audit


@dataclass(frozen=True)
class Facts:
    """What the company says of a person, beside posts and lines."""

    given_name: str
    family_name: str = ""
    email: str | None = None
    employee_number: str | None = None
    called: str = ""
    language: str = Person.Language.NL
    hired_on: date | None = None


@transaction.atomic
def add(facts: Facts, *, at: datetime, by: Person | None) -> Person:
    """Take somebody into the directory; their place in the chart is unknown yet.

    Raises ValidationError for a number or an address that somebody else has.
    """
    person = Person(**asdict(facts))
    person.full_clean(exclude=["password"])
    person.save()
    audit.record(by, "person_added", person, at=at)
    return person


@transaction.atomic
def change(person: Person, facts: Facts, *, at: datetime, by: Person | None) -> None:
    """Change what the company says of somebody; raises as `add` does."""
    for field, value in asdict(facts).items():
        setattr(person, field, value)
    person.full_clean(exclude=["password"])
    person.save(update_fields=[*asdict(facts), "findable"])
    audit.record(by, "person_changed", person, at=at)


@transaction.atomic
def leave(
    person: Person, *, last_on: date, at: datetime, by: Person | None
) -> list[Consequence]:
    """Note the last day of somebody; when it has come, it ends what they are part of.

    Lines stay as they are until the chart itself is changed: a chain that lost a link
    would let somebody mentor whom they are above. Raises ValidationError for a last day
    before the first.
    """
    person.left_on = last_on
    person.full_clean(exclude=["password"])
    person.save(update_fields=["left_on"])
    audit.record(by, "leaving_noted", person, at=at)
    has_come = last_on <= timezone.localdate(at)
    return depart(person, at=at, by=by) if has_come else []


@transaction.atomic
def depart(
    person: Person,
    *,
    at: datetime,
    by: Person | None,
    batch: ImportBatch | None = None,
) -> list[Consequence]:
    """Close the door behind somebody who left: sign-in, sessions, address, posts.

    The address is free from now on: whoever gets it next is another person.
    """
    person.may_sign_in = False
    person.email = None
    person.save(update_fields=["may_sign_in", "email"])
    BrowserSession.objects.filter(person=person).delete()
    person.employments.open().update(until_on=Greatest("from_on", person.left_on))
    audit.record(by, "person_left", person, at=at)
    change = PersonLeft(person=person, at=at, by=by, batch=batch)
    return answers_to(person_left.send(sender=Person, change=change))


@transaction.atomic
def turn_the_day(*, at: datetime) -> list[Consequence]:
    """Let those leave whose last day is over."""
    leavers = Person.objects.employed().filter(left_on__lt=timezone.localdate(at))
    return [
        consequence
        for person in leavers
        for consequence in depart(person, at=at, by=None)
    ]


@transaction.atomic
def choose_language(person: Person, language: str) -> None:
    """Remember the language in which somebody wants to read us."""
    person.language = language
    person.save(update_fields=["language"])


@transaction.atomic
def begin_post(post: Employment, *, at: datetime, by: Person | None) -> None:
    """Open a spell in a post; raises ValidationError when that post is open already."""
    post.full_clean()
    post.save()
    finding.renew([post.person_id])
    audit.record(by, "post_begun", post, subject=post.person, at=at)


@transaction.atomic
def end_post(
    post: Employment, *, last_on: date, at: datetime, by: Person | None
) -> None:
    """Close a spell; raises ValidationError for a last day before the first."""
    post.until_on = last_on
    post.full_clean()
    post.save(update_fields=["until_on"])
    finding.renew([post.person_id])
    audit.record(by, "post_ended", post, subject=post.person, at=at)
