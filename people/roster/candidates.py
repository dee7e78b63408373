"""From entries to candidates: which rows are one person, and whose addresses count.

A number is an identity. Without one an address is, together with the name; then a login
name; then a name that nobody else has. A mailbox of several people never is.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from people.roster.entry import Entry, Post, Reference
from people.roster.fields import folded
from people.roster.findings import Finding, Kind

#: What a file writes where it does not say who holds a post, without its signs.
PLACEHOLDERS = frozenset(
    {
        "nd",
        "na",
        "vacant",
        "vacancy",
        "eliminated",
        "tbd",
        "tba",
        "unknown",
        "vacature",
        "vacante",
        "vakant",
        "vacantpost",
        "vacantposition",
        "openstaand",
        "postevacant",
        "offenestelle",
    }
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person of a file: what the first row says, and all posts and superiors."""

    key: str
    entry: Entry
    posts: tuple[Post, ...]
    references: tuple[Reference, ...]
    post_from: date | None = None
    shared: frozenset[str] = frozenset()  # addresses that others have as well

    @property
    def has_name(self) -> bool:
        return is_name(self.entry)

    def has_left(self, on: date) -> bool:
        return self.entry.left_on is not None and self.entry.left_on < on


def candidates_of(
    entries: Sequence[Entry], on: date
) -> tuple[list[Candidate], list[Finding]]:
    """Bring the rows of one person together; say what was odd about it."""
    findings: list[Finding] = []
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[_key_of(entry)].append(entry)
    merged: list[Candidate] = []
    for key, rows in groups.items():
        if len(rows) > 1:
            findings += _about_repetition(key, rows)
        if len(rows) == 1 or not key.startswith("name:"):
            merged.append(_merged(key, rows))
    for field in ("email", "login"):
        merged, shared = _without_shared(field, merged, on)
        findings += shared
    return merged, findings


def _key_of(entry: Entry) -> str:
    if entry.number:
        return f"number:{entry.number}"
    if entry.email:
        return f"email:{entry.email}:{folded(entry.name)}"
    if entry.login:
        return f"login:{entry.login.casefold()}:{folded(entry.name)}"
    return f"name:{folded(entry.name)}"


def _about_repetition(key: str, rows: Sequence[Entry]) -> list[Finding]:
    if key.startswith("name:"):
        kind = Kind.NO_IDENTITY
    elif len({folded(row.name) for row in rows if is_name(row)}) > 1:
        kind = Kind.NAMES_DIFFER
    else:
        kind = Kind.REPEATED_ID
    return [Finding(kind, row.row, row.id, row.name) for row in rows]


def is_name(entry: Entry) -> bool:
    return bool(entry.name) and folded(entry.name) not in PLACEHOLDERS


def _merged(key: str, rows: Sequence[Entry]) -> Candidate:
    """Take the facts of the first row with a name, filled up from the others."""
    if len(rows) == 1:
        (only,) = rows
        return Candidate(key, only, (only.post,), only.references, only.post_from)
    first = next((row for row in rows if is_name(row)), rows[0])
    gaps = {
        field: next((found for row in rows if (found := getattr(row, field))), None)
        for field in ("login", "email", "called", "language", "hired_on")
    }
    facts = {field: found for field, found in gaps.items() if found}
    # Whoever has a post that did not end still works here.
    ends = [row.left_on for row in rows]
    left_on = max((end for end in ends if end), default=None) if all(ends) else None
    others = tuple(dict.fromkeys(one for row in rows for one in row.other_numbers))
    return Candidate(
        key=key,
        entry=first._replace(**facts, left_on=left_on, other_numbers=others),
        posts=tuple(dict.fromkeys(row.post for row in rows)),
        references=tuple(dict.fromkeys(one for row in rows for one in row.references)),
        post_from=next((row.post_from for row in rows if row.post_from), None),
    )


def _without_shared(
    field: str, candidates: Sequence[Candidate], on: date
) -> tuple[list[Candidate], list[Finding]]:
    """Take an address that several people have from all of them; leavers have none."""
    held = [_held(one, field, on) for one in candidates]
    holders = Counter(held)
    kept: list[Candidate] = []
    findings: list[Finding] = []
    for one, value in zip(candidates, held, strict=True):
        if value and holders[value] > 1:
            entry = one.entry
            findings.append(Finding(Kind.SHARED_ADDRESS, entry.row, entry.id, value))
            kept.append(_without(one, field, value))
        else:
            kept.append(one)
    return kept, findings


def _held(candidate: Candidate, field: str, on: date) -> str:
    value: str = getattr(candidate.entry, field)
    return "" if candidate.has_left(on) else value.casefold()


def _without(candidate: Candidate, field: str, value: str) -> Candidate:
    entry = candidate.entry
    return replace(
        candidate,
        entry=entry._replace(
            email="" if field == "email" else entry.email,
            login="" if field == "login" else entry.login,
        ),
        shared=candidate.shared | {value},
    )
