"""The registry of letters, and what a letter is made of.

An app declares each kind in its own `emails.py`, found by autodiscovery::

    @letter("invitation", about=Person, mandatory=True)
    def invitation(person: Person, reader: Reader) -> Mail | None:
        \"\"\"Ask somebody in; None when they came in meanwhile.\"\"\"
        if person.has_usable_password():
            return None
        return Mail("people/emails/invitation", url=links.address_of("people:enter"))

The function is called at sending time, in the reader's language and time zone. Three
templates belong to it: `<template>.subject.txt`, `<template>.txt`, `<template>.html`;
the last two extend `emails/base.txt` and `emails/base.html`. They get `reader`, `name`,
`site_name`, `site_url`, `url`, `unsubscribe_url` and the letter's own `context`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, Final, Protocol, TypedDict, TypeVar, Unpack
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailAttachment
from django.db.models import Model


class Reader(Protocol):
    """Whoever gets a letter; a Person is one."""

    @property
    def pk(self) -> UUID: ...
    @property
    def email(self) -> str | None: ...
    @property
    def language(self) -> str: ...
    @property
    def time_zone(self) -> str: ...
    @property
    def is_active(self) -> bool: ...
    def get_short_name(self) -> str: ...
    def working_hours(self) -> tuple[time, time]: ...


class Attendance(Protocol):
    """When one reader is at work, as far as post is concerned."""

    def is_there(self, day: date) -> bool: ...
    def shift_hours(self, day: date) -> tuple[time, time] | None: ...


class Register(Protocol):
    """Knows of many readers at once when they are at work, from a day on."""

    def __call__(
        self, readers: Sequence[Any], /, *, on: date
    ) -> Sequence[Attendance]: ...


@dataclass(frozen=True)
class Mail:
    """What one letter says, before it is put in words: its templates and their input.

    `url` is behind the one button, as a whole address; without it there is no button.
    """

    template: str
    url: str = ""
    context: Mapping[str, object] = field(default_factory=dict)
    attachments: tuple[EmailAttachment, ...] = ()


LATER: Final = "later"
EARLIER: Final = "earlier"
Render = TypeVar("Render", bound=Callable[..., Mail | None])


class Manners(TypedDict, total=False):
    """How letters of one kind behave: see `Letter`."""

    mandatory: bool
    digestible: bool
    urgent: bool
    confidential: bool
    moves: str
    weight: int


@dataclass(frozen=True)
class Letter:
    """One kind of letter, as its app declared it.

    mandatory: cannot be switched off (security, the end of a programme).
    digestible: may be gathered with others into one mail.
    urgent: goes at once, also outside the reader's working hours.
    confidential: that it exists tells something; lists only say "mail to this address".
    moves: outside working hours to the LATER ones, or to the EARLIER ones: a reminder.
    weight: of what competes for the one mail of a day, the heaviest goes first.
    """

    kind: str
    about: type[Model]
    render: Callable[[Any, Reader], Mail | None]
    mandatory: bool = False
    digestible: bool = False
    urgent: bool = False
    confidential: bool = False
    moves: str = LATER
    weight: int = 1

    @property
    def is_rationed(self) -> bool:
        """Say whether it waits its turn: one a day, two a week; no reminder does."""
        return not (self.urgent or self.mandatory or self.moves == EARLIER)


REGISTRY: dict[str, Letter] = {}
#: Who knows when readers are at work; the app above that knows puts itself here.
REGISTERS: list[Register] = []


def letter(
    kind: str, *, about: type[Model], **manners: Unpack[Manners]
) -> Callable[[Render], Render]:
    """Declare the function below to be the letter of this kind.

    Raises ImproperlyConfigured when two letters claim one kind.
    """

    def declare(render: Render) -> Render:
        if kind in REGISTRY:
            raise ImproperlyConfigured(f"Two letters are called {kind}.")
        REGISTRY[kind] = Letter(kind, about, render, **manners)
        return render

    return declare


def of_kind(kind: str) -> Letter:
    """Give the letter of this kind; a kind that nobody declared is a LookupError."""
    if kind not in REGISTRY:
        raise LookupError(f"No letter is called {kind}.")
    return REGISTRY[kind]


def confidential() -> list[str]:
    """Name the kinds of which a list says only that mail to somebody fails."""
    return [kind for kind, one in REGISTRY.items() if one.confidential]


def zone_of(name: str) -> ZoneInfo:
    """Give the reader's time zone; one that does not exist holds up nobody's post."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)
