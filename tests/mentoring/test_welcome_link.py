"""The link of `start` works while nobody can sign in, and not after."""

from io import StringIO
from pathlib import Path

import pytest
from pytest_django import Settings

from mentoring import first_visit
from mentoring.management.commands.start import Command
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_an_empty_company_gets_a_link(tmp_path: Path, settings: Settings) -> None:
    settings.VAR_DIR = tmp_path
    said = StringIO()

    Command(stdout=said)._welcome()  # noqa: SLF001 - the part before it serves

    token = said.getvalue().split("/welcome/")[1].split("/")[0]
    assert first_visit.fits(token)


def test_a_company_with_people_gets_none_and_an_older_one_opens_nothing(
    tmp_path: Path, settings: Settings
) -> None:
    settings.VAR_DIR = tmp_path
    token = first_visit.issue()
    make_person()
    said = StringIO()

    Command(stdout=said)._welcome()  # noqa: SLF001 - the part before it serves

    assert said.getvalue() == ""
    assert not first_visit.fits(token)
