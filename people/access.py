"""Who may do what for the whole company, and when a credential opens sealed text."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from people import proofs
from people.models import CompanyRole, LineRequest, Person
from privacy.keyring import SealError

ADMINISTRATOR, HR = CompanyRole.Kind.ADMINISTRATOR, CompanyRole.Kind.HR


def is_administrator(person: Person) -> bool:
    return CompanyRole.objects.held_by(person, ADMINISTRATOR).exists()


def is_hr(person: Person) -> bool:
    return CompanyRole.objects.held_by(person, HR).exists()


def holds_company_role(person: Person) -> bool:
    return CompanyRole.objects.held_by(person, ADMINISTRATOR, HR).exists()


def may_come_in(person: Person, *, on: date) -> bool:
    """Say whether somebody may sign in, or stay signed in, on this day."""
    has_left = person.left_on is not None and person.left_on < on
    return person.may_sign_in and not has_left


def may_give_roles(person: Person) -> bool:
    return is_administrator(person)


def may_help_in(by: Person, person: Person) -> bool:
    """Say whether `by` may invite somebody, unlock a PIN or print a new sheet.

    That is hr, whose list people are on; and nobody does it for themselves.
    """
    return by != person and is_hr(by)


def may_print_cards(person: Person) -> bool:
    """Say whether somebody may print activation cards for colleagues."""
    return is_hr(person)


def may_import(person: Person) -> bool:
    """Say whether somebody may take in a company and repair its chart."""
    return is_hr(person)


def hr_beside(person: Person | None) -> QuerySet[Person]:
    """Give the colleagues of hr who may look over somebody's shoulder.

    The command has no colleagues: beside it stand all of hr.
    """
    held = CompanyRole.objects.open().filter(kind=HR).values("person")
    colleagues = Person.objects.employed().filter(pk__in=held)
    return colleagues.exclude(pk=person.pk) if person else colleagues


def hr_untouched_by(request: LineRequest) -> QuerySet[Person]:
    """Give the people of hr who may decide: neither who asked nor concerned."""
    held = CompanyRole.objects.open().filter(kind=HR).values("person")
    concerned = request.concerned.values("person")
    people = Person.objects.employed().filter(pk__in=held).exclude(pk__in=concerned)
    return people.exclude(pk=request.asked_by_id) if request.asked_by_id else people


def may_decide_request(person: Person, request: LineRequest) -> bool:
    """Say whether somebody is the second hr person: neither who asked nor concerned."""
    return (
        request.asked_by_id != person.pk
        and is_hr(person)
        and not request.concerned.filter(person=person).exists()
    )


def may_object_to(person: Person, request: LineRequest) -> bool:
    """Say whether somebody of the pair may say that it is not right."""
    return (
        request.due_on is not None and request.concerned.filter(person=person).exists()
    )


def may_read_directory(person: Person) -> bool:
    """Say whether somebody may look up everybody and their place in the chart."""
    return is_hr(person)


def is_confirmed(person: Person) -> bool:
    """Say whether the credential is its owner's: without that no sealed text opens."""
    try:
        return proofs.fits(person)
    except SealError:
        return False


def can_tell(person: Person) -> bool:
    """Say whether the ring can tell whose a credential is: its keys may be away."""
    try:
        proofs.fits(person)
    except SealError:
        return False
    return True


def may_open_sealed(person: Person, shown: Collection[str], *, on: date) -> bool:
    """Say whether sealed text opens for somebody who came in by showing this."""
    try:
        vouched = proofs.vouched_for(person)
    except SealError:
        return False
    return (
        vouched is not None
        and vouched.ways_in == proofs.ways_in_of(person)
        and vouched.trusts(person, shown, on=on)
    )
