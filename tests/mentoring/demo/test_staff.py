"""The invented company, before anybody plays it."""

import csv
from datetime import timedelta
from io import StringIO

import pytest

from mentoring.demo import casting
from mentoring.demo.days import Days, moment
from mentoring.demo.staff import everybody
from mentoring.demo.staff.hiring import DOMAIN
from mentoring.demo.staff.roster import Roster
from tests.mentoring.demo.test_days import DAYS, TODAY


@pytest.fixture
def roster() -> Roster:
    return Roster(everybody(DAYS))


def rows(roster: Roster) -> dict[str, dict[str, str]]:
    """Read the file of today as anybody's software would, by number."""
    text = roster.file(on=TODAY).decode("utf-8-sig")
    found = csv.DictReader(StringIO(text), delimiter=";")
    return {row["Personeelsnummer"]: row for row in found}


def test_nobody_shares_a_number_a_name_or_an_address() -> None:
    workers = everybody(DAYS)
    emails = [one.email for one in workers if one.email]

    assert len(workers) == 240
    assert len({one.number for one in workers}) == 240
    assert len({(one.given_name, one.family_name) for one in workers}) == 240
    assert len(set(emails)) == len(emails)
    assert all(email.endswith(f"@{DOMAIN}") and email.isascii() for email in emails)


def test_the_same_people_work_here_on_another_day() -> None:
    later = Days(moment(TODAY + timedelta(days=200), "15:00"))

    assert [one.email for one in everybody(later)] == [
        one.email for one in everybody(DAYS)
    ]


def test_the_file_names_the_superior_of_everybody_but_the_top(roster: Roster) -> None:
    found = rows(roster)
    without = [number for number, row in found.items() if not row["Leidinggevende"]]
    unknown = {row["Leidinggevende"] for row in found.values()} - found.keys() - {""}

    assert without == ["10008"]
    assert unknown == {"30999"}


def test_newcomers_are_in_the_file_shortly_before_their_first_day(
    roster: Roster,
) -> None:
    [newcomer, *_others] = casting.newcomers(roster, 3)
    before = newcomer.hired_on - timedelta(days=15)

    assert newcomer.number in rows(roster)
    assert newcomer.number not in roster.file(on=before).decode("utf-8-sig")


def test_a_move_a_leave_and_a_stand_in_come_into_the_file(roster: Roster) -> None:
    team = [
        worker.number
        for worker in roster.workers.values()
        if worker.unit.key == "afwerking_laat"
    ]
    head, first, second, *_others = team
    roster.move(first, to="10005")
    roster.leave(second, last_on=TODAY)
    roster.replace_head("afwerking_laat", until=TODAY)

    found = rows(roster)

    assert found[first]["Leidinggevende"] == "10005"
    assert found[second]["Uit dienst"] == f"{TODAY:%d/%m/%Y}"
    assert found[head]["Waarnemend tot"] == ""
    assert found[first]["Waarnemend tot"] == f"{TODAY:%d/%m/%Y}"
    assert found[first]["Waarnemend leidinggevende"] in found


def test_a_functional_superior_stands_at_another_site(roster: Roster) -> None:
    functional = [
        (row["Vestiging"], roster.workers[row["Functioneel leidinggevende"]].site)
        for row in rows(roster).values()
        if row["Functioneel leidinggevende"]
    ]

    assert set(functional) == {("Tournai", "Gent")}


def test_nobody_is_asked_twice_in_one_role(roster: Roster) -> None:
    for programme, role in (
        ("welcome", "mentors"),
        ("leadership", "mentors"),
        ("leadership", "mentees"),
        ("knowledge", "mentors"),
        ("knowledge", "mentees"),
    ):
        numbers = [one.number for one in casting.asked(roster, programme, role)]
        assert len(set(numbers)) == len(numbers)
