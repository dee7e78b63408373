"""A small company in which every role exists once and every address leads somewhere.

Roles, as in the access matrix: AN nobody, EM an employee without a role, ME and MR the
mentee and the mentor of the pair, XP another mentor of the programme, CO its
coordinator, CX the coordinator of another one, LM the line manager of the mentee, MV
who may see the impact, SU a support person, HR and AD of the company.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from evaluations.emails import PURPOSE
from evaluations.models import Box
from evaluations.operations import boxes
from mailing import links, outbox
from mailing.models import Delivery
from matching.models import InterestDeclared, Pairing, Proposal
from matching.operations import interests
from people import emails as doors
from people.models import (
    Absence,
    BrowserSession,
    Card,
    CompanyRole,
    ImportBatch,
    LineRequest,
    Person,
)
from people.operations import cards, imports
from people.views.cards import PICTURE
from programmes import emails as letters
from programmes.models import (
    Enrolment,
    Intervision,
    Phase,
    Programme,
    Role,
    Step,
    Welcome,
)
from sessions_log.models import (
    ActionItem,
    Call,
    Goal,
    HelpRequest,
    Meeting,
    Note,
    Share,
)
from sessions_log.notes import NoteText, Remark
from sessions_log.operations import challenges, feeds, writing
from tests.factories import (
    give_secret,
    make_administrator,
    make_coordinator,
    make_hr,
    make_line,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
    make_role,
    sign_in,
)
from tests.helping import make_help_around
from tests.pairs import make_proposal, make_running_pairing, make_sheet, make_two
from tests.sessions_log.following import make_call
from tests.waiting import (
    make_change_that_waits,
    make_letter_that_came_back,
    make_welcome_that_waits,
)

ROLES = ("AN", "EM", "ME", "MR", "XP", "CO", "CX", "LM", "MV", "SU", "HR", "AD")
CSV = b"Number;Name;Manager\n1;Carla Maes;\n2;Bram Peeters;1\n"
Arguments = dict[str, object]


@dataclass(frozen=True)
class World:
    """The people by role, and one thing of each kind."""

    people: Mapping[str, Person]
    clients: Mapping[str, Client]
    programme: Programme
    pairing: Pairing
    note: Note
    proposal: Proposal
    other: Enrolment
    box: Box
    batch: ImportBatch

    def arguments(self, route: str, wanted: set[str]) -> Arguments:
        """Give what an address needs to lead somewhere."""
        known = self._known(route)
        return {name: known[name] for name in wanted}

    def _known(self, route: str) -> Arguments:
        app, _, page = route.partition(":")
        return {
            "slug": self.programme.slug,
            "pk": self._key(app, page),
            "token": self._token(route),
            "file": "20261123-090000",
            "number": 0,
            "kind": "lesson",
            "step": self._step(),
            "provider_id": "company",
        }

    def _key(self, app: str, page: str) -> object:
        objects: dict[str, Callable[[], Model]] = {
            "programmes:objective": self.programme.objectives.get,
            "programmes:role": lambda: self.programme.roles.get(
                person=self.people["SU"]
            ),
            "programmes:enrolment": lambda: self.other,
            "programmes:intervision": Intervision.objects.get,
            "programmes:newcomer": lambda: self.people["EM"],
            "matching:proposal": lambda: self.proposal,
            "matching:answer": lambda: self.proposal,
            "matching:withdraw": lambda: self.proposal,
            "matching:rematch": lambda: self.proposal.mentee,
            "matching:interest_withdraw": InterestDeclared.objects.get,
            "matching:": lambda: self.pairing,
            "sessions_log:goal_add": lambda: self.pairing,
            "sessions_log:note_write": lambda: self.pairing,
            "sessions_log:note": lambda: self.note,
            "sessions_log:notes_download": lambda: self.pairing,
            "sessions_log:help_": HelpRequest.objects.get,
            "sessions_log:help_ask": lambda: self.pairing,
            "sessions_log:request_": HelpRequest.objects.get,
            "sessions_log:share_": Share.objects.get,
            "sessions_log:challenge_add": lambda: self.pairing,
            "sessions_log:challenge": lambda: ActionItem.objects.filter(
                kind="challenge"
            )[0],
            "sessions_log:action": ActionItem.objects.filter(kind="action").get,
            "sessions_log:point": Note.objects.filter(kind="agenda").get,
            "sessions_log:call_sheet": lambda: self.people["ME"],
            "sessions_log:own_call": Call.objects.get,
            "sessions_log:goal": lambda: Goal.objects.order_by("pk")[0],
            "sessions_log:meeting": lambda: Meeting.objects.order_by("number")[0],
            "sessions_log:": lambda: self.pairing,
            "evaluations:": lambda: self.box,
            "people:import": lambda: self.batch,
            "people:line_end": self.people["ME"].lines_up.get,
            "people:line_request": LineRequest.objects.get,
            "people:absence_remove": Absence.objects.get,
            "people:role": lambda: CompanyRole.objects.get(person=self.people["HR"]),
            "people:browser_session": lambda: BrowserSession.objects.get(
                person=self.people["EM"]
            ),
            "people:": lambda: self.people["EM"],
            "undelivered_": Delivery.objects.filter(state=Delivery.State.DEAD).get,
        }
        name = f"{app}:{page}"
        found = [key for key in objects if name.startswith(key)]
        return objects[max(found, key=len)]().pk if found else 1

    def _step(self) -> object:
        return Step.objects.get(phase__programme=self.programme).pk

    def _token(self, route: str) -> str:
        """Give a link that works; only the one of a first visit has no use any more."""
        invited = self.proposal.mentee.person
        made: dict[str, Callable[[], str]] = {
            "sessions_log:calendar_feed": lambda: feeds.make(
                by=self.people["ME"], at=timezone.now()
            ),
            "mailing:unsubscribe": lambda: links.make(
                outbox.UNSUBSCRIBE, Delivery.objects.order_by("pk")[0].pk
            ),
            "people:card_accept": lambda: links.make(PICTURE, Card.objects.get().pk),
            "people:address_confirm": lambda: _sent(
                doors.CONFIRMATION, self.people["EM"]
            ),
            "people:invitation_accept": lambda: _sent(doors.INVITATION, invited),
            "people:secret_reset": lambda: _sent(doors.RESET, invited),
            "programmes:welcome_sign": lambda: links.make(
                letters.SIGNATURE,
                Welcome.objects.get().pk,
                once=str(self.people["LM"].pk),
            ),
        }
        found = made.get(route)
        return found() if found else self._ballot()

    def _ballot(self) -> str:
        return links.make(f"{PURPOSE} {self.box.pk}", self.people["ME"].pk)


def make_world() -> World:
    """Build the company; everybody is signed in in a browser of their own."""
    now = timezone.now()
    programme = make_programme(state=Programme.State.RUNNING, always_open=True)
    pairing = make_running_pairing(programme, *make_two(programme, capacity=3))
    other = make_mentor(programme)
    chief = make_person()
    make_line(chief, pairing.mentee)
    people = {
        "EM": make_person(),
        "ME": pairing.mentee,
        "MR": pairing.mentor,
        "XP": other.person,
        "CO": make_coordinator(programme),
        "CX": make_coordinator(make_programme()),
        "LM": chief,
        "MV": make_role(programme, Role.Kind.IMPACT_VIEWER),
        "SU": give_secret(make_role(programme, Role.Kind.SUPPORTER)),
        "HR": make_hr(),
        "AD": make_administrator(),
    }
    mentor = Enrolment.objects.mentors().get(person=pairing.mentor)
    today = timezone.localdate(now)
    Absence.objects.create(person=people["EM"], from_on=today, until_on=today)
    make_change_that_waits(pairing)
    make_welcome_that_waits(pairing, people, at=now)
    colleague = make_person(email=None, employee_number="0042")
    cards.issue(person=colleague, by=people["HR"], at=now)
    make_help_around(pairing, people["SU"], at=now)
    make_call(pairing, by=people["CO"], at=now)
    make_sheet(pairing, at=now)
    challenges.propose(pairing, "A challenge", due_on=None, at=now, by=pairing.mentor)
    phase = Phase.objects.create(
        programme=programme, position=1, kind=Phase.Kind.WELCOME, weeks=4
    )
    Step.objects.create(phase=phase, position=1, text={"en": "Go round together."})
    interests.declare(programme, people["EM"], at=now, by=people["CO"])
    make_letter_that_came_back(programme)
    return World(
        people=people,
        clients={"AN": Client()}
        | {role: _browser(one) for role, one in people.items()},
        programme=programme,
        pairing=pairing,
        note=writing.write_note(
            pairing, Remark(NoteText("Between us")), at=now, by=pairing.mentee
        ),
        proposal=make_proposal(programme, mentor, make_mentee(programme)),
        other=other,
        box=boxes.open_check_in(
            programme, closes_at=now + timedelta(days=7), at=now, by=people["CO"]
        ),
        batch=imports.read_in(CSV, file_name="people.csv", at=now, by=people["HR"]),
    )


def _sent(purpose: str, person: Person) -> str:
    """Give the token of a link as a letter of this purpose has it."""
    return doors.link_of(purpose, person).rstrip("/").rpartition("/")[2]


def routes() -> Iterator[tuple[str, set[str]]]:
    """Give every named address of the house, and what it needs."""
    yield from _routes(get_resolver())


def _routes(
    resolver: URLResolver, space: str = "", around: frozenset[str] = frozenset()
) -> Iterator[tuple[str, set[str]]]:
    for one in resolver.url_patterns:
        wanted = around | set(one.pattern.regex.groupindex)
        if isinstance(one, URLPattern):
            yield f"{space}{one.name}", set(wanted)
        else:
            name = f"{space}{one.namespace}:" if one.namespace else space
            yield from _routes(one, name, wanted)


def _browser(person: Person) -> Client:
    client = Client()
    # A secret comes before the first vault, as for everybody who could say yes.
    sign_in(client, person if person.password else give_secret(person))
    return client
