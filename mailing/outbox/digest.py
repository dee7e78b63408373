"""Several letters to one person in one mail: a line and an address for each."""

from dataclasses import dataclass
from typing import Final

from django.core.mail import EmailMultiAlternatives

from mailing.letters import Mail
from mailing.models import Delivery
from mailing.outbox.composing import message_of, subject_of, written_for

TEMPLATE: Final = "mailing/emails/digest"


@dataclass(frozen=True)
class Line:
    """One letter of several: what it is about, and where to go on."""

    row: Delivery
    subject: str
    mail: Mail


def line_of(row: Delivery) -> Line | None:
    """Write the line of a letter, or say None when its reason has gone."""
    with written_for(row) as mail:
        return Line(row, subject_of(mail, row.recipient), mail) if mail else None


def digest_of(lines: list[Line], address: str) -> EmailMultiAlternatives:
    """Write the mail around these lines; the way out ends all kinds that are in it."""
    first = lines[0].row
    attached = tuple(each for line in lines for each in line.mail.attachments)
    mail = Mail(TEMPLATE, context={"lines": lines}, attachments=attached)
    return message_of(first, address, mail)
