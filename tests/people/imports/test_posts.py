"""Job facts are dated spells: a change closes one and opens another."""

from datetime import date

import pytest

from people.models import Employment
from people.roster.report import Difference
from tests.factories import make_person
from tests.people.imports import AT, DAY, TODAY, numbered, take

pytestmark = pytest.mark.django_db

HEAD = "Number;Name;Job title;Department;Site;Division;Hire date;Start date;End date\n"


def spells() -> list[tuple[str, date, date | None]]:
    found = Employment.objects.order_by("from_on", "job_title")
    return [(one.job_title, one.from_on, one.until_on) for one in found]


@pytest.mark.parametrize(
    ("days", "first"),
    [
        ("2020-01-01;2022-05-01", date(2022, 5, 1)),
        ("2020-01-01;", date(2020, 1, 1)),
        (";", TODAY),
    ],
)
def test_a_first_post_begins_on_the_best_day_that_is_known(
    days: str, first: date
) -> None:
    take(HEAD + f"7;Anna;Operator;;;;{days};")

    assert spells() == [("Operator", first, None)]


def test_another_job_closes_one_spell_and_opens_another() -> None:
    take(HEAD + "7;Anna;Operator;Works;;;2020-01-01;;")

    report = take(HEAD + "7;Anna;Trainer;Works;;;2020-01-01;;")

    assert spells() == [
        ("Operator", date(2020, 1, 1), TODAY - DAY),
        ("Trainer", TODAY, None),
    ]
    assert report.differences == (
        Difference("7", "Anna", "job_title", "Operator", "Trainer"),
    )


def test_a_move_with_a_day_of_its_own_happens_on_that_day() -> None:
    take(HEAD + "7;Anna;Operator;;;;2020-01-01;;")

    take(HEAD + "7;Anna;Trainer;;;;2020-01-01;2026-10-01;")

    assert spells() == [
        ("Operator", date(2020, 1, 1), date(2026, 9, 30)),
        ("Trainer", date(2026, 10, 1), None),
    ]


def test_a_day_before_the_present_spell_is_not_believed() -> None:
    take(HEAD + "7;Anna;Operator;;;;2020-01-01;;")

    take(HEAD + "7;Anna;Trainer;;;;2020-01-01;2019-01-01;")

    assert spells()[-1] == ("Trainer", TODAY, None)


def test_a_correction_on_the_same_day_is_no_move() -> None:
    take(HEAD + "7;Anna;Oprator;;;;;;")

    take(HEAD + "7;Anna;Operator;;;;;;")

    assert spells() == [("Operator", TODAY, None)]


def test_two_rows_are_two_posts_and_one_of_them_can_end() -> None:
    take(HEAD + "7;Anna;Operator;;;;;;\n7;Anna;Trainer;;;;;;")
    assert len(spells()) == 2

    report = take(HEAD + "7;Anna;Trainer;;;;;;", at=AT + DAY)

    assert spells() == [("Operator", TODAY, TODAY), ("Trainer", TODAY, None)]
    assert report.changed == 1


def test_the_same_post_told_twice_is_one_spell() -> None:
    take(HEAD + "7;Anna;Operator;Works;Gent;A;;;\n7;Anna;Operator;Works;Gent;B;;;")

    assert len(spells()) == 1


def test_a_change_of_division_alone_is_a_move_too() -> None:
    take(HEAD + "7;Anna;Operator;Works;;North;2020-01-01;;")

    report = take(HEAD + "7;Anna;Operator;Works;;South;2020-01-01;;")

    assert len(spells()) == 2
    assert [(one.before, one.after) for one in report.differences] == [
        ("North", "South")
    ]


def test_what_a_file_does_not_tell_stays_as_it_was() -> None:
    take(HEAD + "7;Anna;Operator;Works;Gent;North;2020-01-01;;")

    assert take("Number;Name;Job title\n7;Anna;Operator").is_empty
    take("Number;Name;Job title\n7;Anna;Trainer")

    now = Employment.objects.open().get()
    assert (now.job_title, now.department, now.site) == ("Trainer", "Works", "Gent")


def test_a_file_without_jobs_touches_no_post() -> None:
    take(HEAD + "7;Anna;Operator;;;;;;")

    take("Number;Name\n7;Anna")

    assert len(spells()) == 1


def test_an_empty_post_is_none() -> None:
    take(HEAD + "7;Anna;;;;;;;")

    assert spells() == []


def test_somebody_who_left_has_posts_that_ended() -> None:
    take(HEAD + "7;Anna;Operator;;;;2020-01-01;;2021-06-30")
    take(HEAD + "8;Bram;Operator;;;;;2026-01-01;2021-06-30")

    assert spells() == [
        ("Operator", date(2020, 1, 1), date(2021, 6, 30)),
        ("Operator", date(2021, 6, 30), date(2021, 6, 30)),
    ]


def test_whoever_leaves_takes_no_new_post() -> None:
    take(HEAD + "7;Anna;Operator;;;;2020-01-01;;")

    take(HEAD + "7;Anna;Trainer;;;;2020-01-01;;2026-10-01")

    assert spells() == [("Operator", date(2020, 1, 1), date(2026, 10, 1))]
    assert not numbered("7").may_sign_in


def test_posts_of_people_outside_the_file_stay() -> None:
    other = make_person()
    Employment.objects.create(person=other, job_title="Nurse", from_on=TODAY)

    take(HEAD + "7;Anna;Operator;;;;;;")

    assert Employment.objects.filter(person=other).open().exists()
