"""When people are at work, and on which days their sites are closed."""

from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from holidays import HolidayBase, country_holidays

from mailing.letters import zone_of
from people.models import Absence, Employment, Person, Shift, Site
from people.rules import Presence

A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class SiteDays:
    """What is known of the holidays of one site."""

    name: str
    country: str
    keeps_holidays: bool


def presences_of(people: Sequence[Person], *, on: date) -> list[Presence]:
    """Say of each of these people when they are at work, from this day on.

    Four queries for any number of people. Somebody who works at several sites has the
    holidays of the first of them.
    """
    away: dict[object, list[tuple[date, date]]] = {}
    # The days before count too: working days are counted back from a meeting.
    recent = Absence.objects.filter(person__in=people, until_on__gte=on - A_WEEK)
    for absence in recent.order_by("from_on", "pk"):
        span = (absence.from_on, absence.until_on)
        away.setdefault(absence.person_id, []).append(span)
    shifts = {one.person_id: one for one in Shift.objects.filter(person__in=people)}
    days_off = _days_off_of(people, on)
    return [
        _presence(one, shifts.get(one.pk), away.get(one.pk, []), days_off[one.pk])
        for one in people
    ]


def sites_now(*, on: date) -> list[SiteDays]:
    """Give every site where somebody works now, with what hr said of its holidays."""
    posts = Employment.objects.current(on).exclude(site="").order_by("site", "country")
    found = posts.values_list("site", "country").distinct()
    return list(_said_of(list(found)).values())


def _presence(
    person: Person,
    shift: Shift | None,
    away: Collection[tuple[date, date]],
    days_off: Container[date],
) -> Presence:
    return Presence(
        zone=zone_of(person.time_zone),
        shifts=tuple(shift.pattern) if shift else (),
        shifts_from=shift.starts_on if shift else date.min,
        away=tuple(away),
        days_off=days_off,
    )


def _days_off_of(
    people: Sequence[Person], on: date
) -> dict[object, HolidayBase | frozenset[date]]:
    posts = Employment.objects.current(on).filter(person__in=people)
    ordered = posts.order_by("-from_on", "pk").values_list(
        "person_id", "site", "country"
    )
    works_at = {person: (site, country) for person, site, country in ordered}
    said = _said_of([*works_at.values()])
    none = ("", "")
    return {
        one.pk: _holidays_of(said.get(works_at.get(one.pk, none)[0])) for one in people
    }


def _said_of(places: Collection[tuple[str, str]]) -> dict[str, SiteDays]:
    """Give what hr said of each site; else what its country keeps, as posts name it."""
    rows = Site.objects.filter(name__in={name for name, _country in places})
    said = {
        name: SiteDays(name, _known(country), keeps_holidays=True)
        for name, country in places
    }
    return said | {
        one.name: SiteDays(one.name, one.country, one.keeps_holidays) for one in rows
    }


def _known(country: str) -> str:
    code = country.strip().upper()
    return code if code in Site.Country else Site.Country.BE


def _holidays_of(site: SiteDays | None) -> HolidayBase | frozenset[date]:
    if site and not site.keeps_holidays:
        return frozenset()
    return _public_holidays(site.country if site else Site.Country.BE)


@cache
def _public_holidays(country: str) -> HolidayBase:
    return country_holidays(country)
