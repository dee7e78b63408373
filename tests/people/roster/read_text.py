"""A short way from the text of a file to what is read from it."""

from datetime import date

from people.roster.candidates import Candidate, candidates_of
from people.roster.columns import columns_of
from people.roster.entries import Reader
from people.roster.entry import Entry
from people.roster.findings import Finding
from people.roster.reading import read

TODAY = date(2026, 11, 23)


def reader_of(text: str) -> Reader:
    sheet = read(text.encode())
    return Reader(sheet, columns_of(sheet))


def entries_of(text: str) -> tuple[list[Entry], list[Finding]]:
    reader = reader_of(text)
    return reader.entries(), reader.findings


def people_of(text: str) -> tuple[list[Candidate], list[Finding]]:
    return candidates_of(reader_of(text).entries(), TODAY)


def kinds_of(findings: list[Finding]) -> list[str]:
    return [str(finding.kind) for finding in findings]
