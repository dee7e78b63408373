"""Whether the command that an outside judge runs is right, and clear when it cannot."""

import json
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.matching import judge


@pytest.fixture
def company() -> judge.Document:
    return judge.invented(200, seed=1)


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    def match(instance: judge.Document, *options: str) -> dict[str, Any]:
        (tmp_path / "instance.json").write_text(json.dumps(instance))
        said = StringIO()
        files = str(tmp_path / "instance.json"), str(tmp_path / "result.json")
        call_command("match_file", *files, *options, stdout=said)
        [line] = said.getvalue().splitlines()
        spoken: dict[str, Any] = json.loads(line)
        return spoken

    return match


Run = Callable[..., dict[str, Any]]


@pytest.mark.parametrize("mode", ["total", "fair"])
def test_the_checker_itself_accepts_the_result(
    run: Run, company: judge.Document, mode: str, tmp_path: Path
) -> None:
    line = run(company, "--mode", mode)

    command = [sys.executable, str(judge.CHECKER)]
    command += [str(tmp_path / "instance.json"), str(tmp_path / "result.json")]
    checked = subprocess.run(
        [*command, "--require-certificate", "--full-dual"],
        capture_output=True,
        check=False,
    )
    verdict = json.loads(checked.stdout)
    assert checked.returncode == 0
    assert (line["matched"], line["total"], line["floor"]) == (
        verdict["matched"],
        verdict["sum_units"],
        verdict["floor"],
    )
    assert line["worst"] / line["units"] == verdict["worst"]
    assert (line["gap"], line["violations"]) == (0, 0)


def test_without_a_word_the_mode_is_total(run: Run, company: judge.Document) -> None:
    assert run(company) == run(company, "--mode", "total")
    assert run(company)["total"] > run(company, "--mode", "fair")["total"]


def test_a_tolerance_is_told_by_the_gap(run: Run) -> None:
    company = judge.invented(500, seed=2)

    rough = run(company, "--rtol", "0.5")

    assert rough["gap"] > 0
    assert rough["violations"] == 0


@pytest.mark.parametrize("rtol", ["-0.1", "1", "nan", "much"])
def test_a_tolerance_that_is_no_share_is_refused(
    run: Run, company: judge.Document, rtol: str
) -> None:
    with pytest.raises(CommandError, match="rtol"):
        run(company, "--rtol", rtol)


def test_a_lawful_pin_is_kept(
    run: Run, company: judge.Document, tmp_path: Path
) -> None:
    run(company)
    [mentee, mentor] = json.loads((tmp_path / "result.json").read_text())["pairs"][0]

    run(company | {"pins": [[mentee, mentor]]})

    found = json.loads((tmp_path / "result.json").read_text())
    assert [mentee, mentor] in found["pairs"]
    assert judge.faults(company | {"pins": [[mentee, mentor]]}, found) == []


def test_a_pin_that_breaks_a_rule_is_refused_with_the_rule_and_nothing_written(
    run: Run, company: judge.Document, tmp_path: Path
) -> None:
    chart = judge.Company(company)
    [mentee, mentor] = next(
        [mentee["person_id"], mentor["person_id"]]
        for mentee in company["mentees"]
        for mentor in company["mentors"]
        if chart.broken_rules(mentee, mentor) == ["hierarchical_superior"]
    )

    with pytest.raises(CommandError) as refusal:
        run(company | {"pins": [[mentee, mentor]]})

    assert str(refusal.value) == (
        f"The pin of {mentee} to {mentor} is refused: hierarchical_superior."
    )
    assert not (tmp_path / "result.json").exists()


def test_a_reason_for_a_block_that_we_do_not_know_blocks_all_the_same(
    run: Run, company: judge.Document, tmp_path: Path
) -> None:
    run(company)
    pairs = json.loads((tmp_path / "result.json").read_text())["pairs"]

    run(company | {"blocks": [[*pair, "a reason of our own"] for pair in pairs]})

    found = json.loads((tmp_path / "result.json").read_text())["pairs"]
    assert not any(pair in pairs for pair in found)


def test_a_block_of_somebody_who_does_not_take_part_is_passed_over(
    run: Run, company: judge.Document
) -> None:
    taking_part = {seat["person_id"] for seat in company["mentors"]}
    outsider = next(
        person["id"] for person in company["people"] if person["id"] not in taking_part
    )
    mentee = company["mentees"][0]["person_id"]

    line = run(company | {"blocks": [[mentee, outsider, "conflict"]]})

    assert line["matched"] == 60


def test_weights_of_any_size_are_exact(run: Run, company: judge.Document) -> None:
    monstrous = dict.fromkeys(company["weights"], 1_000_000)

    line = run(company | {"weights": monstrous})

    assert (line["gap"], line["violations"], line["units"]) == (0, 0, 8 * 10**9)


def test_a_fault_in_the_file_is_told_in_one_sentence(
    run: Run, company: judge.Document
) -> None:
    company["mentors"][0]["capacity"] = -1

    with pytest.raises(CommandError) as refusal:
        run(company)

    assert str(refusal.value) == (
        "mentors[0]: 'capacity' must be a whole number from 0 to 1000000."
    )


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"[]", b"null"],
    ids=["0 bytes", "half", "not text", "too deep", "a list", "nothing"],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    content: bytes, tmp_path: Path
) -> None:
    (tmp_path / "instance.json").write_bytes(content)

    with pytest.raises(CommandError, match=r"is not a JSON file|is not in the format"):
        call_command("match_file", tmp_path / "instance.json", tmp_path / "result")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.json cannot be read: No such file"):
        call_command("match_file", tmp_path / "none.json", tmp_path / "result")


def test_a_result_that_cannot_be_written_is_named(
    company: judge.Document, tmp_path: Path
) -> None:
    (tmp_path / "instance.json").write_text(json.dumps(company))

    with pytest.raises(CommandError, match="cannot be written: Is a directory"):
        call_command("match_file", tmp_path / "instance.json", tmp_path)
