"""What forms of a pair take, refuse and offer."""

from datetime import date, time
from uuid import UUID

import pytest
from django.forms import Form

from sessions_log.access import ME, US, Readers
from sessions_log.forms import (
    AgreementForm,
    GoalForm,
    LogForm,
    MomentForm,
    NoteChangeForm,
    NoteForm,
    StepForm,
)
from sessions_log.notes import MOST_CHARACTERS, NoteText, Remark
from tests.factories import make_person

pytestmark = pytest.mark.django_db
LOG = {"on": "2026-09-08", "minutes": "60", "way": "face", "reader": "us", "note": ""}
ONCE = "6b1a63e2-45b4-4a5c-9a5c-0d4c0b2f1b11"


def offered_by(form: Form, name: str) -> list[tuple[object, str]]:
    """Give the answers that a page shows, with what is written on them."""
    return [(one.data["value"], str(one.choice_label)) for one in form[name]]


@pytest.fixture
def readers() -> dict[str, Readers]:
    return {US: Readers(US, make_person(called="Luc")), ME: Readers(ME, None)}


def test_a_note_is_for_oneself_unless_one_says_otherwise(
    readers: dict[str, Readers],
) -> None:
    form = NoteForm(readers=readers)

    assert form["reader"].value() == ME
    assert offered_by(form, "reader") == [(US, "Luc and you"), (ME, "Only you")]


def test_a_note_about_a_meeting_is_for_the_two_unless_one_says_otherwise(
    readers: dict[str, Readers],
) -> None:
    assert LogForm(readers=readers, ways=["face"])["reader"].value() == US


def test_what_was_typed_goes_to_whoever_was_chosen(readers: dict[str, Readers]) -> None:
    form = NoteForm({"text": "Words", "reader": "us", "once": ONCE}, readers=readers)

    assert form.is_valid()
    assert form.remark() == Remark(NoteText("Words"), is_shared=True, once=UUID(ONCE))


def test_a_form_without_its_name_still_counts(readers: dict[str, Readers]) -> None:
    form = NoteForm({"text": "Words", "reader": "me"}, readers=readers)

    assert form.is_valid()
    assert form.remark() == Remark(NoteText("Words"), is_shared=False, once=None)


def test_every_form_has_a_name_of_its_own(readers: dict[str, Readers]) -> None:
    names = {str(NoteForm(readers=readers)["once"].value()) for _form in range(3)}

    assert len(names) == 3


@pytest.mark.parametrize(
    "said",
    [{"text": "", "reader": "me"}, {"text": "Words"}, {"text": "W", "reader": "hr"}],
)
def test_a_note_without_words_or_readers_is_refused(
    readers: dict[str, Readers], said: dict[str, str]
) -> None:
    assert not NoteForm(said, readers=readers).is_valid()


def test_a_text_that_is_too_long_is_told_by_how_much(
    readers: dict[str, Readers],
) -> None:
    long = {"text": "x" * (MOST_CHARACTERS + 1), "reader": "me", "note": "x" * 100_000}
    said = f"This text has {MOST_CHARACTERS + 1} characters; the most is 20000."

    for form in (
        NoteForm(long, readers=readers),
        GoalForm(long, readers=readers[US]),
        AgreementForm(long, readers=readers[US]),
        NoteChangeForm(long, readers=readers[ME]),
    ):
        assert str(form.errors["text"][0]).startswith(said)
        assert form["text"].value() == long["text"]
    log = LogForm(LOG | long, readers=readers, ways=["face"])
    assert "100000 characters" in log.errors["note"][0]


def test_the_longest_text_is_taken(readers: dict[str, Readers]) -> None:
    assert GoalForm({"text": "x" * MOST_CHARACTERS}, readers=readers[US]).is_valid()


def test_a_text_with_fixed_readers_says_who_they_are(
    readers: dict[str, Readers],
) -> None:
    shared, own = (NoteChangeForm(readers=readers[key]) for key in (US, ME))

    assert (shared.mark, own.mark) == (US, ME)
    assert shared["text"].help_text == readers[US].sentence
    assert own["text"].help_text == readers[ME].sentence


def test_a_meeting_is_preset_and_a_note_may_stay_empty(
    readers: dict[str, Readers],
) -> None:
    form = LogForm(LOG, readers=readers, ways=["face"])

    assert form.is_valid()
    assert form.cleaned_data["on"] == date(2026, 9, 8)
    assert form.remark().text == NoteText("")


@pytest.mark.parametrize(
    "odd",
    [
        {"on": ""},
        {"on": "yesterday"},
        {"minutes": "7"},
        {"way": "telepathy"},
        {"way": "mail"},
        {"reader": ""},
    ],
)
def test_an_odd_answer_about_a_meeting_is_refused(
    readers: dict[str, Readers], odd: dict[str, str]
) -> None:
    assert not LogForm(LOG | odd, readers=readers, ways=["face", "video"]).is_valid()


def test_the_usual_lengths_are_offered_and_that_of_the_programme() -> None:
    form = MomentForm(initial={"minutes": 50}, ways=["face"])

    assert offered_by(form, "minutes") == [
        (15, "15 minutes"),
        (30, "30 minutes"),
        (50, "50 minutes"),
        (60, "60 minutes"),
        (90, "90 minutes"),
    ]


def test_the_ways_of_the_programme_are_offered_and_that_of_the_meeting() -> None:
    def offered(**initial: str) -> list[str]:
        form = MomentForm(initial=initial, ways=["video", "face"])
        return [str(way) for way, _label in offered_by(form, "way")]

    assert offered() == ["face", "video"]
    assert offered(way="mail") == ["face", "video", "mail"]


def test_a_moment_may_be_without_a_time() -> None:
    said = {"on": "2026-09-08", "minutes": "60", "way": "face", "time": ""}

    assert MomentForm(said, ways=["face"]).is_valid()
    timed = MomentForm(said | {"time": "14:30"}, ways=["face"])
    assert timed.is_valid()
    assert timed.cleaned_data["time"] == time(14, 30)


@pytest.mark.parametrize("step", ["", "5", "-1", "half"])
def test_a_step_that_does_not_exist_is_no_answer(step: str) -> None:
    assert not StepForm({"step": step}).is_valid()


def test_a_step_is_a_number() -> None:
    form = StepForm({"step": "4"})

    assert form.is_valid()
    assert form.cleaned_data == {"step": 4}
