"""How somebody comes in for the first time: a letter or a card, then a secret."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from mentoring.demo.days import ONE, next_working_day
from mentoring.demo.dice import dice
from mentoring.demo.logins import LOGINS, PASSWORD_OF_ANYBODY, WITHOUT_MAILBOX
from mentoring.demo.stage import Stage
from people.models import Card, Person
from people.operations import cards, credentials, sign_in

_PASSWORDS = {login.email: login.password for login in LOGINS}


def ask_in(stage: Stage, person: Person, *, by: Person, at: datetime) -> None:
    """Ask somebody in who has no secret yet; they choose one the next morning."""
    if person.has_usable_password():
        return
    number = person.employee_number or ""
    minute = dice("comes in", number).randint(10, 59)
    act: Callable[..., None] = come_in
    if person.email:
        sign_in.invite(person=person, by=by, at=at)
    else:
        act = partial(come_in_with, cards.issue(person=person, by=by, at=at).card)
    stage.diary.write(
        next_working_day(at.date() + ONE),
        f"08:{minute}",
        lambda moment: act(stage.people[number], at=moment),
    )


def come_in(person: Person, *, at: datetime) -> None:
    """Choose a password, as the page of an invitation asks."""
    if not person.has_usable_password():
        credentials.choose_first_secret(
            person=person,
            secret=_PASSWORDS.get(person.email or "", PASSWORD_OF_ANYBODY),
            kind=Person.SecretKind.PASSWORD,
            at=at,
            by_mail=True,
        )


def come_in_with(card: Card, person: Person, *, at: datetime) -> None:
    """Choose a PIN, as the page of an activation card asks."""
    if not person.has_usable_password():
        cards.use(card=card, pin=WITHOUT_MAILBOX.pin, at=at)
        person.refresh_from_db()
