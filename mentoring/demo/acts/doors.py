"""How somebody comes in for the first time: a letter or a sheet, then a secret."""

from datetime import datetime

from mentoring.demo.days import ONE, next_working_day
from mentoring.demo.dice import dice
from mentoring.demo.logins import LOGINS, PASSWORD_OF_ANYBODY, WITHOUT_MAILBOX
from mentoring.demo.stage import Stage
from people.models import Person
from people.operations import credentials, sign_in

_PASSWORDS = {login.email: login.password for login in LOGINS}


def ask_in(stage: Stage, person: Person, *, by: Person, at: datetime) -> None:
    """Ask somebody in who has no secret yet; they choose one the next morning."""
    if person.has_usable_password():
        return
    if person.email:
        sign_in.invite(person=person, by=by, at=at)
    else:
        credentials.make_way_for_sheet(person=person, by=by, at=at)
    number = person.employee_number or ""
    minute = dice("comes in", number).randint(10, 59)
    stage.diary.write(
        next_working_day(at.date() + ONE),
        f"08:{minute}",
        lambda moment: come_in(stage.people[number], at=moment),
    )


def come_in(person: Person, *, at: datetime) -> None:
    """Choose a password, or a PIN where there is no mailbox, as the first page asks."""
    if person.has_usable_password():
        return
    if person.email:
        secret = _PASSWORDS.get(person.email, PASSWORD_OF_ANYBODY)
        kind = Person.SecretKind.PASSWORD
    else:
        secret, kind = WITHOUT_MAILBOX.pin, Person.SecretKind.PIN
    credentials.choose_first_secret(
        person=person, secret=secret, kind=kind, at=at, by_mail=bool(person.email)
    )
