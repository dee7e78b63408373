"""What waits on one of the two of a pair."""

from datetime import date

from matching.models import Pairing
from people.models import Person
from sessions_log import access
from sessions_log.models import Goal, Meeting


def meetings_to_log(person: Person, *, on: date) -> list[Meeting]:
    """Give the meetings that were planned before today and that nobody logged."""
    behind = Meeting.objects.of(person).planned().known_to(person)
    found = behind.filter(planned_on__lt=on).for_display().order_by("planned_on", "pk")
    return [one for one in found if access.may_log(person, one)]


def pairings_to_settle(person: Person) -> list[Pairing]:
    """Give the pairings in which this person has something to agree on or plan."""
    mine = Pairing.objects.of(person).filter(state=Pairing.State.PREPARING)
    found = [one for one in mine.for_display() if access.settles(one)]
    goals = Goal.objects.filter(pairing__in=found)
    agreed = {one.pairing_id for one in goals if one.state in Goal.AGREED}
    written = {one.pairing_id for one in goals if _has_agreed(person, one)}
    return [
        one
        for one in found
        if _waits_on(person, one, has_goal=one.pk in agreed, wrote=one.pk in written)
    ]


def _has_agreed(person: Person, goal: Goal) -> bool:
    is_mentee = person.pk == goal.mentee_id
    return bool(goal.mentee_agreed_at if is_mentee else goal.mentor_agreed_at)


def _waits_on(person: Person, pairing: Pairing, *, has_goal: bool, wrote: bool) -> bool:
    """Leave out what only the other can do now."""
    other = "mentee" if person.pk == pairing.mentor_id else "mentor"
    theirs = {f"{other}_agreement"} | ({"goals"} if wrote else set())
    return bool(set(access.missing(pairing, has_goal=has_goal)) - theirs)
