"""Every address of a pair, with what it takes to open it and to send its form."""

from dataclasses import dataclass
from uuid import uuid4

from django.urls import reverse

from sessions_log.models import Goal, Meeting, Note
from sessions_log.notes import NoteText, Remark
from sessions_log.operations import challenges, meetings, preparation, writing
from sessions_log.operations.meetings import Moment
from tests.factories import NOW
from tests.pairs import FIRST_MEETING, Pair

Said = dict[str, str]


@dataclass(frozen=True)
class Address:
    """One page or press; `field` is where somebody types."""

    name: str
    url: str
    sends: Said | None = None
    is_page: bool = True
    field: str = ""


def addresses_of(pairing: Pair) -> list[Address]:
    """Give all that one of the two may open or send, for a pair with a note each."""
    note = writing.write_note(
        pairing, Remark(NoteText("A note"), once=uuid4()), at=NOW, by=pairing.mentee
    )
    return [
        *_of_pair(pairing),
        *_of_note(note),
        *_of_goal(pairing),
        *_of_meeting(pairing),
        *_of_challenge(pairing),
    ]


def _of_pair(pairing: Pair) -> list[Address]:
    moment = {"on": "2026-09-30", "minutes": "60", "way": "face"}
    return [
        _address("pairing", pairing.pk),
        _address("agreement", pairing.pk, {"text": "Our words"}, field="text"),
        _address("agree", pairing.pk, {}, is_page=False),
        _address("goal_add", pairing.pk, {"text": "A goal"}, field="text"),
        _address(
            "note_write", pairing.pk, {"text": "Words", "reader": "us"}, field="text"
        ),
        _address("plan", pairing.pk, moment),
        _address("mirror_lay", pairing.pk, {}, is_page=False),
        _address("mirror_ask", pairing.pk, {}, is_page=False),
    ]


def _of_note(note: Note) -> list[Address]:
    return [
        _address("note_change", note.pk, {"text": "Other words"}, field="text"),
        _address("note_delete", note.pk, {}, is_page=False),
        _address("note_share", note.pk, {}, is_page=False),
    ]


def _of_goal(pairing: Pair) -> list[Address]:
    goal = Goal.objects.get(pairing=pairing)
    presses = {"goal_agree": {}, "goal_move": {"step": "1"}, "goal_let_go": {}}
    pages = [
        _address("goal_change", goal.pk, {"text": "Other words"}, field="text"),
        _address("goal_wording", goal.pk, {"text": "Better words"}, field="text"),
        _address("goal_wording_answer", goal.pk, {"takes": "yes"}, is_page=False),
    ]
    found = [
        _address(name, goal.pk, sends, is_page=False) for name, sends in presses.items()
    ]
    return [*pages, *found, _address("goal_take_up", goal.pk, {}, is_page=False)]


def _of_challenge(pairing: Pair) -> list[Address]:
    item = challenges.propose(
        pairing, "A challenge", due_on=None, at=NOW, by=pairing.mentor
    )
    words = {"text": "Words"}
    return [
        _address("challenge_add", pairing.pk, words, field="text"),
        _address("challenge_take", item.pk, words, field="text"),
        _address("challenge_result", item.pk, words, field="text"),
        _address("challenge_let_go", item.pk, {}, is_page=False),
    ]


def _of_meeting(pairing: Pair) -> list[Address]:
    meeting = Meeting.objects.for_display().get(pairing=pairing, number=1)
    moment = {"on": str(FIRST_MEETING), "minutes": "60", "way": "face"}
    log = {**moment, "reader": "us", "note": "Words"}
    return [
        _address("meeting_move", meeting.pk, moment),
        _address("meeting_log", meeting.pk, log, field="note"),
        _address("meeting_as_planned", meeting.pk, {}, is_page=False),
        _address("meeting_cancel", meeting.pk, {}, is_page=False),
        _address("meeting_file", meeting.pk),
        _address("another", pairing.pk, log, field="note"),
        *_of_noted(pairing, moment),
        *_of_sheet(meeting),
    ]


def _of_noted(pairing: Pair, moment: Said) -> list[Address]:
    """Give what may be said of a conversation that the mentee noted."""
    first_day = Moment(NOW.date(), None, 60, Meeting.Way.PHONE)
    noted = meetings.note_another(pairing, first_day, at=NOW, by=pairing.mentee)
    presses = ("dispute", "confirm", "take_back")
    return [
        _address("meeting_correct", noted.pk, moment),
        *(_address(f"meeting_{one}", noted.pk, {}, is_page=False) for one in presses),
    ]


def _of_sheet(meeting: Meeting) -> list[Address]:
    """Give the sheet of a meeting, with a point and an action of the mentee."""
    by, said = meeting.pairing.mentee, {"text": "A point"}
    assert by
    point = preparation.add_point(meeting, said["text"], at=NOW, by=by, once=uuid4())
    action = preparation.add_action(
        meeting, "To do", for_role="mentee", due_on=None, at=NOW, by=by, once=uuid4()
    )
    wish, does = {"wish": "To listen", "reader": "us"}, {**said, "for_role": "mentor"}
    return [
        _address("meeting_prepare", meeting.pk),
        _address("meeting_point", meeting.pk, said, field="text"),
        _address("meeting_wish", meeting.pk, wish, field="wish"),
        _address("meeting_action", meeting.pk, does, field="text"),
        _address("meeting_prepared", meeting.pk, {"prepared": "yes"}, is_page=False),
        _address("point_remove", point.pk, {}, is_page=False),
        _address("action_tick", action.pk, {"done": "yes"}, is_page=False),
    ]


def _address(
    name: str,
    pk: object,
    sends: Said | None = None,
    *,
    is_page: bool = True,
    field: str = "",
) -> Address:
    url = reverse(f"sessions_log:{name}", args=[pk])
    return Address(name, url, sends, is_page, field)
