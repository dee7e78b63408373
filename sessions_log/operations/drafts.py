"""What somebody types is kept as they type, until it is saved or thrown away."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from people.models import Person
from sessions_log import notes
from sessions_log.models import Draft

KEPT = timedelta(days=14)
NOT_TYPED = ("once", "reader", "for_role")  # what a form sends beside what was typed
MOST = 20  # forms at a time; the oldest makes place


@sensitive_variables("said")
@transaction.atomic
def keep(
    form: str, said: dict[str, str], *, at: datetime, by: Person, once: UUID | None
) -> None:
    """Keep what a form holds, unless this very form was saved a moment before.

    `form` is the address of its page. With nothing typed nothing is left behind.
    """
    Person.objects.select_for_update(of=("self",)).get(pk=by.pk)
    if notes.written_before(once, by=by):
        return
    if not any(text.strip() for name, text in said.items() if name not in NOT_TYPED):
        drop(form, by=by)
        return
    notes.keep_draft(form, said, by=by, at=at)
    kept = Draft.objects.filter(person=by).order_by("-at", "pk")
    Draft.objects.filter(pk__in=list(kept.values_list("pk", flat=True)[MOST:])).delete()


@transaction.atomic
def drop(form: str, *, by: Person) -> None:
    """Throw away what one kept of a form; it was saved, or is not wanted."""
    Draft.objects.filter(person=by, form=form).delete()


def purge_drafts(*, on: date) -> int:
    """Delete drafts that nobody came back to for two weeks; say how many."""
    oldest = timezone.make_aware(datetime.combine(on - KEPT, datetime.min.time()))
    return Draft.objects.filter(at__lt=oldest).delete()[0]
