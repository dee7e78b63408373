"""What the pages of a pair show: rows that were opened for one reader."""

from sessions_log.queries.agreement import (
    Standing,
    current_words,
    lock_of_agreement,
    standing_of,
)
from sessions_log.queries.certificate import Certificate, certificate_of
from sessions_log.queries.challenges import OpenChallenge, challenge_of
from sessions_log.queries.drafts import drafts_among, drafts_of
from sessions_log.queries.export import export_of
from sessions_log.queries.goals import OpenGoal, goal_of
from sessions_log.queries.journey import JourneyPage, journey_page, step_for
from sessions_log.queries.kinds import KindOfNote, kind_of_note, kinds_for
from sessions_log.queries.lists import (
    Journey,
    Week,
    agenda_of,
    calendar_of,
    feed_since,
    followed_by,
    journeys_of,
)
from sessions_log.queries.mirror import Mirror, mirror_of
from sessions_log.queries.moments import (
    Proposal,
    has_next,
    other_moments,
    proposals_for,
    told_of_series,
    ways_of,
)
from sessions_log.queries.own_notes import notes_by, words_of
from sessions_log.queries.pair import (
    PairPage,
    name_of,
    pair_page,
    readers_for,
    vaults_for,
)
from sessions_log.queries.preparation import Sheet, points_by, sheet_of
from sessions_log.queries.reopening import (
    WaysToReopen,
    is_shut_for,
    waits_for_a_yes,
    ways_to_reopen,
)
from sessions_log.queries.settling import (
    ToSettle,
    Unsettled,
    ready_goals,
    to_settle,
    unsettled,
)
from sessions_log.queries.waiting import meetings_to_log, pairings_to_settle

__all__ = [
    "Certificate",
    "Journey",
    "JourneyPage",
    "KindOfNote",
    "Mirror",
    "OpenChallenge",
    "OpenGoal",
    "PairPage",
    "Proposal",
    "Sheet",
    "Standing",
    "ToSettle",
    "Unsettled",
    "WaysToReopen",
    "Week",
    "agenda_of",
    "calendar_of",
    "certificate_of",
    "challenge_of",
    "current_words",
    "drafts_among",
    "drafts_of",
    "export_of",
    "feed_since",
    "followed_by",
    "goal_of",
    "has_next",
    "is_shut_for",
    "journey_page",
    "journeys_of",
    "kind_of_note",
    "kinds_for",
    "lock_of_agreement",
    "meetings_to_log",
    "mirror_of",
    "name_of",
    "notes_by",
    "other_moments",
    "pair_page",
    "pairings_to_settle",
    "points_by",
    "proposals_for",
    "readers_for",
    "ready_goals",
    "sheet_of",
    "standing_of",
    "step_for",
    "to_settle",
    "told_of_series",
    "unsettled",
    "vaults_for",
    "waits_for_a_yes",
    "ways_of",
    "ways_to_reopen",
    "words_of",
]
