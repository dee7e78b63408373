from datetime import date

import pytest
from django.core.exceptions import ValidationError

from privacy.models import AuditEntry
from programmes import operations, rules, starting_points
from programmes.models import Charter, Competence, Objective, Programme, Role
from programmes.operations import NewProgramme
from tests.factories import (
    NOW,
    START,
    make_competence,
    make_hr,
    make_person,
    make_programme,
)

pytestmark = pytest.mark.django_db


def create(**fields: object) -> Programme:
    values = {
        "name": "Start 2027",
        "starts_on": START,
        "substitute_contact": "Katrien Smet, 09 000 00 00",
        **fields,
    }
    hr = make_hr()
    return operations.create_programme(
        NewProgramme(**values),  # type: ignore[arg-type]  # by name
        coordinator=hr,
        by=hr,
        at=NOW,
    )


@pytest.mark.parametrize("kind", Programme.Kind.values)
def test_every_template_and_three_typed_answers_make_a_frame_that_can_open(
    kind: str,
) -> None:
    programme = create(kind=kind)

    assert programme.is_draft
    assert programme.kind == kind
    assert rules.missing_frame(programme, has_objective=True) == []
    assert programme.objectives.count() == 1
    assert programme.charters.get().text == starting_points.agreement()
    assert programme.sections_checked == []


def test_whoever_is_named_coordinates_from_the_start() -> None:
    hr, colleague = make_hr(), make_person()

    programme = operations.create_programme(
        NewProgramme(name="Start", starts_on=START, substitute_contact="Katrien"),
        coordinator=colleague,
        by=hr,
        at=NOW,
    )

    role = Role.objects.get(programme=programme)
    assert (role.person, role.kind, role.from_at) == (colleague, "coordinator", NOW)
    verbs = AuditEntry.objects.filter(scope=programme.pk).values_list("verb", flat=True)
    assert set(verbs) == {"programme_created", "role_given"}


def test_a_name_stands_in_the_address_and_a_number_follows_when_it_is_taken() -> None:
    assert create(name="Start 2027!").slug == "start-2027"
    assert create(name="Start 2027").slug == "start-2027-2"
    assert create(name="start 2027").slug == "start-2027-3"
    assert create(name="新人", kind="reverse").slug == "reverse"
    assert len(create(name="a" * 120).slug) == 50


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("starts_on", date(9999, 12, 31), "Give a day between 2000 and 2100."),
        ("name", "", "This field cannot be blank."),
        ("name", "a" * 121, "at most 120 characters"),
        ("substitute_contact", "a" * 201, "at most 200 characters"),
    ],
)
def test_bad_input_is_refused_in_a_sentence_and_leaves_nothing_behind(
    field: str, value: object, sentence: str
) -> None:
    with pytest.raises(ValidationError, match=sentence):
        create(**{field: value})

    assert not Programme.objects.exists()


def test_a_new_edition_takes_over_what_the_earlier_one_had_learnt() -> None:
    earlier = create(kind="leadership")
    Programme.objects.filter(pk=earlier.pk).update(
        weeks=20, cadence_weeks=4, mission_whom={"nl": "Voor ons."}
    )
    Charter.objects.create(programme=earlier, version=2, text={"nl": "Afspraak."})
    Objective.objects.create(
        programme=earlier, text={"nl": "Nog een."}, indicator="own", target=3
    )
    earlier.refresh_from_db()

    copy = create(name="Start 2028", kind="leadership", copied_from=earlier)

    assert (copy.weeks, copy.cadence_weeks) == (20, 4)
    assert copy.mission_whom == {"nl": "Voor ons."}
    assert copy.copied_from == earlier
    assert copy.objectives.count() == 2
    assert copy.charters.get().text == {"nl": "Afspraak."}
    assert copy.charters.get().version == 1
    assert copy.is_draft


def test_an_edition_without_agreement_can_be_copied_too() -> None:
    copy = create(copied_from=make_programme())

    assert not copy.charters.exists()


def test_the_list_of_competences_is_loaded_once_and_kept_up_to_date() -> None:
    operations.load_competences()
    one = Competence.objects.filter(company=False).order_by("uri")[0]
    Competence.objects.filter(pk=one.pk).update(labels={"en": "old"})

    operations.load_competences()

    assert Competence.objects.count() == 44
    one.refresh_from_db()
    assert one.labels != {"en": "old"}


def test_a_company_adds_what_only_it_can_teach() -> None:
    hr = make_hr()

    made = operations.add_competence(
        labels={"nl": " De Heidelberg afstellen ", "fr": "", "en": " "}, by=hr, at=NOW
    )

    assert made.labels == {"nl": "De Heidelberg afstellen"}
    assert made.company
    assert AuditEntry.objects.filter(verb="competence_added").exists()


@pytest.mark.parametrize(
    ("labels", "sentence"),
    [
        ({"nl": " ", "en": ""}, "Give it a name in at least one language."),
        ({"nl": "KNITTING"}, "This is on the list already."),
    ],
)
def test_a_thing_without_name_or_with_a_known_one_is_not_added(
    labels: dict[str, str], sentence: str
) -> None:
    make_competence("knitting")

    with pytest.raises(ValidationError, match=sentence):
        operations.add_competence(labels=labels, by=make_hr(), at=NOW)
