"""Whom somebody would rather not work with: a list under seal, one per person."""

import json

from matching import queries
from matching.models import Apart
from people.models import Person
from privacy import keyring
from programmes.models import Programme

CONFLICT = "conflict"
REFUSED = "refused"


def keep_apart(*, programme: Programme, by: Person, other: Person, why: str) -> None:
    """Add somebody to the list of a person; nobody is told, nothing is recorded."""
    lists = Apart.objects.select_for_update().filter(programme=programme, by=by)
    apart = lists.first() or Apart(programme=programme, by=by)
    known = {other.pk: why} | queries.wishes_of(apart)
    plain = json.dumps({str(person): said for person, said in known.items()})
    [binding] = apart.bindings("sealed")
    apart.sealed = keyring.current().seal_value(plain.encode(), binding)
    apart.save()
