"""What an earlier demo left is thrown away with its database."""

from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.db import connection
from pytest_django import Settings

from mentoring import demo_database

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="a demo is always a file of SQLite"
    ),
]


def test_the_letters_of_an_earlier_demo_go_too(
    tmp_path: Path, settings: Settings
) -> None:
    settings.LETTERS_DIR = str(tmp_path)
    letter, other = tmp_path / "20261123.log", tmp_path / "keep.txt"
    letter.write_text("Dag Amina")
    other.write_text("mine")
    demo_database.begin()

    demo_database.throw_away()

    assert not letter.exists()
    assert other.exists()


def test_a_database_of_somebody_else_is_left_alone(
    tmp_path: Path, settings: Settings
) -> None:
    settings.LETTERS_DIR = str(tmp_path)

    with pytest.raises(CommandError, match="was not made by demo"):
        demo_database.throw_away()
