"""The letters of the demo: its post goes to a folder, and is shown here to everybody.

Nothing of this exists outside the demo. Signed-out visitors may look, because an
invitation is how somebody of the demo comes in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import default
from email.utils import parsedate_to_datetime
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

NEWEST = 50
#: What Django's file backend writes between two letters of one connection.
BETWEEN = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class Letter:
    """A letter as it was written to the folder."""

    file: str
    number: int
    sent_at: datetime
    to: str
    subject: str
    text: str


@login_not_required
@require_safe
def letter_list(request: HttpRequest) -> HttpResponse:
    """Show the newest letters of the demo."""
    letters = list(islice(_newest_first(_folder()), NEWEST))
    return render(request, "mentoring/letters.html", {"letters": letters})


@login_not_required
@require_safe
def letter(request: HttpRequest, file: str, number: int) -> HttpResponse:
    """Show one letter of the demo as its reader gets it, in plain text."""
    letters = _letters_in(_folder() / f"{file}.log")
    found = next((each for each in letters if each.number == number), None)
    if found is None:
        raise Http404
    return render(request, "mentoring/letters_one.html", {"letter": found})


def _folder() -> Path:
    if not (settings.DEMO and settings.LETTERS_DIR):
        raise Http404
    return Path(settings.LETTERS_DIR)


def _newest_first(folder: Path) -> Iterator[Letter]:
    """Go by the date of each letter: many files may be begun in one second."""
    found = [
        (_sent_at(raw), path.stem, number, raw)
        for path in folder.glob("*.log")
        for number, raw in enumerate(_parts_of(path))
    ]
    for _date, file, number, raw in sorted(found, reverse=True):
        yield _read(file, number, raw)


def _sent_at(raw: bytes) -> datetime:
    return parsedate_to_datetime(BytesHeaderParser().parsebytes(raw)["Date"])


def _letters_in(path: Path) -> list[Letter]:
    parts = _parts_of(path) if path.is_file() else []
    return [_read(path.stem, number, raw) for number, raw in enumerate(parts)]


def _parts_of(path: Path) -> list[bytes]:
    return path.read_bytes().split(BETWEEN)[:-1]


def _read(file: str, number: int, raw: bytes) -> Letter:
    message = message_from_bytes(raw, _class=EmailMessage, policy=default)
    body = message.get_body(("plain",))
    return Letter(
        file=file,
        number=number,
        sent_at=parsedate_to_datetime(message["Date"]),
        to=message["To"],
        subject=message["Subject"],
        text=body.get_content() if body else "",
    )
