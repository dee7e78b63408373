"""`manage.py import_people FILE`: take in a company, or only say what it would do."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from people.operations import imports
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
            "--report", type=Path, metavar="FILE.json", help="write what came of it"
        )

    def handle(
        self, *, file: Path, dry_run: bool, report: Path | None, **_options: object
    ) -> None:
        try:
            outcome = self._take_in(file, dry_run=dry_run)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        if report:
            text = json.dumps(outcome.as_json(), ensure_ascii=False, indent=1)
            _write(report, text)
        self._say(outcome, dry_run=dry_run)

    def _take_in(self, file: Path, *, dry_run: bool) -> Report:
        content, at = _read(file), timezone.now()
        act = imports.try_out if dry_run else imports.take
        return act(content, file_name=file.name, at=at, by=None)

    def _say(self, outcome: Report, *, dry_run: bool) -> None:
        figures = outcome.counts()
        parts = ", ".join(f"{name} {count}" for name, count in figures.items())
        self.stdout.write(f"{'Would take in' if dry_run else 'Taken in'}: {parts}.")
        for finding in outcome.findings:
            if finding.is_refusal:
                self.stderr.write(f"Row {finding.row} refused: {finding.reason}")


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
