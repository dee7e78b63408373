"""What one takes along at the end: the notes as a file, and the certificate."""

import json
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
import time_machine
from django.urls import reverse

from mailing.models import Delivery
from people.models import Person
from privacy.models import AuditEntry
from sessions_log.operations import closing
from sessions_log.views import certificate_pdf
from tests.factories import (
    NOW,
    SECRET,
)
from tests.helping import write_own
from tests.pairs import GOAL, Pair
from tests.sessions_log.conftest import ComeIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_last_day")]
DAY = timedelta(days=1)
LAST = NOW + timedelta(weeks=26)
THANKS = "You listened when nobody else did."


@pytest.fixture
def _last_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False) as clock:
        clock.move_to(LAST)
        yield


def page(name: str, pairing: Pair) -> str:
    return reverse(f"sessions_log:{name}", args=[pairing.pk])


def letters(kind: str) -> set[object]:
    return set(
        Delivery.objects.filter(kind=kind).values_list("recipient_id", flat=True)
    )


def taken_along(client: object, pairing: Pair) -> dict[str, str]:
    proof = {"password": SECRET}
    client.post(reverse("account_reauthenticate"), proof)  # type: ignore[attr-defined]
    answer = client.post(page("notes_download", pairing))  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="notes.zip"'
    assert answer.headers["Cache-Control"] == "no-store"
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_one_takes_along_what_one_reads_and_no_more(
    running: Pair, come_in: ComeIn
) -> None:
    write_own(running, "For two <b>", by=running.mentee, shared=True)
    write_own(running, "Hers alone", by=running.mentor)
    write_own(running, "Mine alone", by=running.mentee)
    client = come_in(running.mentee)
    assert (
        "one file with everything" in client.get(page("notes_download", running)).text
    )

    files = taken_along(client, running)

    said = json.loads(files["notes.json"])
    assert {one["text"] for one in said["notes"]} == {GOAL, "For two <b>", "Mine alone"}
    assert said["with"] == running.mentor.get_short_name()
    assert "For two &lt;b&gt;" in files["notes.html"]
    assert "Hers alone" not in "".join(files.values())
    assert (
        AuditEntry.objects.filter(verb="took notes along").values_list(
            "audience", flat=True
        )[0]
        == "self"
    )


def test_whoever_signed_in_a_while_ago_proves_it_anew(
    running: Pair, come_in: ComeIn
) -> None:
    answer = come_in(running.mentee).post(page("notes_download", running))

    assert answer.headers["Location"].startswith("/account/reauthenticate/?next=")


def test_after_the_end_the_page_says_until_when(running: Pair, come_in: ComeIn) -> None:
    write_own(running, "Mine alone", by=running.mentee)
    closing.close(running, at=LAST, by=running.mentor)
    client = come_in(running.mentee)

    told = client.get(page("notes_download", running)).text

    assert "Your shared notes are erased on" in told
    assert "Your own notes are erased on" in told
    assert "Mine alone" in taken_along(client, running)["notes.json"]


class Printer:
    """Stands for the extra: it gives back what it was given to print."""

    def __init__(self, string: str) -> None:
        self.string = string

    def write_pdf(self, stylesheets: list[Path]) -> bytes:
        [sheet] = stylesheets
        return f"%PDF {sheet.read_text()} {self.string}".encode()


def _sheet(filename: str) -> Path:
    return Path(filename)


def test_without_the_extra_there_is_a_page_to_print(
    running: Pair, come_in: ComeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certificate_pdf, "weasyprint", None)
    closing.close(running, at=LAST, by=running.mentor)

    assert (
        come_in(running.mentor).get(page("certificate_pdf", running)).status_code == 404
    )


def test_with_the_extra_the_certificate_is_a_file(
    running: Pair, come_in: ComeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    extra = SimpleNamespace(HTML=Printer, CSS=_sheet)
    monkeypatch.setattr(certificate_pdf, "weasyprint", extra)
    client: object = come_in(running.mentor)
    there = page("certificate_pdf", running)
    assert client.get(there).status_code == 403  # type: ignore[attr-defined]
    closing.close(running, at=LAST, by=running.mentor)

    answer = client.get(there)  # type: ignore[attr-defined]

    assert answer.headers["Content-Type"] == "application/pdf"
    assert "size: A4" in answer.content.decode()
    assert str(running.mentor) in answer.content.decode()
    assert GOAL not in answer.content.decode()


def test_a_former_mentor_keeps_the_certificate_of_then(
    running: Pair, come_in: ComeIn
) -> None:
    closing.close(running, at=LAST, by=running.mentor)
    former: Person = running.mentor

    with time_machine.travel(LAST + 200 * DAY, tick=False):
        answer = come_in(former).get(page("certificate", running))

    assert answer.status_code == 200
