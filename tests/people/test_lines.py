from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from people.events import ChartChange, Consequence, chart_changed
from people.models import Chart, Person, ReportingLine
from people.operations import lines
from privacy.models import AuditEntry
from tests.factories import make_line, make_person

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)
NEWS = uuid4()
KNOWN, UNKNOWN = Person.ChartState.KNOWN, Person.ChartState.UNKNOWN


@pytest.fixture
def heard() -> Iterator[list[ChartChange]]:
    """Listen to the news of the chart, and answer with a consequence each time."""
    changes: list[ChartChange] = []

    def listen(change: ChartChange, **_said: Any) -> list[Consequence]:  # noqa: ANN401 - what Django's signals pass
        changes.append(change)
        return [Consequence("noticed", NEWS)]

    chart_changed.connect(listen)
    yield changes
    chart_changed.disconnect(listen)


def make_top(**fields: Any) -> Person:  # noqa: ANN401 - a factory passes on what a model takes
    return make_person(top_of_line=True, **fields)


def make_newcomer() -> Person:
    return make_person(chart_state=UNKNOWN)


def state_of(person: Person) -> str:
    return Person.objects.get(pk=person.pk).chart_state


def line(superior: Person, person: Person, **fields: Any) -> ReportingLine:  # noqa: ANN401 - idem
    return ReportingLine(
        superior=superior, person=person, **{"from_on": TODAY, **fields}
    )


def test_a_new_line_makes_the_chart_known_and_is_announced(
    heard: list[ChartChange],
) -> None:
    chief, anna, hr = make_top(), make_newcomer(), make_person()

    consequences = lines.begin(line(chief, anna), at=AT, by=hr)

    assert state_of(anna) == KNOWN
    assert heard == [ChartChange(people=frozenset([anna.pk]), at=AT, by=hr)]
    assert consequences == [Consequence("noticed", NEWS)]
    assert Chart.objects.get().version == 1
    assert Chart.objects.get().dated_on == TODAY
    assert AuditEntry.objects.get().verb == "line_begun"


def test_everybody_below_a_new_line_is_announced(heard: list[ChartChange]) -> None:
    chief, lead, anna = make_top(), make_newcomer(), make_newcomer()
    make_line(lead, anna)

    lines.begin(line(chief, lead), at=AT, by=None)

    assert heard[0].people == {lead.pk, anna.pk}
    assert (state_of(lead), state_of(anna)) == (KNOWN, KNOWN)


def test_a_line_of_a_later_day_waits_for_it(heard: list[ChartChange]) -> None:
    chief, anna = make_top(), make_newcomer()

    lines.begin(line(chief, anna, from_on=TODAY + DAY), at=AT, by=None)

    assert not ReportingLine.objects.get().in_force
    assert (state_of(anna), heard) == (UNKNOWN, [])
    assert Chart.objects.get().version == 1


def test_a_line_to_oneself_is_refused_also_for_later() -> None:
    anna = make_person()

    for first_day in (TODAY, TODAY + DAY):
        with pytest.raises(ValidationError, match="Nobody reports to themselves"):
            lines.begin(line(anna, anna, from_on=first_day), at=AT, by=None)


def test_a_line_that_is_there_already_is_refused() -> None:
    chief, anna = make_top(), make_person()
    lines.begin(line(chief, anna), at=AT, by=None)

    with pytest.raises(ValidationError, match="already exists"):
        lines.begin(line(chief, anna), at=AT, by=None)


def test_a_line_that_ends_was_there_until_yesterday(heard: list[ChartChange]) -> None:
    chief, anna = make_top(), make_person()
    held = make_line(chief, anna)

    lines.end(held, at=AT, by=None)

    held.refresh_from_db()
    assert (held.in_force, held.until_on) == (False, TODAY - DAY)
    assert state_of(anna) == UNKNOWN
    assert heard[0].people == {anna.pk}


def test_a_line_of_today_that_ends_today_goes() -> None:
    held = make_line(make_top(), make_person(), from_on=TODAY)

    lines.end(held, at=AT, by=None)

    assert not ReportingLine.objects.exists()


def test_a_line_can_end_later_and_holds_until_then(heard: list[ChartChange]) -> None:
    held = make_line(make_top(), make_person())

    lines.end(held, at=AT, by=None, last_on=TODAY)

    held.refresh_from_db()
    assert (held.in_force, held.until_on, heard) == (True, TODAY, [])


def test_a_last_day_that_is_over_ends_the_line_at_once(
    heard: list[ChartChange],
) -> None:
    chief, anna = make_top(), make_person()
    held = make_line(chief, anna)

    lines.end(held, at=AT, by=None, last_on=TODAY - DAY)

    held.refresh_from_db()
    assert not held.in_force
    assert heard[0].people == {anna.pk}


def test_a_last_day_before_the_first_is_refused() -> None:
    held = make_line(make_top(), make_person(), from_on=TODAY)

    with pytest.raises(ValidationError):
        lines.end(held, at=AT, by=None, last_on=TODAY - DAY)


def test_somebody_moves_to_another_superior(heard: list[ChartChange]) -> None:
    chief, former, anna = make_top(), make_top(), make_person()
    make_line(former, anna)
    dotted = make_line(former, anna, kind="functional")

    lines.move(anna, to=chief, at=AT, by=None)

    held = anna.lines_up.in_force()
    assert {(one.superior, one.kind) for one in held} == {
        (chief, "line"),
        (former, "functional"),
    }
    assert dotted in held
    assert len(heard) == 1


def test_a_move_to_the_present_superior_changes_nothing(
    heard: list[ChartChange],
) -> None:
    chief, anna = make_top(), make_person()
    held = make_line(chief, anna)

    lines.move(anna, to=chief, at=AT, by=None)

    assert list(ReportingLine.objects.in_force()) == [held]
    assert heard == []


def test_a_move_leaves_one_of_two_superiors() -> None:
    chief, other, anna = make_top(), make_top(), make_person()
    make_line(chief, anna)
    make_line(other, anna)

    lines.move(anna, to=chief, at=AT, by=None)

    assert [one.superior for one in anna.lines_up.in_force()] == [chief]


def test_a_move_to_nobody_makes_the_chart_unknown() -> None:
    anna = make_person()
    make_line(make_top(), anna)

    lines.move(anna, to=None, at=AT, by=None)

    assert not anna.lines_up.in_force().exists()
    assert state_of(anna) == UNKNOWN


def test_the_top_of_a_line_makes_everybody_below_known(
    heard: list[ChartChange],
) -> None:
    chief, anna = make_newcomer(), make_newcomer()
    make_line(chief, anna)

    lines.mark_top(chief, is_top=True, at=AT, by=None)

    assert (state_of(chief), state_of(anna)) == (KNOWN, KNOWN)
    lines.mark_top(chief, is_top=False, at=AT, by=None)
    assert (state_of(chief), state_of(anna)) == (UNKNOWN, UNKNOWN)
    assert [change.people for change in heard] == [{chief.pk, anna.pk}] * 2
    assert set(AuditEntry.objects.values_list("verb", flat=True)) == {
        "top_marked",
        "top_unmarked",
    }


def test_a_missing_superior_makes_unknown_until_hr_says_it_is_found() -> None:
    chief = make_top()
    anna = make_person(superior_missing=True, chart_state=UNKNOWN)
    lines.begin(line(chief, anna), at=AT, by=None)
    assert state_of(anna) == UNKNOWN

    lines.resolve(anna, at=AT, by=None)

    assert state_of(anna) == KNOWN


def test_an_hr_partner_changes_nobodys_superiors(heard: list[ChartChange]) -> None:
    partner, anna = make_top(), make_newcomer()

    assert lines.begin(line(partner, anna, kind="hr_partner"), at=AT, by=None) == []
    assert (state_of(anna), heard) == (UNKNOWN, [])
    assert Chart.objects.get().version == 1


def test_the_night_puts_lines_in_force_and_out_of_force(
    heard: list[ChartChange],
) -> None:
    chief, former, anna = make_top(), make_top(), make_newcomer()
    begins = make_line(chief, anna, from_on=TODAY, in_force=False)
    ends = make_line(former, anna, until_on=TODAY - DAY)
    lasts = make_line(former, anna, until_on=TODAY, kind="acting")
    waits = make_line(chief, anna, from_on=TODAY + DAY, in_force=False, kind="acting")
    too_early = make_line(chief, anna, from_on=TODAY + DAY, kind="functional")

    lines.turn_the_day(at=AT)

    assert set(ReportingLine.objects.in_force()) == {begins, lasts}
    assert {ends, waits, too_early}.isdisjoint(ReportingLine.objects.in_force())
    assert state_of(anna) == KNOWN
    assert heard == [ChartChange(people=frozenset([anna.pk]), at=AT)]
    lines.turn_the_day(at=AT)
    assert len(heard) == 1
    assert Chart.objects.get().version == 1


def test_a_line_that_was_ended_by_hand_stays_ended_at_night() -> None:
    held = make_line(make_top(), make_person())
    lines.end(held, at=AT, by=None)

    lines.turn_the_day(at=AT)
    lines.turn_the_day(at=AT + DAY)

    assert not ReportingLine.objects.in_force().exists()


def test_a_consequence_that_fails_undoes_the_act() -> None:
    def refuse(**_said: Any) -> None:  # noqa: ANN401 - idem
        raise ValidationError("No.")

    chart_changed.connect(refuse)
    try:
        with pytest.raises(ValidationError):
            lines.begin(line(make_top(), make_person()), at=AT, by=None)
    finally:
        chart_changed.disconnect(refuse)

    assert not ReportingLine.objects.exists()
    assert Chart.objects.get().version == 0


def test_a_line_knows_on_which_days_it_holds() -> None:
    held = line(make_person(), make_person(), until_on=TODAY + DAY)

    days = [TODAY - DAY, TODAY, TODAY + DAY, TODAY + 2 * DAY]

    assert [held.holds_on(day) for day in days] == [False, True, True, False]
