"""What people tell when they sign up, filled in on the form that they get."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from mentoring.demo.acts.browser import as_sent, checked
from mentoring.demo.dice import dice
from mentoring.demo.staff import Worker
from mentoring.demo.stage import MENTOR
from mentoring.demo.words import in_language
from programmes.forms.applying import (
    MOST_OFFERS,
    MOST_WISHES,
    ApplicationForm,
    MenteeForm,
    MentorForm,
)
from programmes.models import Enrolment, Programme
from programmes.operations import Application

FORMS: dict[str, type[ApplicationForm]] = {"mentor": MentorForm, "mentee": MenteeForm}
#: What is learnt at the machines, in the offices, and by who leads people.
THEMES = {
    "floor": (
        "solve technical problems",
        "work in teams",
        "manage quality",
        "follow safety precautions in work practices",
        "work independently",
        "manage time",
        "report facts",
        "interact verbally in Dutch",
        "interact verbally in French",
    ),
    "office": (
        "work efficiently",
        "use spreadsheets software",
        "advise others",
        "manage time",
        "cope with uncertainty",
        "negotiate compromises",
        "interact verbally in English",
        "interact verbally in French",
        "use presentation software",
    ),
    "leading": (
        "lead others",
        "make decisions",
        "use questioning techniques",
        "cope with stress",
        "adapt to change",
        "address an audience",
        "negotiate compromises",
    ),
}
LANGUAGE_THEMES = {
    "nl": "interact verbally in Dutch",
    "fr": "interact verbally in French",
    "en": "interact verbally in English",
}
LEVELS = (3, 4, 5)
PLACES = (1, 1, 2)
MOST_PLACES = 3
HOURS_MONTH = 3
HALF_DAYS = 10
FEWEST_HALF_DAYS = 4
SPOKEN = {"nl": ("fr", "en"), "fr": ("nl", "en"), "en": ("nl", "fr")}
SPEAKS_ANOTHER = 0.45
LIKES_A_WAY = 0.7
SAYS_WHY = 0.6


def themes_of(worker: Worker, kind: str, role: str) -> Sequence[str]:
    """Say what somebody may learn, or pass on, in a programme of this kind.

    Nobody learns the language they speak, or teaches another.
    """
    is_leading = kind == Programme.Kind.LEADERSHIP
    known = THEMES["leading" if is_leading else kind_of_work(worker)]
    own = LANGUAGE_THEMES[worker.language]
    foreign = set(LANGUAGE_THEMES.values()) - {own}
    left_out = {own} if role == Enrolment.Role.MENTEE else foreign
    return [theme for theme in known if theme not in left_out]


def kind_of_work(worker: Worker) -> str:
    return "floor" if worker.unit.is_on_the_floor else "office"


def keys_of_themes(enrolment: Enrolment) -> dict[str, str]:
    """Read off the list of a form what is sent for each theme."""
    known = FORMS[enrolment.role](None, enrolment=enrolment).known
    return {one.labels["en"]: key for key, one in known.items()}


def application_of(
    worker: Worker, enrolment: Enrolment, keys: Mapping[str, str]
) -> Application:
    """Fill the form in as this person would; the form itself checks it."""
    programme, role = enrolment.programme, enrolment.role
    fall = dice("tells", programme.kind, role, worker.number)
    themes = [keys[theme] for theme in themes_of(worker, programme.kind, role)]
    told = {
        **_manner(worker, programme, fall),
        **_side(worker, role, themes, fall),
        **_motive(worker, role, fall),
    }
    return checked(FORMS[role](as_sent(told), enrolment=enrolment)).application()


def _manner(worker: Worker, programme: Programme, fall: Random) -> dict[str, Any]:
    others = [
        code for code in SPOKEN[worker.language] if fall.random() < SPEAKS_ANOTHER
    ]
    free = fall.sample(range(HALF_DAYS), fall.randint(FEWEST_HALF_DAYS, HALF_DAYS))
    ways = [
        way for way in programme.forms if way == "face" or fall.random() < LIKES_A_WAY
    ]
    return {
        "first_language": worker.language,
        "other_languages": others,
        "ways": ways,
        "half_days": sorted(free),
    }


def _side(worker: Worker, role: str, themes: list[str], fall: Random) -> dict[str, Any]:
    if role == Enrolment.Role.MENTEE:
        wishes = fall.sample(themes, fall.randint(2, MOST_WISHES))
        return {f"wish_{place}": key for place, key in enumerate(wishes, start=1)}
    offers = fall.sample(themes, MOST_OFFERS)
    places = MOST_PLACES if worker.number == MENTOR else fall.choice(PLACES)
    told: dict[str, Any] = {"capacity": places, "hours_month": HOURS_MONTH}
    for place, key in enumerate(offers, start=1):
        told |= {f"offer_{place}": key, f"level_{place}": fall.choice(LEVELS)}
    return told


def _motive(worker: Worker, role: str, fall: Random) -> dict[str, str]:
    motives = in_language(worker.language)["motivation"][role]
    return {"motivation": fall.choice(motives)} if fall.random() < SAYS_WHY else {}
