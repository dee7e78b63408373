"""What a file says of people themselves: names, addresses, days, place in the chart.

An empty cell says nothing: it never takes away what is known. Only an address that
several people share is taken away, because it proves nobody.
"""

from typing import Any
from uuid import UUID

from people.models import Person
from people.operations import finding
from people.operations.bulk import insert, parts, update_rows
from people.operations.imports.addresses import Addresses
from people.operations.imports.somebody import WRITTEN, Somebody, row_of
from people.operations.imports.taking import Taking
from people.roster.candidates import Candidate
from people.roster.fields import Field
from people.roster.findings import Kind

Values = dict[str, Any]

_SAID = ("given_name", "family_name", "called", "language", "hired_on")
#: These follow from the whole file; a change of them alone is not shown as one.
_DERIVED = frozenset({"top_of_line", "superior_missing", "may_sign_in"})
_PLACE = frozenset({"top_of_line", "superior_missing"})
_UPWARD = frozenset({Field.LINE, Field.FUNCTIONAL, Field.ACTING})


def write(taking: Taking) -> set[UUID]:
    """Save new people and what changes about others; give whose place changed."""
    tops = _Tops(taking)
    wanted = _wanted(taking, tops)
    changed: dict[UUID, Values] = {}
    moved: set[UUID] = set()
    for candidate in taking.candidates:
        person = taking.people[candidate.key]
        changes = _changes(person, wanted[candidate.key])
        _apply(taking, candidate, person, changes)
        if not _PLACE.isdisjoint(changes):
            moved.add(person.pk)
        if person.is_new:
            person.at_work = finding.at_work(candidate.posts)
            if tops.stands_below(candidate, person):
                moved.add(person.pk)
                person.chart_state = Person.ChartState.KNOWN.value
        elif changes:
            changed[person.pk] = changes
    _rewrite(changed)
    insert(Person, WRITTEN, map(row_of, taking.new_people))
    return moved


def _rewrite(changed: dict[UUID, Values]) -> None:
    """Free the addresses first: two people may swap theirs."""
    update_rows(
        Person.objects.all(),
        (pk for pk, one in changed.items() if "email" in one),
        email=None,
    )
    fields = {name for changes in changed.values() for name in changes}
    for some in parts(changed):
        people = list(Person.objects.filter(pk__in=some))
        for person in people:
            for name, value in changed[person.pk].items():
                setattr(person, name, value)
        finding.rewrite(people, fields)


def _wanted(taking: Taking, tops: "_Tops") -> dict[str, Values]:
    """Give what everybody shall be, by the key of their candidate."""
    wanted: dict[str, Values] = {}
    for candidate in taking.candidates:
        person = taking.people[candidate.key]
        wanted[candidate.key] = {
            **_said(candidate, person),
            **_presence(taking, candidate, person),
            **tops.place_of(candidate, person),
        }
    gone = {
        person
        for key, person in taking.people.items()
        if not wanted[key].get("may_sign_in", person.may_sign_in)
    }
    addresses = Addresses(taking, gone)
    for key, person in taking.people.items():
        wanted[key]["email"] = addresses.address_of(person)
    return wanted


def _changes(person: Somebody, wanted: Values) -> Values:
    return {name: new for name, new in wanted.items() if new != getattr(person, name)}


def _apply(
    taking: Taking, candidate: Candidate, person: Somebody, changes: Values
) -> None:
    """Set what changes, and remember what it was of people who were known before."""
    known = not person.is_new
    if changes.get("may_sign_in") is False:
        taking.left.add(person.pk)
        taking.departed += [person] if known else []
    for name, value in changes.items():
        before = getattr(person, name)
        if known and name in _DERIVED:
            taking.remember(candidate, name, before)
        elif known:
            taking.change(candidate, name, before, value)
        setattr(person, name, value)


def _said(candidate: Candidate, person: Somebody) -> Values:
    """Give what the cells say; a placeholder does not rename anybody."""
    entry = candidate.entry
    said = {name: found for name in _SAID if (found := getattr(entry, name))}
    if person.given_name and not candidate.has_name:
        said = {name: said[name] for name in said if not name.endswith("_name")}
    if entry.number:
        said["employee_number"] = entry.number
    return said


def _presence(taking: Taking, candidate: Candidate, person: Somebody) -> Values:
    """Say who works here; whoever left comes back with a newer first day only."""
    entry = candidate.entry
    if entry.left_on:
        gone = candidate.has_left(taking.on)
        return {"left_on": entry.left_on, "may_sign_in": not gone}
    if person.may_sign_in:
        return {}
    if entry.hired_on and person.left_on and entry.hired_on > person.left_on:
        return {"left_on": None, "may_sign_in": True}
    taking.note(Kind.HAS_LEFT, candidate, str(person.left_on or ""))
    return {}


class _Tops:
    """Who stands at the top of a line, and whose superior nobody knows."""

    def __init__(self, taking: Taking) -> None:
        self._taking = taking
        self._asked = taking.has_any(_UPWARD)
        self._asks_for_line = Field.LINE in taking.fields
        links = [
            link for link in taking.current_links() if link.reference.kind in _UPWARD
        ]
        self._has_superior = {link.person for link in links}
        self._has_reports = {taking.person(link.superior) for link in links} | {
            taking.known(superior) for superior, _person in taking.lines_outside
        }

    def place_of(self, candidate: Candidate, person: Somebody) -> Values:
        """Say it only when the file tells about superiors at all."""
        if not self._asked:
            return {}
        is_top = self._is_top(candidate.key, person)
        if is_top:
            self._taking.note(Kind.TOP_OF_LINE, candidate, candidate.entry.name)
        # Of line managers a file of other superiors alone says nothing.
        stays_missing = person.superior_missing and not self._asks_for_line
        is_missing = candidate.key in self._taking.links.missing
        return {
            "superior_missing": is_missing or stays_missing,
            "top_of_line": is_top,
        }

    def stands_below(self, candidate: Candidate, person: Somebody) -> bool:
        """Say whether the chain above may be known: the survey of the chart decides."""
        return person.top_of_line or candidate.key in self._has_superior

    def _is_top(self, key: str, person: Somebody) -> bool:
        if key in self._has_superior or key in self._taking.links.missing:
            return False
        names_self = key in self._taking.links.self_managed
        leads = self._asks_for_line and person in self._has_reports
        return person.top_of_line or (leads and not names_self)
