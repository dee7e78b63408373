"""What the pages of programmes show, one page or group of pages per file."""

from programmes.queries.directory import find_people, people_listed, person_called
from programmes.queries.export import export_of
from programmes.queries.kept_apart import kept_apart_of
from programmes.queries.newcomers import (
    direct_superiors_of,
    newcomers_of,
    part_here,
    welcome_here,
    welcome_of,
)
from programmes.queries.overview import (
    coordinators_of,
    frame_of,
    page_of,
    programmes_of,
    roles_of,
)
from programmes.queries.participants import (
    counts_of,
    participants_of,
    rows_of,
    told_by,
)
from programmes.queries.setup import answers_of, hub_of, learnable, rhythm_of
from programmes.queries.waiting import (
    coordinates_something,
    drafts_of,
    followed_by,
    invitations_of,
    newcomers_for,
)

__all__ = [
    "answers_of",
    "coordinates_something",
    "coordinators_of",
    "counts_of",
    "direct_superiors_of",
    "drafts_of",
    "export_of",
    "find_people",
    "followed_by",
    "frame_of",
    "hub_of",
    "invitations_of",
    "kept_apart_of",
    "learnable",
    "newcomers_for",
    "newcomers_of",
    "page_of",
    "part_here",
    "participants_of",
    "people_listed",
    "person_called",
    "programmes_of",
    "rhythm_of",
    "roles_of",
    "rows_of",
    "told_by",
    "welcome_here",
    "welcome_of",
]
