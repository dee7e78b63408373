"""An independent judge of pairs: it reads rows and climbs, and asks no rule of ours."""

from collections.abc import Iterator
from uuid import UUID

from matching.models import Pairing, Proposal
from people.models import ReportingLine
from tests.people.naive_chart import superiors

MAKES_A_SUPERIOR = {"line", "functional", "acting"}
HOLDS_A_PLACE = {"preparing", "running", "paused"}
IS_ASKED = {"drafted", "published", "accepted_by_one"}
Two = tuple[UUID, UUID]


def unlawful_pairs() -> list[Two]:
    """Give the open pairs and proposals in which one is above the other."""
    lines = upward_lines()
    people = {one for line in lines for one in line}
    number = {one: place for place, one in enumerate(sorted(people))}
    ups = [(number[up], number[low]) for up, low in lines]
    return [
        (mentor, mentee)
        for mentor, mentee in {*_open_pairs(), *_open_proposals()}
        if {mentor, mentee} <= people
        and (
            number[mentor] in superiors(number[mentee], ups)
            or number[mentee] in superiors(number[mentor], ups)
        )
    ]


def upward_lines() -> list[Two]:
    """Give (superior, person) of every row that is in force, filtered by hand."""
    rows = ReportingLine.objects.values_list(
        "superior_id", "person_id", "kind", "in_force"
    )
    return [
        (up, low) for up, low, kind, held in rows if held and kind in MAKES_A_SUPERIOR
    ]


def _open_pairs() -> Iterator[Two]:
    for mentor, mentee, state in Pairing.objects.values_list(
        "mentor_id", "mentee_id", "state"
    ):
        if state in HOLDS_A_PLACE:
            yield mentor, mentee


def _open_proposals() -> Iterator[Two]:
    for mentor, mentee, state in Proposal.objects.values_list(
        "mentor__person_id", "mentee__person_id", "state"
    ):
        if state in IS_ASKED:
            yield mentor, mentee
