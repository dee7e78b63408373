"""What waits in the small company for somebody's word."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from mailing.models import Delivery
from people.models import (
    LineRequest,
    Person,
)
from programmes import operations
from programmes.models import Programme
from programmes.rules import WELCOME_STEPS
from tests.pairs import Pair


def make_change_that_waits(pairing: Pair) -> None:
    """Let hr ask for a change of the chart that touches the two, who were told."""
    asked_at = timezone.now()
    request = LineRequest.objects.create(
        kind=LineRequest.Kind.TOP,
        person=pairing.mentee,
        asked_at=asked_at,
        due_on=timezone.localdate(asked_at),
    )
    for person in (pairing.mentor, pairing.mentee):
        request.concerned.create(person=person)


def make_welcome_that_waits(
    pairing: Pair, people: Mapping[str, Person], *, at: datetime
) -> None:
    """Let the coordinator ask the line manager to sign what the mentee was shown."""
    programme, by = pairing.programme, people["CO"]
    welcome = operations.note_steps(
        programme, person=pairing.mentee, steps=WELCOME_STEPS, by=by, at=at
    )
    operations.ask_to_sign(
        programme, person=welcome.person, of=people["LM"], by=by, at=at
    )


def make_letter_that_came_back(programme: Programme) -> None:
    """Let one letter of a programme be refused for good."""
    letter = Delivery.objects.filter(scope=programme.pk).order_by("kind", "pk")[0]
    Delivery.objects.filter(pk=letter.pk).update(state=Delivery.State.DEAD)
