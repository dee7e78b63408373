"""The programmes somebody may know of, and the public page of one."""

from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass

from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext as _

from people.models import Person
from programmes import access, starting_points, vocabulary
from programmes.models import Enrolment, Programme, Role
from programmes.vocabulary import Told


@dataclass(frozen=True)
class ProgrammeRow:
    """A programme in the list: what it is for, and what one is in it."""

    url: str
    name: str
    state: str
    for_whom: list[Told]
    my_roles: list[str]
    waits: bool


@dataclass(frozen=True)
class Figure:
    """A number with its words."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class RoleRow:
    """A role that is held, or planned."""

    role: Role
    may_end: bool


@dataclass(frozen=True)
class ProgrammePage:
    """What a reader sees and may do on the public page of a programme."""

    figures: list[Figure]
    lock: Told
    coordinators: list[Person]
    my_parts: list[Enrolment]
    may_apply_as: list[str]
    may_edit: bool
    may_see_roles: bool


def programmes_of(person: Person) -> list[ProgrammeRow]:
    """List what somebody may know of, by name, in three questions."""
    programmes = Programme.objects.visible_to(person).order_by(Lower("name"), "pk")
    roles = defaultdict(list)
    for role in Role.objects.held_by(person).order_by("kind"):
        roles[role.programme_id].append(role.get_kind_display())
    parts = defaultdict(list)
    for part in Enrolment.objects.filter(person=person).open().order_by("role"):
        parts[part.programme_id].append(part)
    return [_row(one, roles[one.pk], parts[one.pk]) for one in programmes]


def page_of(programme: Programme, person: Person) -> ProgrammePage:
    """Put together what this reader sees of a programme."""
    mine = Enrolment.objects.filter(programme=programme, person=person)
    there = {part.role: part for part in mine.exclude(state=Enrolment.State.WITHDRAWN)}
    offered = Enrolment.Role.values if programme.accepts_enrolment else []
    may_edit = access.may_edit(person, programme)
    return ProgrammePage(
        figures=frame_of(programme),
        lock=vocabulary.told(starting_points.purpose_lock()),
        coordinators=coordinators_of(programme),
        my_parts=[there[role] for role in sorted(there)],
        may_apply_as=[role for role in offered if role not in there],
        may_edit=may_edit,
        may_see_roles=may_edit or access.may_create(person),
    )


def coordinators_of(programme: Programme) -> list[Person]:
    """Name those who may be asked about a programme."""
    roles = Role.objects.open().filter(programme=programme, kind="coordinator")
    return list(Person.objects.filter(programme_roles__in=roles).in_alphabet())


def roles_of(programme: Programme, *, endable: Container[str]) -> list[RoleRow]:
    """List the roles of a programme, held or planned; the reader may end some."""
    roles = Role.objects.unended().filter(programme=programme).select_related("person")
    return [
        RoleRow(role, may_end=role.kind in endable)
        for role in roles.order_by("kind", "from_at", "pk")
    ]


def frame_of(programme: Programme) -> list[Figure]:
    """Say what a journey asks, in four figures; nothing of what is not yet chosen."""
    if not programme.meetings:
        return []
    return [
        Figure(_("Weeks"), str(programme.weeks)),
        Figure(_("Weeks between meetings"), str(programme.cadence_weeks)),
        Figure(
            _("Meetings"),
            str(programme.meetings),
            _("%(minutes)d minutes each") % {"minutes": programme.meeting_minutes},
        ),
        Figure(
            _("Hours"), str(programme.hours), _("of working time, with preparation")
        ),
    ]


def _row(
    programme: Programme, roles: list[str], parts: list[Enrolment]
) -> ProgrammeRow:
    words = programme.words
    called = {"mentor": words.mentor.one, "mentee": words.mentee.one}
    return ProgrammeRow(
        url=reverse("programmes:programme_show", args=[programme.slug]),
        name=programme.name,
        state=programme.get_state_display(),
        for_whom=programme.mission[:1],
        my_roles=[*roles, *(str(called[part.role]) for part in parts)],
        waits=any(part.state == Enrolment.State.INVITED for part in parts),
    )
