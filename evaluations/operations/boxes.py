"""Boxes: opened for a pool, answered, counted when their close has come."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from evaluations import ballots
from evaluations.models import Box, Instrument, Item, Pool
from evaluations.questions import CHECK_IN, Questionnaire
from evaluations.tally import tally
from evaluations.tally.counting import DEFAULT_DATES
from evaluations.tally.figures import items_to_publish
from mailing import outbox
from mailing.outbox import Promise
from matching.models import Pairing
from people.models import Person
from privacy import audit
from privacy.keyring import SealError
from programmes.models import Programme

CHECK_IN_CHOICES = (1, 3)
MOST_A_YEAR = 4
A_YEAR = timedelta(days=365)
logger = logging.getLogger(__name__)


@transaction.atomic
def pool_of(programme: Programme) -> Pool:
    """Give the pool into which a programme's answers go; its own if none was named.

    The lock of the programme comes first: while there is no pool yet, two who ask at
    once can meet on nothing else.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    pool = Pool.objects.select_for_update().filter(programmes=programme).first()
    if pool is None:
        pool = Pool.objects.create(name=programme.name, closes_on=list(DEFAULT_DATES))
        pool.programmes.add(programme)
    return pool


@transaction.atomic
def open_check_in(
    programme: Programme, *, closes_at: datetime, at: datetime, by: Person
) -> Box:
    """Ask everybody in a running pair how it goes, until a day that does not move back.

    Raises ValidationError when a check-in is open, when there were four within a year,
    or when it would close at once.
    """
    pool = pool_of(programme)
    _refuse_one_too_many(pool, at=at)
    people = participants_of(pool)
    box = Box(
        pool=pool,
        kind=CHECK_IN.kind,
        instruments=[_frozen(_kept(CHECK_IN))],
        items_published=items_to_publish(len(people), CHECK_IN_CHOICES),
        opens_at=at,
        closes_at=closes_at,
        state=Box.State.OPEN,
    )
    box.full_clean(exclude=["sealed_record"])
    box.sealed_record = ballots.new_record(box)
    box.save()
    audit.record(by, "opened", box, scope=programme.pk, at=at)
    outbox.promise(
        *(
            Promise(
                "check_in",
                about=box,
                to=person,
                occurrence=at,
                scope=programme.pk,
                expires_at=closes_at,
            )
            for person in people
        )
    )
    return box


@transaction.atomic
def answer(box: Box, *, by: Person, answers: Mapping[str, str], at: datetime) -> None:
    """Put the answer of one person into the box; raises as `ballots.cast` does."""
    ballots.cast(box, by=by, answers=answers, at=at)


def close_due(*, at: datetime) -> int:
    """Count every box whose close has come; say how many were released.

    A box that does not open, because its key is away or somebody touched it, waits and
    keeps no other box waiting.
    """
    due = Box.objects.filter(state=Box.State.OPEN, closes_at__lte=at)
    return sum(_is_released(box, at=at) for box in due)


def participants_of(pool: Pool) -> list[Person]:
    """Give everybody of the pool who is in a running pair, each once."""
    running = Pairing.objects.filter(
        programme__in=pool.programmes.all(), state=Pairing.State.RUNNING
    )
    both = Q(pk__in=running.values("mentor")) | Q(pk__in=running.values("mentee"))
    return list(Person.objects.filter(both).order_by("pk"))


def _is_released(box: Box, *, at: datetime) -> bool:
    try:
        return tally(box, at=at).state == Box.State.RELEASED
    except SealError:
        logger.exception("Box %s does not open: it waits to be counted.", box.pk)
        return False


def _refuse_one_too_many(pool: Pool, *, at: datetime) -> None:
    """Keep the budgets of noise small: what several boxes tell of a person composes."""
    asked = Box.objects.filter(pool=pool, kind=CHECK_IN.kind)
    if asked.filter(state=Box.State.OPEN).exists():
        raise ValidationError(_("A check-in is open already."))
    if asked.filter(opens_at__gt=at - A_YEAR).count() >= MOST_A_YEAR:
        raise ValidationError(_("Four check-ins a year is the most."))


def _kept(asked: Questionnaire) -> Instrument:
    """Store a version of a questionnaire once; what was stored never changes."""
    instrument, is_new = Instrument.objects.get_or_create(
        key=asked.key,
        version=asked.version,
        for_role=asked.for_role,
        defaults={"kind": asked.kind},
    )
    if is_new:
        Item.objects.bulk_create(
            Item(
                instrument=instrument,
                position=position,
                key=question.key,
                text=question.text,
                scale=question.scale,
                level=question.level,
            )
            for position, question in enumerate(asked.questions, start=1)
        )
    return instrument


def _frozen(instrument: Instrument) -> dict[str, object]:
    """Copy the questions into the box: a later version changes nothing in it."""
    items = instrument.items.order_by("position")
    return {
        "key": instrument.key,
        "version": instrument.version,
        "for_role": instrument.for_role,
        "items": [
            {
                "key": item.key,
                "scale": item.scale,
                "level": item.level,
                "text": item.text,
            }
            for item in items
        ],
    }
