"""What waits on a coordinator, each with a reason and one way to act on it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matching.models import Pairing
from people.models import Person
from programmes.models import Programme
from sessions_log.queries import cockpit_counts as counts
from sessions_log.queries.calls import Progress, progress_in
from sessions_log.queries.cockpit_kinds import (
    AGAIN,
    CALLS,
    DRIFT,
    KINDS,
    SILENT,
    UNSETTLED,
)
from sessions_log.queries.courses import PARTED, Followed, followed_in
from sessions_log.queries.nudges import written_lately
from sessions_log.rules import cadence

#: So many meetings are enough to settle how two people work together.
MEETINGS_TO_SETTLE = 2


@dataclass(frozen=True)
class Chore:
    """One thing that waits: what, why, and the one press that acts on it."""

    kind: str
    url: str
    title: str
    text: str
    action: str
    count: int
    urgent: bool


@dataclass(frozen=True)
class Figure:
    """A number with its words."""

    label: str
    value: int
    note: str = ""


@dataclass(frozen=True)
class Desk:
    """A programme as its coordinator finds it: counts, never a date or an answer."""

    programme: Programme
    followed: tuple[Followed, ...]
    by_others: int
    seekers: int
    calls: Progress | None
    chores: tuple[Chore, ...]

    def count(self, *words: str) -> int:
        return sum(one.word in words for one in self.followed)


def desks_of(
    coordinator: Person, programmes: Sequence[Programme], *, at: datetime
) -> list[Desk]:
    """Give what waits in each programme: six queries, however many there are."""
    on = timezone.localdate(at)
    pairs = Pairing.objects.followed_by(coordinator).filter(programme__in=programmes)
    followed: defaultdict[str, list[Followed]] = defaultdict(list)
    for one in followed_in(pairs, on=on):
        followed[one.programme].append(one)
    counted = counts.counts_for(coordinator, programmes)
    every = [one for some in followed.values() for one in some]
    calls = progress_in(programmes, every, on=on)
    lately = written_lately(programmes, at=at)
    return [
        _desk(one, followed[one.slug], counted, calls.get(one.slug), lately)
        for one in programmes
    ]


def title_of(count: int) -> str:
    """Say in one sentence how much waits."""
    if not count:
        return _("Nothing waits for you")
    said = ngettext(
        "%(count)d thing waits for you", "%(count)d things wait for you", count
    )
    return said % {"count": count}


def figures_of(desk: Desk) -> list[Figure]:
    """Give the strip of figures: how many pairs stand where."""
    on_track = desk.count(cadence.ON_TRACK)
    running = on_track + desk.count(*cadence.SILENT)
    return [
        Figure(_("Pairs running"), running),
        Figure(_("On track"), on_track, _("of %(count)d") % {"count": running}),
        Figure(_("Getting acquainted"), desk.count(cadence.ACQUAINTED)),
        Figure(_("Look for a mentor"), desk.seekers),
    ]


def _desk(
    programme: Programme,
    followed: list[Followed],
    counted: Counter[counts.Kind],
    calls: Progress | None,
    lately: Collection[UUID],
) -> Desk:
    known = {kind: counted[kind, programme.pk] for kind in KINDS}
    known |= _of_pairs(followed, lately, percent=programme.drift_percent)
    known[AGAIN] = calls.again if calls else 0
    chores = [
        *(_chore(kind, programme, count) for kind, count in known.items() if count),
        *_round(programme, calls),
    ]
    return Desk(
        programme=programme,
        followed=tuple(one for one in followed if one.word != PARTED),
        by_others=counted[counts.PAIRS, programme.pk] - len(followed),
        seekers=known[counts.SEEKERS],
        calls=calls,
        chores=tuple(chores),
    )


def _of_pairs(
    followed: list[Followed], lately: Collection[UUID], *, percent: int
) -> dict[str, int]:
    """Count what the rhythm of the pairs asks for; who was written to does not wait."""
    silent = [one.pk for one in followed if one.is_silent]
    drifts = cadence.is_drifting((one.word for one in followed), percent=percent)
    return {
        counts.SUSPENDED: sum(one.waits for one in followed),
        SILENT: sum(one not in lately for one in silent),
        UNSETTLED: sum(
            one.word == cadence.ACQUAINTED and one.met >= MEETINGS_TO_SETTLE
            for one in followed
        ),
        DRIFT: len(silent) if drifts else 0,
    }


def _chore(name: str, programme: Programme, count: int) -> Chore:
    kind = KINDS[name]
    return Chore(
        kind=name,
        url=_address(kind.page, programme),
        title=str(kind.said % {"count": count}),
        text=str(kind.why),
        action=str(kind.action),
        count=count,
        urgent=kind.is_urgent,
    )


def _address(page: str, programme: Programme) -> str:
    of_everything = {"sessions_log:request_list", "matching:pairing_list"}
    return reverse(page, args=[] if page in of_everything else [programme.slug])


def _round(programme: Programme, calls: Progress | None) -> Iterator[Chore]:
    """Give the call round while somebody is left to call."""
    if calls is None or not calls.waits:
        return
    said = _("Call round: %(called)d of %(of)d")
    yield Chore(
        kind=CALLS,
        url=reverse("sessions_log:call_list", args=[programme.slug]),
        title=said % {"called": calls.called, "of": calls.of},
        text=_("You speak with everybody, so being called means nothing."),
        action=_("Call"),
        count=calls.of - calls.called,
        urgent=False,
    )
