"""Which address everybody gets: never one that somebody else keeps."""

from people.operations.imports.somebody import Somebody
from people.operations.imports.taking import Taking
from people.roster.findings import Kind


class Addresses:
    """The addresses after the import, worked out before the first one is written."""

    def __init__(self, taking: Taking, gone: set[Somebody]) -> None:
        self._gone = gone
        self._shared: set[Somebody] = set()
        self._claims: dict[Somebody, str] = {}
        for one in taking.candidates:
            person = taking.people[one.key]
            if person.email in one.shared:
                self._shared.add(person)
            if one.entry.email and person not in gone:
                self._claims[person] = one.entry.email
        self._refuse_what_is_taken(taking)

    def address_of(self, person: Somebody) -> str | None:
        if person in self._gone or person in self._shared:
            return None
        return self._claims.get(person, person.email)

    def _refuse_what_is_taken(self, taking: Taking) -> None:
        """Refuse claims until each address is kept or claimed by one person only.

        Whoever is refused keeps their own address, which may refuse another claim.
        """
        kept = {
            person.email: person
            for person in taking.directory.people
            if self._keeps(person)
        }
        waiting = list(taking.candidates)
        refused = True
        while refused:
            refused = False
            for one in waiting:
                person = taking.people[one.key]
                claim = self._claims.get(person)
                if claim and kept.get(claim, person) is not person:
                    taking.note(Kind.ADDRESS_TAKEN, one, claim)
                    del self._claims[person]
                    kept[person.email] = person
                    refused = True

    def _keeps(self, person: Somebody) -> bool:
        return bool(person.email) and not (
            person in self._claims or person in self._gone or person in self._shared
        )
