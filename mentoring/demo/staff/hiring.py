"""Inventing everybody who works here: the same people on the same day."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

from mentoring.demo.days import Days
from mentoring.demo.dice import dice
from mentoring.demo.staff.workers import Unit, Worker, named, names, units

DOMAIN = "fabrieknoord.example"
#: How many working days ago the newcomers of each cohort started: first and last.
COHORTS = ((150, 140), (91, 87), (63, 60), (17, 13))
#: Of a hundred people at a site, how many read us in which language.
LANGUAGES = {
    "Gent": {"nl": 93, "fr": 3, "en": 4},
    "Tournai": {"fr": 96, "nl": 4},
    "Brussel": {"nl": 36, "fr": 40, "en": 24},
}
FROM_AFAR = {"nl": 0.2, "fr": 0.2, "en": 0.8}  # the share of such names
FIRST_NUMBERS = {"Gent": 10101, "Brussel": 10101, "Tournai": 20201}
NEWCOMERS_FROM = 700
SHORTEST_HERE, LONGEST_HERE = 2 * 365, 27 * 365
SHORTEST_DISTANCE, LONGEST_DISTANCE = 2, 4  # grades between a head and the others
LOWEST_GRADE = 2


def everybody(days: Days) -> tuple[Worker, ...]:
    """Give everybody who has worked here in these days, superiors first."""
    return tuple(_Hiring(days).everybody())


@dataclass(frozen=True)
class _Post:
    """A place that somebody is to fill."""

    unit: Unit
    title: str
    is_head: bool
    cohort: int | None


class _Hiring:
    """The invention of one company: nobody gets a name or a number twice."""

    def __init__(self, days: Days) -> None:
        self._days = days
        self._named = named()
        self._full_names = {
            (said["given_name"], said["family_name"]) for said in self._named.values()
        }
        first = {*FIRST_NUMBERS.values()}
        self._numbers = {start: count(start) for start in first} | {
            start + NEWCOMERS_FROM: count(start + NEWCOMERS_FROM) for start in first
        }

    def everybody(self) -> Iterator[Worker]:
        for unit in units().values():
            for number, said in self._named.items():
                if said["unit"] == unit.key:
                    yield self._somebody_named(number, unit, said)
            yield from map(self._anybody, self._posts(unit))

    def _posts(self, unit: Unit) -> Iterator[_Post]:
        taken = {said["unit"] for said in self._named.values() if said.get("head")}
        if unit.key not in taken:
            yield _Post(unit, unit.head, is_head=True, cohort=None)
        titles = [title for title, many in unit.others for _one in range(many)]
        here_before = len(titles) - len(unit.fresh)
        cohorts = (*(None,) * here_before, *unit.fresh)
        for title, cohort in zip(titles, cohorts, strict=True):
            yield _Post(unit, title, is_head=False, cohort=cohort)

    def _somebody_named(self, number: str, unit: Unit, said: dict[str, Any]) -> Worker:
        is_head = said.get("head", False)
        post = _Post(unit, said.get("title", unit.head), is_head, said.get("cohort"))
        full_name = (said["given_name"], said["family_name"])
        return Worker(
            number=number,
            given_name=said["given_name"],
            family_name=said["family_name"],
            email=_address(full_name) if said.get("mail", True) else "",
            language=said.get("language", "nl"),
            unit=unit,
            site=said.get("site", unit.site),
            title=post.title,
            grade=_grade(post, number),
            hired_on=self._first_day(post, number),
            is_head=is_head,
            cohort=post.cohort,
            superior=said.get("superior", ""),
        )

    def _anybody(self, post: _Post) -> Worker:
        unit = post.unit
        first = FIRST_NUMBERS[unit.site] + NEWCOMERS_FROM * (post.cohort is not None)
        number = str(next(self._numbers[first]))
        fall = dice("somebody", number)
        spoken = LANGUAGES[unit.site]
        [language] = fall.choices([*spoken], [*spoken.values()])
        full_name = self._name(number, language)
        has_mail = post.is_head or fall.random() < unit.mail
        return Worker(
            number=number,
            given_name=full_name[0],
            family_name=full_name[1],
            email=_address(full_name) if has_mail else "",
            language=language,
            unit=unit,
            site=unit.site,
            title=post.title,
            grade=_grade(post, number),
            hired_on=self._first_day(post, number),
            is_head=post.is_head,
            cohort=post.cohort,
        )

    def _name(self, number: str, language: str) -> tuple[str, str]:
        fall = dice("name", number)
        known = names()["nl" if language == "en" else language]
        if fall.random() < FROM_AFAR[language]:
            known = fall.choice(names()["from_afar"])
        while True:
            drawn = (
                fall.choice(known["given_name"]),
                fall.choice(known["family_name"]),
            )
            if drawn not in self._full_names:
                self._full_names.add(drawn)
                return drawn

    def _first_day(self, post: _Post, number: str) -> date:
        fall = dice("first day", number)
        if post.cohort is None:
            back = fall.randint(SHORTEST_HERE, LONGEST_HERE)
            day = self._days.today - timedelta(days=back)
        else:
            first, last = COHORTS[post.cohort]
            day = self._days.ago(fall.randint(last, first))
        return day - timedelta(days=day.weekday())  # people start on a Monday


def _grade(post: _Post, number: str) -> int:
    if post.is_head:
        return post.unit.grade
    distance = dice("grade", number).randint(SHORTEST_DISTANCE, LONGEST_DISTANCE)
    return max(LOWEST_GRADE, post.unit.grade - distance)


def _address(full_name: tuple[str, str]) -> str:
    """Write an address as the company does: given.family, in plain letters."""
    given, family = (_plain(name) for name in full_name)
    return f"{given}.{family}@{DOMAIN}"


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[^a-z]", "", letters)
