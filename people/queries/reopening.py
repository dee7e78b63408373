"""When waiting has proved that a changed credential is its owner's."""

from datetime import date

from django.utils import timezone

from mailing.models import Delivery
from people import proofs
from people.models import Person
from people.proofs import SETTLED, WARNING


def opens_by_waiting_on(person: Person) -> date | None:
    """Give the day from which one's own notes open because nobody objected.

    None where no warning reached the mailbox that the owner confirmed before, or where
    somebody did object. Raises SealError when a key is away.
    """
    changed_at, vouched = person.credential_changed_at, proofs.vouched_for(person)
    if vouched is None or changed_at is None or person.former_credential_id is None:
        return None
    if not vouched.knew(person, before=changed_at):
        return None
    letters = Delivery.objects.filter(
        kind=WARNING, recipient=person, occurrence=changed_at, sent_at__isnull=False
    )
    warned_at = letters.values_list("sent_at", flat=True).first()
    if warned_at is None:
        return None
    return timezone.localdate(max(changed_at, warned_at)) + SETTLED
