from pathlib import Path

import pytest
from django.conf import settings as house
from django.core.mail.backends.smtp import EmailBackend
from django.utils import translation
from pytest_django import Settings

from mentoring import company, data_folder


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Give the company a folder, and every setting back afterwards."""
    settings.VAR_DIR = tmp_path
    settings.LANGUAGES = list(settings.LANGUAGES)
    settings.LANGUAGE_CODE = "en"
    return tmp_path


def test_an_installation_without_a_folder_of_its_own_keeps_nothing() -> None:
    assert not company.is_ours()

    company.recall()

    assert house.SITE_NAME == "Peterschap"


def test_a_demo_stays_as_it_is_and_writes_to_nobody(
    settings: Settings, folder: Path
) -> None:
    (folder / data_folder.SETTINGS).write_text("SITE_NAME=Fabriek Noord\n")
    assert company.is_ours()

    settings.DEMO = True

    assert not company.is_ours()


def test_what_is_said_is_in_force_at_once_and_after_a_restart(folder: Path) -> None:
    file = folder / data_folder.SETTINGS
    file.write_text(f"{data_folder.HEADER}PORT=8000\nSITE_NAME=Before\n")

    company.say(
        SITE_NAME="Fabriek Noord",
        LANGUAGE_CODE="fr",
        LANGUAGES="nl,fr",
        BACKUP_DIR="/media/copies",
        DEFAULT_FROM_EMAIL="Noord <mentor@noord.example>",
    )

    assert house.SITE_NAME == "Fabriek Noord"
    assert [code for code, _name in house.LANGUAGES] == ["nl", "fr"]
    assert house.SERVER_EMAIL == "Noord <mentor@noord.example>"
    copies = house.BACKUP_DIR
    assert copies == Path("/media/copies")
    assert not translation.check_for_language("xx")
    environ = {"VAR_DIR": str(folder)}
    data_folder.settle(["manage.py", "doctor", "--data", str(folder)], environ)
    assert environ["SITE_NAME"] == "Fabriek Noord"
    assert environ["LANGUAGES"] == "nl,fr"
    assert environ["PORT"] == "8000"
    assert file.stat().st_mode & 0o077 == 0


def test_a_worker_that_is_begun_anew_works_with_what_was_kept(
    settings: Settings,
) -> None:
    company.say(SITE_NAME="Fabriek Noord")
    settings.SITE_NAME = "what the start knew"

    company.recall()

    assert house.SITE_NAME == "Fabriek Noord"


def test_saying_nothing_makes_no_file() -> None:
    company.say()

    assert not company.is_ours()


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example", 587, False, False),
        ("smtp+tls://anna:se%40cret@mail.example:2525", 2525, True, False),
        ("smtp+ssl://mail.example", 465, False, True),
    ],
)
def test_a_mail_server_is_reached_as_its_address_says(
    settings: Settings, url: str, port: int, *, tls: bool, ssl: bool
) -> None:
    settings.EMAIL_USE_SSL = not ssl

    company.say(EMAIL_URL=url)

    server = EmailBackend()
    assert (server.host, server.port) == ("mail.example", port)
    assert (server.use_tls, server.use_ssl) == (tls, ssl)
    password = house.EMAIL_HOST_PASSWORD
    assert password == ("se@cret" if "@mail" in url else None)


@pytest.mark.parametrize("url", ["", "mail.example", "consolemail://", "smtp://"])
def test_what_is_no_mail_server_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=f"^{url}$"):
        company.server_in(url)
