"""`manage.py make_cards NUMBER...`: activation cards on paper, for a whole shift."""

import os
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.template.loader import render_to_string
from django.utils import timezone

from mailing import links
from people import access, queries
from people.models import Person
from people.operations import cards
from people.views.cards import paper_of


class Command(BaseCommand):
    """Make a card for each of these numbers, or for nobody."""

    help = "Write a page with activation cards, to be printed once and deleted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("numbers", nargs="*", metavar="NUMBER")
        parser.add_argument(
            "--from", dest="file", type=Path, help="a file with a number on each line"
        )
        parser.add_argument(
            "--by", required=True, help="number or address of whoever of HR prints them"
        )
        parser.add_argument(
            "--to", type=Path, default=Path("cards.html"), help="default: %(default)s"
        )

    def handle(
        self,
        *_args: object,
        numbers: Sequence[str],
        file: Path | None,
        by: str,
        to: Path,
        **_options: object,
    ) -> None:
        try:
            listed = file.read_text().split() if file else []
            # Closed to others, and never in the place of a file that is there.
            target = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as refusal:
            raise CommandError(str(refusal)) from None
        try:
            page = _sheet([*numbers, *listed], by=by)
        except ValidationError as refusal:
            to.unlink()
            raise CommandError(" ".join(refusal.messages)) from None
        with os.fdopen(target, "w") as stream:
            stream.write(page)
        self.stdout.write(
            f"Print {to}, cut the cards, then delete the file: whoever reads it can "
            "use them. They work once."
        )


def _sheet(numbers: Sequence[str], *, by: str) -> str:
    """Make the cards and their page; raises ValidationError, and makes none."""
    people = [_person(number) for number in dict.fromkeys(numbers)]
    if not people:
        raise ValidationError("Give at least one number.")
    issued = cards.issue_all(people=people, by=_of_hr(by), at=timezone.now())
    address = urlsplit(links.address_of("people:card"))
    context = {
        "papers": [paper_of(one) for one in issued],
        "where": f"{address.netloc}{address.path}",
    }
    return render_to_string("people/card_sheet.html", context)


def _of_hr(by: str) -> Person:
    person = queries.colleague_called(by)
    if person is None or not access.may_print_cards(person):
        raise ValidationError(f"{by} is nobody of HR: only HR prints cards.")
    return person


def _person(number: str) -> Person:
    person = Person.objects.employed().filter(employee_number=number).first()
    if person is None:
        raise ValidationError(f"Nobody here has the number {number}.")
    return person
