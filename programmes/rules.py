"""The promises of the frame, as questions with a plain answer."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

#: The states in the order in which a programme goes through them.
ORDER = (
    "draft",
    "recruiting",
    "selecting",
    "training",
    "matching",
    "running",
    "closing",
    "closed",
)
#: A small programme does without these two.
MAY_BE_SKIPPED = frozenset({"selecting", "training"})
LONGEST_TEXT = 4000
PREPARATION_MINUTES = 10
HALF_DAYS = 10
#: What a newcomer is shown: fixed, so that a signature means the same for everybody.
WELCOME_STEPS: dict[str, StrPromise] = {
    "workplace": gettext_lazy("The workplace, the colleagues and the facilities"),
    "task": gettext_lazy("The tasks, and who explains what"),
    "safety": gettext_lazy("The risks of the job, and how to work safely"),
    "emergency": gettext_lazy("First aid, fire and the ways out"),
    "wellbeing": gettext_lazy("Whom to turn to about well-being at work"),
    "hours": gettext_lazy("Working hours, leave, and what to do when ill"),
    "questions": gettext_lazy("A colleague with experience to ask anything"),
}
#: Everybody is called once in this week, and once halfway.
FIRST_CALLS_AFTER = timedelta(weeks=3)
#: A day outside these years is a slip of the finger.
FIRST_YEAR, LAST_YEAR = 2000, 2100


class Frame(Protocol):
    """What a programme says of itself before it opens."""

    @property
    def mission_whom(self) -> Mapping[str, str]: ...
    @property
    def mission_what_for(self) -> Mapping[str, str]: ...
    @property
    def mission_how_seen(self) -> Mapping[str, str]: ...
    @property
    def starts_on(self) -> date | None: ...
    @property
    def weeks(self) -> int | None: ...
    @property
    def cadence_weeks(self) -> int | None: ...
    @property
    def forms(self) -> Sequence[str]: ...
    @property
    def purpose_lock(self) -> bool: ...
    @property
    def substitute_contact(self) -> str: ...


class Gap(NamedTuple):
    """Something that is missing: on which page of the set-up, and in one sentence."""

    section: str
    sentence: str


def missing_frame(programme: Frame, *, has_objective: bool) -> list[Gap]:
    """Name everything that this programme still lacks before it may open."""
    parts = (
        (programme.mission_whom, "mission", _("Say whom the programme is for.")),
        (programme.mission_what_for, "mission", _("Say what the programme is for.")),
        (
            programme.mission_how_seen,
            "mission",
            _("Say how you will see that the programme has worked."),
        ),
        (programme.starts_on, "rhythm", _("Choose the day on which it starts.")),
        (programme.weeks, "rhythm", _("Say how many weeks a journey lasts.")),
        (
            programme.cadence_weeks,
            "rhythm",
            _("Say after how many weeks two people meet again."),
        ),
        (programme.forms, "rhythm", _("Choose at least one way to meet.")),
        (has_objective, "objectives", _("Give the programme at least one goal.")),
        (
            programme.purpose_lock,
            "agreement",
            _("Put back the sentence that nothing from here counts elsewhere."),
        ),
        (
            programme.substitute_contact,
            "contacts",
            _("Say who replaces the coordinator, and how to reach that person."),
        ),
    )
    return [Gap(section, sentence) for part, section, sentence in parts if not part]


def obstacle_to_step(before: str, after: str) -> str | None:
    """Say why a programme cannot go from one state to the other, or None if it can."""
    start, end = ORDER.index(before), ORDER.index(after)
    if end <= start:
        return _("A programme only goes forward.")
    if not MAY_BE_SKIPPED.issuperset(ORDER[start + 1 : end]):
        return _("There is a step in between that cannot be skipped.")
    return None


def steps_from(state: str) -> list[str]:
    """Name the states that a programme may go to from here."""
    return [after for after in ORDER if obstacle_to_step(state, after) is None]


def obstacle_to_closing(state: str) -> str | None:
    """Say why a programme cannot be closed, or None: once open it may always close."""
    if state == "draft":
        return _("This programme is not open yet.")
    if state == "closed":
        return _("This programme is closed already.")
    return None


def obstacle_to_start(day: date | None) -> str | None:
    """Say why a programme cannot start on that day, or None when it can."""
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        return _("Give a day between %(first)d and %(last)d.") % {
            "first": FIRST_YEAR,
            "last": LAST_YEAR,
        }
    return None


def obstacle_to_telling(before: str, after: str, *, is_draft: bool) -> str | None:
    """Say why more people may not learn who is paired, or None when they may."""
    if (before, after) == ("pair", "team") and not is_draft:
        return _("People signed up knowing that only the two know. That stays so.")
    return None


def obstacle_to_texts(texts: Mapping[str, str]) -> str | None:
    """Say why a text in languages is too long, or None when it fits."""
    longest = max(map(len, texts.values()), default=0)
    if longest > LONGEST_TEXT:
        return _("This text has %(length)d characters. At most %(most)d fit.") % {
            "length": longest,
            "most": LONGEST_TEXT,
        }
    return None


def keeps_lock(texts: Mapping[str, str], lock: Mapping[str, str]) -> bool:
    """Say whether an agreement holds the purpose lock in every language it is in."""
    return bool(texts) and all(
        language in lock and _unbroken(lock[language]) in _unbroken(text)
        for language, text in texts.items()
    )


def _unbroken(text: str) -> str:
    """Let any blank, also the narrow one of French, be as good as another."""
    return " ".join(text.split())


def meetings_in(weeks: int, cadence_weeks: int) -> int:
    """Say how often two people meet when they keep the rhythm."""
    return weeks // cadence_weeks


def hours_in(meetings: int, minutes: int) -> int:
    """Say how many hours that asks of a mentor, with some time to prepare."""
    return round(meetings * (minutes + PREPARATION_MINUTES) / 60)


def call_rounds_of(
    starts_on: date | None, weeks: int | None, chosen: Collection[str] = ()
) -> list[date]:
    """Give the days from which everybody is called: chosen, or week 3 and halfway."""
    if chosen:
        return sorted(date.fromisoformat(day) for day in chosen)
    if starts_on is None or not weeks:
        return []
    halfway = starts_on + timedelta(weeks=weeks) / 2
    return sorted({starts_on + FIRST_CALLS_AFTER, halfway})


def bits_of(half_days: Collection[int]) -> int:
    """Give half-days as bits: Monday morning is 0, Friday afternoon is 9."""
    return sum(1 << half_day for half_day in set(half_days))


def half_days_of(bits: int) -> list[int]:
    return [half_day for half_day in range(HALF_DAYS) if bits >> half_day & 1]


def steps_missing_from(done: Collection[str]) -> list[str]:
    """Give the steps that a newcomer has not been shown, in the order of the list."""
    return [key for key in WELCOME_STEPS if key not in done]
