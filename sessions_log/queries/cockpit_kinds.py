"""How each thing that waits on a coordinator is told, and which page acts on it."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext_lazy, ngettext_lazy
from django_stubs_ext import StrPromise

from sessions_log.queries import cockpit_counts as counts

UNSETTLED, SILENT, DRIFT = "unsettled", "silent", "drift"
CALLS, AGAIN = "calls", "again"


class Kind(NamedTuple):
    """How one kind of thing is told, and which page acts on it."""

    said: StrPromise
    why: StrPromise
    action: StrPromise
    page: str
    is_urgent: bool = False


#: In the order in which they are shown.
KINDS: Mapping[str, Kind] = {
    counts.CONTACT: Kind(
        ngettext_lazy(
            "%(count)d person asks you to get in touch",
            "%(count)d people ask you to get in touch",
            "count",
        ),
        gettext_lazy("They pressed the button themselves."),
        gettext_lazy("Read and answer"),
        "sessions_log:request_list",
        is_urgent=True,
    ),
    counts.SUSPENDED: Kind(
        ngettext_lazy(
            "%(count)d pair may not go on", "%(count)d pairs may not go on", "count"
        ),
        gettext_lazy("The organisation changed: one now stands above the other."),
        gettext_lazy("Look at the pairs"),
        "matching:pairing_list",
        is_urgent=True,
    ),
    AGAIN: Kind(
        ngettext_lazy(
            "You would speak again with %(count)d person",
            "You would speak again with %(count)d people",
            "count",
        ),
        gettext_lazy("The day that you agreed on has come."),
        gettext_lazy("Call"),
        "sessions_log:call_list",
        is_urgent=True,
    ),
    counts.SEEKERS: Kind(
        ngettext_lazy(
            "%(count)d mentee looks for a mentor",
            "%(count)d mentees look for a mentor",
            "count",
        ),
        gettext_lazy("The three who fit best are ready, with reasons."),
        gettext_lazy("Choose"),
        "sessions_log:follow_up_seekers",
    ),
    counts.APPLICATIONS: Kind(
        ngettext_lazy(
            "%(count)d person waits for your yes",
            "%(count)d people wait for your yes",
            "count",
        ),
        gettext_lazy("They signed up and do not know yet."),
        gettext_lazy("Decide"),
        "programmes:people_list",
    ),
    counts.PROPOSALS: Kind(
        ngettext_lazy(
            "%(count)d proposal waits long for an answer",
            "%(count)d proposals wait long for an answer",
            "count",
        ),
        gettext_lazy("They were asked, and reminded once."),
        gettext_lazy("Look at them"),
        "matching:board",
    ),
    SILENT: Kind(
        ngettext_lazy(
            "%(count)d pair has noted nothing for a while",
            "%(count)d pairs have noted nothing for a while",
            "count",
        ),
        gettext_lazy("Busy? That happens. A friendly letter often helps."),
        gettext_lazy("Write to them"),
        "sessions_log:nudge",
    ),
    UNSETTLED: Kind(
        ngettext_lazy(
            "%(count)d pair has met twice and settled nothing yet",
            "%(count)d pairs have met twice and settled nothing yet",
            "count",
        ),
        gettext_lazy("The agreement, a goal or the next meetings are not there."),
        gettext_lazy("Look at the pairs"),
        "sessions_log:follow_up",
    ),
    DRIFT: Kind(
        ngettext_lazy(
            "The programme drifts: %(count)d running pair is behind",
            "The programme drifts: %(count)d running pairs are behind",
            "count",
        ),
        gettext_lazy("Is the rhythm still right, and is there time for it?"),
        gettext_lazy("Look at the frame"),
        "programmes:programme_show",
    ),
}
