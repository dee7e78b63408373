"""What the impact page of a programme says: announced facts, and releases."""

from dataclasses import dataclass

from evaluations import results
from evaluations.results import ReleasedFigure, ReleasedWave
from matching.models import Pairing
from programmes.models import Programme


@dataclass(frozen=True)
class ImpactPage:
    """The page of one programme, the same for everybody who may open it."""

    programme: Programme
    pairs_started: int
    waves: tuple[ReleasedWave, ...]
    is_waiting: bool


def impact_of(programme: Programme) -> ImpactPage:
    """Gather the page; pairs started are exact, for the company announced them."""
    return ImpactPage(
        programme=programme,
        pairs_started=Pairing.objects.filter(
            programme=programme, started_on__isnull=False
        ).count(),
        waves=tuple(results.waves_of(programme)),
        is_waiting=results.is_waiting(programme),
    )


def csv_rows(page: ImpactPage) -> list[list[str]]:
    """Give the released figures as rows; a hidden one says `suppressed`."""
    head = ["closed_on", "kind", "item", "people", "figure", "margin"]
    return [head] + [
        [
            wave.closed_on.isoformat(),
            wave.kind,
            figure.item,
            wave.people,
            _cell(figure),
            "" if figure.margin is None else str(figure.margin),
        ]
        for wave in page.waves
        for figure in wave.figures
    ]


def _cell(figure: ReleasedFigure) -> str:
    if figure.shown == "hidden":
        return "suppressed"
    return figure.word or str(figure.percent)
