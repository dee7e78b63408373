"""Two who get acquainted settle what is between them on one screen."""

from django.test import Client
from django.urls import reverse

from matching.models import Pairing
from people.models import Person
from programmes.models import Programme
from tests.factories import (
    give_secret,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)
from tests.pairs import Pair, make_pairing

PIN = "739154"
LOCK = "Nothing from this programme counts in an appraisal"


def make_newcomer_pair() -> Pair:
    """Let a newcomer with a PIN and no mailbox get acquainted with a mentor."""
    programme = make_programme(kind=Programme.Kind.ONBOARDING)
    mentee = make_person(email=None, employee_number="1007")
    give_secret(mentee, PIN, Person.SecretKind.PIN)
    mentor = give_secret(make_person())
    return make_pairing(
        programme,
        make_mentor(programme, person=mentor),
        make_mentee(programme, person=mentee),
    )


def url(name: str, pairing: Pairing) -> str:
    return reverse(f"sessions_log:{name}", args=[pairing.pk])


def as_shown(client: Client, pairing: Pairing) -> dict[str, str]:
    """Give the form as a browser would send it, without a change."""
    form = client.get(url("settle", pairing)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: str(value) for name, value in values.items() if value} | {
        "ready": values.get("ready", []),
        "on": str(values.get("on", "")),
    }


def settle(client: Client, pairing: Pairing, **changed: object) -> str:
    sent = as_shown(client, pairing) | changed
    page = client.post(url("settle", pairing), sent, follow=True)
    assert page.status_code == 200
    return page.text
