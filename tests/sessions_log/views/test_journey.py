"""Phases with their next step, and one timeline for both."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from matching.models import Pairing
from programmes import starting_points
from programmes.models import Phase, Programme, Step
from sessions_log import queries
from sessions_log.models import Meeting, StepDone
from sessions_log.operations import agreements, meetings, steps
from sessions_log.operations.meetings import Moment
from tests.factories import NOW, give_secret, make_person
from tests.pairs import FIRST_MEETING, GOAL, Pair, after_meeting
from tests.sessions_log.conftest import ComeIn

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("_after_the_first_meeting"),
]


@pytest.fixture
def pair(running: Pair) -> Pair:
    """Give the programme of a running pair the phases of the templates."""
    for position, first in enumerate(starting_points.phases(26), 1):
        phase = Phase.objects.create(
            programme=running.programme,
            position=position,
            kind=first.kind,
            weeks=first.weeks,
        )
        for number, step in enumerate(first.steps, 1):
            Step.objects.create(phase=phase, position=number, **vars(step))
    return running


def page_of(client: Client, pairing: Pairing) -> str:
    return client.get(reverse("sessions_log:timeline", args=[pairing.pk])).text


def press(client: Client, pairing: Pairing, step: Step, done: str = "yes") -> int:
    url = reverse("sessions_log:step_done", args=[pairing.pk, step.pk])
    return client.post(url, {"done": done}).status_code


def step_of(role: str, kind: str = "step") -> Step:
    return Step.objects.filter(for_role=role, kind=kind)[0]


def test_every_phase_brings_shadowing_where_it_belongs_and_a_milestone() -> None:
    phases = starting_points.phases(26)

    assert [one.kind for one in phases] == ["welcome", "guide", "teach", "coach"]
    assert abs(sum(one.weeks for one in phases) - 26) <= 1
    for one in phases:
        assert {step.kind for step in one.steps} == {"step", "milestone"}
        for step in one.steps:
            assert set(step.text) == {"nl", "fr", "en"}
    for kind in ("welcome", "teach"):
        [phase] = [one for one in phases if one.kind == kind]
        assert any("hadow" in step.text["en"] for step in phase.steps)


def test_the_phase_and_the_next_step_stand_on_one_page(
    pair: Pair, come_in: ComeIn
) -> None:
    page = page_of(come_in(pair.mentee), pair)

    assert "Welcome" in page
    assert "I know whom I can ask what." in page
    found = queries.journey_page(pair, reader=pair.mentee, on=NOW.date())
    assert [one.phase.kind for one in found.phases if one.is_now] == ["welcome"]
    assert found.next is not None
    assert found.next.step.position == 1


@pytest.mark.parametrize(
    ("weeks", "kind"), [(0, "welcome"), (5, "guide"), (14, "teach"), (40, "coach")]
)
def test_weeks_bring_the_next_phase(pair: Pair, weeks: int, kind: str) -> None:
    on = NOW.date() + timedelta(weeks=weeks)

    found = queries.journey_page(pair, reader=pair.mentee, on=on)

    assert [one.phase.kind for one in found.phases if one.is_now] == [kind]


def test_a_step_is_taken_with_one_press_and_taken_back(
    pair: Pair, come_in: ComeIn
) -> None:
    client, step = come_in(pair.mentee), step_of("both")

    for _press in range(2):
        press(client, pair, step)
    assert StepDone.objects.get().step == step
    assert f"Done: {step}" in page_of(come_in(pair.mentor), pair)

    press(client, pair, step, "no")
    assert not StepDone.objects.exists()


def test_a_milestone_is_the_mentees_to_say(pair: Pair, come_in: ComeIn) -> None:
    milestone = step_of("mentee", "milestone")

    assert press(come_in(pair.mentor), pair, milestone) == 403
    assert "I can do this now" not in page_of(come_in(pair.mentor), pair)
    assert press(come_in(pair.mentee), pair, milestone) == 302
    assert StepDone.objects.get().step == milestone


def test_nobody_takes_a_step_of_the_other_or_of_another_programme(
    pair: Pair, come_in: ComeIn
) -> None:
    client = come_in(pair.mentee)

    assert press(client, pair, step_of("mentor")) == 403
    url = reverse("sessions_log:step_done", args=[pair.pk, uuid4()])
    assert client.post(url).status_code == 404
    assert not StepDone.objects.exists()


def test_the_timeline_tells_both_the_same(pair: Pair, come_in: ComeIn) -> None:
    moment = Moment(FIRST_MEETING, None, 60, Meeting.Way.FACE)
    first = Meeting.objects.get(pairing=pair, number=1)
    meetings.log(first, moment, at=after_meeting(), by=pair.mentee)
    agreements.word(pair, "Our words", at=after_meeting(), by=pair.mentor)

    mine = queries.journey_page(pair, reader=pair.mentee, on=NOW.date()).moments
    theirs = queries.journey_page(pair, reader=pair.mentor, on=NOW.date()).moments

    assert mine == theirs
    said = [str(one.what) for one in mine]
    assert any(one.startswith("You met") for one in said)
    assert "Your agreement in new words" in said
    assert GOAL in {one.text.plain for one in mine if one.text}
    assert [one.on for one in mine] == sorted((one.on for one in mine), reverse=True)


def test_a_programme_without_phases_has_a_timeline(
    running: Pair, come_in: ComeIn
) -> None:
    assert "What you did" in page_of(come_in(running.mentee), running)


def test_after_the_end_it_is_read_and_no_step_is_taken(
    pair: Pair, come_in: ComeIn
) -> None:
    step = step_of("both")
    Pairing.objects.filter(pk=pair.pk).update(
        state="ended", ended_on=NOW.date(), ended_as="completed"
    )
    client = come_in(pair.mentee)

    assert press(client, pair, step) == 403
    assert "What you did" in page_of(client, pair)


def test_for_a_stranger_none_of_it_exists(pair: Pair, come_in: ComeIn) -> None:
    client = come_in(give_secret(make_person()))

    url = reverse("sessions_log:timeline", args=[pair.pk])
    assert client.get(url).status_code == 404
    assert press(client, pair, step_of("both")) == 404


@pytest.mark.parametrize("count", [1, 4])
def test_the_timeline_costs_the_same_with_one_and_with_four(
    pair: Pair,
    come_in: ComeIn,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for step in Step.objects.filter(for_role="both")[:count]:
        steps.take(pair, step, at=NOW, by=pair.mentee)
    client = come_in(pair.mentee)
    page_of(client, pair)

    with django_assert_num_queries(15):
        page_of(client, pair)


def test_who_gets_acquainted_has_a_timeline_too(
    preparing: Pair, come_in: ComeIn
) -> None:
    assert "You both agreed: you began" not in page_of(
        come_in(preparing.mentee), preparing
    )


def test_when_the_programme_has_closed_no_step_is_taken(
    pair: Pair, come_in: ComeIn
) -> None:
    Programme.objects.update(state=Programme.State.CLOSED)
    step = Step.objects.filter(for_role="both")[0]

    assert press(come_in(pair.mentee), pair, step) == 302
    assert not StepDone.objects.exists()
