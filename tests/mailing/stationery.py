"""Short words for the tests of the post."""

from datetime import UTC, datetime, timedelta
from typing import Any

from mailing.models import Delivery
from mailing.outbox import Promise, promise
from people.models import Person

#: A working Monday, ten in the morning in Brussels.
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def promise_news(to: Person, **fields: Any) -> Delivery:  # noqa: ANN401 - a factory passes on what a promise takes
    """Promise a letter about its reader, due on Monday, and give its row."""
    values: dict[str, Any] = {
        "kind": "news",
        "about": to,
        "to": to,
        "occurrence": MONDAY,
        **fields,
    }
    promise(Promise(**values))
    return Delivery.objects.get(
        kind=values["kind"],
        about_id=values["about"].pk,
        recipient=to,
        occurrence=values["occurrence"],
        channel=values.get("channel", "mail"),
    )


def state_of(row: Delivery) -> str:
    row.refresh_from_db()
    return row.state
