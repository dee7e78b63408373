from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mailing.models import Delivery
from people.events import Consequence
from privacy.models import AuditEntry
from programmes import operations, rules
from programmes.events import ProgrammeClosed, programme_closed
from programmes.models import Programme
from tests.factories import NOW, make_draft, make_person, make_programme
from tests.programmes.test_rules import MISSING

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard() -> Iterator[list[ProgrammeClosed]]:
    """Listen for the news, as an app above would."""
    changes: list[ProgrammeClosed] = []

    def listen(change: ProgrammeClosed, **_said: object) -> list[Consequence]:
        changes.append(change)
        return [Consequence("heard", uuid4())]

    programme_closed.connect(listen)
    yield changes
    programme_closed.disconnect(listen)


def test_a_whole_frame_opens_and_sends_no_letter() -> None:
    draft, coordinator = make_draft(), make_person()

    opened = operations.open_programme(draft, by=coordinator, at=NOW)

    draft.refresh_from_db()
    assert (draft.state, opened.version) == (Programme.State.RECRUITING, 1)
    assert AuditEntry.objects.get(scope=draft.pk).verb == "programme_opened"
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(("part", "nothing", "section"), MISSING)
def test_a_draft_that_lacks_one_part_does_not_open(
    part: str, nothing: object, section: str
) -> None:
    draft = make_draft(**{part: list(nothing) if nothing == () else nothing})

    with pytest.raises(ValidationError) as refusal:
        operations.open_programme(draft, by=make_person(), at=NOW)

    assert len(refusal.value.messages) == 1
    draft.refresh_from_db()
    assert draft.is_draft
    assert not AuditEntry.objects.filter(scope=draft.pk).exists()


def test_a_draft_without_goal_does_not_open() -> None:
    draft = make_draft()
    draft.objectives.all().delete()

    with pytest.raises(ValidationError, match="at least one goal"):
        operations.open_programme(draft, by=make_person(), at=NOW)


def test_opening_twice_is_opening_once() -> None:
    draft, coordinator = make_draft(), make_person()
    operations.open_programme(draft, by=coordinator, at=NOW)
    operations.advance(draft, to="matching", by=coordinator, at=NOW)

    operations.open_programme(draft, by=coordinator, at=NOW)

    draft.refresh_from_db()
    assert draft.state == Programme.State.MATCHING


def test_a_programme_goes_through_its_states_to_the_end() -> None:
    programme, coordinator = make_programme(state="recruiting"), make_person()

    for state in rules.ORDER[2:-1]:
        operations.advance(programme, to=state, by=coordinator, at=NOW)

    operations.close(programme, by=coordinator, at=NOW)
    programme.refresh_from_db()
    assert programme.state == Programme.State.CLOSED
    assert AuditEntry.objects.filter(scope=programme.pk).count() == 6


@pytest.mark.parametrize(
    ("state", "to", "sentence"),
    [
        ("running", "matching", "A programme only goes forward."),
        ("running", "running", "A programme only goes forward."),
        ("recruiting", "running", "a step in between"),
        ("closing", "closed", "Opening and closing"),
        ("draft", "recruiting", "Opening and closing"),
        ("closed", "running", "A programme only goes forward."),
    ],
)
def test_a_step_that_is_not_lawful_is_refused(
    state: str, to: str, sentence: str
) -> None:
    programme = make_programme(state=state)

    with pytest.raises(ValidationError, match=sentence):
        operations.advance(programme, to=to, by=make_person(), at=NOW)

    programme.refresh_from_db()
    assert programme.state == state


@pytest.mark.parametrize("state", rules.ORDER[1:-1])
def test_closing_is_announced_and_what_follows_comes_back(
    state: str, heard: list[ProgrammeClosed]
) -> None:
    programme, coordinator = make_programme(state=state), make_person()

    followed = operations.close(programme, by=coordinator, at=NOW)

    (change,) = heard
    assert (change.programme, change.by, change.at) == (programme, coordinator, NOW)
    assert change.programme.state == Programme.State.CLOSED
    assert [one.kind for one in followed if one.kind == "heard"] == ["heard"]


@pytest.mark.parametrize(
    ("state", "sentence"), [("draft", "not open yet"), ("closed", "closed already")]
)
def test_a_draft_and_a_closed_programme_announce_nothing(
    state: str, sentence: str, heard: list[ProgrammeClosed]
) -> None:
    programme = make_programme(state=state)

    with pytest.raises(ValidationError, match=sentence):
        operations.close(programme, by=make_person(), at=NOW)

    assert heard == []


def test_what_fails_above_undoes_the_closing() -> None:
    programme = make_programme()

    def fail(**_said: object) -> list[Consequence]:
        raise ValidationError("No.")

    programme_closed.connect(fail)
    try:
        with pytest.raises(ValidationError, match=r"No\."):
            operations.close(programme, by=make_person(), at=NOW)
    finally:
        programme_closed.disconnect(fail)

    programme.refresh_from_db()
    assert programme.is_open


class EveryWalk(TestCase):
    """Whatever is tried in whatever order, the state only goes forward."""

    @given(
        tries=st.lists(st.sampled_from(["open", "close", *rules.ORDER]), max_size=12)
    )
    def test_the_state_only_goes_forward(self, tries: list[str]) -> None:
        programme, person = make_draft(), make_person()
        reached = [0]
        for wish in tries:
            try:
                if wish == "open":
                    operations.open_programme(programme, by=person, at=NOW)
                elif wish == "close":
                    operations.close(programme, by=person, at=NOW)
                else:
                    operations.advance(programme, to=wish, by=person, at=NOW)
            except ValidationError:
                pass
            programme.refresh_from_db()
            reached.append(rules.ORDER.index(programme.state))

        assert reached == sorted(reached)
