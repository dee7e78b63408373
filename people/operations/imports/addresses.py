"""Which address everybody gets: never one that somebody else keeps."""

from uuid import UUID

from people.models import Person
from people.operations.imports.taking import Taking
from people.roster.findings import Kind


class Addresses:
    """The addresses after the import, worked out before the first one is written."""

    def __init__(self, taking: Taking, gone: set[UUID]) -> None:
        self._gone = gone
        self._shared: set[UUID] = set()
        self._claims: dict[UUID, str] = {}
        for one in taking.candidates:
            person = taking.people[one.key]
            if person.email in one.shared:
                self._shared.add(person.pk)
            if one.entry.email and person.pk not in gone:
                self._claims[person.pk] = one.entry.email
        self._refuse_what_is_taken(taking)

    def address_of(self, person: Person) -> str | None:
        if person.pk in self._gone or person.pk in self._shared:
            return None
        return self._claims.get(person.pk, person.email)

    def _refuse_what_is_taken(self, taking: Taking) -> None:
        """Refuse claims until each address is kept or claimed by one person only.

        Whoever is refused keeps their own address, which may refuse another claim.
        """
        kept = {
            person.email: person.pk
            for person in taking.directory.people
            if self._keeps(person)
        }
        waiting = list(taking.candidates)
        refused = True
        while refused:
            refused = False
            for one in waiting:
                person = taking.people[one.key]
                claim = self._claims.get(person.pk)
                if claim and kept.get(claim, person.pk) != person.pk:
                    taking.note(Kind.ADDRESS_TAKEN, one, claim)
                    del self._claims[person.pk]
                    kept[person.email] = person.pk
                    refused = True

    def _keeps(self, person: Person) -> bool:
        return bool(person.email) and not (
            person.pk in self._claims
            or person.pk in self._gone
            or person.pk in self._shared
        )
