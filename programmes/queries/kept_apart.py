"""Who of a programme cannot be a pair with somebody, because of the chart."""

from dataclasses import dataclass

from people import org_chart
from people.models import Person
from people.models.person import PersonQuerySet
from programmes.models import Enrolment, Programme


@dataclass(frozen=True)
class KeptApart:
    """The lines of somebody as a reason only: whom they touch in this programme."""

    is_unknown: bool
    above: list[Person]
    below: list[Person]


def kept_apart_of(enrolment: Enrolment) -> KeptApart:
    """Name those who take the other part here and stand above or below somebody."""
    person = enrolment.person
    others = _others_of(enrolment.programme, enrolment.role)
    above = others.filter(pk__in=org_chart.chain_above(person))
    below = others.filter(pk__in=org_chart.reports_of(person))
    return KeptApart(
        is_unknown=person.chart_state == Person.ChartState.UNKNOWN,
        above=list(above.in_alphabet()),
        below=list(below.in_alphabet()),
    )


def _others_of(programme: Programme, role: str) -> PersonQuerySet:
    there = Enrolment.objects.filter(programme=programme).open().exclude(role=role)
    return Person.objects.filter(pk__in=there.values("person"))
