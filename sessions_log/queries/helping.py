"""Whom one of a pair may ask for help, and what somebody has asked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from matching.models import Pairing
from people import org_chart
from people.models import Absence, CompanyRole, Person
from programmes.models import Role
from sessions_log import access, notes
from sessions_log.models import HelpRequest, Note, Share
from sessions_log.notes import NoteText, OpenNote
from sessions_log.queries.own_notes import notes_by

HELPING = (Role.Kind.SUPPORTER, Role.Kind.COORDINATOR)


@dataclass(frozen=True)
class Helper:
    """Somebody who may be asked, and in which role."""

    person: Person
    role: str
    is_hr: bool
    away_until: date | None

    @property
    def is_coordinator(self) -> bool:
        return self.role == HelpRequest.ToRole.COORDINATOR


@dataclass(frozen=True)
class OwnNote:
    """A note that its author may show a copy of."""

    id: UUID
    written_at: datetime
    text: NoteText


@dataclass(frozen=True)
class AskedPage:
    """A request as the one who asked sees it."""

    request: HelpRequest
    reader: Person | None
    words: tuple[OpenNote, ...]
    shares: tuple[Share, ...]


def helpers_for(pairing: Pairing, *, on: date) -> list[Helper]:
    """Give who may help these two: nobody above one of them, nor one of them.

    Support persons come first. Whoever coordinates too is asked as a coordinator only,
    so that nobody turns to the organisation without having chosen that.
    """
    roles = Role.objects.open().filter(programme=pairing.programme_id, kind__in=HELPING)
    # A coordinator's role comes after a supporter's, and stands.
    ordered = roles.select_related("person").order_by("-kind", "from_at", "pk")
    found = {role.person_id: role for role in ordered}
    biased = _biased(pairing)
    fit = [one for key, one in found.items() if key not in biased]
    here = [one for one in fit if one.person.is_active]
    return sorted(_helpers(here, on=on), key=lambda one: one.is_coordinator)


def _biased(pairing: Pairing) -> set[UUID]:
    two = [one for one in (pairing.mentor_id, pairing.mentee_id) if one]
    return {*two, *(above for above, _person in org_chart.superior_pairs(two))}


def _helpers(roles: Collection[Role], *, on: date) -> list[Helper]:
    people = [one.person_id for one in roles]
    hr = set(
        CompanyRole.objects.open()
        .filter(kind=CompanyRole.Kind.HR, person__in=people)
        .values_list("person", flat=True)
    )
    away = dict(
        Absence.objects.filter(person__in=people, from_on__lte=on, until_on__gte=on)
        .order_by("until_on")
        .values_list("person", "until_on")
    )
    return [
        Helper(one.person, one.kind, one.person_id in hr, away.get(one.person_id))
        for one in roles
    ]


def own_notes_to_show(pairing: Pairing, *, author: Person) -> list[OwnNote]:
    """Open the notes of a pair that this person wrote, the newest first."""
    mine = notes_by(author).filter(vault__pairing=pairing).order_by("-written_at", "pk")
    vaults = {note.vault_id: note.vault for note in mine}.values()
    opened = {one.id: one for one in notes.read_all(vaults, reader=author)}
    return [
        OwnNote(note.pk, note.written_at, text)
        for note in mine
        if (text := opened[note.pk].text)
    ]


def own_goal_notes(pairing: Pairing, *, author: Person) -> QuerySet[Note]:
    """Give the words of goals that this person wrote: only those are theirs to show."""
    goals = Note.objects.filter(kind=Note.Kind.GOAL, author=author)
    return goals.filter(vault__pairing=pairing).order_by("written_at", "pk")


def asked_by(person: Person) -> QuerySet[HelpRequest]:
    """Give what somebody asked, the newest first, with whom it is about."""
    mine = HelpRequest.objects.filter(by=person, vault__isnull=False)
    return mine.select_related(
        "vault", "to", "substitute", "pairing__mentor", "pairing__mentee"
    ).order_by("-asked_at", "pk")


def asked_page(request: HelpRequest, *, reader: Person) -> AskedPage:
    """Open a request for the one who asked; raises as `notes.read_all` does."""
    vaults = [request.vault] if request.vault else []
    shares = request.shares.filter(revoked_at=None).select_related("reader")
    return AskedPage(
        request=request,
        reader=access.reader_of(request),
        words=tuple(notes.read_all(vaults, reader=reader)),
        shares=tuple(shares.order_by("made_at", "pk")),
    )


def pairs_to_ask_about(person: Person, *, on: date) -> list[Pairing]:
    """Give the pairings of somebody in which help may still be asked."""
    mine = Pairing.objects.of(person).for_display().order_by("-made_on", "pk")
    return [one for one in mine if access.may_ask_help(person, one, on=on)]
