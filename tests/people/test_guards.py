"""The chart has its one row, whatever happened to it."""

import pytest
from django.db import IntegrityError, connection

from people import guards
from people.models import Chart

pytestmark = pytest.mark.django_db


def test_a_migrated_database_has_the_row_of_the_chart() -> None:
    assert Chart.objects.get().version == 0


def test_a_missing_row_is_put_back() -> None:
    Chart.objects.all().delete()

    guards.install(connection)

    assert Chart.objects.get().pk == 1


def test_a_row_that_is_there_is_left_alone() -> None:
    Chart.objects.update(version=7)

    guards.install(connection)

    assert Chart.objects.get().version == 7


def test_there_is_no_second_chart() -> None:
    with pytest.raises(IntegrityError, match="there_is_one_chart"):
        Chart.objects.create(pk=2)


def test_a_database_without_our_tables_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Chart.objects.all().delete()
    monkeypatch.setattr(connection.introspection, "table_names", list)

    guards.install(connection)
    guards.remove(connection)

    assert not Chart.objects.exists()
