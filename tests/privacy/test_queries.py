"""Who may read which acts."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from privacy import audit, operations, queries
from tests.factories import make_person

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_a_person_sees_who_looked_at_their_data_newest_first() -> None:
    anna, chief = make_person(), make_person()
    audit.record(chief, "looked at", anna, subject=anna, at=NOON)
    audit.record(None, "reminded", anna, subject=anna, at=NOON + timedelta(hours=1))
    audit.record(anna, "changed", anna, subject=anna, at=NOON)

    acts = queries.acts_about(anna)

    assert [(act.verb, act.who, act.by_the_house) for act in acts] == [
        ("reminded", None, True),
        ("looked at", chief, False),
    ]


def test_a_person_sees_what_they_did_themselves() -> None:
    anna = make_person()
    audit.record(anna, "signed in", anna, at=NOON)

    assert [(act.verb, act.who, act.at) for act in queries.acts_by(anna)] == [
        ("signed in", anna, NOON)
    ]


def test_a_stranger_sees_nothing_of_it() -> None:
    anna, chief, stranger = make_person(), make_person(), make_person()
    audit.record(chief, "looked at", anna, subject=anna)

    assert queries.acts_about(stranger) == []
    assert queries.acts_by(stranger) == []
    audit.record(stranger, "signed in", stranger)
    assert queries.acts_about(stranger) == []


def test_coordinators_read_the_acts_of_their_programme_only() -> None:
    anna, ours, theirs = make_person(), uuid.uuid4(), uuid.uuid4()
    audit.record(anna, "opened", anna, scope=ours)
    audit.record(anna, "opened too", anna, scope=theirs)
    audit.record(anna, "shared", anna, scope=ours, audience="self")
    audit.record(anna, "imported", anna)

    assert [act.verb for act in queries.acts_in_programme(ours, limit=9)] == ["opened"]


def test_the_house_reads_its_own_acts_and_counts_the_private_ones() -> None:
    anna = make_person()
    audit.record(anna, "imported", anna, at=NOON)
    audit.record(anna, "opened", anna, scope=uuid.uuid4(), at=NOON)
    for days in (0, 1, 40):
        at = NOON + timedelta(days=days)
        audit.record(anna, "shared", anna, audience="self", at=at)

    assert [act.verb for act in queries.acts_in_house(limit=9)] == ["imported"]
    assert queries.private_acts_per_month() == {
        date(2026, 9, 1): 2,
        date(2026, 10, 1): 1,
    }


def test_a_list_ends_where_it_is_told() -> None:
    anna = make_person()
    for hours in range(3):
        audit.record(anna, f"act {hours}", anna, at=NOON + timedelta(hours=hours))

    assert [act.verb for act in queries.acts_in_house(limit=2)] == ["act 2", "act 1"]


def test_somebody_who_was_forgotten_has_no_name_in_the_list() -> None:
    anna, chief = make_person(), make_person()
    audit.record(chief, "looked at", anna, subject=anna)
    operations.forget(chief)

    act = queries.acts_about(anna)[0]

    assert (act.who, act.by_the_house) == (None, False)


def test_an_export_holds_both_sides_ready_to_be_written_down() -> None:
    anna, chief = make_person(), make_person(called="Chief", family_name="")
    audit.record(chief, "looked at", anna, subject=anna, at=NOON)
    audit.record(anna, "signed in", anna, at=NOON)
    audit.record(None, "reminded", anna, subject=anna, at=NOON - timedelta(days=1))

    assert queries.export_of(anna) == {
        "what I did": [
            {
                "at": "2026-09-01T12:00:00+00:00",
                "who": str(anna),
                "did": "signed in",
                "what": "people.person",
            }
        ],
        "what others did with my data": [
            {
                "at": "2026-09-01T12:00:00+00:00",
                "who": "Chief",
                "did": "looked at",
                "what": "people.person",
            },
            {
                "at": "2026-08-31T12:00:00+00:00",
                "who": "",
                "did": "reminded",
                "what": "people.person",
            },
        ],
    }


@pytest.mark.parametrize("number", [1, 4])
def test_a_list_takes_two_queries_however_long_it_is(number: int) -> None:
    anna = make_person()
    for _ in range(number):
        audit.record(make_person(), "looked at", anna, subject=anna)

    with CaptureQueriesContext(connection) as captured:
        assert len(queries.acts_about(anna)) == number

    assert len(captured) == 2
