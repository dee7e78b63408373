"""Who is meant by the managers that a file names, in any order of rows.

A reference is read as a number first, then as an address, a login name and a name that
only one person has; in the file before the directory. Only then zeros, capitals and
blanks are ignored, when exactly one number is left.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from people.roster.candidates import Candidate
from people.roster.entries import Reference
from people.roster.fields import Field, folded
from people.roster.findings import Finding, Kind

Key = str


@dataclass(frozen=True)
class Known:
    """Somebody who can be named as a manager, by what they can be named with."""

    key: Key
    number: str = ""
    email: str = ""
    login: str = ""
    given_name: str = ""
    family_name: str = ""


@dataclass(frozen=True)
class Link:
    """One line that a file asks for."""

    person: Key
    superior: Key
    reference: Reference


@dataclass(frozen=True)
class Answer:
    """Who is meant, and how it was found; several when it stays unclear."""

    keys: frozenset[Key]
    folded: bool = False


class Index:
    """The people of a file or of the directory, by everything they are called."""

    def __init__(self, people: Iterable[Known]) -> None:
        self._exact: list[dict[str, set[Key]]] = [
            defaultdict(set) for _each in range(4)
        ]
        self._folded: dict[str, set[Key]] = defaultdict(set)
        numbers, emails, logins, names = self._exact
        for one in people:
            numbers[one.number].add(one.key)
            emails[one.email.casefold()].add(one.key)
            logins[one.login.casefold()].add(one.key)
            names[folded(f"{one.given_name}{one.family_name}")].add(one.key)
            names[folded(f"{one.family_name}{one.given_name}")].add(one.key)
            self._folded[_loose(one.number)].add(one.key)

    def exactly(self, text: str) -> Answer | None:
        small = text.casefold()
        for table, written in zip(
            self._exact, (text, small, small, folded(text)), strict=True
        ):
            if written and (found := table.get(written)):
                return Answer(frozenset(found))
        return None

    def loosely(self, text: str) -> Answer | None:
        found = self._folded.get(_loose(text)) if _loose(text) else None
        return (
            Answer(frozenset(found), folded=True) if found and len(found) == 1 else None
        )


def known_of(candidate: Candidate) -> Known:
    entry = candidate.entry
    return Known(
        candidate.key,
        number=entry.number,
        email=entry.email,
        login=entry.login,
        given_name=entry.given_name,
        family_name=entry.family_name,
    )


class Links:
    """The lines that a file asks for, and what could not be found."""

    def __init__(self, candidates: Iterable[Candidate], directory: Index) -> None:
        people = list(candidates)
        self._indices = (Index(known_of(one) for one in people), directory)
        self.findings: list[Finding] = []
        self.found: list[Link] = []
        self.missing: set[Key] = set()  # people with a superior whom nobody knows
        self.self_managed: set[Key] = set()
        for one in people:
            self.found += self._links(one)

    def _links(self, candidate: Candidate) -> Iterator[Link]:
        for reference in candidate.references:
            superior = self._superior(candidate, reference)
            if superior is not None and superior != candidate.key:
                yield Link(candidate.key, superior, reference)
            elif reference.kind != Field.HR_PARTNER:  # who is no superior
                self._without(candidate, reference, superior)

    def _without(
        self, candidate: Candidate, reference: Reference, superior: Key | None
    ) -> None:
        if superior is None:
            self.missing.add(candidate.key)
        else:
            self.self_managed.add(candidate.key)
            self._note(Kind.SELF_MANAGED, candidate, reference)

    def _superior(self, candidate: Candidate, reference: Reference) -> Key | None:
        answer = self._answer(reference.text)
        if answer is None:
            self._note(Kind.UNKNOWN_MANAGER, candidate, reference)
            return None
        if len(answer.keys) > 1:
            self._note(Kind.AMBIGUOUS_MANAGER, candidate, reference)
            return None
        if answer.folded:
            self._note(Kind.FOLDED_ID, candidate, reference)
        return next(iter(answer.keys))

    def _answer(self, text: str) -> Answer | None:
        exact = (index.exactly(text) for index in self._indices)
        loose = (index.loosely(text) for index in self._indices)
        return next((a for found in (exact, loose) for a in found if a), None)

    def _note(self, kind: str, candidate: Candidate, reference: Reference) -> None:
        entry = candidate.entry
        self.findings.append(Finding(kind, entry.row, entry.id, reference.text))


def _loose(number: str) -> str:
    return folded(number).lstrip("0")
