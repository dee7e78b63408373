"""Files that say a thing twice, or half of it: nobody becomes a top by it."""

import pytest

from people.models import Person
from people.roster.findings import Kind
from tests.people.imports import noticed, numbered, take

pytestmark = pytest.mark.django_db

KNOWN, UNKNOWN = Person.ChartState.KNOWN, Person.ChartState.UNKNOWN


def superiors_of(number: str) -> set[str]:
    lines = numbered(number).lines_up.in_force().select_related("superior")
    return {str(line.superior) for line in lines}


def test_an_empty_manager_number_is_read_in_the_column_with_the_name() -> None:
    report = take(
        "Number;Name;Manager ID;Manager name\n"
        "1;Carla;;\n2;Dirk;;Carla\n3;Els;2;Dirk\n4;Farid;2;\n"
    )

    assert superiors_of("2") == {"Carla"}
    assert not numbered("2").top_of_line
    assert noticed(report) == [(Kind.TOP_OF_LINE, "1", "Carla")]


def test_an_unknown_name_beside_an_empty_manager_number_makes_no_top() -> None:
    report = take(
        "Number;Name;Manager ID;Manager name\n1;Carla;;Nobody Here\n2;Dirk;1;Carla\n"
    )

    assert not numbered("1").top_of_line
    assert numbered("2").chart_state == UNKNOWN
    assert noticed(report) == [(Kind.UNKNOWN_MANAGER, "1", "Nobody Here")]


def test_two_columns_that_name_different_managers_both_count() -> None:
    report = take(
        "Number;Name;Manager;Manager\n1;Carla;;\n2;Dirk;1;\n3;Els;1;2\n4;Farid;2;2\n"
    )

    assert superiors_of("3") == {"Carla", "Dirk"}
    assert superiors_of("4") == {"Dirk"}
    assert (Kind.MANAGERS_DIFFER, "3", "2") in noticed(report)


def test_a_second_column_with_oneself_is_said_and_makes_no_line() -> None:
    report = take("Number;Name;Manager;Manager\n1;Carla;;\n2;Dirk;1;\n3;Els;1;3\n")

    assert superiors_of("3") == {"Carla"}
    assert (Kind.MANAGERS_DIFFER, "3", "3") in noticed(report)


def test_a_name_that_nobody_has_does_not_doubt_a_manager_whose_number_is_known() -> (
    None
):
    report = take(
        "Number;Name;Manager ID;Manager name\n1;Carla;;\n2;Dirk;1;C. Peeters\n"
    )

    assert numbered("2").chart_state == KNOWN
    assert noticed(report) == [(Kind.TOP_OF_LINE, "1", "Carla")]


def test_a_second_manager_column_is_reported_for_what_it_is() -> None:
    report = take("Number;Name;Manager ID;Manager name\n1;Carla;;\n2;Dirk;1;Carla\n")

    about_columns = [one for one in report.findings if one.row == 0]
    assert [(one.kind, one.value) for one in about_columns] == [
        (Kind.COLUMN_BESIDE, "Manager name")
    ]


def test_a_file_of_functional_managers_alone_makes_nobody_a_top() -> None:
    report = take("Number;Name;Functional manager\n1;Carla;\n2;Dirk;1\n")

    assert not numbered("1").top_of_line
    assert numbered("2").chart_state == UNKNOWN
    assert report.hierarchy_unknown == 2


def test_a_file_of_functional_managers_alone_finds_no_missing_line_manager() -> None:
    take("Number;Name;Manager\n1;Carla;\n2;Dirk;1\n3;Els;99\n")

    take("Number;Name;Functional manager\n3;Els;2\n")

    assert numbered("3").superior_missing
    assert numbered("3").chart_state == UNKNOWN


def test_whoever_is_only_a_vacancy_is_nobodys_manager_by_that_name() -> None:
    report = take(
        "Number;Name;Manager\n1;Carla;\n2;Dirk;1\n7;Vacant;1\n8;Els;Vacant\n9;Farid;7\n"
    )

    assert numbered("8").chart_state == UNKNOWN
    assert numbered("9").chart_state == KNOWN
    assert (Kind.UNKNOWN_MANAGER, "8", "Vacant") in noticed(report)


def test_initials_that_mean_nothing_elsewhere_name_somebody_with_two_posts() -> None:
    report = take(
        "Number;Name;Job title;Manager\nAM;Ann Maes;Chief;\nEC;Els Claes;Nurse;NA\n"
        "NA;Noor Aerts;Planner;AM\nNA;Noor Aerts;Buyer;AM\n"
    )

    assert superiors_of("EC") == {"Noor Aerts"}
    assert superiors_of("NA") == {"Ann Maes"}
    assert not numbered("EC").top_of_line
    assert report.people == 3


def test_initials_of_people_with_different_names_are_a_manager_nobody_knows() -> None:
    report = take(
        "Number;Name;Manager\nAM;Ann Maes;\nEC;Els Claes;NA\nBC;Bram Claes;EC\n"
        "NA;Noor Aerts;AM\nNA;Nick Adams;AM\n"
    )

    els = numbered("EC")
    assert (els.top_of_line, els.chart_state) == (False, UNKNOWN)
    assert (Kind.UNKNOWN_MANAGER, "EC", "NA") in noticed(report)


def test_a_manager_is_found_by_the_number_of_either_column() -> None:
    report = take(
        "Employee number;ID;Name;Manager\nA1;901;Carla;\nA2;902;Dirk;901\nA3;903;Els;A2"
    )

    assert superiors_of("A2") == {"Carla"}
    assert superiors_of("A3") == {"Dirk"}
    assert noticed(report) == [(Kind.TOP_OF_LINE, "A1", "Carla")]


def test_a_number_that_is_somebody_else_in_each_column_is_nobody_for_sure() -> None:
    report = take("Employee number;ID;Name;Manager\n1;2;Carla;\n2;3;Dirk;1\n3;1;Els;2")

    assert numbered("3").chart_state == UNKNOWN
    assert superiors_of("3") == set()
    assert (Kind.NUMBERS_DIFFER, "3", "2") in noticed(report)


def test_a_second_row_of_titles_is_nobody() -> None:
    report = take(
        "User ID;First Name;Last Name;Manager\nuserId;firstName;lastName;managerId\n"
        "1;Carla;Maes;\n2;Dirk;Claes;1\n"
    )

    assert report.people == 2
    assert superiors_of("2") == {"Carla Maes"}


def test_somebody_whose_job_has_the_name_of_a_column_is_not_left_out() -> None:
    report = take(
        "Number;Name;Job title;Department\n1;Carla;Manager;Team\n2;Dirk;Manager;Team\n"
    )

    assert report.people == 2
