"""What anybody may know of the answers: releases, word for word, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from evaluations.models import Box, Release
from programmes.models import Programme


@dataclass(frozen=True)
class ReleasedFigure:
    """One figure as it was released."""

    item: str
    level: int
    text: Mapping[str, str]
    shown: str  # hidden | word | percent
    word: str
    percent: int | None
    margin: int | None


@dataclass(frozen=True)
class ReleasedWave:
    """One release: when its box closed, about how many answered, and its figures."""

    kind: str
    closed_on: date
    people: str
    figures: tuple[ReleasedFigure, ...]
    content_hash: str


def waves_of(programme: Programme) -> list[ReleasedWave]:
    """Give every release of the pool that a programme is in, the newest first."""
    releases = Release.objects.filter(box__pool__programmes=programme)
    return [_wave(one) for one in releases.order_by("-made_at", "pk")]


def is_waiting(programme: Programme) -> bool:
    """Say whether answers are being gathered, or wait for more people."""
    return Box.objects.filter(pool__programmes=programme, state=Box.State.OPEN).exists()


def _wave(release: Release) -> ReleasedWave:
    body = release.body
    return ReleasedWave(
        kind=body["kind"],
        closed_on=date.fromisoformat(body["closed_on"]),
        people=body["people"],
        figures=tuple(ReleasedFigure(**figure) for figure in body["figures"]),
        content_hash=release.content_hash,
    )
