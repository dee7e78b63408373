"""A programme as numbers: who waits, who has a place, and who is above whom."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from matching.eligibility import Company, Found, Rules
from matching.instance import Instance, Mentee, Mentor
from matching.queries.pairs import (
    kept_apart,
    places_asked_for,
    places_taken,
    waiting_mentees,
)
from people import org_chart
from people.models import Employment, Person
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
    programme: Programme, weights: Mapping[str, int], *, at: datetime
) -> Seats:
    """Gather everything that a round of matching is decided on.

    Mentees are those who have nobody and are not being asked; a mentor's capacity is
    what is neither held nor asked for.
    """
    mentees = _with_skills(waiting_mentees(programme), "wishes")
    mentors = _with_skills(
        Enrolment.objects.filter(programme=programme).mentors().approved(), "offers"
    )
    numbers, company = _company([seat.person for seat in (*mentees, *mentors)])
    posts = _posts([*mentees, *mentors], at=at)
    room = _room(programme, mentors)
    instance = Instance(
        company=company,
        mentees=tuple(
            Mentee(
                **_profile(seat, numbers, posts, at=at),
                goals={
                    _skill(wish): max(1, MOST_WEIGHT - wish.rank)
                    for wish in seat.wishes.all()
                },
            )
            for seat in mentees
        ),
        mentors=tuple(
            Mentor(
                **_profile(seat, numbers, posts, at=at),
                skills={_skill(offer): offer.level for offer in seat.offers.all()},
                capacity=room[seat.pk],
            )
            for seat in mentors
        ),
        blocks=tuple(_blocks(programme, mentees, mentors)),
        rules=Rules(require_trained=False),
        weights=weights,
    )
    return Seats(instance, tuple(mentees), tuple(mentors))


def _with_skills(seats: QuerySet[Enrolment], kind: str) -> list[Enrolment]:
    return list(
        seats.select_related("person")
        .prefetch_related(f"{kind}__competence")
        .order_by("person__family_name", "person__given_name", "pk")
    )


def _skill(one: Wish | Offer) -> str:
    return f"{one.competence.family}.{one.competence_id}"


def _company(seated: Iterable[Person]) -> tuple[Numbers, Company]:
    """Give everybody who takes part or has a line a number, and the lines by these."""
    states = {person.pk: person.chart_state for person in seated}
    upward, partners = org_chart.lines_in_force(), org_chart.hr_partners_in_force()
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


def _room(programme: Programme, mentors: list[Enrolment]) -> dict[UUID, int]:
    taken, asked = places_taken(programme), places_asked_for(programme)
    return {
        seat.pk: max(
            0,
            seat.capacity - len(taken.get(seat.person_id, ())) - asked.get(seat.pk, 0),
        )
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
    programme: Programme, mentees: list[Enrolment], mentors: list[Enrolment]
) -> Iterator[Found]:
    mentee_at = {seat.person_id: place for place, seat in enumerate(mentees)}
    mentor_at = {seat.person_id: place for place, seat in enumerate(mentors)}
    for (mentor, mentee), obstacles in kept_apart(programme).items():
        if mentor in mentor_at and mentee in mentee_at:
            for obstacle in sorted(obstacles):
                yield mentee_at[mentee], mentor_at[mentor], obstacle
