"""What this app holds about somebody, opened with their own grants."""

from typing import Any

from matching.models import Pairing
from people.models import Person
from sessions_log import notes
from sessions_log.models import ActionItem, CalendarFeed, Goal, Meeting
from sessions_log.queries.calls import calls_of
from sessions_log.queries.help_export import help_of
from sessions_log.queries.mirror import shown_among
from sessions_log.queries.pair import vaults_for


def export_of(person: Person) -> dict[str, Any]:
    """Give everything in words and plain values, ready to be written as JSON.

    Raises SealError while a grant does not open.
    """
    pairings = list(Pairing.objects.of(person))
    vaults = vaults_for(pairings, person)
    opened = shown_among(notes.read_all(vaults, reader=person), reader=person)
    return {
        **help_of(person),
        "calls": calls_of(person),
        "meetings": [
            {
                "planned_on": one.planned_on,
                "planned_time": one.planned_time,
                "time_zone": one.time_zone,
                "held_on": one.held_on,
                "minutes": one.minutes,
                "way": one.get_way_display(),
                "state": one.get_state_display(),
                "noted_by_me": one.logged_by_id == person.pk,
                "disputed_by_me": one.disputed_by_id == person.pk,
                "has_a_day": one.is_dated,
                "purposes": one.purposes,
                **_own_tick(one, person),
            }
            for one in Meeting.objects.of(person)
            .select_related("pairing")
            .order_by("planned_on", "pk")
        ],
        "actions": [
            {
                "id": one.pk,
                "kind": one.get_kind_display(),
                "for": one.get_for_role_display(),
                "state": one.get_state_display(),
                "due_on": one.due_on,
                "done_at": one.done_at,
            }
            for one in ActionItem.objects.filter(pairing__in=pairings).order_by("pk")
        ],
        "calendar_addresses": list(
            CalendarFeed.objects.filter(person=person)
            .order_by("made_at")
            .values("made_at", "revoked_at")
        ),
        "goals": [
            {
                "id": one.pk,
                "state": one.get_state_display(),
                "step": one.step,
                "due_on": one.due_on,
                "is_mine": one.mentee_id == person.pk,
            }
            for one in Goal.objects.filter(pairing__in=pairings).order_by("pk")
        ],
        "drafts": [
            {
                "form": one.form,
                "at": one.at,
                "said": {name: text.plain for name, text in one.said.items()},
            }
            for one in notes.open_drafts(person)
        ],
        "notes": [
            {
                "kind": one.kind,
                "about": one.about,
                "is_mine": one.author == person,
                "is_shared": one.is_shared,
                "written_at": one.written_at,
                "edited_at": one.edited_at,
                "text": one.text.plain if one.text else None,
            }
            for one in opened
        ],
    }


def _own_tick(meeting: Meeting, person: Person) -> dict[str, bool]:
    """Give the mentee's own tick to the mentee alone."""
    if person.pk != meeting.pairing.mentee_id:
        return {}
    return {"i_prepared": meeting.is_prepared}
