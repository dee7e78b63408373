"""Who fits a mentee, how well and why; and who does not, and why not."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from matching.eligibility import IntArray, Obstacle
from matching.instance import Prepared, prepare
from matching.models import Proposal
from matching.queries.instances import Seats, seats_of
from matching.queries.pairs import open_in
from matching.rules import SENTENCES
from matching.scoring import FACTORS, WEIGHTS
from programmes.models import Enrolment, Programme

REASONS: Mapping[str, StrPromise] = {
    "skills": _("Can pass on what the mentee wants to learn."),
    "language": _("They speak the same language."),
    "place": _("They work at the same site, or meet well at a distance."),
    "seniority": _("Has more experience, without being too far away."),
    "cross_silo": _("They come from different parts of the company."),
    "mentee_pref": _("The mentee asked for this mentor."),
    "mentor_pref": _("The mentor asked for this mentee."),
    "availability": _("They are free at the same times."),
}
STRONG, GOOD = 60, 40  # percent of a perfect score
REASONS_SHOWN = 3
HALF = 500  # permille of a factor from which it is a reason


@dataclass(frozen=True)
class Candidate:
    """A mentor as seen from one mentee: a strength and reasons, or an obstacle."""

    mentor: Enrolment
    score: int
    strength: str  # a word; empty when impossible
    is_strong: bool
    reasons: tuple[str, ...]  # sentences, the heaviest first
    obstacle: str  # a sentence; empty when possible
    is_full: bool


@dataclass(frozen=True)
class Mentee:
    """A mentee who waits, with the mentors sorted by fit and what is drafted."""

    seat: Enrolment
    candidates: tuple[Candidate, ...]
    draft: Proposal | None = None

    @property
    def proposed(self) -> Candidate | None:
        """Give the mentor whom the draft names, as seen today."""
        named = self.draft.mentor_id if self.draft else None
        return next((one for one in self.candidates if one.mentor.pk == named), None)

    def best(self) -> list[Candidate]:
        """Give those who are possible and have a place, the best first."""
        return [one for one in self.candidates if not (one.obstacle or one.is_full)]

    def concerns(self, people: Collection[UUID]) -> bool:
        """Say whether the mentee, or the mentor who is drafted, is one of these."""
        mentor = self.proposed and self.proposed.mentor.person_id
        return self.seat.person_id in people or mentor in people


@dataclass(frozen=True)
class Board:
    """Who waits in a programme, and what waits for an answer."""

    mentees: tuple[Mentee, ...]
    asked: tuple[Proposal, ...]


def board_of(programme: Programme, *, at: datetime) -> Board:
    """Give who waits, those with priority first, and who is being asked."""
    proposed = open_in(programme)
    seats = seats_of(programme, WEIGHTS, at=at, asked=proposed)
    waiting = _mentees(seats, [one for one in proposed if not one.is_asked])
    asked = (one for one in proposed if one.is_asked)
    return Board(tuple(waiting), tuple(asked))


def mentees(programme: Programme, *, at: datetime) -> tuple[Mentee, ...]:
    """Give everybody who waits for a mentor, those with priority first."""
    return board_of(programme, at=at).mentees


def _mentees(seats: Seats, drafted: Iterable[Proposal]) -> list[Mentee]:
    prepared = prepare(seats.instance)
    drafts = {draft.mentee_id: draft for draft in drafted}
    found = [
        Mentee(seat, _candidates(place, seats, prepared), drafts.get(seat.pk))
        for place, seat in enumerate(seats.mentees)
    ]
    return sorted(found, key=lambda one: one.seat.priority_at is None)


def strength_of(score: int, units: int) -> str:
    """Say a score as a word, as people read it."""
    percent = 100 * score // units
    if percent >= STRONG:
        return str(_("strong"))
    return str(_("good")) if percent >= GOOD else str(_("possible"))


def reasons_of(points: Mapping[str, int]) -> tuple[str, ...]:
    """Name the factors that speak for a pair, the heaviest first."""
    speaking = [
        factor
        for factor in FACTORS
        if points[factor] >= HALF * WEIGHTS[factor] and points[factor] > 0
    ]
    return tuple(sorted(speaking, key=lambda one: -points[one])[:REASONS_SHOWN])


def reasons_of_proposal(proposal: Proposal) -> tuple[str, ...]:
    """Say in sentences why these two; nothing when they were put together by hand."""
    if not proposal.factors:
        return ()
    named = dict(zip(FACTORS, proposal.factors, strict=True))
    return tuple(str(REASONS[factor]) for factor in reasons_of(named))


def _candidates(mentee: int, seats: Seats, prepared: Prepared) -> tuple[Candidate, ...]:
    obstacles = prepared.mask.first(mentee, mentee + 1)[0]
    everybody = range(len(seats.mentors))
    points = prepared.encoding.factors_of([mentee] * len(everybody), everybody)
    found = [
        _candidate(seats, place, int(obstacles[place]), points[place])
        for place in everybody
    ]
    return tuple(sorted(found, key=lambda one: (bool(one.obstacle), -one.score)))


def _candidate(seats: Seats, place: int, obstacle: int, points: IntArray) -> Candidate:
    score = int(points.sum())
    units = 1000 * sum(WEIGHTS.values())
    named = dict(zip(FACTORS, points.tolist(), strict=True))
    return Candidate(
        mentor=seats.mentors[place],
        score=score,
        strength="" if obstacle else strength_of(score, units),
        is_strong=not obstacle and 100 * score >= STRONG * units,
        reasons=()
        if obstacle
        else tuple(str(REASONS[factor]) for factor in reasons_of(named)),
        obstacle=str(SENTENCES[Obstacle(obstacle)]) if obstacle else "",
        is_full=seats.instance.mentors[place].capacity == 0,
    )
