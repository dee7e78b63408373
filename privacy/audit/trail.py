"""Appending to the audit trail, under pseudonyms."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypedDict, Unpack
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone

from privacy import sealed_keys
from privacy.models import Audience, AuditEntry, Pseudonym

PSEUDONYMS = "audit pseudonyms"


class Particulars(TypedDict, total=False):
    """What else may be said of an act.

    `scope` is the programme it belongs to, `subject` the person whose data it touched.
    Without an `audience` the coordinators of the programme read it, or the house where
    there is none.
    """

    scope: UUID | None
    subject: models.Model | None
    audience: str
    at: datetime | None


def record(
    by: models.Model | None,
    verb: str,
    about: models.Model,
    **particulars: Unpack[Particulars],
) -> None:
    """Remember that somebody did something; `by=None` is the house itself.

    The verb and the object say it all: what was read or written is never passed.
    Raises ValueError when coordinators are to read it and no programme is named.
    """
    scope, subject = particulars.get("scope"), particulars.get("subject")
    is_person = isinstance(about, get_user_model())
    known_as = _pseudonyms_of([by, subject, about if is_person else None])
    AuditEntry.objects.create(
        at=particulars.get("at") or timezone.now(),
        actor=known_as[by.pk] if by else "",
        verb=verb,
        about_kind=about._meta.label_lower,
        about_id=known_as[about.pk] if is_person else str(about.pk),
        scope=scope,
        subject=known_as[subject.pk] if subject else "",
        audience=_audience(particulars.get("audience"), scope),
    )


def pseudonym_of(person: models.Model) -> str:
    """Give the name under which a person stands in the trail."""
    return _pseudonyms_of([person])[person.pk]


def _audience(wanted: str | None, scope: UUID | None) -> Audience:
    audience = Audience(wanted or (Audience.PROGRAMME if scope else Audience.HOUSE))
    if audience is Audience.PROGRAMME and not scope:
        raise ValueError("An act that coordinators read belongs to a programme.")
    return audience


def _pseudonyms_of(people: Iterable[models.Model | None]) -> dict[UUID, str]:
    wanted = {person.pk for person in people if person}
    known_as = dict(
        Pseudonym.objects.filter(person__in=wanted).values_list("person", "value")
    )
    if missing := wanted - known_as.keys():
        made = {pk: sealed_keys.mac(PSEUDONYMS, pk).hex() for pk in missing}
        # Two acts of one person may come here together: both give the same value.
        Pseudonym.objects.bulk_create(
            [Pseudonym(person_id=pk, value=value) for pk, value in made.items()],
            ignore_conflicts=True,
        )
        known_as |= made
    return known_as
