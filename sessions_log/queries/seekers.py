"""The mentees who look for a mentor, each with the three who fit best and why."""

from dataclasses import dataclass
from datetime import datetime

from matching import queries
from matching.queries import Candidate
from people.models import Person
from programmes.models import Enrolment, Programme

MOST_SHOWN = 3


@dataclass(frozen=True)
class Seeker:
    """A mentee, and the mentors who fit best; none where nobody may or can."""

    part: Enrolment
    best: tuple[Candidate, ...]


def seekers_in(
    programme: Programme, coordinator: Person, *, at: datetime
) -> list[Seeker]:
    """Give whom this coordinator may match, those with priority first."""
    near = queries.close_to(coordinator, programme)
    return [
        Seeker(
            one.seat,
            tuple(
                candidate
                for candidate in one.candidates
                if not candidate.obstacle
                and not candidate.is_full
                and candidate.mentor.person_id not in near
            )[:MOST_SHOWN],
        )
        for one in queries.mentees(programme, at=at)
        if one.seat.person_id not in near
    ]
