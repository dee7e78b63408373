"""What this app holds about somebody, opened with their own grants."""

from typing import Any

from matching.models import Pairing
from people.models import Person
from sessions_log import notes
from sessions_log.models import Goal, Meeting
from sessions_log.queries.calls import calls_of
from sessions_log.queries.help_export import help_of
from sessions_log.queries.pair import vaults_for


def export_of(person: Person) -> dict[str, Any]:
    """Give everything in words and plain values, ready to be written as JSON.

    Raises SealError while a grant does not open.
    """
    pairings = list(Pairing.objects.of(person))
    opened = notes.read_all(vaults_for(pairings, person), reader=person)
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
            }
            for one in Meeting.objects.of(person).order_by("planned_on", "pk")
        ],
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
