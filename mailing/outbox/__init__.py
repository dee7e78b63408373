"""Letters: promised with the act, rendered and delivered after it.

The only way to write to anybody. An operation promises in its own transaction; the
dispatcher claims what is due, renders and sends it outside any transaction, and settles
each letter before the next (`docs/decisions/outbox.md`).
"""

from mailing.outbox.composing import UNSUBSCRIBE, Sample, language_of, sample
from mailing.outbox.dispatch import deliver_due
from mailing.outbox.promises import Promise, cancel, promise, rearrange
from mailing.outbox.undelivered import mark_told, retry
from mailing.outbox.wishes import choose, kinds_in_mail_of

__all__ = [
    "UNSUBSCRIBE",
    "Promise",
    "Sample",
    "cancel",
    "choose",
    "deliver_due",
    "kinds_in_mail_of",
    "language_of",
    "mark_told",
    "promise",
    "rearrange",
    "retry",
    "sample",
]
