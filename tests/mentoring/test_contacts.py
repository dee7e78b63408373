"""The roles of the law: typed by an administrator, shown beside every pair."""

from pathlib import Path

import pytest
from django.conf import settings as house
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from mentoring import company, data_folder
from mentoring.frame import LEGAL_ROLES
from tests.factories import make_administrator, make_hr, make_person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.VAR_DIR = tmp_path
    for name in LEGAL_ROLES:
        setattr(settings, name, "")
    return tmp_path


@pytest.fixture
def administrator(client: Client) -> Client:
    sign_in(client, make_administrator())
    return client


def test_in_a_pilot_an_administrator_types_them(
    administrator: Client, folder: Path
) -> None:
    (folder / data_folder.SETTINGS).write_text("SITE_NAME=Noord\n")
    said = {"CONFIDENTIAL_COUNSELLOR": "Nadia Haddad, 09 000 00 01"}

    administrator.post(reverse("legal_contacts"), said)

    assert said["CONFIDENTIAL_COUNSELLOR"] == house.CONFIDENTIAL_COUNSELLOR
    assert "Nadia Haddad" in administrator.get(reverse("legal_contacts")).text
    assert "Nadia Haddad" in (folder / data_folder.SETTINGS).read_text()
    house.CONFIDENTIAL_COUNSELLOR = ""
    company.recall()
    assert said["CONFIDENTIAL_COUNSELLOR"] == house.CONFIDENTIAL_COUNSELLOR


def test_two_lines_are_refused(administrator: Client, folder: Path) -> None:
    (folder / data_folder.SETTINGS).write_text("SITE_NAME=Noord\n")

    answer = administrator.post(
        reverse("legal_contacts"), {"PREVENTION_ADVISER": "$SECRET_KEY"}
    )

    assert answer.status_code == 422


def test_elsewhere_the_environment_says_them(
    administrator: Client, settings: Settings
) -> None:
    settings.EXTERNAL_SERVICE = "Service Noord, 09 000 00 02"

    told = administrator.get(reverse("legal_contacts")).text

    assert "PREVENTION_ADVISER" in told
    assert "Service Noord, 09 000 00 02" in told
    assert '<input type="text"' not in told
    assert administrator.post(reverse("legal_contacts")).status_code == 403


def test_nobody_else_types_them(client: Client) -> None:
    for person in (make_hr(), make_person()):
        sign_in(client, person)
        assert client.get(reverse("legal_contacts")).status_code == 403
