from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from privacy.models import AuditEntry
from programmes import operations, starting_points
from programmes.models import Objective, Programme
from programmes.operations import CONFLICT, Aim, Saving
from tests.factories import NOW, make_charter, make_draft, make_person, make_programme

pytestmark = pytest.mark.django_db

AIM = Aim(text={"en": "People stay."}, indicator="retention_6", target=Decimal(90))
RHYTHM = {
    "starts_on": date(2027, 1, 4),
    "weeks": 20,
    "cadence_weeks": 4,
    "meeting_minutes": 45,
    "forms": ["phone"],
    "always_open": True,
}
MISSION = {
    "name": "Start",
    "mission_whom": {"nl": " Voor ons. ", "fr": "", "en": "For us."},
    "mission_what_for": {"nl": "Om te leren."},
    "mission_how_seen": {"nl": "We blijven."},
}


def saving(programme: Programme) -> Saving:
    return Saving(by=make_person(), at=NOW, version=programme.version)


def test_a_saved_section_is_stored_counted_and_no_longer_a_proposal() -> None:
    draft = make_draft()

    operations.save_section(draft, "rhythm", RHYTHM, saving=saving(draft))

    draft.refresh_from_db()
    assert (draft.weeks, draft.cadence_weeks, draft.forms) == (20, 4, ["phone"])
    assert draft.starts_on == date(2027, 1, 4)
    assert draft.version == 1
    assert draft.sections_checked == ["rhythm"]
    assert AuditEntry.objects.get(scope=draft.pk).verb == "rhythm_saved"


def test_empty_languages_are_left_out_and_spaces_are_trimmed() -> None:
    draft = make_draft()

    operations.save_section(draft, "mission", MISSION, saving=saving(draft))

    draft.refresh_from_db()
    assert draft.mission_whom == {"nl": "Voor ons.", "en": "For us."}


def test_a_section_changes_nothing_but_its_own_columns() -> None:
    draft = make_draft()
    stray = {"substitute_contact": "Els", "state": "running", "weeks": 3}

    operations.save_section(draft, "contacts", stray, saving=saving(draft))

    draft.refresh_from_db()
    assert (draft.substitute_contact, draft.state, draft.weeks) == ("Els", "draft", 26)


def test_whoever_saves_second_is_told_and_overwrites_nothing() -> None:
    draft = make_draft()
    second = saving(draft)
    operations.save_section(draft, "rhythm", RHYTHM, saving=saving(draft))

    with pytest.raises(ValidationError) as refusal:
        operations.save_section(draft, "rhythm", {**RHYTHM, "weeks": 30}, saving=second)

    assert refusal.value.code == CONFLICT
    draft.refresh_from_db()
    assert draft.weeks == 20


def test_who_has_seen_the_newest_version_may_save() -> None:
    draft = make_draft()
    operations.save_section(draft, "rhythm", RHYTHM, saving=saving(draft))
    draft.refresh_from_db()

    operations.save_section(
        draft, "rhythm", {**RHYTHM, "weeks": 30}, saving=saving(draft)
    )

    draft.refresh_from_db()
    assert (draft.weeks, draft.version) == (30, 2)


def test_a_draft_may_be_saved_with_gaps() -> None:
    draft = make_draft()
    gaps = {**RHYTHM, "starts_on": None, "weeks": None, "forms": []}

    operations.save_section(draft, "rhythm", gaps, saving=saving(draft))

    draft.refresh_from_db()
    assert draft.weeks is None


@pytest.mark.parametrize(
    ("section", "values", "sentence"),
    [
        ("rhythm", {**RHYTHM, "weeks": None}, "how many weeks a journey lasts"),
        ("rhythm", {**RHYTHM, "cadence_weeks": None}, "after how many weeks"),
        ("rhythm", {**RHYTHM, "starts_on": None}, "the day on which it starts"),
        ("rhythm", {**RHYTHM, "forms": []}, "at least one way to meet"),
        ("mission", {**MISSION, "mission_whom": {"nl": " "}}, "whom the programme"),
        ("contacts", {"substitute_contact": ""}, "who replaces the coordinator"),
    ],
)
def test_an_open_programme_cannot_lose_a_part_of_its_frame(
    section: str, values: dict[str, object], sentence: str
) -> None:
    programme = make_programme()

    with pytest.raises(ValidationError, match=sentence) as refusal:
        operations.save_section(programme, section, values, saving=saving(programme))

    assert len(refusal.value.messages) == 1
    programme.refresh_from_db()
    assert programme.version == 0


@pytest.mark.parametrize(
    ("section", "values", "sentence"),
    [
        ("rhythm", {**RHYTHM, "starts_on": date(9999, 1, 1)}, "between 2000 and 2100"),
        ("rhythm", {**RHYTHM, "weeks": 157}, "less than or equal to 156"),
        ("mission", {**MISSION, "mission_whom": {"nl": "a" * 100_000}}, "100000"),
        ("mission", {**MISSION, "name": ""}, "cannot be blank"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    section: str, values: dict[str, object], sentence: str
) -> None:
    draft = make_draft()

    with pytest.raises(ValidationError, match=sentence):
        operations.save_section(draft, section, values, saving=saving(draft))


def words(programme: Programme, **changed: object) -> dict[str, object]:
    names = ("mentor_word", "mentee_word", "address_form", "known_to")
    return {**{name: getattr(programme, name) for name in names}, **changed}


def test_who_is_paired_cannot_be_told_to_more_people_once_it_is_open() -> None:
    programme, draft = make_programme(), make_draft()

    with pytest.raises(ValidationError, match="People signed up knowing"):
        operations.save_section(
            programme,
            "words",
            words(programme, known_to="team"),
            saving=saving(programme),
        )

    operations.save_section(
        draft, "words", words(draft, known_to="team"), saving=saving(draft)
    )
    draft.refresh_from_db()
    assert draft.known_to == "team"


def test_a_draft_has_one_agreement_however_often_it_is_saved() -> None:
    draft = make_draft()
    make_charter(draft)
    text = {**starting_points.agreement(), "nl": "", "fr": ""}

    operations.save_agreement(draft, text, saving=saving(draft))

    charter = draft.charters.get()
    assert set(charter.text) == {"en"}
    assert charter.version == 1


def test_a_draft_without_agreement_gets_one() -> None:
    draft = make_draft()

    operations.save_agreement(draft, starting_points.agreement(), saving=saving(draft))

    assert draft.charters.get().version == 1


def test_an_open_programme_gets_a_new_version_and_keeps_the_old() -> None:
    programme = make_programme()
    old = make_charter(programme)
    text = {"en": f"We walk.\n{starting_points.purpose_lock()['en']}"}

    new = operations.save_agreement(programme, text, saving=saving(programme))
    programme.refresh_from_db()
    same = operations.save_agreement(programme, text, saving=saving(programme))

    assert (new.version, same.pk) == (2, new.pk)
    old.refresh_from_db()
    assert old.text == starting_points.agreement()


def test_a_draft_that_loses_the_purpose_lock_cannot_open_until_it_is_back() -> None:
    draft = make_draft()
    operations.save_agreement(draft, {"en": "We meet."}, saving=saving(draft))
    draft.refresh_from_db()
    assert not draft.purpose_lock

    with pytest.raises(ValidationError, match="nothing from here counts elsewhere"):
        operations.open_programme(draft, by=make_person(), at=NOW)

    operations.save_agreement(draft, starting_points.agreement(), saving=saving(draft))
    operations.open_programme(draft, by=make_person(), at=NOW)


def test_an_open_programme_cannot_lose_the_purpose_lock() -> None:
    programme = make_programme()
    make_charter(programme)

    with pytest.raises(ValidationError, match="nothing from here counts elsewhere"):
        operations.save_agreement(
            programme, {"en": "We meet."}, saving=saving(programme)
        )

    assert programme.charters.get().text == starting_points.agreement()


def test_a_goal_is_added_changed_and_removed() -> None:
    draft = make_draft()
    objective = operations.save_objective(draft, AIM, saving=saving(draft))
    draft.refresh_from_db()

    operations.save_objective(
        draft,
        replace(AIM, target=Decimal(95), unit="%"),
        saving=saving(draft),
        objective=objective,
    )
    draft.refresh_from_db()
    objective.refresh_from_db()
    assert (int(objective.target), objective.unit) == (95, "%")
    assert draft.objectives.count() == 2

    operations.remove_objective(objective, saving=saving(draft))
    draft.refresh_from_db()
    assert draft.objectives.count() == 1
    assert draft.version == 3


@pytest.mark.parametrize(
    ("aim", "sentence"),
    [
        (replace(AIM, text={"nl": " "}), "Say the goal in at least one language."),
        (replace(AIM, indicator="beauty"), "is not a valid choice"),
        (replace(AIM, target=Decimal("1e9")), "no more than"),
    ],
)
def test_a_goal_that_says_nothing_is_refused(aim: Aim, sentence: str) -> None:
    draft = make_draft()

    with pytest.raises(ValidationError, match=sentence):
        operations.save_objective(draft, aim, saving=saving(draft))

    assert draft.objectives.count() == 1


def test_an_open_programme_keeps_its_last_goal() -> None:
    programme = make_programme()

    with pytest.raises(ValidationError, match="at least one goal"):
        operations.remove_objective(
            programme.objectives.get(), saving=saving(programme)
        )

    assert Objective.objects.filter(programme=programme).exists()


def test_a_draft_may_lose_its_last_goal_and_then_cannot_open() -> None:
    draft = make_draft()

    operations.remove_objective(draft.objectives.get(), saving=saving(draft))

    with pytest.raises(ValidationError, match="at least one goal"):
        operations.open_programme(draft, by=make_person(), at=NOW)
