"""An independent judge of charts: walks line by line, in plain Python."""

from collections.abc import Iterable

Lines = Iterable[tuple[int, int]]  # (superior, person)


def superiors(person: int, lines: Lines) -> set[int]:
    """Climb until nothing new is found; nobody is their own superior."""
    ups = set(lines)
    found: set[int] = set()
    fresh = {person}
    while fresh:
        fresh = {up for up, low in ups if low in fresh} - found
        found |= fresh
    return found - {person}


def is_unknown(
    person: int, lines: Lines, tops: set[int], missing: set[int] | None = None
) -> bool:
    """Try every way up: each must end in a top, and none may go round for ever."""
    ups = set(lines)
    reached = _reached(person, ups, tops)
    return any(
        not _reached(one, ups, tops) & tops or (one in (missing or set()) - tops)
        for one in reached
    )


def _reached(person: int, ups: set[tuple[int, int]], tops: set[int]) -> set[int]:
    found = {person}
    fresh = {person}
    while fresh:
        climbing = fresh - tops
        fresh = {up for up, low in ups if low in climbing} - found
        found |= fresh
    return found
