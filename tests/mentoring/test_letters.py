"""The letters of the demo."""

from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

FILES = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DEMO, settings.LETTERS_DIR = True, str(tmp_path)
    return tmp_path


def post(folder: Path, *subjects: str, text: str = "Hello", name: str = "") -> None:
    """Write letters into one file, as one connection of the demo does."""
    connection = get_connection(FILES, file_path=str(folder))
    letters = [
        EmailMultiAlternatives(subject, text, to=["anna@fabriek.example"])
        for subject in subjects
    ]
    for letter in letters:
        letter.attach_alternative(f"<p>{text}</p>", "text/html")
    connection.send_messages(letters)
    if name:
        (newest,) = (path for path in folder.glob("*.log") if "-named" not in path.stem)
        newest.rename(folder / f"{name}-named.log")


def test_the_newest_letter_stands_first(client: Client, folder: Path) -> None:
    post(folder, "First", "Second", name="20261123-090000")
    post(folder, "Third: élan", name="20261123-100000")

    page = client.get(reverse("letters"))

    subjects = [letter.subject for letter in page.context["letters"]]
    assert subjects == ["Third: élan", "Second", "First"]
    assert "anna@fabriek.example" in page.text


def test_letters_stand_by_their_own_dates_whatever_their_files_are_called(
    client: Client, folder: Path
) -> None:
    connection = get_connection(FILES, file_path=str(folder))
    for subject, day in (("Later", 12), ("Earlier", 10), ("Between", 11)):
        date = f"Thu, {day} Nov 2026 07:55:00 +0100"
        letter = EmailMultiAlternatives(subject, "Hello", headers={"Date": date})
        letter.to = ["anna@fabriek.example"]
        connection.send_messages([letter])

    letters = client.get(reverse("letters")).context["letters"]

    assert [one.subject for one in letters] == ["Later", "Between", "Earlier"]


def test_at_most_fifty_letters_are_shown(client: Client, folder: Path) -> None:
    post(folder, *(f"Letter {number}" for number in range(60)))

    letters = client.get(reverse("letters")).context["letters"]

    assert len(letters) == 50
    assert letters[0].subject == "Letter 59"


def test_a_letter_can_be_read_and_its_link_followed(
    client: Client, folder: Path
) -> None:
    link = "http://localhost:8000/enter/WyJ-a_b:1vN3xY:sig-nature/"
    post(folder, "Other", "Welcome", text=f"<b>Start</b>: {link}")

    listed = client.get(reverse("letters")).context["letters"][0]
    page = client.get(reverse("letter", args=[listed.file, listed.number]))

    assert f'<a href="{link}" rel="nofollow">' in page.text
    assert "&lt;b&gt;Start&lt;/b&gt;" in page.text
    assert "<h1" in page.text
    assert "Welcome" in page.text


def test_a_letter_without_plain_text_is_shown_empty(
    client: Client, folder: Path
) -> None:
    (folder / "a.log").write_bytes(
        b"Subject: Odd\nTo: a@b.example\nDate: Mon, 23 Nov 2026 10:00:00 +0100\n"
        b"Content-Type: text/html\n\n<p>x</p>\n\n" + b"-" * 79 + b"\n"
    )

    page = client.get(reverse("letter", args=["a", 0]))

    assert page.context["letter"].text == ""
    assert "Odd" in page.text


def test_before_the_first_letter_the_page_says_so(client: Client, folder: Path) -> None:
    assert "No letter has been written yet." in client.get(reverse("letters")).text


def test_a_letter_that_does_not_exist_is_not_found(
    client: Client, folder: Path
) -> None:
    post(folder, "Only", name="20261123-090000")

    for file, number in (("20261123-090000-named", 1), ("other", 0)):
        answer = client.get(reverse("letter", args=[file, number]))
        assert answer.status_code == 404


@pytest.mark.parametrize("demo", [False, True])
def test_outside_the_demo_there_are_no_letters_for_anybody(
    client: Client,
    folder: Path,
    settings: Settings,
    demo: bool,  # noqa: FBT001 - a table of examples
) -> None:
    post(folder, "Secret", name="20261123-090000")
    settings.DEMO = demo
    if demo:
        settings.LETTERS_DIR = ""

    assert client.get(reverse("letters")).status_code == 404
    answer = client.get(reverse("letter", args=["20261123-090000-named", 0]))
    assert answer.status_code == 404


def test_nothing_is_done_at_these_addresses(client: Client, folder: Path) -> None:
    assert client.post(reverse("letters")).status_code == 405


@pytest.mark.parametrize("number", [1, 4])
@pytest.mark.django_db
def test_the_list_asks_nothing_of_the_database(
    client: Client,
    folder: Path,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    post(folder, *["Letter"] * number)

    with django_assert_num_queries(0):
        client.get(reverse("letters"))
