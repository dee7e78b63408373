"""What is known of the people whose fit is scored."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is compared of a mentee and of a mentor alike."""

    languages: tuple[str, ...]  # the preferred one first
    location: str
    country: str
    utc_offset: float  # hours
    division: str
    department: str
    grade: int | None
    onsite: bool  # meets face to face only
    availability: int  # a bit for each of ten half-days
    # Places on the other side, the best first; -1 for somebody who is not there.
    preferred: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes(Profile):
    """A mentee: what there is to learn."""

    goals: Mapping[str, int]  # "FAMILY.skill" -> weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer(Profile):
    """A mentor: what there is to teach."""

    skills: Mapping[str, int]  # "FAMILY.skill" -> level 1 .. 5
