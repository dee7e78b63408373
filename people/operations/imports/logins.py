"""What other systems call people: kept so that the next file finds them by it."""

from uuid import UUID

from people.models import ExternalId
from people.operations.bulk import delete_rows, insert
from people.operations.imports.recognition import LOGIN
from people.operations.imports.somebody import Somebody
from people.operations.imports.taking import Taking
from people.roster.candidates import Candidate
from people.roster.findings import Kind


def write(taking: Taking) -> None:
    """Keep each login name with the one person who has it; leavers have none."""
    dropped: list[UUID] = []
    new: list[tuple[UUID, str, str]] = []
    for candidate in taking.candidates:
        person = taking.people[candidate.key]
        held = taking.directory.logins.get(person.pk)
        wanted = _wanted(taking, candidate, person)
        if wanted:
            new.append((person.pk, LOGIN, wanted))
        if held and (wanted or _loses(candidate, person, held)):
            dropped.append(held.pk)
        if not person.is_new and (wanted or (held and held.pk in dropped)):
            taking.change(candidate, LOGIN, held.value if held else "", wanted)
    delete_rows(ExternalId.objects.all(), dropped)
    insert(ExternalId, ("person_id", "system", "value"), new)


def _wanted(taking: Taking, candidate: Candidate, person: Somebody) -> str:
    """Give the login name that is new for this person, if any."""
    login = candidate.entry.login
    if not login or not person.may_sign_in:
        return ""
    holder = taking.directory.holder_of(login)
    if holder is None or not holder.may_sign_in:
        return login
    if holder.pk != person.pk:
        taking.note(Kind.ADDRESS_TAKEN, candidate, login)
    return ""


def _loses(candidate: Candidate, person: Somebody, held: ExternalId) -> bool:
    return not person.may_sign_in or held.value.casefold() in candidate.shared
