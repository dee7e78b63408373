from collections import Counter

import pytest
from django.conf import settings

from programmes import starting_points, vocabulary
from programmes.models import Objective, Programme

WRITTEN = {code for code, _name in settings.LANGUAGES}


@pytest.mark.parametrize("kind", Programme.Kind.values)
def test_every_template_fills_in_a_whole_frame_in_every_language(kind: str) -> None:
    point = starting_points.of_kind(kind)

    for text in (
        point.mission_whom,
        point.mission_what_for,
        point.mission_how_seen,
        point.objective.text,
    ):
        assert set(text) == WRITTEN
        assert all(text.values())
    assert point.objective.indicator in Objective.Indicator.values
    assert point.mentor_word in Programme.MentorWord.values
    assert point.mentee_word in Programme.MenteeWord.values
    assert point.known_to in Programme.KnownTo.values
    assert set(point.forms) <= set(vocabulary.WAYS)


def test_the_agreement_ends_with_the_purpose_lock_in_every_language() -> None:
    lock, agreement = starting_points.purpose_lock(), starting_points.agreement()

    assert set(lock) == set(agreement) == WRITTEN
    for language, text in agreement.items():
        assert text.splitlines()[-1] == lock[language]


def test_what_is_given_out_is_a_copy() -> None:
    starting_points.purpose_lock()["nl"] = "changed"
    starting_points.of_kind("free").objective.text["nl"] = "changed"

    assert starting_points.purpose_lock()["nl"] != "changed"
    assert starting_points.of_kind("free").objective.text["nl"] != "changed"


def test_the_competences_are_esco_skills_with_a_name_in_each_language() -> None:
    things = starting_points.competences()

    assert len(things) == 44
    assert all(thing.uri.startswith("http://data.europa.eu/esco/") for thing in things)
    assert max(Counter(thing.uri for thing in things).values()) == 1
    assert all(set(thing.labels) >= WRITTEN for thing in things)
    assert {thing.family for thing in things} <= set(vocabulary.FAMILIES)


def test_onboarding_brings_three_goals_to_tick_in_every_language() -> None:
    goals = starting_points.ready_goals("onboarding")

    assert set(goals) == WRITTEN
    assert {len(texts) for texts in goals.values()} == {3}
    assert starting_points.ready_goals("free") == {}
