"""Saving one section of the set-up; whoever saved last is never overwritten unseen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from people.models import Person
from programmes import rules, starting_points
from programmes.models import Charter, Objective, Programme
from programmes.operations.holding import hold, store

#: What each section of the set-up may change.
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "mission": ("name", "mission_whom", "mission_what_for", "mission_how_seen"),
    "rhythm": (
        "starts_on",
        "weeks",
        "cadence_weeks",
        "meeting_minutes",
        "forms",
        "always_open",
    ),
    "words": ("mentor_word", "mentee_word", "address_form", "known_to"),
    "contacts": ("substitute_contact",),
}


@dataclass(frozen=True)
class Aim:
    """What an objective says: in words, and by what it is measured."""

    text: dict[str, str]
    indicator: str
    target: Decimal
    unit: str = ""


@dataclass(frozen=True)
class Saving:
    """Who saves, when, and which version of the programme they had before them."""

    by: Person
    at: datetime
    version: int


@transaction.atomic
def save_section(
    programme: Programme, section: str, values: Mapping[str, object], *, saving: Saving
) -> Programme:
    """Save what a section of the set-up says.

    Raises ValidationError: with the code `conflict` when somebody else saved meanwhile;
    with sentences when the rules, or an open programme, do not allow it.
    """
    held = hold(programme, version=saving.version)
    if obstacle := rules.obstacle_to_telling(
        held.known_to,
        str(values.get("known_to", held.known_to)),
        is_draft=held.is_draft,
    ):
        raise ValidationError({"known_to": obstacle})
    for field in SECTIONS[section]:
        value = values[field]
        setattr(held, field, tidy(value) if isinstance(value, dict) else value)
    if obstacle := rules.obstacle_to_start(held.starts_on):
        raise ValidationError({"starts_on": obstacle})
    _finish(held, section, saving)
    return held


@transaction.atomic
def save_agreement(
    programme: Programme, text: Mapping[str, str], *, saving: Saving
) -> Charter:
    """Save the agreement; once the programme is open, as a new version of it.

    Raises ValidationError as `save_section`, and when an open programme would lose the
    purpose lock.
    """
    held = hold(programme, version=saving.version)
    charter = held.charters.order_by("version").last() or Charter(programme=held)
    said = tidy(text)
    if not held.is_draft and charter.text != said:
        charter = Charter(programme=held, version=charter.version + 1)
    charter.text = said
    held.purpose_lock = rules.keeps_lock(said, starting_points.purpose_lock())
    _finish(held, "agreement", saving)
    charter.full_clean(exclude=["text"])
    charter.save()
    return charter


@transaction.atomic
def save_objective(
    programme: Programme,
    aim: Aim,
    *,
    saving: Saving,
    objective: Objective | None = None,
) -> Objective:
    """Add a goal of the programme, or change one.

    Raises ValidationError when it says nothing, or on a conflict.
    """
    held = hold(programme, version=saving.version)
    said = objective or Objective()
    said.programme = held
    said.text = tidy(aim.text)
    said.indicator, said.target, said.unit = aim.indicator, aim.target, aim.unit
    if not said.text:
        raise ValidationError(_("Say the goal in at least one language."))
    said.full_clean()
    said.save()
    _finish(held, "objectives", saving)
    return said


@transaction.atomic
def remove_objective(objective: Objective, *, saving: Saving) -> None:
    """Remove a goal; raises ValidationError for the last one of an open programme."""
    held = hold(objective.programme, version=saving.version)
    objective.delete()
    _finish(held, "objectives", saving)


def tidy(texts: Mapping[str, str]) -> dict[str, str]:
    """Keep the languages in which something is said.

    Raises ValidationError when a text is too long.
    """
    if obstacle := rules.obstacle_to_texts(texts):
        raise ValidationError(obstacle)
    return {code: text.strip() for code, text in texts.items() if text.strip()}


def _finish(held: Programme, section: str, saving: Saving) -> None:
    held.sections_checked = sorted({*held.sections_checked, section})
    store(held, verb=f"{section}_saved", by=saving.by, at=saving.at)
