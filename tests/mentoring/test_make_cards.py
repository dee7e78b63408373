"""A shift gets its cards from one command, or nobody gets one."""

import io
import re
import stat
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from people.models import Card, Person
from tests.factories import make_hr, make_person

pytestmark = pytest.mark.django_db


def worker(number: str) -> Person:
    return make_person(email=None, employee_number=number)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "cards.html"


def run(sheet: Path, *words: str, by: str = "9") -> str:
    out = io.StringIO()
    call_command("make_cards", *words, "--by", by, "--to", sheet, stdout=out)
    return out.getvalue()


def test_each_number_gets_a_card_that_works(sheet: Path, tmp_path: Path) -> None:
    make_hr(employee_number="9")
    worker("0042")
    worker("0043")
    (tmp_path / "shift.txt").write_text("0043\n0042\n")

    said = run(sheet, "0042", "--from", str(tmp_path / "shift.txt"))

    page = sheet.read_text()
    assert Card.objects.count() == 2
    assert page.count("data:image/svg+xml") == 2
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    assert "delete the file" in said
    [code] = re.findall(r"0042</p>\s*<p>Your code: ([\w-]+)<", page)
    typed = Client().post("/card/", {"employee_number": "0042", "code": code})
    assert typed.status_code == 302
    assert Card.objects.filter(issued_by__employee_number="9").count() == 2


@pytest.mark.parametrize(
    ("words", "by", "why"),
    [
        (("0042", "0099"), "9", "Nobody here has the number 0099"),
        (("0042", "0007"), "9", "by e-mail"),
        (("0042",), "0007", "nobody of HR"),
        (("0042",), "nobody", "nobody of HR"),
        ((), "9", "at least one number"),
    ],
)
def test_one_that_cannot_be_made_means_none(
    sheet: Path, words: tuple[str, ...], by: str, why: str
) -> None:
    make_hr(employee_number="9")
    worker("0042")
    make_person(employee_number="0007")

    with pytest.raises(CommandError, match=why):
        run(sheet, *words, by=by)

    assert not Card.objects.exists()
    assert not sheet.exists()


def test_a_file_that_is_there_stays(sheet: Path) -> None:
    make_hr(employee_number="9")
    worker("0042")
    sheet.write_text("mine")

    with pytest.raises(CommandError, match="File exists"):
        run(sheet, "0042")

    assert sheet.read_text() == "mine"
    assert not Card.objects.exists()
