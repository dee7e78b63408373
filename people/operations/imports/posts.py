"""What people do: a job that changes closes one spell and opens another.

Overwriting a spell would destroy the moves that the impact figures count. Only columns
that the file has are compared; what it does not tell about stays as it was.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from operator import itemgetter
from typing import Any
from uuid import UUID

from people.models import Employment
from people.operations import finding
from people.operations.bulk import AT_ONCE, delete_rows, insert
from people.operations.imports.snapshots import SPELLS, stored
from people.operations.imports.somebody import Somebody
from people.operations.imports.taking import Taking
from people.roster.candidates import Candidate
from people.roster.entry import Post
from people.roster.fields import POSTS

Values = dict[str, Any]

NO_POST = Post()
_POSTS = tuple(str(field) for field in POSTS)
_whole = itemgetter(*_POSTS)
OPENED = ("person_id", "from_on", "until_on", *_POSTS)


def write(taking: Taking) -> None:
    """Close the spells that the file no longer has, and open the new ones."""
    told = tuple(field for field in _POSTS if field in taking.fields)
    leaving = set(taking.departed)
    if not (told or leaving):
        return
    spells = _open_spells(taking)
    step = _Step(taking, told)
    for candidate in taking.candidates:
        person = taking.people[candidate.key]
        held = spells.get(person.pk, [])
        if person in leaving:  # their posts end with the news of it
            taking.remember(candidate, SPELLS, stored(held))
        elif told and (person.may_sign_in or person.is_new):
            step.compare(candidate, person, held)
    delete_rows(Employment.objects.all(), (spell.pk for spell in step.undone))
    if step.closed:
        Employment.objects.bulk_update(step.closed, ["until_on"], batch_size=AT_ONCE)
    insert(Employment, OPENED, step.rows_opened())
    moved = {spell.person_id for spell in (*step.closed, *step.undone)}
    moved.update(person for person, *_post in step.opened)
    finding.renew(moved & taking.known_before)


def _open_spells(taking: Taking) -> dict[UUID, list[Employment]]:
    spells: dict[UUID, list[Employment]] = defaultdict(list)
    for spell in Employment.objects.open().order_by("from_on", "pk"):
        if spell.person_id in taking.known_before:
            spells[spell.person_id].append(spell)
    return spells


class _Step:
    """The comparison of all people's posts, and what comes of it."""

    def __init__(self, taking: Taking, told: tuple[str, ...]) -> None:
        self._taking = taking
        self._told = told
        self.undone: list[Employment] = []
        self.closed: list[Employment] = []
        self.opened: list[tuple[UUID, Values, date, date | None]] = []
        self._told_of: dict[Post, Values] = {}  # many people have the same post

    def compare(
        self, candidate: Candidate, person: Somebody, spells: list[Employment]
    ) -> None:
        """Close and open what differs between the file and the open spells."""
        wanted = self._wanted(candidate.posts)
        gone = [spell for spell in spells if self._of(spell) not in wanted]
        there = [self._of(spell) for spell in spells]
        new = [values for values in wanted if values not in there]
        if not (gone or new):
            return
        if not person.is_new:
            self._show(candidate, gone, new)
            self._taking.remember(candidate, SPELLS, stored(spells))
        begins = self._first_day(candidate, person, spells)
        ends = None if person.may_sign_in else person.left_on
        replaced = gone[0] if len(gone) == len(new) == 1 else None
        for told in new:
            post = self._completed(told, replaced)
            self.opened.append((person.pk, post, begins, ends))
        for spell in gone:
            self._close(spell, begins)

    def rows_opened(self) -> Iterator[tuple[object, ...]]:
        """Give the values of `OPENED`; of what nobody tells, what a post has first."""
        for person, post, begins, ends in self.opened:
            yield person, begins, ends, *_whole(NO_POST._asdict() | post)

    def _wanted(self, posts: tuple[Post, ...]) -> list[Values]:
        """Give what the file tells of a post, once per title, department and site."""
        by_identity = {
            (post.job_title, post.department, post.site): self._told_by(post)
            for post in reversed(posts)
        }
        nothing = self._told_by(NO_POST)
        return [values for values in by_identity.values() if values != nothing]

    def _told_by(self, post: Post) -> Values:
        if post not in self._told_of:
            self._told_of[post] = self._of(post)
        return self._told_of[post]

    def _of(self, post: Post | Employment) -> Values:
        return {name: getattr(post, name) for name in self._told}

    def _first_day(
        self, candidate: Candidate, person: Somebody, spells: list[Employment]
    ) -> date:
        said = candidate.post_from
        if not person.is_new:
            later = said and all(spell.from_on < said for spell in spells)
            return said if said and later else self._taking.on
        begins = said or person.hired_on or self._taking.on
        return min(begins, person.left_on) if person.left_on else begins

    def _completed(self, told: Values, replaced: Employment | None) -> Values:
        """Take what the file does not tell from the spell that this one replaces."""
        if replaced is None:
            return told
        untold = (name for name in _POSTS if name not in self._told)
        return {**told, **{name: getattr(replaced, name) for name in untold}}

    def _close(self, spell: Employment, begins: date) -> None:
        last = begins - timedelta(days=1)
        if spell.from_on > last:
            self.undone.append(spell)  # a correction on the same day is no move
        else:
            spell.until_on = last
            self.closed.append(spell)

    def _show(
        self, candidate: Candidate, gone: list[Employment], new: list[Values]
    ) -> None:
        for name in self._told:
            before = _joined(getattr(spell, name) for spell in gone)
            after = _joined(values[name] for values in new)
            if before != after:
                self._taking.show(candidate, name, before, after)


def _joined(values: Iterable[object]) -> str:
    return " / ".join(
        sorted({str(value) for value in values if value not in ("", None)})
    )
