"""Whom people report to: lines begin and end as the file says."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from people.events import ChartChange, Consequence, chart_changed
from people.models import Chart, Person, ReportingLine
from people.roster.findings import Kind
from people.roster.report import Difference
from tests.factories import make_line, make_person
from tests.people.imports import AT, DAY, TODAY, noticed, numbered, take

pytestmark = pytest.mark.django_db

HEAD = "Number;Name;Manager;Functional manager;Acting manager;Acting until;HR partner\n"
CHIEF = "1;Carla;;;;;\n"


@pytest.fixture
def heard() -> Iterator[list[ChartChange]]:
    """Listen to the news of the chart, and say that a pair stopped."""
    changes: list[ChartChange] = []

    def listen(change: ChartChange, **_said: Any) -> list[Consequence]:  # noqa: ANN401 - what Django's signals pass
        changes.append(change)
        return [Consequence("pairing_suspended", next(iter(change.people)))]

    chart_changed.connect(listen)
    yield changes
    chart_changed.disconnect(listen)


def lines_of(number: str) -> set[tuple[str, str]]:
    lines = numbered(number).lines_up.in_force().select_related("superior")
    return {(line.superior.given_name, line.kind) for line in lines}


def state_of(number: str) -> str:
    return numbered(number).chart_state


def test_lines_of_every_kind_begin_with_the_file_as_their_source() -> None:
    take(HEAD + CHIEF + "2;Dirk;1;;;;\n3;Els;1;2;2;2027-01-31;2\n")

    assert lines_of("3") == {
        ("Carla", "line"),
        ("Dirk", "functional"),
        ("Dirk", "acting"),
        ("Dirk", "hr_partner"),
    }
    acting = ReportingLine.objects.get(kind="acting")
    assert (acting.from_on, acting.until_on) == (TODAY, date(2027, 1, 31))
    assert acting.source == "people.csv"
    chart = Chart.objects.get()
    assert (chart.version, chart.dated_on, chart.source) == (1, TODAY, "people.csv")


def test_one_announcement_names_everybody_whom_it_reaches(
    heard: list[ChartChange],
) -> None:
    hr = make_person()

    report = take(HEAD + CHIEF + "2;Dirk;1;;;;\n3;Els;2;;;;\n", by=hr)

    assert len(heard) == 1
    assert heard[0].people == {numbered(n).pk for n in "123"}
    assert (heard[0].by, heard[0].at) == (hr, AT)
    assert report.pairings_stopped == 1


def test_nothing_is_announced_when_nothing_changes(heard: list[ChartChange]) -> None:
    text = HEAD + CHIEF + "2;Dirk;1;;;;1\n"
    take(text)

    take(text, at=AT + DAY)

    assert len(heard) == 1
    chart = Chart.objects.get()
    assert (chart.version, chart.dated_on) == (1, TODAY + DAY)


def test_another_manager_ends_one_line_and_begins_another() -> None:
    take(HEAD + CHIEF + "2;Dirk;1;;;;\n3;Els;1;;;;\n")

    report = take(HEAD + "3;Els;2;;;;\n", at=AT + DAY)

    assert lines_of("3") == {("Dirk", "line")}
    ended = ReportingLine.objects.get(person=numbered("3"), in_force=False)
    assert ended.until_on == TODAY
    assert report.differences == (Difference("3", "Els", "line", "Carla", "Dirk"),)


def test_an_empty_manager_cell_ends_the_line() -> None:
    take(HEAD + CHIEF + "3;Els;1;;;;\n")

    take(HEAD + "3;Els;;;;;\n", at=AT + DAY)

    assert lines_of("3") == set()
    assert state_of("3") == "unknown"


def test_kinds_of_line_that_the_file_has_no_column_for_stay() -> None:
    take(HEAD + CHIEF + "3;Els;1;1;;;\n")

    take("Number;Name;Manager\n3;Els;1\n", at=AT + DAY)

    assert lines_of("3") == {("Carla", "line"), ("Carla", "functional")}


def test_lines_of_people_outside_the_file_stay() -> None:
    take(HEAD + CHIEF + "3;Els;1;;;;\n")

    take(HEAD + "1;Carla;;;;;\n", at=AT + DAY)

    assert lines_of("3") == {("Carla", "line")}
    assert state_of("3") == "known"


def test_the_last_day_of_an_acting_manager_can_change() -> None:
    take(HEAD + CHIEF + "3;Els;;;1;2027-01-31;\n")

    report = take(HEAD + "3;Els;;;1;2027-02-28;\n", at=AT + DAY)

    acting = ReportingLine.objects.get(kind="acting")
    assert (acting.until_on, acting.in_force) == (date(2027, 2, 28), True)
    assert [(one.field, one.after) for one in report.differences] == [
        ("acting_until", "2027-02-28")
    ]


def test_a_file_without_last_days_leaves_them_as_they_are() -> None:
    take(HEAD + CHIEF + "3;Els;;;1;2027-01-31;\n")

    take("Number;Name;Acting manager\n3;Els;1\n")

    assert ReportingLine.objects.get(kind="acting").until_on == date(2027, 1, 31)


def test_an_acting_manager_whose_time_is_over_is_no_superior() -> None:
    report = take(HEAD + CHIEF + "3;Els;;;1;2026-11-22;\n")

    assert lines_of("3") == set()
    assert report.superior_pairs == 0


def test_whoever_has_no_manager_and_a_report_is_a_top() -> None:
    report = take(HEAD + CHIEF + "3;Els;1;;;;\n4;Lone;;;;;\n")

    assert (numbered("1").top_of_line, state_of("1")) == (True, "known")
    assert state_of("3") == "known"
    assert (numbered("4").top_of_line, state_of("4")) == (False, "unknown")
    assert noticed(report) == [(Kind.TOP_OF_LINE, "1", "Carla")]
    assert (report.roots, report.hierarchy_unknown) == (2, 1)


def test_a_report_outside_the_file_makes_a_top_too() -> None:
    carla, els = make_person(employee_number="1", given_name="Carla"), make_person()
    make_line(carla, els)

    take(HEAD + CHIEF)

    assert numbered("1").top_of_line


def test_a_report_inside_the_file_that_goes_elsewhere_makes_no_top() -> None:
    take(HEAD + "1;Carla;;;;;\n3;Els;1;;;;\n")
    Person.objects.update(top_of_line=False)

    take(HEAD + "1;Carla;;;;;\n2;Dirk;;;;;\n3;Els;2;;;;\n")

    assert not numbered("1").top_of_line
    assert numbered("2").top_of_line


def test_a_top_that_gets_a_manager_is_no_top_any_more() -> None:
    take(HEAD + CHIEF + "3;Els;1;;;;\n")

    take(HEAD + "0;Otto;;;;;\n1;Carla;O;;;;\n".replace("O;;;;", "Otto;;;;"))

    assert not numbered("1").top_of_line
    assert (state_of("1"), state_of("3")) == ("known", "known")


def test_a_top_that_hr_marked_by_hand_stays_one() -> None:
    take(HEAD + "4;Lone;;;;;\n")
    Person.objects.update(top_of_line=True)

    take(HEAD + "4;Lone;;;;;\n")

    assert numbered("4").top_of_line


def test_a_file_without_managers_says_nothing_about_tops() -> None:
    take("Number;Name\n1;Carla\n")

    assert (numbered("1").top_of_line, state_of("1")) == (False, "unknown")


def test_below_a_manager_whom_nobody_knows_everything_is_unknown() -> None:
    report = take(HEAD + CHIEF + "2;Dirk;99;;;;\n3;Els;2;;;;\n4;Nele;1;98;;;\n")

    assert [state_of(number) for number in "1234"] == ["known"] + ["unknown"] * 3
    assert numbered("2").superior_missing
    assert report.hierarchy_unknown == 3
    assert [one for one in noticed(report) if one[0] == Kind.UNKNOWN_MANAGER] == [
        (Kind.UNKNOWN_MANAGER, "2", "99"),
        (Kind.UNKNOWN_MANAGER, "4", "98"),
    ]


def test_a_manager_who_is_known_the_next_time_makes_known() -> None:
    take(HEAD + CHIEF + "4;Nele;1;98;;;\n")
    take(HEAD + "98;Rita;1;;;;\n")
    assert state_of("4") == "unknown"

    take(HEAD + "4;Nele;1;98;;;\n")

    assert (numbered("4").superior_missing, state_of("4")) == (False, "known")


def test_who_manages_themselves_only_is_unknown_with_everybody_below() -> None:
    report = take(HEAD + "2;Dirk;2;;;;\n3;Els;2;;;;\n")

    assert (state_of("2"), state_of("3")) == ("unknown", "unknown")
    assert not numbered("2").top_of_line
    assert (Kind.SELF_MANAGED, "2", "2") in noticed(report)
    assert report.roots == 0


def test_a_circle_is_reported_and_makes_superiors_of_all() -> None:
    report = take(HEAD + "1;Carla;3;;;;\n2;Dirk;1;;;;\n3;Els;2;;;;\n4;Nele;3;;;;\n")

    assert report.cycles == (("1", "2", "3"),)
    assert (Kind.CYCLE, "1", "1 → 2 → 3 → 1") in noticed(report)
    assert report.superior_pairs == 3 * 2 + 3
    assert {state_of(number) for number in "1234"} == {"unknown"}


def test_a_circle_that_closes_over_people_outside_the_file_is_found() -> None:
    otto = make_person(given_name="Otto", family_name="Buiten", employee_number=None)
    take("Number;Name;Manager\n1;Carla;Otto Buiten\n")
    make_line(numbered("1"), otto)

    report = take("Number;Name;Manager\n1;Carla;Otto Buiten\n")

    assert report.cycles == (("1", "Otto Buiten"),)
    assert report.superior_pairs == 1


def test_somebody_who_left_stays_a_link_of_the_chain() -> None:
    take("Number;Name;Manager;End date\n1;Carla;;\n2;Dirk;1;2026-01-01\n3;Els;2;\n")

    assert lines_of("3") == {("Dirk", "line")}
    assert state_of("3") == "known"
