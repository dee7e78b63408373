"""A friendly letter to pairs that noted nothing for a while."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mailing import outbox
from mailing.outbox import Promise
from people.models import Person
from privacy import audit
from programmes.models import Programme
from sessions_log.queries import nudges


@transaction.atomic
def nudge(
    programme: Programme, chosen: Collection[UUID], *, at: datetime, by: Person
) -> int:
    """Write to both of these silent pairs; say how many letters go.

    Left out is who has met or was written to meanwhile: at most one letter per pair in
    two weeks. Raises ValidationError when nobody is left.
    """
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    silent = nudges.pairs_to_write_to(by, programme, at=at)
    readers = nudges.readers_among(one for one in silent if one.pk in chosen)
    if not readers:
        raise ValidationError(
            _("None of these pairs waits for a letter now: nothing was sent.")
        )
    outbox.promise(
        *(
            Promise(
                nudges.LETTER, pairing, to=person, occurrence=at, scope=programme.pk
            )
            for pairing, person in readers
        )
    )
    audit.record(by, "nudged", programme, scope=programme.pk, at=at)
    return len(readers)
