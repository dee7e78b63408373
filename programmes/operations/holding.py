"""Taking a programme in hand: locked, as it is now, and written back in one way."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from people.models import Chart, Person
from privacy import audit
from programmes import rules
from programmes.models import Programme

CONFLICT = "conflict"


def hold(programme: Programme, *, version: int | None = None) -> Programme:
    """Give the programme as it stands, locked until the transaction ends.

    Raises ValidationError with the code `conflict` when somebody else saved it after
    this version was read.
    """
    held = Programme.objects.select_for_update().get(pk=programme.pk)
    if version not in (None, held.version):
        raise ValidationError(
            _("Somebody else saved this programme while you were writing."),
            code=CONFLICT,
        )
    return held


def hold_for_news(programme: Programme) -> Programme:
    """Hold a programme before an act whose news makes apps above take their locks.

    The order is the same for all: the chart, programmes, then the parts in them.
    """
    Chart.objects.hold_still()
    return hold(programme)


def store(held: Programme, *, verb: str, by: Person, at: datetime) -> None:
    """Write a held programme back, one version further, and remember who did it.

    Raises ValidationError when it is open and would lose a part of its frame.
    """
    if not held.is_draft:
        require_frame(held)
    held.version += 1
    held.full_clean()
    held.save()
    audit.record(by, verb, held, scope=held.pk, at=at)


def require_frame(held: Programme) -> None:
    """Raise ValidationError with a sentence for every part that is missing."""
    gaps = rules.missing_frame(held, has_objective=held.objectives.exists())
    if gaps:
        raise ValidationError([gap.sentence for gap in gaps])
