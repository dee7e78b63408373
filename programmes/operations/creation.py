"""Making a programme from a template or from an earlier edition."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from people.models import Person
from privacy import audit
from programmes import rules, starting_points, vocabulary
from programmes.models import (
    Charter,
    Competence,
    Objective,
    Phase,
    Programme,
    Step,
)
from programmes.operations.roles import begin_role

#: What a new edition takes over from the one before.
TAKEN_OVER = (
    "kind",
    "weeks",
    "cadence_weeks",
    "meeting_minutes",
    "forms",
    "mentor_word",
    "mentee_word",
    "address_form",
    "always_open",
    "known_to",
    "mission_whom",
    "mission_what_for",
    "mission_how_seen",
    "purpose_lock",
    "purposes",
    "drift_percent",
    "shared_notes_days",
    "private_notes_days",
)
LONGEST_STEM = 50


@dataclass(frozen=True)
class NewProgramme:
    """The three things that only a coordinator knows, and where to start from."""

    name: str
    starts_on: date | None
    substitute_contact: str
    kind: str = Programme.Kind.FREE
    copied_from: Programme | None = None


@transaction.atomic
def create_programme(
    new: NewProgramme, *, coordinator: Person, by: Person, at: datetime
) -> Programme:
    """Make a draft with all that its template, or its earlier edition, can fill in.

    Raises ValidationError when what was typed is not in order.
    """
    load_competences()
    programme = Programme(
        slug=_free_slug(new.name, new.kind),
        name=new.name,
        starts_on=new.starts_on,
        substitute_contact=new.substitute_contact,
        copied_from=new.copied_from,
    )
    if new.copied_from:
        made = _as_copy(programme, new.copied_from)
    else:
        made = _from_template(programme, new.kind)
    if obstacle := rules.obstacle_to_start(programme.starts_on):
        raise ValidationError({"starts_on": obstacle})
    programme.full_clean()
    programme.save()
    for row in made:
        row.programme = programme
        row.save()
    _make_phases(programme)
    audit.record(by, "programme_created", programme, scope=programme.pk, at=at)
    begin_role(programme, person=coordinator, kind="coordinator", by=by, at=at)
    return programme


@transaction.atomic
def load_competences() -> None:
    """Store the list of what can be learnt; a second time it is brought up to date."""
    Competence.objects.bulk_create(
        [Competence(**asdict(thing)) for thing in starting_points.competences()],
        update_conflicts=True,
        unique_fields=["uri"],
        update_fields=["family", "labels"],
    )


@transaction.atomic
def add_competence(*, labels: dict[str, str], by: Person, at: datetime) -> Competence:
    """Add something that can be learnt in this company only.

    Raises ValidationError when it has no name, or one that exists.
    """
    named = {code: label.strip() for code, label in labels.items() if label.strip()}
    if not named:
        raise ValidationError(_("Give it a name in at least one language."))
    known = {
        label.casefold()
        for texts in Competence.objects.values_list("labels", flat=True)
        for label in texts.values()
    }
    if any(label.casefold() in known for label in named.values()):
        raise ValidationError(_("This is on the list already."))
    competence = Competence(family=vocabulary.OWN_FAMILY, labels=named, company=True)
    competence.full_clean()
    competence.save()
    audit.record(by, "competence_added", competence, at=at)
    return competence


def _from_template(programme: Programme, kind: str) -> list[Objective | Charter]:
    point = asdict(starting_points.of_kind(kind))
    objective = point.pop("objective")
    for field, value in point.items():
        setattr(programme, field, value)
    return [Objective(**objective), Charter(text=starting_points.agreement())]


def _as_copy(programme: Programme, earlier: Programme) -> list[Objective | Charter]:
    for field in TAKEN_OVER:
        setattr(programme, field, getattr(earlier, field))
    objectives = [
        Objective(
            text=objective.text,
            indicator=objective.indicator,
            target=objective.target,
            unit=objective.unit,
        )
        for objective in earlier.objectives.order_by("pk")
    ]
    last = earlier.charters.order_by("version").last()
    return [*objectives, *([Charter(text=last.text)] if last else [])]


def _make_phases(programme: Programme) -> None:
    """Give a journey its phases: those of the edition before, or the template's."""
    earlier = programme.copied_from.phases.all() if programme.copied_from else ()
    for phase in earlier:
        steps = list(phase.steps.all())
        phase.pk, phase.programme = uuid4(), programme
        phase.save(force_insert=True)
        for step in steps:
            step.pk, step.phase = uuid4(), phase
        Step.objects.bulk_create(steps)
    if not earlier:
        _make_first_phases(programme)


def _make_first_phases(programme: Programme) -> None:
    for position, first in enumerate(starting_points.phases(programme.weeks or 0), 1):
        phase = Phase.objects.create(
            programme=programme,
            position=position,
            kind=first.kind,
            weeks=first.weeks,
        )
        Step.objects.bulk_create(
            Step(phase=phase, position=number, **asdict(step))
            for number, step in enumerate(first.steps, 1)
        )


def _free_slug(name: str, kind: str) -> str:
    """Give the name as it stands in an address; a number follows when it is taken."""
    stem = slugify(name)[:LONGEST_STEM].strip("-") or kind
    taken = set(
        Programme.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
    )
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in taken)
