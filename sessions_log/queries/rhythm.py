"""The line of dots above the page of a pair, in words too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.models import Programme
from sessions_log import rules
from sessions_log.models import Meeting
from sessions_log.rules import Turn


@dataclass(frozen=True)
class Period:
    """One dot: how it looks, and what it says."""

    state: str
    words: str


@dataclass(frozen=True)
class Line:
    """The dots of a journey and the words below them."""

    periods: tuple[Period, ...]
    from_words: str
    now_words: str
    until_words: str


def line_of(
    programme: Programme, meetings: Sequence[Meeting], *, at: datetime
) -> Line | None:
    """Draw the rhythm of a pair from its meetings; None while there is not one."""
    held = [one.held_on for one in meetings if one.is_held and one.held_on]
    planned = [one for one in meetings if one.state == Meeting.State.PLANNED]
    if not held and not planned:
        return None
    rhythm = rules.Rhythm(
        first=min(held + [one.planned_on for one in planned]),
        step=timedelta(weeks=programme.cadence_weeks or 1),
        count=max(programme.meetings, 1),
    )
    ahead = (one.planned_on for one in planned if not one.is_over(at=at))
    coming, today = min(ahead, default=None), timezone.localdate(at)
    found = rules.turns(rhythm, held=held, coming=coming, today=today)
    return Line(
        periods=tuple(Period(one.state, _said(one)) for one in rules.around_now(found)),
        from_words=_long(rhythm.first),
        now_words=_so_far(len(held), coming),
        until_words=_long(rhythm.due_on(rhythm.count - 1)),
    )


def _said(turn: Turn) -> str:
    sentences = {
        "met": _("%(day)s: you met"),
        "planned": _("%(day)s: your next meeting"),
        "quiet": _("%(day)s: nothing noted"),
        "ahead": _("%(day)s: still ahead"),
    }
    return sentences[turn.state] % {"day": _long(turn.on)}


def _so_far(count: int, coming: date | None) -> str:
    """Say how often the two met, and when they meet next."""
    if coming is None:
        said = ngettext("%(count)d meeting so far", "%(count)d meetings so far", count)
        return said % {"count": count}
    if count == 0:
        return _("your first meeting is on %(day)s") % {"day": _long(coming)}
    said = ngettext(
        "%(count)d meeting so far, the next on %(day)s",
        "%(count)d meetings so far, the next on %(day)s",
        count,
    )
    return said % {"count": count, "day": _long(coming)}


def _long(day: date) -> str:
    return date_format(day, "MONTH_DAY_FORMAT")
