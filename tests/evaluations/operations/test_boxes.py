"""Opening a check-in for the people of a pool."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from evaluations.models import Box, Instrument, Item, Pool
from evaluations.operations import boxes
from mailing.models import Delivery
from programmes.models import Programme
from tests.boxes import AFTER, CLOSES_AT, let_answer, make_box, make_running
from tests.factories import NOW, make_coordinator, make_programme

pytestmark = pytest.mark.django_db


def test_everybody_in_a_running_pair_is_asked_once() -> None:
    box, people = make_box(pairs=2)

    asked = Delivery.objects.filter(kind="check_in", about_id=box.pk)

    assert set(asked.values_list("recipient_id", flat=True)) == {
        person.pk for person in people
    }
    assert {one.expires_at for one in asked} == {CLOSES_AT}


def test_a_programme_has_a_pool_of_its_own_unless_one_was_named() -> None:
    alone, first, second = (make_programme() for _ in range(3))
    pool = Pool.objects.create(name="Small ones")
    pool.programmes.add(first, second)

    assert boxes.pool_of(alone) == boxes.pool_of(alone)
    assert boxes.pool_of(first) == boxes.pool_of(second) == pool


def test_people_of_several_programmes_in_a_pool_are_asked_together() -> None:
    one = make_programme(state=Programme.State.RUNNING)
    other = make_programme(state=Programme.State.RUNNING)
    pool = Pool.objects.create(name="Small ones")
    pool.programmes.add(one, other)
    expected = {*make_running(one, 2), *make_running(other, 2)}

    assert set(boxes.participants_of(pool)) == expected


def test_a_second_check_in_waits_for_the_first() -> None:
    box, _people = make_box()
    programme = box.pool.programmes.get()

    with pytest.raises(ValidationError, match="open already"):
        make_box(programme=programme)


def test_four_check_ins_a_year_is_the_most() -> None:
    box, _people = make_box()
    programme = box.pool.programmes.get()
    by = make_coordinator(programme)
    for month in (1, 2, 3):
        Box.objects.update(state=Box.State.RELEASED)
        at = NOW + timedelta(days=30 * month)
        boxes.open_check_in(programme, closes_at=at + timedelta(7), at=at, by=by)
    Box.objects.update(state=Box.State.RELEASED)

    fifth, later = NOW + timedelta(days=200), NOW + timedelta(days=365)
    with pytest.raises(ValidationError, match="Four check-ins a year"):
        boxes.open_check_in(programme, closes_at=fifth + timedelta(7), at=fifth, by=by)
    boxes.open_check_in(programme, closes_at=later + timedelta(7), at=later, by=by)

    assert Box.objects.count() == 5


def test_a_check_in_that_would_close_at_once_is_refused() -> None:
    programme = make_programme()

    with pytest.raises(ValidationError):
        boxes.open_check_in(
            programme,
            closes_at=NOW - timedelta(days=1),
            at=NOW,
            by=make_coordinator(programme),
        )
    assert not Box.objects.exists()


def test_questions_are_stored_once_and_frozen_in_each_box() -> None:
    box, _people = make_box()
    other, _others = make_box()
    Item.objects.update(text={"en": "Something else"})

    assert Instrument.objects.count() == 1
    assert box.instruments == other.instruments
    assert Box.objects.get(pk=box.pk).instruments[0]["items"][0]["text"]["nl"]


@pytest.mark.parametrize(("pairs", "items"), [(6, 1), (14, 3)])
def test_how_many_items_are_published_is_fixed_before_the_box_opens(
    pairs: int, items: int
) -> None:
    box, _people = make_box(pairs=pairs)

    assert box.items_published == items


def test_a_box_that_does_not_open_keeps_no_other_waiting() -> None:
    first, others = make_box(), [make_box() for _ in range(2)]
    for box, people in (first, *others):
        let_answer(box, people)
    Box.objects.filter(pk=first[0].pk).update(sealed_record=others[0][0].sealed_record)

    assert boxes.close_due(at=AFTER) == 2

    assert Box.objects.get(state=Box.State.OPEN) == first[0]
