"""What programmes knows of one person, for that person."""

from django.db.models import QuerySet

from people.models import Person
from programmes import rules
from programmes.models import Attendance, Enrolment, Role, Welcome


def export_of(person: Person) -> dict[str, object]:
    """Give everything, in words and plain values, ready to be written as JSON."""
    parts = Enrolment.objects.filter(person=person).for_display()
    roles = Role.objects.filter(person=person).select_related("programme")
    return {
        "parts": [_part(one) for one in parts.order_by("programme__name", "pk")],
        "roles": [_role(one) for one in roles.order_by("from_at", "pk")],
        "welcomes": [_welcome(one) for one in _welcomes_of(person)],
        "talks": [_talk(one) for one in _talks_of(person)],
    }


def _welcomes_of(person: Person) -> QuerySet[Welcome]:
    mine = Welcome.objects.filter(person=person)
    return mine.select_related("programme", "signed_by").order_by("pk")


def _talks_of(person: Person) -> QuerySet[Attendance]:
    mine = Attendance.objects.filter(mentor=person)
    return mine.select_related("intervision__programme").order_by("pk")


def _talk(attendance: Attendance) -> dict[str, object]:
    return {
        "programme": attendance.intervision.programme.name,
        "on": attendance.intervision.on,
        "said": attendance.get_said_display(),
    }


def _part(enrolment: Enrolment) -> dict[str, object]:
    wishes = enrolment.wishes.select_related("competence").order_by("rank")
    offers = enrolment.offers.select_related("competence").order_by("pk")
    return {
        "programme": enrolment.programme.name,
        "role": enrolment.get_role_display(),
        "state": enrolment.get_state_display(),
        "places": enrolment.capacity,
        "hours_a_month": enrolment.hours_month,
        "languages": enrolment.languages,
        "sites": enrolment.sites,
        "ways_to_meet": enrolment.ways,
        "half_days": rules.half_days_of(enrolment.availability),
        "motivation": enrolment.motivation,
        "readiness_done_on": enrolment.readiness_done_on,
        "time_confirmed_at": enrolment.time_confirmed_at,
        "priority_at": enrolment.priority_at,
        "state_since": enrolment.moved_at,
        "wishes": [str(wish.competence) for wish in wishes],
        "offers": [
            {"what": str(offer.competence), "level": offer.level} for offer in offers
        ],
    }


def _role(role: Role) -> dict[str, object]:
    return {
        "programme": role.programme.name,
        "role": role.get_kind_display(),
        "from": role.from_at,
        "until": role.until_at,
        "for the works council": role.works_council,
    }


def _welcome(welcome: Welcome) -> dict[str, object]:
    return {
        "programme": welcome.programme.name,
        "shown": welcome.steps_done,
        "signed_by": str(welcome.signed_by or ""),
        "signed_on": welcome.signed_on,
    }
