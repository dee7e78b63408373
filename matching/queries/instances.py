"""A programme as numbers: who waits, who has a place, and who is above whom."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from matching.eligibility import Company, Found, Rules
from matching.instance import Instance, Mentee, Mentor
from matching.models import Proposal
from matching.queries.pairs import (
    Standing,
    open_in,
    standing_of,
    waiting_mentees,
)
from people.models import Employment, Person
from people.queries.chart import lines_and_partners
from programmes.models import Enrolment, Offer, Programme, Wish

AT_A_DISTANCE = {"phone", "video", "mail"}
HOUR = 3600
Numbers = Mapping[UUID, int]  # key of a person -> number in the company
# How much a wish weighs by its rank: 3, 2, and 1 from the third on.
MOST_WEIGHT = 4


@dataclass(frozen=True)
class Seats:
    """An instance, and the enrolments that its places stand for."""

    instance: Instance
    mentees: tuple[Enrolment, ...]
    mentors: tuple[Enrolment, ...]


def seats_of(
    programme: Programme,
    weights: Mapping[str, int],
    *,
    at: datetime,
    asked: Sequence[Proposal] | None = None,
) -> Seats:
    """Gather everything that a round of matching is decided on.

    Mentees are those who have nobody and are not being asked; a mentor's capacity is
    what is neither held nor asked for. `asked` are the open proposals of the programme,
    where somebody has looked them up already.
    """
    seated = _seated(programme)
    mentees = [seat for seat in seated if not seat.is_mentor]
    mentors = [seat for seat in seated if seat.is_mentor]
    skills = _skills(programme)
    numbers, company = _company([seat.person for seat in seated])
    posts = _posts(seated, at=at)
    standing = standing_of(programme)
    asked = asked if asked is not None else open_in(programme)
    room = _room(mentors, standing, asked)
    instance = Instance(
        company=company,
        mentees=tuple(
            Mentee(
                **_profile(seat, numbers, posts, at=at),
                goals={
                    skill: max(1, MOST_WEIGHT - rank)
                    for skill, rank in skills.get(seat.pk, {}).items()
                },
            )
            for seat in mentees
        ),
        mentors=tuple(
            Mentor(
                **_profile(seat, numbers, posts, at=at),
                skills=skills.get(seat.pk, {}),
                capacity=room[seat.pk],
            )
            for seat in mentors
        ),
        blocks=tuple(_blocks(standing, mentees, mentors)),
        rules=Rules(require_trained=False),
        weights=weights,
    )
    return Seats(instance, tuple(mentees), tuple(mentors))


def _seated(programme: Programme) -> list[Enrolment]:
    """Give who waits and who may be a mentor, by name, in one look."""
    waiting = waiting_mentees(programme).order_by()
    seats = Enrolment.objects.filter(programme=programme).approved()
    return list(
        seats.filter(Q(role=Enrolment.Role.MENTOR) | Q(pk__in=waiting.values("pk")))
        .select_related("person")
        .order_by("person__family_name", "person__given_name", "pk")
    )


def _skills(programme: Programme) -> dict[UUID, dict[str, int]]:
    """Give the rank of each wish and the level of each offer, by enrolment."""
    here = {"enrolment__programme": programme}
    named = ("enrolment_id", "competence__family", "competence_id")
    wishes = Wish.objects.filter(**here).values_list(*named, "rank")
    offers = Offer.objects.filter(**here).values_list(*named, "level")
    found: defaultdict[UUID, dict[str, int]] = defaultdict(dict)
    for part, family, competence, number in wishes.union(offers, all=True):
        found[part][f"{family}.{competence}"] = number
    return found


def _company(seated: Iterable[Person]) -> tuple[Numbers, Company]:
    """Give everybody who takes part or has a line a number, and the lines by these."""
    states = {person.pk: person.chart_state for person in seated}
    upward, partners = lines_and_partners()
    everybody = states.keys() | {one for line in (*upward, *partners) for one in line}
    numbers = {key: number for number, key in enumerate(sorted(everybody))}
    unknown = Person.ChartState.UNKNOWN
    lines = [(numbers[up], numbers[low]) for up, low in upward]
    return numbers, Company(
        upward=tuple(lines),
        managers=tuple(lines),
        hr_partners=tuple((numbers[up], numbers[low]) for up, low in partners),
        unknown=frozenset(
            numbers[key] for key, state in states.items() if state == unknown
        ),
    )


def _posts(seats: list[Enrolment], *, at: datetime) -> dict[UUID, Employment]:
    """Give the post of each person; of several, the one that began last."""
    held = Employment.objects.current(at.date()).filter(
        person__in=[seat.person_id for seat in seats]
    )
    return {post.person_id: post for post in held.order_by("from_on", "pk")}


def _room(
    mentors: list[Enrolment], standing: Standing, proposals: Iterable[Proposal]
) -> dict[UUID, int]:
    asked = Counter(one.mentor_id for one in proposals if one.is_asked)
    held = {seat.pk: len(standing.taken.get(seat.person_id, ())) for seat in mentors}
    return {
        seat.pk: max(0, seat.capacity - held[seat.pk] - asked[seat.pk])
        for seat in mentors
    }


def _profile(
    seat: Enrolment, numbers: Numbers, posts: Mapping[UUID, Employment], *, at: datetime
) -> dict[str, Any]:
    post = posts.get(seat.person_id) or Employment()
    offset = at.astimezone(ZoneInfo(seat.person.time_zone)).utcoffset()
    return {
        "person": numbers[seat.person_id],
        "languages": tuple(seat.languages or [seat.person.language]),
        "location": post.site,
        "country": post.country,
        "utc_offset": offset.total_seconds() / HOUR if offset else 0.0,
        "division": post.division,
        "department": post.department,
        "grade": post.grade,
        "onsite": bool(seat.ways) and not AT_A_DISTANCE & set(seat.ways),
        "availability": seat.availability,
    }


def _blocks(
    standing: Standing, mentees: list[Enrolment], mentors: list[Enrolment]
) -> Iterator[Found]:
    mentee_at = {seat.person_id: place for place, seat in enumerate(mentees)}
    mentor_at = {seat.person_id: place for place, seat in enumerate(mentors)}
    for (mentor, mentee), obstacles in standing.apart.items():
        if mentor in mentor_at and mentee in mentee_at:
            for obstacle in sorted(obstacles):
                yield mentee_at[mentee], mentor_at[mentor], obstacle
