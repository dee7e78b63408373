"""What pages and operations ask about proposals and pairings."""

from matching.queries.candidates import (
    Board,
    Candidate,
    Mentee,
    board_of,
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
from matching.queries.interests import (
    close_to,
    coordinators_of,
    follows_something,
    interests_of,
    outside_coordinators_of,
    self_service,
    unfollowed_mentees,
)
from matching.queries.pairs import (
    is_untold,
    kept_apart,
    places_taken,
    waiting_mentees,
    wishes_of,
)
from matching.queries.partings import (
    TIME_TO_REMATCH,
    Seeking,
    earlier_pair_of,
    nudged_lately,
    promised_on,
    seeking_after,
    seeking_in,
    seeking_of,
    stand_ins_for,
    stands_in_for,
    unanswered_for,
    waits,
)
from matching.queries.waiting import proposals_waiting_for

__all__ = [
    "TIME_TO_REMATCH",
    "Board",
    "Candidate",
    "Mentee",
    "Seats",
    "Seeking",
    "board_of",
    "close_to",
    "coordinators_of",
    "earlier_pair_of",
    "follows_something",
    "foreseen",
    "interests_of",
    "is_forbidden_on",
    "is_unlawful",
    "is_untold",
    "kept_apart",
    "lawful_again_on",
    "mentees",
    "nudged_lately",
    "outside_coordinators_of",
    "people_concerned",
    "places_taken",
    "promised_on",
    "proposals_waiting_for",
    "reasons_of_proposal",
    "seats_of",
    "seeking_after",
    "seeking_in",
    "seeking_of",
    "self_service",
    "stand_ins_for",
    "stands_in_for",
    "unanswered_for",
    "unfollowed_mentees",
    "waiting_mentees",
    "waits",
    "wishes_of",
]
