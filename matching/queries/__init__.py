"""What pages and operations ask about proposals and pairings."""

from matching.queries.candidates import (
    Candidate,
    Mentee,
    mentees,
    reasons_of_proposal,
)
from matching.queries.concerned import people_concerned
from matching.queries.foresight import (
    foreseen,
    is_forbidden_on,
    is_unlawful,
    lawful_again_on,
)
from matching.queries.instances import Seats, seats_of
from matching.queries.pairs import (
    kept_apart,
    places_asked_for,
    places_taken,
    waiting_mentees,
    wishes_of,
)
from matching.queries.waiting import Seekers, proposals_waiting_for, seekers_for

__all__ = [
    "Candidate",
    "Mentee",
    "Seats",
    "Seekers",
    "foreseen",
    "is_forbidden_on",
    "is_unlawful",
    "kept_apart",
    "lawful_again_on",
    "mentees",
    "people_concerned",
    "places_asked_for",
    "places_taken",
    "proposals_waiting_for",
    "reasons_of_proposal",
    "seats_of",
    "seekers_for",
    "waiting_mentees",
    "wishes_of",
]
