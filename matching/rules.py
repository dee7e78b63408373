"""Who may not be paired, as questions with a plain answer."""

from datetime import date, timedelta
from itertools import count, islice

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mailing.rules import is_working_day
from matching.eligibility import Obstacle
from people import org_chart
from people.models import Person
from programmes.models import Enrolment

NOT_AVAILABLE = _("Not available for this pair.")

#: One sentence for each obstacle; several causes share the one that betrays nothing.
SENTENCES: dict[Obstacle, str | Promise] = {
    Obstacle.SAME_PERSON: _("Nobody can be their own mentor."),
    Obstacle.HIERARCHICAL_SUPERIOR: _("A mentor cannot be a superior of the mentee."),
    Obstacle.SUBORDINATE: _("A mentee cannot be a superior of the mentor."),
    Obstacle.UNKNOWN_CHART: _("It is not known who is above one of these two."),
    Obstacle.HR_PARTNER: _("A mentor cannot be the HR partner of the mentee."),
    Obstacle.SAME_MANAGER: _("These two have the same manager."),
    Obstacle.NO_SHARED_LANGUAGE: _("These two share no language."),
    Obstacle.OTHER_COUNTRY: _("These two work in different countries."),
    Obstacle.NOT_TRAINED: _("This mentor has not followed the training yet."),
    Obstacle.NOT_APPROVED: _("This mentor has not been selected yet."),
    Obstacle.PREVIOUS_PAIRING: _("These two have been a pair before."),
    Obstacle.CONFLICT: NOT_AVAILABLE,
    Obstacle.REFUSED: NOT_AVAILABLE,
    Obstacle.BLOCKED: NOT_AVAILABLE,
    Obstacle.NO_PLACE_LEFT: _("This mentor has no place left."),
    Obstacle.PINNED_ELSEWHERE: _("This mentee is fixed to somebody else."),
}


def obstacle_between(
    mentor: Person, mentee: Person, *, apart: frozenset[Obstacle] = frozenset()
) -> str | None:
    """Say why these two cannot be paired, or None if nothing stands in the way.

    `apart` holds what rows of this app say about the two.
    """
    found = _in_the_chart(mentor, mentee) | apart
    return str(SENTENCES[min(found)]) if found else None


def obstacle_to_enrolments(mentor: Enrolment, mentee: Enrolment) -> str | None:
    """Say why these two parts do not fit together, or None when they do."""
    if mentor.programme_id != mentee.programme_id:
        return str(_("These two take part in different programmes."))
    if mentor.role == mentee.role:
        return str(_("A pair has one mentor and one mentee."))
    if {mentor.state, mentee.state} - set(Enrolment.APPROVED):
        return str(_("One of these two does not take part yet."))
    return None


def free_place(capacity: int, taken: set[int]) -> int | None:
    """Give the lowest place of a mentor that nobody holds, or None when full."""
    return min(set(range(1, capacity + 1)) - taken, default=None)


def working_day_after(day: date, number: int) -> date:
    """Give the working day that comes so many working days after this one."""
    later = (day + timedelta(days=ahead) for ahead in count(1))
    return next(islice(filter(is_working_day, later), number - 1, None))


def _in_the_chart(mentor: Person, mentee: Person) -> frozenset[Obstacle]:
    if mentor == mentee:
        return frozenset([Obstacle.SAME_PERSON])
    found = set()
    above = org_chart.superior_pairs([mentor.pk, mentee.pk])
    if (mentor.pk, mentee.pk) in above:
        found.add(Obstacle.HIERARCHICAL_SUPERIOR)
    if (mentee.pk, mentor.pk) in above:
        found.add(Obstacle.SUBORDINATE)
    states = {mentor.chart_state, mentee.chart_state}
    if Person.ChartState.UNKNOWN in states:
        found.add(Obstacle.UNKNOWN_CHART)
    return frozenset(found)
