"""The count: after the close, from eight people on, once, and then nothing is left."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from evaluations import results
from evaluations.models import Ballot, Box, Release
from evaluations.operations import boxes
from evaluations.tally import tally
from privacy.keyring import SealError
from programmes.models import Programme
from tests.boxes import AFTER, CLOSES_AT, let_answer, make_box

pytestmark = pytest.mark.django_db


def test_nothing_is_counted_before_the_close() -> None:
    box, people = make_box()
    let_answer(box, people)

    with pytest.raises(ValidationError, match="still open"):
        tally(box, at=CLOSES_AT - timedelta(seconds=1))


def test_a_close_is_never_brought_forward() -> None:
    box, people = make_box()
    let_answer(box, people)
    Box.objects.update(closes_at=CLOSES_AT - timedelta(days=10))

    with pytest.raises(SealError):
        tally(Box.objects.get(), at=CLOSES_AT - timedelta(days=9))
    assert Ballot.objects.count() == len(people)


def test_from_eight_people_on_a_figure_is_released() -> None:
    box, people = make_box()
    let_answer(box, people[:8])

    counted = tally(box, at=AFTER)

    assert counted.state == Box.State.RELEASED
    [wave] = results.waves_of(box.pool.programmes.get())
    assert wave.people == "8-14"
    assert [figure.item for figure in wave.figures] == ["satisfaction"]
    assert wave.figures[0].shown == "word"


def test_seven_people_release_nothing_not_even_their_number() -> None:
    box, people = make_box()
    let_answer(box, people[:7])
    for person in people[:3]:
        let_answer(box, [person], "difficult")

    waiting = tally(box, at=AFTER)

    assert waiting.state == Box.State.OPEN
    assert timezone.localtime(waiting.closes_at).strftime("%m-%d") == "12-31"
    assert not Release.objects.exists()
    assert Ballot.objects.count() == 7


def test_a_box_that_waits_takes_answers_until_its_new_close() -> None:
    box, people = make_box()
    let_answer(box, people[:7])
    waiting = tally(box, at=AFTER)

    boxes.answer(waiting, by=people[7], answers={"satisfaction": "good"}, at=AFTER)

    later = waiting.closes_at + timedelta(minutes=1)
    assert tally(waiting, at=later).state == Box.State.RELEASED


def test_after_two_years_without_eight_people_a_box_is_shredded() -> None:
    box, people = make_box()
    let_answer(box, people[:7])

    for _ in range(5):
        box = Box.objects.get()
        box = tally(box, at=box.closes_at)

    assert box.state == Box.State.SHREDDED
    assert not Ballot.objects.exists()
    assert bytes(box.sealed_record) == b""


def test_after_the_count_neither_ballots_nor_keys_nor_counts_are_left() -> None:
    box, people = make_box()
    let_answer(box, people[:7])
    let_answer(box, people[7:8], "difficult")

    tally(box, at=AFTER)

    assert not Ballot.objects.exists()
    assert bytes(Box.objects.get().sealed_record) == b""
    body = json.dumps(Release.objects.get().body)
    assert '"8"' not in body
    assert "7" not in json.loads(body)["people"]


def test_a_second_count_changes_nothing() -> None:
    box, people = make_box()
    let_answer(box, people[:8])
    tally(box, at=AFTER)
    released = Release.objects.get()

    tally(box, at=AFTER + timedelta(days=1))

    assert Release.objects.get().content_hash == released.content_hash


def test_a_release_is_never_changed_not_even_by_raw_sql() -> None:
    box, people = make_box()
    let_answer(box, people[:8])
    tally(box, at=AFTER)

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Release.objects.update(content_hash="")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own statement")
def test_a_release_is_never_replaced() -> None:
    box, people = make_box()
    let_answer(box, people[:8])
    tally(box, at=AFTER)

    with (
        pytest.raises(IntegrityError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT OR REPLACE INTO evaluations_release"
            " SELECT * FROM evaluations_release"
        )


def test_an_item_that_few_answered_is_hidden() -> None:
    box, people = make_box(pairs=30)
    assert box.items_published == 3
    for person in people[:40]:
        boxes.answer(
            box,
            by=person,
            answers={"satisfaction": "good"},
            at=CLOSES_AT - timedelta(1),
        )

    tally(box, at=AFTER)

    [wave] = results.waves_of(box.pool.programmes.get())
    assert [figure.shown for figure in wave.figures] == ["percent", "hidden", "hidden"]


def test_the_minute_counts_what_is_due() -> None:
    box, people = make_box()
    let_answer(box, people[:8])

    assert boxes.close_due(at=CLOSES_AT - timedelta(minutes=1)) == 0
    assert boxes.close_due(at=CLOSES_AT) == 1
    assert boxes.close_due(at=CLOSES_AT) == 0
    assert not results.is_waiting(Programme.objects.get())
