"""`manage.py import_people FILE`: take in a company, or only say what it would do."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from people.operations import imports
from people.roster.columns import Said
from people.roster.dates import DAY_FIRST, MONTH_FIRST
from people.roster.fields import Field
from people.roster.reading import MAX_BYTES
from people.roster.report import Report


class Command(BaseCommand):
    """Take in a file in one transaction: all that is lawful in it, or nothing."""

    help = "Take in everybody who works here from a CSV or Excel file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say what it would do, change nothing",
        )
        parser.add_argument(
            "--columns",
            metavar="MEANING,MEANING,...",
            help=(
                "what the columns hold, by position, empty to leave one out; "
                f"one of {', '.join(Field.values)}"
            ),
        )
        parser.add_argument(
            "--dates",
            choices=(DAY_FIRST, MONTH_FIRST),
            help="how dates are written that can be read in two ways",
        )
        parser.add_argument(
            "--whole-company",
            action="store_true",
            help="whoever is not in the file has left",
        )
        parser.add_argument(
            "--leaving",
            type=int,
            metavar="NUMBER",
            help="how many leave, where many do",
        )
        parser.add_argument(
            "--report", type=Path, metavar="FILE.json", help="write what came of it"
        )

    def handle(
        self,
        *,
        file: Path,
        dry_run: bool,
        report: Path | None,
        **options: Any,  # noqa: ANN401 - what Django's parser passes
    ) -> None:
        try:
            outcome = self._take_in(file, dry_run=dry_run, options=options)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        if report:
            text = json.dumps(outcome.as_json(), ensure_ascii=False, indent=1)
            _write(report, text)
        self._say(outcome, dry_run=dry_run)

    def _take_in(
        self, file: Path, *, dry_run: bool, options: Mapping[str, Any]
    ) -> Report:
        said = Said(
            columns=_meanings(options["columns"]),
            order=options["dates"] or "",
            whole_company=options["whole_company"],
        )
        content, at, name = _read(file), timezone.now(), file.name
        if dry_run:
            return imports.try_out(content, file_name=name, at=at, by=None, said=said)
        leaving = options["leaving"]
        return imports.take(
            content, file_name=name, at=at, by=None, said=said, leaving=leaving
        )

    def _say(self, outcome: Report, *, dry_run: bool) -> None:
        figures = outcome.counts()
        parts = ", ".join(f"{name} {count}" for name, count in figures.items())
        self.stdout.write(f"{'Would take in' if dry_run else 'Taken in'}: {parts}.")
        for finding in outcome.findings:
            if finding.is_refusal:
                self.stderr.write(f"Row {finding.row} refused: {finding.reason}")


def _meanings(text: str | None) -> tuple[str, ...] | None:
    """Read what the columns hold; a CommandError names what is no meaning."""
    if text is None:
        return None
    meanings = tuple(meaning.strip() for meaning in text.split(","))
    unknown = [one for one in meanings if one and one not in Field.values]
    if unknown:
        raise CommandError(f"No column can hold this: {', '.join(unknown)}.")
    return meanings


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as trouble:
        raise CommandError(f"{file} cannot be read: {trouble.strerror}.") from None


def _write(report: Path, text: str) -> None:
    try:
        report.write_text(text)
    except OSError as trouble:
        raise CommandError(f"{report} cannot be written: {trouble.strerror}.") from None
