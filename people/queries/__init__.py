"""Reads about people that span rows: the directory, the chart, what an import does."""

from people.queries.cards import sites_waiting, waiting_for_card
from people.queries.chart import Place, place_of
from people.queries.directory import (
    changed_between,
    directory_of,
    posts_of,
    requests_of,
    requests_to_decide,
    totals,
    with_posts,
    with_unknown_chart,
)
from people.queries.imports import batches_of, outcome_of
from people.queries.presence import SiteDays, presences_of, sites_now
from people.queries.reopening import opens_by_waiting_on
from people.queries.roles import colleague_called, roles_earlier, roles_now
from people.queries.unresolved import unresolved

__all__ = [
    "Place",
    "SiteDays",
    "batches_of",
    "changed_between",
    "colleague_called",
    "directory_of",
    "opens_by_waiting_on",
    "outcome_of",
    "place_of",
    "posts_of",
    "presences_of",
    "requests_of",
    "requests_to_decide",
    "roles_earlier",
    "roles_now",
    "sites_now",
    "sites_waiting",
    "totals",
    "unresolved",
    "waiting_for_card",
    "with_posts",
    "with_unknown_chart",
]
