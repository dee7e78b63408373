"""Putting a letter in words: at sending time, in the language of its reader."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Model, QuerySet
from django.template import Context, Engine
from django.utils import timezone, translation
from django.utils.text import Truncator

from mailing import letters, links
from mailing.letters import Mail, Reader
from mailing.models import Delivery

#: The purpose of the link under a letter that ends letters of its kind.
UNSUBSCRIBE = "unsubscribe"
LONGEST_SUBJECT = 50


def compose(row: Delivery, address: str) -> EmailMultiAlternatives | None:
    """Write the letter, or say None when its reason has gone."""
    with written_for(row) as mail:
        return message_of(row, address, mail) if mail else None


@contextmanager
def written_for(row: Delivery) -> Iterator[Mail | None]:
    """Give what a letter says, while language and clock are those of its reader."""
    letter, reader = letters.of_kind(row.kind), row.recipient
    about: Model | None = QuerySet(letter.about).filter(pk=row.about_id).first()
    with spoken_to(reader):
        yield letter.render(about, reader) if about else None


@contextmanager
def spoken_to(reader: Reader) -> Iterator[None]:
    """Speak the language of a reader, by the reader's clock."""
    zone = letters.zone_of(reader.time_zone)
    with translation.override(language_of(reader)), timezone.override(zone):
        yield


@dataclass(frozen=True)
class Sample:
    """A letter as one reader would get it now: shown before it is sent."""

    language: str
    subject: str
    text: str


def sample(kind: str, about: Model, reader: Reader) -> Sample | None:
    """Write a letter to look at, or say None when it has no reason."""
    letter, language = letters.of_kind(kind), language_of(reader)
    with translation.override(language):
        mail = letter.render(about, reader)
        if mail is None:
            return None
        context = _context(reader, mail, way_out="")
        return Sample(
            language,
            subject_of(mail, reader),
            _tidy(_render(f"{mail.template}.txt", context)),
        )


def message_of(row: Delivery, address: str, mail: Mail) -> EmailMultiAlternatives:
    """Put a letter in words; whoever calls speaks the language of its reader."""
    is_mandatory = letters.of_kind(row.kind).mandatory
    way_out = "" if is_mandatory else _unsubscribe_address(row)
    context = _context(row.recipient, mail, way_out)
    message = EmailMultiAlternatives(
        subject=subject_of(mail, row.recipient),
        body=_tidy(_render(f"{mail.template}.txt", context)),
        to=[address],
        attachments=list(mail.attachments),
        headers=_headers(row, way_out),
    )
    html = _render(f"{mail.template}.html", context, autoescape=True)
    message.attach_alternative(html, "text/html")
    return message


def subject_of(mail: Mail, reader: Reader) -> str:
    context = _context(reader, mail, way_out="")
    return _subject(_render(f"{mail.template}.subject.txt", context))


def _context(reader: Reader, mail: Mail, way_out: str) -> dict[str, object]:
    return {
        **mail.context,
        "reader": reader,
        "name": reader.get_short_name(),
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "url": mail.url,
        "unsubscribe_url": way_out,
    }


def _headers(row: Delivery, way_out: str) -> dict[str, str]:
    headers = {"Message-ID": row.message_id, "Auto-Submitted": "auto-generated"}
    if way_out:
        headers["List-Unsubscribe"] = f"<{way_out}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _unsubscribe_address(row: Delivery) -> str:
    return links.address_of("mailing:unsubscribe", links.make(UNSUBSCRIBE, row.pk))


def language_of(reader: Reader) -> str:
    known = dict(settings.LANGUAGES)
    return reader.language if reader.language in known else settings.LANGUAGE_CODE


def _render(
    template: str, context: dict[str, object], *, autoescape: bool = False
) -> str:
    """Render without a request; plain text knows no escaping."""
    found = Engine.get_default().get_template(template)
    return found.render(Context(context, autoescape=autoescape))


def _subject(text: str) -> str:
    """Keep the subject on one line, and short enough for the screen of a phone."""
    return Truncator(" ".join(text.split())).chars(LONGEST_SUBJECT)


def _tidy(text: str) -> str:
    """Take away the empty lines that template tags leave."""
    return re.sub(r"\n\s*\n+", "\n\n", text).strip() + "\n"
