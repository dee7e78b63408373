"""The one-time link into an empty installation."""

from pathlib import Path

import pytest
from pytest_django import Settings

from mentoring import first_visit


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    folder = tmp_path / "new"
    settings.VAR_DIR = folder
    return folder


def test_the_link_that_was_printed_fits() -> None:
    assert first_visit.fits(first_visit.issue())


def test_no_other_link_fits() -> None:
    first_visit.issue()

    assert not first_visit.fits("guessed")


def test_an_earlier_link_opens_nothing_any_more() -> None:
    earlier = first_visit.issue()
    first_visit.issue()

    assert not first_visit.fits(earlier)


def test_nothing_fits_behind_the_first_person() -> None:
    token = first_visit.issue()

    first_visit.close()
    first_visit.close()

    assert not first_visit.fits(token)


def test_a_copy_of_the_folder_holds_no_link(folder: Path) -> None:
    token = first_visit.issue()

    assert token not in "".join(file.read_text() for file in folder.iterdir())
