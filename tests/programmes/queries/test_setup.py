from datetime import date

import pytest

from programmes import operations, queries
from tests.factories import (
    NOW,
    make_charter,
    make_competence,
    make_draft,
    make_person,
    make_programme,
)

pytestmark = pytest.mark.django_db


def test_a_template_gives_proposals_and_a_saved_section_is_done() -> None:
    draft = make_draft(sections_checked=["mission"])

    tags = {task.title: task.tag for task in queries.hub_of(draft).tasks}

    assert tags["Name and mission"] == "Done"
    assert tags["Duration and rhythm"] == "Proposal: have a look"
    assert tags["What people can learn"] == "Done"


def test_a_missing_part_waits_with_its_first_sentence_and_the_way_there() -> None:
    draft = make_draft(mission_whom={}, mission_what_for={}, weeks=None)

    hub = queries.hub_of(draft)

    waiting = [(task.title, task.text, task.tag) for task in hub.tasks if task.urgent]
    assert waiting == [
        ("Name and mission", "Say whom the programme is for.", "To do"),
        ("Duration and rhythm", "Say how many weeks a journey lasts.", "To do"),
    ]
    assert [gap.url for gap in hub.gaps] == [
        f"/p/{draft.slug}/setup/mission/",
        f"/p/{draft.slug}/setup/mission/",
        f"/p/{draft.slug}/setup/rhythm/",
    ]


def test_in_an_open_programme_nothing_is_a_proposal_any_more() -> None:
    hub = queries.hub_of(make_programme())

    assert {task.tag for task in hub.tasks} == {"Done"}
    assert hub.gaps == []


def test_the_rhythm_is_a_dot_for_each_meeting_and_the_hours_in_words() -> None:
    rhythm = queries.rhythm_of(make_programme())

    assert rhythm is not None
    assert len(rhythm.periods) == 13
    assert rhythm.periods[-1].words == "Meeting 13, in week 26"
    assert rhythm.words.startswith("13 meetings, about 15 hours")


def test_without_a_rhythm_there_are_no_dots_and_too_many_are_only_words() -> None:
    assert queries.rhythm_of(make_draft(weeks=None)) is None
    weekly = queries.rhythm_of(make_programme(weeks=156, cadence_weeks=1))
    assert weekly is not None
    assert weekly.periods == []
    assert weekly.words.startswith("156 meetings")


def test_all_answers_stand_on_one_page_each_with_its_way_back() -> None:
    programme = make_programme(starts_on=date(2026, 12, 1))
    make_charter(programme, text={"en": "We meet."})

    said = {one.label: one.value for one in queries.answers_of(programme)}

    assert said == {
        "Name and mission": (
            "For everybody who starts here. To feel at home sooner. People dare to ask."
        ),
        "Duration and rhythm": (
            "from Tuesday 1 December 2026, 26 weeks, every 2 weeks,"
            " face to face, by video"
        ),
        "Words": "mentor · mentee · only the two know",
        "Goals of the programme": "Nine in ten still work here after six months.",
        "Agreement": "We meet.",
        "Who follows up": "Katrien Smet, 09 000 00 00",
    }
    assert queries.answers_of(programme)[0].url == f"/p/{programme.slug}/setup/mission/"


def test_answers_that_are_not_there_are_empty() -> None:
    bare = make_draft(starts_on=None, weeks=None, cadence_weeks=None, forms=[])

    said = {one.label: one.value for one in queries.answers_of(bare)}

    assert said["Duration and rhythm"] == said["Agreement"] == ""


def test_what_can_be_learnt_stands_by_family_in_the_alphabet() -> None:
    operations.load_competences()
    make_competence("zeppelins")
    make_competence("Bakelite")

    families = queries.learnable()

    assert len(families) == 8
    assert families[-1].label == "Of our own company"
    assert [str(one) for one in families[-1].things] == ["Bakelite", "zeppelins"]


def test_a_family_without_things_is_not_shown() -> None:
    make_competence("zeppelins")

    assert [family.label for family in queries.learnable()] == ["Of our own company"]


def test_a_person_gets_everything_that_programmes_knows_of_them() -> None:
    programme, person = make_programme(name="Start"), make_person()
    thing = make_competence("sewing")
    operations.assign_role(
        programme, person=person, kind="supporter", by=make_person(), at=NOW
    )
    for role, told in (
        ("mentee", {"wishes": [thing]}),
        ("mentor", {"offers": [(thing, 4)]}),
    ):
        operations.apply(
            programme,
            person=person,
            role=role,
            application=operations.Application(
                languages=["nl"],
                ways=["face"],
                availability=1,
                motivation=f"as {role}",
                **told,
            ),
            at=NOW,
        )

    known = queries.export_of(person)

    parts = {part["role"]: part for part in known["parts"]}  # type: ignore[attr-defined]
    assert parts["mentee"]["wishes"] == ["sewing"]
    assert parts["mentor"]["offers"] == [{"what": "sewing", "level": 4}]
    assert parts["mentor"]["motivation"] == "as mentor"
    assert known["roles"] == [
        {
            "programme": "Start",
            "role": "support person",
            "from": NOW,
            "until": None,
            "for the works council": False,
        }
    ]
    nothing = queries.export_of(make_person())
    assert nothing == {"parts": [], "roles": [], "welcomes": [], "talks": []}
