"""What somebody asked of whom, and said at the end: for that person."""

from typing import Any

from people.models import Person
from sessions_log import notes
from sessions_log.models import Closing, HelpRequest, Share
from sessions_log.queries.helping import asked_by


def help_of(person: Person) -> dict[str, Any]:
    """Give it in words and plain values; raises as `notes.read_all` does."""
    addressed = HelpRequest.objects.filter(to=person) | HelpRequest.objects.filter(
        substitute=person, passed_on_at__isnull=False
    )
    closings = Closing.objects.filter(person=person).select_related(
        "pairing__programme"
    )
    return {
        "asked": [_asked(one, person) for one in asked_by(person)],
        "asked_of_me": [
            {"asked_at": one.asked_at, "state": one.get_state_display()}
            for one in addressed.order_by("asked_at", "pk")
        ],
        "closings": [
            {
                "programme": one.pairing.programme.name,
                "shown_goals": one.shown_goals,
                "keeps_in_touch": one.keeps_in_touch,
                "closed_at": one.closed_at,
            }
            for one in closings.order_by("pk")
        ],
    }


def _asked(request: HelpRequest, person: Person) -> dict[str, Any]:
    opened = notes.read_all([request.vault], reader=person) if request.vault else []
    return {
        "of": str(request.to),
        "as": request.get_to_role_display(),
        "takes_over": str(request.substitute or ""),
        "state": request.get_state_display(),
        "asked_at": request.asked_at,
        "opened_at": request.opened_at,
        "passed_on_at": request.passed_on_at,
        "closed_at": request.closed_at,
        "words": [one.text.plain for one in opened if one.text],
        "shown": [
            {
                "to": str(one.reader),
                "from": one.made_at,
                "until": one.expires_at,
                "taken_back_at": one.revoked_at,
            }
            for one in Share.objects.filter(request=request)
            .select_related("reader")
            .order_by("made_at", "pk")
        ],
    }
