"""One row, read: who it is about, what they do and whom they report to."""

from datetime import date
from typing import NamedTuple

from people.roster.findings import Kind

#: How many characters there is room for.
_ROOM = {
    "number": 40,
    "login": 200,
    "email": 254,
    "given_name": 100,
    "family_name": 100,
    "called": 100,
}
_ROOM_OF_POST = {
    "job_title": 200,
    "department": 200,
    "division": 200,
    "function_family": 200,
    "site": 200,
    "country": 60,
}
_LEAST_ROOM = min(*_ROOM.values(), *_ROOM_OF_POST.values())


class Post(NamedTuple):
    """What somebody does, as a row says it."""

    job_title: str = ""
    department: str = ""
    division: str = ""
    function_family: str = ""
    site: str = ""
    country: str = ""
    grade: int | None = None
    working_time: str = "full"


class Reference(NamedTuple):
    """Whom a row names as a superior, over which kind of line, and until when.

    One that stands `beside` another of its kind counts where it clearly differs.
    """

    kind: str
    text: str
    until_on: date | None = None
    beside: bool = False


class Entry(NamedTuple):
    """One row, read; empty where the file says nothing."""

    row: int
    number: str = ""
    login: str = ""
    email: str = ""
    given_name: str = ""
    family_name: str = ""
    called: str = ""
    language: str = ""
    hired_on: date | None = None
    left_on: date | None = None
    post: Post = Post()
    post_from: date | None = None
    references: tuple[Reference, ...] = ()
    other_numbers: tuple[str, ...] = ()  # of columns beside the one for the number

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def id(self) -> str:
        return self.number or self.email or self.login or self.name


def refusal_of(entry: Entry, *, longest: int, has_name: bool) -> str:
    """Say why this row cannot be taken in, if so; no cell is longer than `longest`."""
    if longest > _LEAST_ROOM and _is_too_long(entry):
        return Kind.TOO_LONG
    if not has_name:
        return Kind.NAME_MISSING
    if entry.hired_on and entry.left_on and entry.left_on < entry.hired_on:
        return Kind.LEFT_BEFORE_HIRED
    return ""


def _is_too_long(entry: Entry) -> bool:
    """See whether something has more characters than there is room for."""
    room = [
        *((getattr(entry, name), most) for name, most in _ROOM.items()),
        *((getattr(entry.post, name), most) for name, most in _ROOM_OF_POST.items()),
    ]
    return any(len(text) > most for text, most in room)
