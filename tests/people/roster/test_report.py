import json
from dataclasses import replace

from people.roster.findings import Finding, Kind
from people.roster.report import Difference, Report

REFUSED = Finding(Kind.NAME_MISSING, 4, "12", "")
UNKNOWN = Finding(Kind.UNKNOWN_MANAGER, 5, "13", "99")
REPORT = Report(
    people=3,
    created=1,
    changed=1,
    unchanged=1,
    left=0,
    roots=1,
    depth=2,
    superior_pairs=2,
    hierarchy_unknown=1,
    pairings_stopped=0,
    findings=(REFUSED, UNKNOWN),
    cycles=(("1", "2"),),
    differences=(Difference("12", "Anna", "email", "", "a@x.example"),),
)


def test_the_report_of_the_command_has_figures_and_lists() -> None:
    written = REPORT.as_json()

    assert written["people"] == 3
    assert written["superior_pairs"] == 2
    assert written["hierarchy_unknown"] == 1
    assert written["cycles"] == [["1", "2"]]
    assert written["refused"] == [
        {"row": 4, "id": "12", "value": "", "reason": "This row has no name."}
    ]
    assert [one["value"] for one in written["unknown_managers"]] == ["99"]
    assert written["folded_ids"] == []


def test_a_report_comes_back_from_json_as_it_was() -> None:
    stored = json.loads(json.dumps(REPORT.stored()))

    assert Report.restored(stored) == REPORT
    assert Report.restored(stored).plan == REPORT.plan


def test_another_outcome_is_another_plan() -> None:
    assert replace(REPORT, created=2).plan != REPORT.plan
    assert replace(REPORT, differences=()).plan != REPORT.plan


def test_the_figures_name_nobody() -> None:
    counts = REPORT.counts()

    assert (counts["refused"], counts["cycles"], counts["created"]) == (1, 1, 1)
    assert all(isinstance(value, int) for value in counts.values())


def test_the_number_on_the_button_counts_whoever_is_touched() -> None:
    assert REPORT.to_do == 2
    assert not REPORT.is_empty
    assert replace(REPORT, created=0, changed=0).is_empty


def test_every_finding_has_a_sentence() -> None:
    assert all(Finding(kind, 0, "", "").reason.endswith(".") for kind in Kind)
