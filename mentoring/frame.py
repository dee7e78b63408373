"""What stands around every page: its name, where one may go, in which language."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.db.models import Case, CharField, F, Value, When
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from people.models import CompanyRole, Person
from people.views.doors import is_shared
from programmes.models import Enrolment, Programme, Role

MOST_PLACES = 6  # as many as a bar holds without becoming a sidebar
THEME_COOKIE = "theme"
THEMES = {"auto": _("Like my device"), "light": _("Light"), "dark": _("Dark")}
LEGAL_ROLES = {
    "CONFIDENTIAL_COUNSELLOR": _("confidential counsellor"),
    "PREVENTION_ADVISER": _("prevention adviser for psychosocial aspects"),
    "EXTERNAL_SERVICE": _("external service for prevention"),
}
HTML_LANGUAGES = {"nl": "nl-BE", "fr": "fr-BE", "en": "en-GB", "de": "de"}
# A language is always offered in its own words, whatever the page is written in.
OWN_NAMES = {"nl": "Nederlands", "fr": "Français", "en": "English", "de": "Deutsch"}

ADMINISTRATOR, HR = CompanyRole.Kind.ADMINISTRATOR, CompanyRole.Kind.HR
COORDINATOR, SUPPORTER = Role.Kind.COORDINATOR, Role.Kind.SUPPORTER
VIEWER = Role.Kind.IMPACT_VIEWER
MENTOR, MENTEE = Enrolment.Role.MENTOR, Enrolment.Role.MENTEE


class Place(NamedTuple):
    """A page that the frame links to, once its URL name exists, for these roles.

    One of a programme is left out, or leads elsewhere, while it is not clear of which.
    """

    name: str
    label: StrPromise
    roles: frozenset[str] = frozenset()  # none: for everybody who is signed in
    of_programme: bool = False
    elsewhere: str = ""


NAVIGATION = (
    Place("today", _("Today")),
    Place("people:person_list", _("People"), frozenset({HR})),
    Place(
        "programmes:people_list",
        _("People"),
        frozenset({COORDINATOR}),
        of_programme=True,
    ),
    Place("matching:pairing_list", _("Pairs"), frozenset({COORDINATOR})),
    Place(
        "sessions_log:follow_up",
        _("Follow up"),
        frozenset({COORDINATOR}),
        of_programme=True,
        elsewhere="sessions_log:follow_up_list",
    ),
    Place("sessions_log:pairing_list", _("My journey"), frozenset({MENTEE})),
    Place("sessions_log:pairing_list", _("My mentees"), frozenset({MENTOR})),
    Place("sessions_log:agenda", _("Agenda"), frozenset({MENTOR, MENTEE})),
    Place("sessions_log:help_list", _("Help"), frozenset({MENTOR, MENTEE})),
    Place(
        "evaluations:evaluation",
        _("Evaluation"),
        frozenset({COORDINATOR}),
        of_programme=True,
    ),
    Place("impact:programme_list", _("Impact"), frozenset({COORDINATOR})),
    Place("programmes:programme_list", _("Programmes")),
    Place("sessions_log:request_list", _("Questions"), frozenset({SUPPORTER})),
    Place("impact:programme_list", _("Impact"), frozenset({VIEWER})),
    Place("help", _("Help")),
)
# Somebody who only helps finds nothing else of the programme (`ux.md` 3.1).
HELPER = (
    Place("sessions_log:request_list", _("Questions")),
    Place("people:profile", _("My availability")),
    Place("sessions_log:help_list", _("Help")),
)
ACCOUNT = (
    Place("people:profile", _("My profile")),
    Place("programmes:programme_list", _("Programmes")),
    Place("people:secret_change", _("Change my password or PIN")),
    Place("mfa_index", _("Sign in more safely")),
    Place("people:browser_session_list", _("Where I am signed in")),
    Place("people:role_list", _("Roles in the company"), frozenset({ADMINISTRATOR})),
    Place("people:site_list", _("Sites and holidays"), frozenset({HR})),
    Place("welcome_post", _("How letters are sent"), frozenset({ADMINISTRATOR})),
    Place(
        "legal_contacts",
        _("Contacts outside the programme"),
        frozenset({ADMINISTRATOR}),
    ),
)
FOOTER = (
    Place("my_data", _("My data and privacy")),
    Place("notifications", _("Notifications")),
    Place("accessibility", _("Accessibility")),
    Place("help", _("Help")),
)
DEMO_FOOTER = (*FOOTER, Place("letters", _("Letters of this demo")))


@dataclass(frozen=True)
class Link:
    """A place as a page shows it; `current` is the value of aria-current, or empty."""

    label: StrPromise
    url: str
    current: str = ""


@dataclass(frozen=True)
class LegalRole:
    """Somebody whom the law appoints, and how to reach them outside of here."""

    label: StrPromise
    contact: str


@dataclass(frozen=True)
class Choice:
    """One of the languages or themes that may be picked."""

    code: str
    label: StrPromise | str
    chosen: bool


def page_frame(request: HttpRequest) -> dict[str, "Frame"]:
    """Give templates the frame; a fragment that never asks for it costs no query."""
    return {"frame": Frame(request)}


class Held(NamedTuple):
    """An open role; with the address of its programme where that one is open."""

    kind: str
    slug: str


def roles_of(person: Person) -> frozenset[str]:
    """Name every open role of this person, in the company or a programme, at once."""
    return frozenset(role.kind for role in _held_by(person))


def _held_by(person: Person) -> frozenset[Held]:
    """Give every open role of this person, in the company or a programme, at once."""
    nowhere = Value("", CharField())
    of_open = Case(
        When(programme__state__in=Programme.UNANNOUNCED, then=nowhere),
        default=F("programme__slug"),
        output_field=CharField(),
    )
    company = CompanyRole.objects.open().filter(person=person)
    given = Role.objects.open().filter(person=person)
    enrolled = Enrolment.objects.open().filter(person=person)
    found = company.values_list("kind", nowhere).union(
        given.values_list("kind", of_open), enrolled.values_list("role", nowhere)
    )
    return frozenset(Held(*one) for one in found)


class Frame:
    """The frame of one page. Only `navigation` reads the session and the database."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def site_name(self) -> str:
        return str(settings.SITE_NAME)

    @property
    def is_demo(self) -> bool:
        return bool(settings.DEMO)

    @property
    def legal_roles(self) -> list[LegalRole]:
        """Give those whom the company has named; a talk with them is kept nowhere."""
        named = (
            (label, getattr(settings, name)) for name, label in LEGAL_ROLES.items()
        )
        return [LegalRole(label, contact) for label, contact in named if contact]

    @property
    def is_shared(self) -> bool:
        """Say whether a page that nobody touches leaves the screen: see the script."""
        return is_shared(self._request)

    @property
    def html_language(self) -> str:
        return HTML_LANGUAGES[_language()]

    @property
    def theme(self) -> str:
        """Give the theme of the cookie, which anybody may have tampered with."""
        wanted = self._request.COOKIES.get(THEME_COOKIE, "auto")
        return wanted if wanted in THEMES else "auto"

    @property
    def themes(self) -> list[Choice]:
        return [Choice(code, THEMES[code], code == self.theme) for code in THEMES]

    @property
    def languages(self) -> list[Choice]:
        codes = [code for code, _name in settings.LANGUAGES]
        return [Choice(code, OWN_NAMES[code], code == _language()) for code in codes]

    @cached_property
    def navigation(self) -> list[Link]:
        """Give the places of this person's roles that exist, at most six."""
        if not self._request.user.is_authenticated:
            return []
        places = HELPER if self._kinds == {SUPPORTER} else self._mine(NAVIGATION)
        return self._marked(_links(places, self._programme))[:MOST_PLACES]

    @property
    def account(self) -> list[Link]:
        return list(_links(self._mine(ACCOUNT)))

    @property
    def footer(self) -> list[Link]:
        return list(_links(DEMO_FOOTER if self.is_demo else FOOTER))

    def _mine(self, places: tuple[Place, ...]) -> list[Place]:
        return [one for one in places if not one.roles or one.roles & self._kinds]

    @cached_property
    def _kinds(self) -> frozenset[str]:
        return frozenset(role.kind for role in self._roles)

    @cached_property
    def _roles(self) -> frozenset[Held]:
        person = self._request.user
        return _held_by(person) if person.is_authenticated else frozenset()

    @cached_property
    def _programme(self) -> str:
        """Give the programme that a coordinator is busy with: this one, or the only."""
        match = self._request.resolver_match
        here = match.kwargs.get("slug") if match else None
        kept = {role.slug for role in self._roles if role.kind == COORDINATOR} - {""}
        if here in kept:
            return str(here)
        return kept.pop() if len(kept) == 1 else ""

    def _marked(self, links: Iterator[Link]) -> list[Link]:
        """Mark the one place we are at or, deepest first, in."""
        here, found = self._request.path, list(links)
        around = [link.url for link in found if _holds(link.url, here)]
        deepest = max(around, key=len, default="")
        state = "page" if deepest == here else "true"
        return [
            Link(link.label, link.url, state if link.url == deepest else "")
            for link in found
        ]


def _holds(url: str, path: str) -> bool:
    """Say whether this path is at or below this address; all of them are below `/`."""
    return path == url or (url != reverse("today") and path.startswith(url))


def _links(
    places: tuple[Place, ...] | list[Place], programme: str = ""
) -> Iterator[Link]:
    """Give the places that exist in this version of the product, each label once."""
    seen: set[str] = set()
    for place in places:
        name, args = place.name, [programme] if place.of_programme else []
        if place.of_programme and not programme:
            name, args = place.elsewhere, []
        try:
            url = reverse(name, args=args)
        except NoReverseMatch:
            continue
        if not {url, str(place.label)} & seen:
            seen |= {url, str(place.label)}
            yield Link(place.label, url)


def _language() -> str:
    """Give the language in force; with translations off, that of the company."""
    return (get_language() or settings.LANGUAGE_CODE)[:2]
