"""After a large file the database knows how many people it holds."""

import pytest
from django.db import connection

from people.models import Person
from people.operations.imports import batches
from tests.people.imports import take

COMPANY = "Number;Name;Manager\n1;Carla;\n2;Dirk;1\n3;Els;1\n"


@pytest.mark.django_db
def test_a_search_after_a_large_file_is_planned_for_its_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(batches, "MANY", 2)

    take(COMPANY)

    assert Person.objects.count() == 3
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT reltuples FROM pg_class WHERE relname = 'people_person'"
            )
            assert cursor.fetchone() == (3,)
