"""How matching answers to news from below: each receiver is one call."""

from typing import Any

from django.dispatch import receiver

from matching import queries
from matching.operations import charts, enrolments
from people.events import (
    ChartChange,
    Consequence,
    PairsAsked,
    PersonLeft,
    chart_changed,
    pairs_asked,
    person_left,
)
from programmes.events import (
    EnrolmentChanged,
    ProgrammeClosed,
    enrolment_changed,
    programme_closed,
)
from programmes.models import Enrolment


@receiver(chart_changed)
def on_chart_changed(change: ChartChange, **_said: Any) -> list[Consequence]:  # noqa: ANN401 - what Django's signals pass
    return charts.follow(change)


@receiver(person_left)
def on_person_left(change: PersonLeft, **_said: Any) -> list[Consequence]:  # noqa: ANN401 - idem
    return charts.follow_leaver(change)


@receiver(pairs_asked)
def on_pairs_asked(question: PairsAsked, **_said: Any) -> list[Consequence]:  # noqa: ANN401 - idem
    return queries.people_concerned(question.these, question.those)


@receiver(programme_closed)
def on_programme_closed(change: ProgrammeClosed, **_said: Any) -> list[Consequence]:  # noqa: ANN401 - idem
    return enrolments.end_with_programme(change.programme, at=change.at, by=change.by)


@receiver(enrolment_changed)
def on_enrolment_changed(change: EnrolmentChanged, **_said: Any) -> list[Consequence]:  # noqa: ANN401 - idem
    if change.after not in Enrolment.OVER:
        return []
    return enrolments.follow_withdrawal(change.enrolment, at=change.at, by=change.by)
