"""Opening a box, publishing its release, and shredding ballots and keys."""

import hashlib
import json
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluations import ballots
from evaluations.models import Ballot, Box, Release
from evaluations.tally.figures import FEWEST_PEOPLE, HIDDEN, band, figure, scale_for
from privacy.noise import discrete_laplace

LONGEST: Final = timedelta(days=731)
FAVOURABLE: Final = "good"
DEFAULT_DATES: Final = ("06-30", "12-31")


@transaction.atomic
def tally(box: Box, *, at: datetime) -> Box:
    """Count a box whose close has come.

    With fewer than eight people the close moves to the pool's next date, at most two
    years after opening; then the box is shredded. Exact counts exist in memory only. A
    second tally changes nothing. Raises ValidationError before the close.
    """
    box = (
        Box.objects.select_for_update(of=("self",))
        .select_related("pool")
        .get(pk=box.pk)
    )
    if box.state != Box.State.OPEN:
        return box
    if at < box.closes_at:
        raise ValidationError(_("This box is still open."))
    cast = Ballot.objects.filter(box=box, part=Ballot.Part.RATINGS)
    if cast.count() < FEWEST_PEOPLE:
        return _wait_or_shred(box, at=at)
    _release(box, cast, at=at)
    return _emptied(box, Box.State.RELEASED)


def _release(box: Box, cast: Iterable[Ballot], *, at: datetime) -> None:
    record = ballots.open_record(box)
    shuffled = list(cast)
    secrets.SystemRandom().shuffle(shuffled)
    answers = [ballots.opened(box, record, ballot) for ballot in shuffled]
    body = {
        "format": "release/1",
        "kind": box.kind,
        "closed_on": timezone.localdate(box.closes_at).isoformat(),
        "people": band(len(answers)),
        "figures": _figures(box, answers),
    }
    plain = json.dumps(body, sort_keys=True)
    Release.objects.create(
        box=box,
        body=body,
        content_hash=hashlib.sha256(plain.encode()).hexdigest(),
        made_at=at,
    )


def _figures(box: Box, answers: list[dict[str, str]]) -> list[dict[str, object]]:
    """Publish the first items of the box; the noise is drawn here, and only once."""
    scale = scale_for(box.items_published)
    figures = []
    for item in box.instruments[0]["items"][: box.items_published]:
        given = [one[item["key"]] for one in answers if item["key"] in one]
        shown = HIDDEN
        if len(given) >= FEWEST_PEOPLE:
            noised = given.count(FAVOURABLE) + discrete_laplace(scale)
            shown = figure(noised, len(given), scale)
        figures.append(
            {
                "item": item["key"],
                "level": item["level"],
                "text": item["text"],
                **shown.as_row(),
            }
        )
    return figures


def _wait_or_shred(box: Box, *, at: datetime) -> Box:
    later = _next_close(box, at=at)
    if later > box.opens_at + LONGEST:
        return _emptied(box, Box.State.SHREDDED)
    record = ballots.open_record(box)
    box.closes_at = later
    box.sealed_record = ballots.seal_record(box, record)
    box.save(update_fields=["closes_at", "sealed_record"])
    return box


def _next_close(box: Box, *, at: datetime) -> datetime:
    """Give the next close date of the pool, at the hour of this box."""
    here = timezone.localtime(box.closes_at)
    days = [
        here.replace(year=year, month=int(day[:2]), day=int(day[3:]))
        for year in (at.year, at.year + 1)
        for day in box.pool.closes_on or DEFAULT_DATES
    ]
    return min(day for day in days if day > at)


def _emptied(box: Box, state: str) -> Box:
    Ballot.objects.filter(box=box).delete()
    box.sealed_record = b""
    box.state = state
    box.save(update_fields=["sealed_record", "state"])
    return box
