"""Who may do what in a programme; rights come from rows, never from flags."""

from people import access as company
from people import org_chart
from people.models import Person
from programmes.models import Enrolment, Programme, Role


def may_create(person: Person) -> bool:
    """Say whether somebody may start a programme and say who coordinates one."""
    return company.holds_company_role(person)


def coordinates(person: Person, programme: Programme) -> bool:
    return _holds(person, programme, Role.Kind.COORDINATOR)


def may_edit(person: Person, programme: Programme) -> bool:
    """Say whether somebody may set this programme up, open it and move it on."""
    return coordinates(person, programme)


def may_enrol(person: Person, programme: Programme) -> bool:
    """Say whether somebody may ask people from the directory into this programme."""
    return coordinates(person, programme)


def may_see_people(person: Person, programme: Programme) -> bool:
    return coordinates(person, programme)


def may_see_welcome(person: Person, programme: Programme, newcomer: Person) -> bool:
    """Say whether somebody may see what a newcomer was shown."""
    return person == newcomer or coordinates(person, programme)


def may_see_roles(person: Person, programme: Programme) -> bool:
    return coordinates(person, programme) or may_create(person)


def may_assign(person: Person, programme: Programme, kind: str) -> bool:
    """Say whether somebody may give or end a role of this kind.

    Who coordinates is for HR and administrators to say; the rest is for coordinators.
    """
    if kind == Role.Kind.COORDINATOR:
        return may_create(person)
    return coordinates(person, programme)


def may_apply(person: Person, enrolment: Enrolment) -> bool:
    """Say whether somebody may sign up, or change what they told when they did.

    Sign-up is a person's own act; it is open to every employee while the programme is.
    """
    if enrolment.person != person:
        return False
    told = enrolment.state in Enrolment.SIGNED_UP
    return told or enrolment.programme.accepts_enrolment


def may_read_application(person: Person, enrolment: Enrolment) -> bool:
    """Say whether somebody may read what was told at sign-up: a private part.

    A coordinator who is above the person in the organisation may not.
    """
    return enrolment.person == person or may_decide(person, enrolment)


def may_decide(person: Person, enrolment: Enrolment) -> bool:
    """Say whether a coordinator may say yes or no to somebody's part.

    Never to one's own, nor to that of somebody below in the organisation.
    """
    if enrolment.person == person or not coordinates(person, enrolment.programme):
        return False
    return not org_chart.is_superior_of(person, enrolment.person)


def may_withdraw(person: Person, enrolment: Enrolment) -> bool:
    """Say whether somebody may end this part: whoever has it, or at their request."""
    return enrolment.person == person or may_decide(person, enrolment)


def _holds(person: Person, programme: Programme, kind: str) -> bool:
    return Role.objects.held_by(person).filter(programme=programme, kind=kind).exists()
