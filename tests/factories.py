"""What a test needs to exist, in one call each; people are invented."""

from datetime import UTC, date, datetime
from itertools import count, pairwise
from typing import Any

from django.test import Client

from people.models import CompanyRole, Person, ReportingLine
from people.operations import credentials
from programmes import starting_points
from programmes.models import (
    Charter,
    Competence,
    Enrolment,
    Objective,
    Programme,
    Role,
)

START = date(2026, 9, 1)
NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)
_names = count(1)
GIVEN = ("Anna", "Bram", "Chloe", "Dirk", "Els", "Farid", "Greet", "Hugo", "Ines")
FAMILY = ("Peeters", "Dubois", "Janssens", "Lambert", "Maes", "Haddad", "Wouters")


def make_person(**fields: Any) -> Person:  # noqa: ANN401 - a factory passes on what a model takes
    """Save a person whose place in the chart is known, with an address of their own."""
    number = next(_names)
    values = {
        "given_name": GIVEN[number % len(GIVEN)],
        "family_name": FAMILY[number % len(FAMILY)],
        "email": f"person.{number}@fabriek.example",
        "language": "en",
        "chart_state": Person.ChartState.KNOWN,
        **fields,
    }
    return Person.objects.create(**values)


def make_line(superior: Person, person: Person, **fields: Any) -> ReportingLine:  # noqa: ANN401 - idem
    return ReportingLine.objects.create(
        superior=superior, person=person, **{"from_on": START, **fields}
    )


def make_chain(*people: Person) -> None:
    """Let each person report to the one before."""
    for superior, person in pairwise(people):
        make_line(superior, person)


def make_hr(**fields: Any) -> Person:  # noqa: ANN401 - idem
    return _with_company_role(CompanyRole.Kind.HR, **fields)


def make_administrator(**fields: Any) -> Person:  # noqa: ANN401 - idem
    return _with_company_role(CompanyRole.Kind.ADMINISTRATOR, **fields)


def _with_company_role(kind: str, **fields: Any) -> Person:  # noqa: ANN401 - idem
    person = make_person(**fields)
    CompanyRole.objects.create(person=person, kind=kind, from_at=NOW)
    return person


def make_programme(**fields: Any) -> Programme:  # noqa: ANN401 - idem
    """Save a programme that is matching, with its whole frame and an objective."""
    number = next(_names)
    values = {
        "slug": f"programme-{number}",
        "name": f"Welcome {number}",
        "state": Programme.State.MATCHING,
        "mission_whom": {"en": "For everybody who starts here."},
        "mission_what_for": {"en": "To feel at home sooner."},
        "mission_how_seen": {"en": "People dare to ask."},
        "starts_on": START,
        "weeks": 26,
        "cadence_weeks": 2,
        "forms": ["face", "video"],
        "substitute_contact": "Katrien Smet, 09 000 00 00",
        **fields,
    }
    programme = Programme.objects.create(**values)
    Objective.objects.create(
        programme=programme,
        text={"en": "Nine in ten still work here after six months."},
        indicator=Objective.Indicator.RETENTION_6,
        target=90,
        unit="%",
    )
    return programme


def make_charter(programme: Programme, **fields: Any) -> Charter:  # noqa: ANN401 - idem
    """Save the agreement that every template begins with."""
    values = {"text": starting_points.agreement(), **fields}
    return Charter.objects.create(programme=programme, **values)


def make_draft(**fields: Any) -> Programme:  # noqa: ANN401 - idem
    """Save a programme that nobody was told of yet, with its whole frame."""
    return make_programme(**{"state": Programme.State.DRAFT, **fields})


def make_competence(label: str = "", **fields: Any) -> Competence:  # noqa: ANN401 - idem
    """Save something that can be learnt in this company only."""
    labels = {"en": label or f"driving machine {next(_names)}"}
    values = {"family": "company", "company": True, "labels": labels, **fields}
    return Competence.objects.create(**values)


def make_role(programme: Programme, kind: str, person: Person | None = None) -> Person:
    """Give somebody an open role in a programme."""
    holder = person or make_person()
    Role.objects.create(programme=programme, person=holder, kind=kind, from_at=NOW)
    return holder


def make_coordinator(programme: Programme, person: Person | None = None) -> Person:
    return make_role(programme, Role.Kind.COORDINATOR, person)


def make_enrolment(programme: Programme, role: str, **fields: Any) -> Enrolment:  # noqa: ANN401 - idem
    values = {
        "state": Enrolment.State.APPROVED,
        "languages": ["nl"],
        "ways": ["face", "video"],
        **fields,
    }
    person = values.pop("person", None) or make_person()
    return Enrolment.objects.create(
        programme=programme, person=person, role=role, **values
    )


def make_mentor(programme: Programme, **fields: Any) -> Enrolment:  # noqa: ANN401 - idem
    return make_enrolment(programme, Enrolment.Role.MENTOR, **fields)


def make_mentee(programme: Programme, **fields: Any) -> Enrolment:  # noqa: ANN401 - idem
    return make_enrolment(programme, Enrolment.Role.MENTEE, **fields)


SECRET = "a horse under the lamp"


def give_secret(
    person: Person,
    secret: str = SECRET,
    kind: str = Person.SecretKind.PASSWORD,
    at: datetime = NOW,
) -> Person:
    """Let somebody choose a password or PIN, as an invitation by mail would."""
    credentials.choose_first_secret(
        person=person, secret=secret, kind=kind, at=at, by_mail=bool(person.email)
    )
    return person


def sign_in(client: Client, person: Person, *shown: str) -> Person:
    """Sign somebody in as the login page would, having shown a password (or this)."""
    credentials.look_at_sign_in(person=person, at=NOW)
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": method, "at": NOW.timestamp()} for method in shown or ("password",)
    ]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return person
