"""Which people of the directory the candidates of a file are.

A number is an identity. An address or a login name is one only together with a name
that is akin: whoever gets the address of somebody else is not that person.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from people.models import ExternalId
from people.operations.imports.somebody import Somebody, everybody
from people.roster.candidates import Candidate
from people.roster.fields import folded
from people.roster.superiors import Index, Known

LOGIN = "login"

Names = frozenset[str]


class Directory:
    """Everybody who is known, by everything that a file may call them."""

    def __init__(self) -> None:
        self.people = list(everybody())
        self.logins: dict[UUID, ExternalId] = {
            external.person_id: external
            for external in ExternalId.objects.filter(system=LOGIN)
        }
        self.by_key = {str(one.pk): one for one in self.people}
        self._by_number = {one.employee_number: one for one in self.people}
        self._by_email = {one.email.lower(): one for one in self.people if one.email}
        self._by_login = {
            self.logins[one.pk].value.casefold(): one
            for one in self.people
            if one.pk in self.logins
        }
        self._by_name: dict[str, list[Somebody]] = defaultdict(list)
        for one in self.people:
            self._by_name[folded(f"{one.given_name} {one.family_name}")].append(one)

    def recognise(self, candidates: Sequence[Candidate]) -> dict[str, Somebody]:
        """Give the known person of each candidate's key; each person at most once."""
        found: dict[str, Somebody] = {}
        taken: set[UUID] = set()
        for find in (self._numbered, self._addressed, self._named):
            self._find(find, candidates, found, taken)
        return found

    def outside(self, found: Iterable[Somebody]) -> Index:
        """Give those whom the file does not hold: they may be named as managers."""
        inside = {person.pk for person in found}
        return Index(
            Known(
                str(one.pk),
                number=one.employee_number or "",
                email=one.email or "",
                login=self.login_of(one),
                given_name=one.given_name,
                family_name=one.family_name,
            )
            for one in self.people
            if one.pk not in inside
        )

    def holder_of(self, login: str) -> Somebody | None:
        return self._by_login.get(login.casefold())

    def login_of(self, person: Somebody) -> str:
        external = self.logins.get(person.pk)
        return external.value if external else ""

    def _find(
        self,
        find: Callable[[Candidate], Somebody | None],
        candidates: Sequence[Candidate],
        found: dict[str, Somebody],
        taken: set[UUID],
    ) -> None:
        for candidate in candidates:
            person = None if candidate.key in found else find(candidate)
            if person is not None and person.pk not in taken:
                found[candidate.key] = person
                taken.add(person.pk)

    def _numbered(self, candidate: Candidate) -> Somebody | None:
        number = candidate.entry.number
        return self._by_number.get(number) if number else None

    def _addressed(self, candidate: Candidate) -> Somebody | None:
        entry = candidate.entry
        person = self._by_email.get(entry.email) or self.holder_of(entry.login)
        akin = person is not None and _names(candidate) & _names_of(person)
        return person if akin else None

    def _named(self, candidate: Candidate) -> Somebody | None:
        """Know by name alone whom nothing else tells apart, in the file or here."""
        if not candidate.key.startswith("name:") and not candidate.shared:
            return None
        alike = self._by_name[folded(candidate.entry.name)]
        person = alike[0] if len(alike) == 1 else None
        has_number = bool(candidate.entry.number)
        return None if person is None or has_number else person


def _names(candidate: Candidate) -> Names:
    return _folded(candidate.entry.given_name, candidate.entry.family_name)


def _names_of(person: Somebody) -> Names:
    return _folded(person.given_name, person.family_name)


def _folded(*names: str) -> Names:
    return frozenset(folded(name) for name in names if name)
