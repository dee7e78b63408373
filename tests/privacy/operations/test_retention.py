"""Forgetting and purging."""

from datetime import UTC, date, datetime

import pytest

from privacy import audit, operations
from privacy.models import AuditEntry, Pseudonym
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_a_person_who_is_forgotten_is_in_no_row_and_the_chain_stays_whole() -> None:
    anna, chief = make_person(), make_person()
    audit.record(chief, "looked at", anna, subject=anna)
    audit.record(anna, "signed in", anna)
    audit.seal_committed()

    operations.forget(anna)

    assert [known.person for known in Pseudonym.objects.all()] == [chief]
    assert AuditEntry.objects.count() == 2
    assert audit.verify().faults == ()


def test_forgetting_somebody_who_never_acted_changes_nothing() -> None:
    audit.record(None, "opened the house", make_person())

    operations.forget(make_person())

    assert Pseudonym.objects.count() == 1


@pytest.mark.parametrize(
    ("on", "gone"),
    [
        (date(2023, 2, 28), 0),
        (date(2023, 3, 1), 2),
        (date(2023, 3, 31), 2),
        (date(2023, 12, 31), 2),
        (date(2024, 1, 1), 3),
    ],
)
def test_whole_months_go_after_their_time(on: date, gone: int) -> None:
    anna = make_person()
    for day in (datetime(2021, 2, 1, tzinfo=UTC), datetime(2021, 2, 27, tzinfo=UTC)):
        audit.record(anna, "walked by", anna, at=day)
    audit.record(anna, "walked by", anna, at=datetime(2021, 12, 31, tzinfo=UTC))
    audit.record(anna, "walked by", anna, at=datetime(2022, 1, 1, tzinfo=UTC))
    audit.seal_committed()

    assert operations.purge(on=on) == {"privacy.AuditEntry": gone}
    assert AuditEntry.objects.count() == 4 - gone
    assert audit.verify().faults == ()


def test_purging_twice_is_purging_once() -> None:
    anna = make_person()
    audit.record(anna, "walked by", anna, at=datetime(2020, 1, 1, tzinfo=UTC))
    audit.seal_committed()
    operations.purge(on=date(2026, 1, 1))

    assert operations.purge(on=date(2026, 1, 1)) == {"privacy.AuditEntry": 0}
