"""What the tests of the post stand on: a mail server, and letters of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from mailing import letters
from mailing.letters import Mail, Reader, letter
from people.models import Person
from tests.mailing.post_office import PostOffice
from tests.mailing.stationery import MONDAY


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Declare the kinds of these tests, and forget them afterwards."""
    monkeypatch.setattr(letters, "REGISTRY", dict(letters.REGISTRY))

    @letter("news", about=Person)
    def news(about: Person, reader: Reader) -> Mail | None:
        if about.family_name == "Gone":
            return None
        said = f"{about.given_name} & {reader.get_short_name()}"
        return Mail("post/news", context={"day": MONDAY, "said": said})

    @letter("alarm", about=Person, mandatory=True, urgent=True)
    def alarm(about: Person, reader: Reader) -> Mail:
        return Mail(
            "post/news", url="https://x.example/a", context={"day": MONDAY, "said": "!"}
        )

    @letter("broken", about=Person)
    def broken(about: Person, reader: Reader) -> Mail:
        raise ValueError(about.given_name)


@pytest.fixture(autouse=True)
def _manners(_kinds: None) -> None:
    """Declare kinds that wait their turn, or do not."""

    @letter("reminder", about=Person, moves="earlier")
    def reminder(about: Person, reader: Reader) -> Mail | None:
        return letters.of_kind("news").render(about, reader)

    @letter("question", about=Person, weight=2)
    def question(about: Person, reader: Reader) -> Mail | None:
        return letters.of_kind("news").render(about, reader)

    @letter("secret", about=Person, confidential=True)
    def secret(about: Person, reader: Reader) -> Mail | None:
        return letters.of_kind("news").render(about, reader)

    @letter("notice", about=Person, digestible=True)
    def notice(about: Person, reader: Reader) -> Mail | None:
        if about.family_name == "Broken":
            raise ValueError(about.given_name)
        return letters.of_kind("news").render(about, reader)


@pytest.fixture(autouse=True)
def _stationery(settings: Settings) -> None:
    engine = settings.TEMPLATES[0]
    folder = Path(__file__).parent / "templates"
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], folder]}]


@pytest.fixture
def post_office(settings: Settings) -> Iterator[PostOffice]:
    """Open a mail server to which our letters go."""
    office = PostOffice()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
    settings.EMAIL_TIMEOUT = 5
    office.open()
    yield office
    office.close()
