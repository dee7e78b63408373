"""A person's place in the chart: who is above and below, and what is wrong with it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from people import org_chart
from people.models import Chart, Person, ReportingLine
from people.org_chart import Line

MOST_REPORTS = 50


@dataclass(frozen=True)
class Place:
    """Somebody's place in the chart, as their page shows it."""

    up: list[ReportingLine]
    partners: list[ReportingLine]
    above: list[Person]
    down: list[ReportingLine]
    more_down: int
    coming: list[ReportingLine]
    standing: list[ReportingLine]
    trouble: str
    chart: Chart


def place_of(person: Person, *, on: date) -> Place:
    """Say who is above and below somebody, and what is wrong with it, if anything."""
    lines = ReportingLine.objects.select_related("superior", "person")
    held = list(lines.in_force().filter(person=person).order_by("from_on", "pk"))
    up = [line for kind in ReportingLine.UPWARD for line in held if line.kind == kind]
    down = lines.in_force().filter(superior=person)
    sorted_down = down.order_by("person__family_name", "person__given_name", "pk")
    shown = list(sorted_down[: MOST_REPORTS + 1])
    coming = lines.filter(Q(person=person) | Q(superior=person), from_on__gt=on)
    later = list(coming.order_by("from_on", "pk"))
    superiors = Person.objects.filter(pk__in=org_chart.chain_above(person))
    return Place(
        up=up,
        partners=[line for line in held if line not in up],
        above=list(superiors.in_alphabet()),
        down=shown[:MOST_REPORTS],
        more_down=down.count() - MOST_REPORTS if len(shown) > MOST_REPORTS else 0,
        coming=later,
        standing=held + [line for line in later if line.person_id == person.pk],
        trouble=_trouble(person, has_superior=bool(up)),
        chart=Chart.objects.get(),
    )


def _trouble(person: Person, *, has_superior: bool) -> str:
    """Say why it is not known who is above somebody; empty when it is."""
    if person.chart_state == Person.ChartState.KNOWN:
        return ""
    if person.superior_missing:
        return _("The last file names a superior whom nobody here knows.")
    if not has_superior:
        return _("Nobody is above this person, and nobody reports to them.")
    return _("The line above this person does not end at a top of the company.")


def lines_and_partners() -> tuple[list[Line], list[Line]]:
    """Give every line that makes a superior, and (HR partner, person), in one look."""
    found: dict[bool, list[Line]] = {False: [], True: []}
    lines = ReportingLine.objects.in_force()
    for up, low, kind in lines.values_list("superior_id", "person_id", "kind"):
        found[kind == ReportingLine.Kind.HR_PARTNER].append((up, low))
    return found[False], found[True]
