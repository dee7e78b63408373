"""The set-up of a programme: which sections wait, and all answers on one page."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrPromise

from programmes import rules, vocabulary
from programmes.models import Competence, Programme
from programmes.rules import Gap
from programmes.vocabulary import Told

#: The sections in their order, each with its title; the page is `<section>_edit`.
SECTIONS: dict[str, StrPromise] = {
    "mission": gettext_lazy("Name and mission"),
    "rhythm": gettext_lazy("Duration and rhythm"),
    "words": gettext_lazy("Words"),
    "objectives": gettext_lazy("Goals of the programme"),
    "competences": gettext_lazy("What people can learn"),
    "agreement": gettext_lazy("Agreement"),
    "contacts": gettext_lazy("Who follows up"),
}
#: Sections that nothing is asked in; what is there will do.
OPTIONAL = frozenset({"competences"})
MOST_DOTS = 52


@dataclass(frozen=True)
class SetupTask:
    """A section in the task list."""

    url: str
    title: str
    text: str
    tag: str
    urgent: bool
    count: str


@dataclass(frozen=True)
class GapRow:
    """Something that is missing, with the way to the page where it is asked."""

    url: str
    sentence: str


@dataclass(frozen=True)
class Hub:
    """The set-up of a programme: its sections, and what is still missing."""

    tasks: list[SetupTask]
    gaps: list[GapRow]


@dataclass(frozen=True)
class Period:
    """One meeting of the rhythm; the shape that `_rhythm.html` asks for."""

    state: str
    words: str


@dataclass(frozen=True)
class Rhythm:
    """The rhythm as dots, and in words what it asks of a mentor."""

    periods: list[Period]
    words: str


@dataclass(frozen=True)
class Family:
    """Things that can be learnt, under one heading."""

    label: str
    things: list[Told]


@dataclass(frozen=True)
class SetupAnswer:
    """An answer on the check page, with the way to change it."""

    label: str
    value: str
    url: str


def hub_of(programme: Programme) -> Hub:
    """Say of every section whether it is done, a proposal to look at, or lacking."""
    gaps = rules.missing_frame(programme, has_objective=programme.objectives.exists())
    missing: dict[str, Gap] = {gap.section: gap for gap in reversed(gaps)}
    return Hub(
        tasks=[
            _task(programme, section, missing.get(section), number)
            for number, section in enumerate(SECTIONS, start=1)
        ],
        gaps=[GapRow(_page(programme, gap.section), gap.sentence) for gap in gaps],
    )


def rhythm_of(programme: Programme) -> Rhythm | None:
    """Lay the meetings out over the period; None while there is no rhythm."""
    meetings, cadence = programme.meetings, programme.cadence_weeks or 0
    if not meetings:
        return None
    words = ngettext(
        "%(n)d meeting, about %(hours)d hours of working time for each of the two",
        "%(n)d meetings, about %(hours)d hours of working time for each of the two",
        meetings,
    ) % {"n": meetings, "hours": programme.hours}
    numbers = range(1, meetings + 1) if meetings <= MOST_DOTS else ()
    periods = [
        Period(
            "ahead",
            _("Meeting %(number)d, in week %(week)d")
            % {"number": number, "week": number * cadence},
        )
        for number in numbers
    ]
    return Rhythm(periods, words)


def answers_of(programme: Programme) -> list[SetupAnswer]:
    """Give all answers of the set-up, to be read once more before opening."""
    return [
        SetupAnswer(str(title), ANSWERS[section](programme), _page(programme, section))
        for section, title in SECTIONS.items()
        if section in ANSWERS
    ]


def learnable() -> list[Family]:
    """Give what people can learn, by family and in the reader's alphabet."""
    families: dict[str, list[Told]] = defaultdict(list)
    for competence in Competence.objects.all():
        families[competence.family].append(competence.label)
    return [
        Family(str(label), sorted(families[key], key=_alphabetically))
        for key, label in vocabulary.FAMILIES.items()
        if families[key]
    ]


def _alphabetically(told: Told) -> str:
    return told.text.casefold()


def _mission(programme: Programme) -> str:
    return " ".join(str(sentence) for sentence in programme.mission)


def _rhythm(programme: Programme) -> str:
    weeks, cadence = programme.weeks, programme.cadence_weeks
    parts: list[object] = []
    if programme.starts_on:
        day = formats.date_format(programme.starts_on)
        parts += [_("from %(day)s") % {"day": day}]
    if weeks:
        parts += [ngettext("%(n)d week", "%(n)d weeks", weeks) % {"n": weeks}]
    if cadence:
        rhythm = ngettext("every week", "every %(n)d weeks", cadence)
        parts += [rhythm % {"n": cadence}]
    return ", ".join(map(str, [*parts, *vocabulary.ways_in_words(programme.forms)]))


def _words(programme: Programme) -> str:
    words = programme.words
    said = (words.mentor.one, words.mentee.one, programme.get_known_to_display())
    return " · ".join(map(str, said))


def _objectives(programme: Programme) -> str:
    return " ".join(str(one) for one in programme.objectives.order_by("pk"))


def _agreement(programme: Programme) -> str:
    charter = programme.charters.order_by("version").last()
    return str(charter.told) if charter else ""


def _contacts(programme: Programme) -> str:
    return programme.substitute_contact


ANSWERS: dict[str, Callable[[Programme], str]] = {
    "mission": _mission,
    "rhythm": _rhythm,
    "words": _words,
    "objectives": _objectives,
    "agreement": _agreement,
    "contacts": _contacts,
}


def _task(
    programme: Programme, section: str, gap: Gap | None, number: int
) -> SetupTask:
    checked = {*programme.sections_checked, *OPTIONAL}
    is_checked = section in checked or not programme.is_draft
    looked_at = _("Done") if is_checked else _("Proposal: have a look")
    return SetupTask(
        url=_page(programme, section),
        title=str(SECTIONS[section]),
        text=gap.sentence if gap else "",
        tag=_("To do") if gap else looked_at,
        urgent=gap is not None,
        count=str(number),
    )


def _page(programme: Programme, section: str) -> str:
    return reverse(f"programmes:{section}_edit", args=[programme.slug])
