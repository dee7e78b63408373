import re
from pathlib import Path

import pytest
from django.conf import settings as house
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from mailing import outbox
from mailing.models import Delivery
from mentoring import company, data_folder, first_visit
from people import access
from people.models import Person
from tests.factories import SECRET, make_administrator, make_hr, make_person, sign_in

pytestmark = pytest.mark.django_db
POST = "/welcome/post/"
SERVER = {"sender": "mentor@noord.example", "server": "smtp+tls://mail.example:587"}


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Give the pilot a folder, and every setting back afterwards."""
    settings.VAR_DIR = tmp_path
    settings.BACKUP_DIR = tmp_path / "copies"
    settings.LANGUAGES = list(settings.LANGUAGES)
    settings.LANGUAGE_CODE = "en"
    (tmp_path / data_folder.SETTINGS).write_text("PORT=8000\n")
    return tmp_path


def link() -> str:
    return reverse("welcome", args=[first_visit.issue()])


def answers(folder: Path, **changed: object) -> dict[str, object]:
    return {
        "company_name": "Fabriek Noord",
        "languages": ["nl", "fr"],
        "language": "nl",
        "given_name": "Sofie",
        "family_name": "Claes",
        "email": "Sofie@noord.example",
        "password": SECRET,
        "again": SECRET,
        "backup_folder": str(folder / "copies"),
        "keys_on_paper": "on",
        **changed,
    }


def test_the_first_visit_makes_the_first_person_and_lets_them_in(
    client: Client, folder: Path
) -> None:
    page = link()
    asked = client.get(page)
    assert "Nobody is here yet" in asked.text
    assert asked.headers["Referrer-Policy"] == "no-referrer"

    response = client.post(page, answers(folder))

    sofie = Person.objects.get()
    assert response.headers["Location"] == POST
    assert client.session["_auth_user_id"] == str(sofie.pk)
    assert sofie.email == "sofie@noord.example"
    assert sofie.language == "nl"
    assert sofie.check_password(SECRET)
    assert access.is_administrator(sofie)
    assert access.is_hr(sofie)
    assert access.is_confirmed(sofie)
    assert house.SITE_NAME == "Fabriek Noord"
    assert [code for code, _name in house.LANGUAGES] == ["nl", "fr"]
    assert (folder / "copies").is_dir()
    assert "Fabriek Noord" in client.get(reverse("today")).text


def test_after_the_first_person_the_page_is_gone_for_good(
    client: Client, folder: Path
) -> None:
    page = link()
    client.post(page, answers(folder))

    for visitor in (client, Client()):
        assert visitor.get(page).status_code == 404
        assert visitor.post(page, answers(folder)).status_code == 404
        assert visitor.get(link()).status_code == 404
    assert Person.objects.count() == 1


def test_it_is_gone_for_whoever_still_needs_a_second_factor_too(
    client: Client, folder: Path, settings: Settings
) -> None:
    settings.REQUIRE_MFA = True
    page = link()
    client.post(page, answers(folder))

    assert client.get(page).status_code == 404


def test_without_the_link_of_the_terminal_there_is_no_page(client: Client) -> None:
    link()

    assert client.get(reverse("welcome", args=["guessed"])).status_code == 404


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"company_name": ""}, "This field is required"),
        ({"company_name": "$HOME"}, "one plain line"),
        ({"company_name": "Noord\nDEBUG=on"}, "one plain line"),
        ({"languages": []}, "This field is required"),
        ({"languages": ["fr"]}, "Choose one of the languages above."),
        ({"languages": ["xx"]}, "Select a valid choice"),
        ({"email": "sofie"}, "valid email"),
        ({"again": "another"}, "The two are not the same."),
        ({"password": "password1", "again": "password1"}, "too common"),
        ({"keys_on_paper": ""}, "This field is required"),
        ({"backup_folder": "copies"}, "Give the whole path"),
        ({"backup_folder": "/proc/nowhere"}, "This folder cannot be made."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_begun(
    client: Client, folder: Path, changed: dict[str, object], reason: str
) -> None:
    page = link()

    response = client.post(page, answers(folder, **changed))

    assert response.status_code == 422
    found = re.search(r"error-summary.*?</ul>", response.text, re.DOTALL)
    assert reason in (found[0] if found else "")
    assert not Person.objects.exists()
    assert house.SITE_NAME == "Peterschap"
    assert client.get(page).status_code == 200


def test_a_folder_that_nothing_can_be_written_to_is_refused(
    client: Client, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked of the system: whoever runs the tests as root may write anywhere."""
    monkeypatch.setattr("os.access", lambda *_asked: False)

    response = client.post(link(), answers(folder))

    assert "Nothing can be written to this folder." in response.text


def test_the_first_person_sets_up_the_post_and_sees_a_test_letter(
    client: Client, folder: Path
) -> None:
    sofie = sign_in(client, make_administrator())
    assert "Your test letter" not in client.get(POST).text

    response = client.post(POST, SERVER)

    assert response.headers["Location"] == POST
    assert house.DEFAULT_FROM_EMAIL == "Peterschap <mentor@noord.example>"
    assert house.EMAIL_HOST == "mail.example"
    [letter] = Delivery.objects.all()
    assert (letter.kind, letter.recipient) == ("trial", sofie)
    page = client.get(POST).text
    assert "It is on its way." in page
    assert 'value="mentor@noord.example"' in page
    assert "smtp+tls" not in re.sub(r"For example.*?587", "", page)


@pytest.mark.django_db(transaction=True)
def test_a_test_letter_that_the_server_took_is_said_to_be_there(
    client: Client, settings: Settings
) -> None:
    sign_in(client, make_administrator())
    client.post(POST, SERVER)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    outbox.deliver_due(at=timezone.now())

    assert "The mail server took it." in client.get(POST).text


def test_what_the_mail_server_said_is_shown(client: Client) -> None:
    sign_in(client, make_administrator())
    client.post(POST, SERVER)
    Delivery.objects.update(last_error="530 sign in first")

    assert "The mail server said: 530 sign in first" in client.get(POST).text


def test_an_address_that_is_no_server_is_refused(client: Client) -> None:
    sign_in(client, make_administrator())

    response = client.post(POST, {**SERVER, "server": "mail.example"})

    assert response.status_code == 422
    assert "This is no address of a mail server" in response.text
    assert not Delivery.objects.exists()


def test_where_the_environment_says_it_the_page_only_sends_the_letter(
    client: Client, folder: Path
) -> None:
    (folder / data_folder.SETTINGS).unlink()
    before = house.DEFAULT_FROM_EMAIL
    sign_in(client, make_administrator())
    assert "Which mail server" not in client.get(POST).text

    client.post(POST, SERVER)

    assert Delivery.objects.count() == 1
    assert before == house.DEFAULT_FROM_EMAIL
    assert not company.is_ours()


@pytest.mark.parametrize("make", [make_hr, make_person])
def test_only_an_administrator_sets_up_the_post(client: Client, make: object) -> None:
    sign_in(client, make())  # type: ignore[operator]  # both make a person

    assert client.get(POST).status_code == 403
    assert client.post(POST, SERVER).status_code == 403
    assert not Delivery.objects.exists()


def test_the_first_person_reaches_the_post_before_the_second_factor(
    client: Client, settings: Settings
) -> None:
    settings.REQUIRE_MFA = True
    sign_in(client, make_administrator())

    assert client.get(POST).status_code == 200
    assert client.get(reverse("today")).status_code == 302
