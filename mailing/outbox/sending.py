"""Sending one letter, and understanding what the mail server said of it."""

import logging
import smtplib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from secrets import SystemRandom
from typing import Final
from uuid import UUID

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from mailing import links, rules
from mailing.models import Delivery
from mailing.outbox.claiming import Claimed
from mailing.outbox.composing import compose, spoken_to
from mailing.outbox.digest import Line, digest_of, line_of
from mailing.outbox.promises import message_id_of

logger = logging.getLogger(__name__)
State = Delivery.State
Clock = Callable[[], datetime]

#: A letter that a server keeps putting off is given up this long after the first time.
PATIENCE: Final = timedelta(hours=72)
LONGEST_ANSWER: Final = 300
CLOSING: Final = 421
TOO_LARGE: Final = 552
PERMANENT: Final = 500
POLICY: Final = "5.7."


@dataclass(frozen=True)
class Outcome:
    """What became of one letter: the columns to settle, and what it tells of others.

    answered: the server is there and spoke about this very letter.
    broken: the server is gone or wants nothing of us; nothing else may go to it now.
    bounced: the server does not take mail for this mailbox.
    apart: the columns of letters that were left out of a mail of several.
    """

    changes: Mapping[str, object]
    answered: bool = False
    broken: bool = False
    bounced: bool = False
    apart: Mapping[UUID, Mapping[str, object]] = field(default_factory=dict)

    def changes_of(self, row: Delivery) -> Mapping[str, object]:
        """Give the columns to settle of one of the letters that were one mail."""
        return self.apart.get(row.pk, self.changes)

    @property
    def is_accepted(self) -> bool:
        return self.changes["state"] == State.SENT


def attempt(claimed: Claimed, connection: BaseEmailBackend, now: Clock) -> Outcome:
    """Write and send one mail; whatever happens to it is an outcome."""
    if claimed.row.batch_id:
        return _attempt_several(claimed, connection, now)
    row = claimed.row
    try:
        message = compose(row, claimed.address)
    except Exception as error:  # noqa: BLE001 - one bad letter must not hold up the rest
        return Outcome(_failure(row, error, now()))
    if message is None:
        return Outcome({"state": State.CANCELLED})
    return _send(row, message, connection, now)


def _attempt_several(
    claimed: Claimed, connection: BaseEmailBackend, now: Clock
) -> Outcome:
    """Send as one mail what was bound; what cannot be written goes on by itself."""
    lines: list[Line] = []
    apart: dict[UUID, Mapping[str, object]] = {}
    for row in claimed.rows:
        try:
            line = line_of(row)
        except Exception as error:  # noqa: BLE001 - one bad letter must not hold up the rest
            alone = {"batch_id": None, "message_id": message_id_of(row.pk)}
            apart[row.pk] = {**_failure(row, error, now()), **alone}
        else:
            if line:
                lines.append(line)
            else:
                apart[row.pk] = {"state": State.CANCELLED}
    if not lines:
        return Outcome({"state": State.CANCELLED}, apart=apart)
    with spoken_to(claimed.row.recipient):
        message = digest_of(lines, claimed.address)
    return replace(_send(lines[0].row, message, connection, now), apart=apart)


def _send(
    row: Delivery, message: EmailMessage, connection: BaseEmailBackend, now: Clock
) -> Outcome:
    # Dated by the clock of who sends, as everything else about the letter is.
    message.extra_headers["Date"] = format_datetime(now())
    try:
        connection.send_messages([message])
    except OSError as error:  # every error of smtplib is one
        return _refusal(row, error, now())
    except Exception as error:  # noqa: BLE001 - an address that no mail can bear, say
        return Outcome(_failure(row, error, now()))
    sent = {"state": State.SENT, "sent_at": now(), "last_error": ""}
    return Outcome(sent, answered=True)


def _failure(row: Delivery, error: Exception, at: datetime) -> dict[str, object]:
    """Put off a letter that could not be written: somebody may mend it in time."""
    # The name alone: the text of an exception may quote what the letter says.
    name = type(error).__name__
    logger.error("A letter %s could not be written: %s.", row.kind, name)
    return _put_off(row, name, at)


def _refusal(row: Delivery, error: OSError, at: datetime) -> Outcome:
    code, answer = _answer_of(error)
    words = links.mask(f"{code} {answer}".strip())[:LONGEST_ANSWER]
    if _is_about_us(error, code):
        return Outcome({"state": State.PENDING, "last_error": words}, broken=True)
    if code < PERMANENT:
        return Outcome(_put_off(row, words, at), answered=True)
    refused = isinstance(error, smtplib.SMTPRecipientsRefused)
    return Outcome(
        {"state": State.DEAD, "last_error": words},
        answered=True,
        bounced=refused and not answer.startswith(POLICY),
    )


def _answer_of(error: OSError) -> tuple[int, str]:
    """Give the server's code and words; code 0 when the line itself broke."""
    code: int = 0
    answer: bytes | str = type(error).__name__
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, answer = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, answer = error.smtp_code, error.smtp_error
    text = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    return code, " ".join(text.split())


def _is_about_us(error: OSError, code: int) -> bool:
    """Say whether every letter would have got this answer, whoever it is for."""
    sender = isinstance(error, smtplib.SMTPSenderRefused) and code != TOO_LARGE
    greeting = isinstance(error, smtplib.SMTPHeloError)
    return code in (0, CLOSING) or sender or greeting


def _put_off(row: Delivery, words: str, at: datetime) -> dict[str, object]:
    """Let a letter wait, longer each time, until the patience of the first refusal."""
    wait = rules.wait_after_refusal(row.attempts, luck=SystemRandom().uniform(-1, 1))
    given_up_at = at + PATIENCE
    expires_at = min(row.expires_at or given_up_at, given_up_at)
    return {
        "state": State.PENDING,
        "lease_until": at + wait,
        "expires_at": expires_at,
        "last_error": words,
    }
