"""Who is meant by the managers that a file names, in any order of rows.

A reference is read as a number first, then as an address, a login name, and a name or a
role that only one person has; in the file before the directory. Only then zeros,
capitals and blanks are ignored, when exactly one number is left.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from people.roster.candidates import PLACEHOLDERS, Candidate
from people.roster.entry import Reference
from people.roster.fields import Field, folded
from people.roster.findings import Finding, Kind

_POINT_ZERO = re.compile(r"(?<=\d)\.0+$")

Key = str
Table = dict[str, tuple[Key, ...]]


class Known(NamedTuple):
    """Somebody who can be named as a manager, by what they can be named with."""

    key: Key
    number: str = ""
    email: str = ""
    login: str = ""
    given_name: str = ""
    family_name: str = ""
    roles: tuple[str, ...] = ()  # the titles of their posts
    other_numbers: tuple[str, ...] = ()


class Link(NamedTuple):
    """One line that a file asks for."""

    person: Key
    superior: Key
    reference: Reference


class Answer(NamedTuple):
    """Who is meant, and how it was found; several when it stays unclear."""

    keys: tuple[Key, ...]
    folded: bool = False
    by_number: bool = False


class Index:
    """The people of a file or of the directory, by everything they are called.

    A table is made when it is first asked: most files name managers in one way.
    """

    def __init__(self, people: Iterable[Known]) -> None:
        self._people = list(people)
        self._tables: dict[str, Table] = {}

    def exactly(self, text: str) -> Answer | None:
        """Find who has this number, else this address, login name, name or role."""
        for table, write in _WAYS:
            written = write(text)
            if written and (found := self._table(table).get(written)):
                return Answer(found, by_number=table == "number")
        return None

    def loosely(self, text: str) -> Answer | None:
        """Find the one person with this number but for zeros, capitals and blanks."""
        found = self._table("loose").get(_loose(text)) if _loose(text) else None
        return Answer(found, folded=True) if found and len(found) == 1 else None

    def _table(self, name: str) -> Table:
        if name not in self._tables:
            self._tables[name] = self._filled(_CALLED[name])
        return self._tables[name]

    def _filled(self, called: Callable[[Known], Iterable[str]]) -> Table:
        table: Table = {}
        for one in self._people:
            for text in called(one):
                others = table.get(text, ())
                if text and one.key not in others:
                    table[text] = (*others, one.key)
        return table


def _names_of(one: Known) -> set[str]:
    """Give the name in either order, as it is compared; a vacancy is nobody's name."""
    given, family = folded(one.given_name), folded(one.family_name)
    return {given + family, family + given} - PLACEHOLDERS


def _loose(number: str) -> str:
    """Take off zeros in front, capitals, blanks, and the .0 of a spreadsheet."""
    plain = "".join(number.casefold().split())
    plain = _POINT_ZERO.sub("", plain)
    return plain.lstrip("0") or plain[:1]


#: What each table is asked with, in this order, and what it calls somebody.
_WAYS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("number", str),
    ("email", str.casefold),
    ("login", str.casefold),
    ("name", folded),
    ("role", folded),
)
_CALLED: dict[str, Callable[[Known], Iterable[str]]] = {
    "number": lambda one: (one.number, *one.other_numbers),
    "email": lambda one: (one.email.casefold(),),
    "login": lambda one: (one.login.casefold(),),
    "name": _names_of,
    "role": lambda one: map(folded, one.roles),
    "loose": lambda one: (_loose(one.number),),
}


def known_of(candidate: Candidate) -> Known:
    entry = candidate.entry
    return Known(
        candidate.key,
        number=entry.number,
        email=entry.email,
        login=entry.login,
        given_name=entry.given_name,
        family_name=entry.family_name,
        roles=tuple(post.job_title for post in candidate.posts),
        other_numbers=entry.other_numbers,
    )


_UNCLEAR = {True: Kind.NUMBERS_DIFFER, False: Kind.AMBIGUOUS_MANAGER}


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
            if reference.beside:
                yield from self._link_beside(candidate, reference)
                continue
            superior = self._superior(candidate, reference)
            if superior is not None and superior != candidate.key:
                yield Link(candidate.key, superior, reference)
            elif reference.kind != Field.HR_PARTNER:  # who is no superior
                self._without(candidate, reference, superior)

    def _link_beside(
        self, candidate: Candidate, reference: Reference
    ) -> Iterator[Link]:
        """Count a second column too, where it clearly names somebody else."""
        named = self._exact(reference.text)
        same_kind = (one for one in candidate.references if one.kind == reference.kind)
        others = (self._answer(one.text) for one in same_kind if not one.beside)
        known = {key for answer in others if answer for key in answer.keys}
        if named and len(named.keys) == 1 and known.isdisjoint(named.keys):
            self._note(Kind.MANAGERS_DIFFER, candidate, reference)
            if candidate.key not in named.keys:
                yield Link(candidate.key, named.keys[0], reference)

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
            self._note(_UNCLEAR[answer.by_number], candidate, reference)
            return None
        if answer.folded:
            self._note(Kind.FOLDED_ID, candidate, reference)
        return next(iter(answer.keys))

    def _answer(self, text: str) -> Answer | None:
        loose = (index.loosely(text) for index in self._indices)
        return self._exact(text) or next((one for one in loose if one), None)

    def _exact(self, text: str) -> Answer | None:
        exact = (index.exactly(text) for index in self._indices)
        return next((one for one in exact if one), None)

    def _note(self, kind: str, candidate: Candidate, reference: Reference) -> None:
        entry = candidate.entry
        self.findings.append(Finding(kind, entry.row, entry.id, reference.text))
