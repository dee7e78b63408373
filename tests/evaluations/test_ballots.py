"""A ballot leads to nobody and opens for nobody before the count."""

from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from evaluations import ballots
from evaluations.models import Ballot, Box
from evaluations.operations import boxes
from privacy import sealing
from privacy.keyring import SealError
from tests.boxes import CLOSES_AT, let_answer, make_box
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_one_person_has_one_ballot_and_the_newer_one_counts() -> None:
    box, people = make_box()
    let_answer(box, people[:1])
    let_answer(box, people[:1], "difficult")

    record = ballots.open_record(Box.objects.get())
    assert ballots.opened(box, record, Ballot.objects.get()) == {
        "satisfaction": "difficult"
    }


def test_a_ballot_has_no_column_that_leads_to_a_person() -> None:
    columns = {field.name for field in Ballot._meta.get_fields()}

    assert columns == {"id", "box", "tag", "part", "sealed"}


def test_all_ballots_are_of_one_size() -> None:
    box, people = make_box()
    let_answer(box, people[:1])
    everything = {"satisfaction": "all_right", "trust": "difficult", "goals": "good"}
    boxes.answer(box, by=people[1], answers=everything, at=NOW)

    assert len({len(one.sealed) for one in Ballot.objects.all()}) == 1


def test_nothing_is_written_beside_a_ballot_that_could_be_linked_to_it() -> None:
    box, people = make_box()
    with connection.execute_wrapper(_refuse_other_tables):
        let_answer(box, people[:1])

    assert Ballot.objects.count() == 1


def _refuse_other_tables(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - Django's hook
    writes = sql.split(" ", 1)[0] in {"INSERT", "UPDATE", "DELETE"}
    assert not writes or "evaluations_ballot" in sql, sql
    return execute(sql, params, many, context)


@pytest.mark.parametrize("at", [NOW.replace(year=2020), CLOSES_AT])
def test_a_box_takes_nothing_before_it_opens_or_after_its_close(at: datetime) -> None:
    box, people = make_box()

    with pytest.raises(ValidationError, match="closed"):
        boxes.answer(box, by=people[0], answers={"satisfaction": "good"}, at=at)


def test_a_box_that_was_counted_takes_nothing() -> None:
    box, people = make_box()
    Box.objects.update(state=Box.State.RELEASED)

    with pytest.raises(ValidationError, match="closed"):
        let_answer(box, people[:1])


def test_a_key_put_in_by_sql_reads_nothing() -> None:
    box, people = make_box()
    other, _people = make_box()
    Box.objects.filter(pk=box.pk).update(sealed_record=other.sealed_record)

    with pytest.raises(SealError):
        let_answer(Box.objects.get(pk=box.pk), people[:1])


def test_a_ballot_moved_to_another_box_does_not_open() -> None:
    box, people = make_box()
    other, _people = make_box()
    let_answer(box, people[:1])
    Ballot.objects.update(box=other)

    with pytest.raises(SealError):
        ballots.opened(other, ballots.open_record(other), Ballot.objects.get())


def test_a_tag_cannot_be_made_without_the_key_of_the_box() -> None:
    box, people = make_box()
    let_answer(box, people[:1])

    guessed = sealing.mac(b"0" * 32, "ballot tag", people[0].pk)

    assert bytes(Ballot.objects.get().tag) != guessed
    assert "hidden" in repr(ballots.open_record(box))


def test_who_is_erased_takes_their_ballot_out_unopened() -> None:
    box, people = make_box()
    let_answer(box, people[:2])

    ballots.withdraw(box, of=people[0])
    ballots.withdraw(box, of=people[5])

    assert Ballot.objects.count() == 1
    box.sealed_record = b""
    ballots.withdraw(box, of=people[1])
    assert Ballot.objects.count() == 1
