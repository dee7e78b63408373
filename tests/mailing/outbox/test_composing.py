"""What a letter looks like when it leaves."""

import pytest
from django.core.mail import EmailAttachment, EmailMultiAlternatives
from django.utils import translation
from pytest_django import Settings

from mailing import letters, links
from mailing.letters import Mail, Reader, letter
from mailing.models import Delivery
from mailing.outbox.composing import UNSUBSCRIBE, compose, sample
from people.models import Person
from tests.factories import make_person
from tests.mailing.stationery import MONDAY, promise_news

pytestmark = pytest.mark.django_db


def written(row: Delivery) -> EmailMultiAlternatives:
    message = compose(row, "somebody@fabriek.example")
    assert message is not None
    return message


def html_of(message: EmailMultiAlternatives) -> str:
    content, _kind = message.alternatives[0]
    return str(content)


@pytest.mark.parametrize(
    ("language", "weekday"), [("nl", "maandag"), ("fr", "lundi"), ("en", "Monday")]
)
def test_a_letter_is_written_in_the_language_of_its_reader(
    language: str, weekday: str
) -> None:
    row = promise_news(make_person(language=language))

    with translation.override("de"):  # whatever the dispatcher last did
        message = written(row)

    assert message.subject.lower() == f"l'heure: {weekday}".lower()
    assert weekday in message.body
    assert f'<html lang="{language}">' in html_of(message)


def test_a_language_the_house_does_not_offer_becomes_its_own(
    settings: Settings,
) -> None:
    settings.LANGUAGE_CODE = "fr"
    row = promise_news(make_person(language="de"))

    assert "lundi" in written(row).body


def test_hours_are_told_by_the_readers_clock() -> None:
    here, there = make_person(), make_person(time_zone="Asia/Tokyo")

    assert "10:00" in written(promise_news(here)).body
    assert "18:00" in written(promise_news(there)).body


def test_plain_text_is_plain_and_html_is_escaped() -> None:
    row = promise_news(make_person(given_name="<b>Anna</b>", called=""))
    message = written(row)

    assert "It's Monday, 10:00. <b>Anna</b> & <b>Anna</b>" in message.body
    assert "&lt;b&gt;Anna&lt;/b&gt; &amp; " in html_of(message)
    assert "<b>" not in html_of(message)


def test_a_letter_greets_its_reader_and_says_why_it_came(settings: Settings) -> None:
    settings.SITE_NAME = "Peterschap Fabriek Noord"
    row = promise_news(make_person(called="Anneke"))
    body = str(written(row).body)

    assert body.startswith("Hello Anneke,\n\nIt's Monday")
    assert "-- \nPeterschap Fabriek Noord\n" in body
    assert "because you take part in Peterschap Fabriek Noord." in body
    assert "\n\n\n" not in body


def test_a_letter_with_a_button_also_shows_its_address() -> None:
    message = written(promise_news(make_person(), kind="alarm"))

    assert "Open\nhttps://x.example/a\n" in message.body
    assert html_of(message).count("https://x.example/a") == 2


def test_a_letter_without_an_address_has_no_button() -> None:
    message = written(promise_news(make_person()))

    assert "Open:" not in message.body
    assert 'class="button"' not in html_of(message)


def test_a_letter_that_may_be_switched_off_says_how_to_people_and_programs() -> None:
    row = promise_news(make_person())
    message = written(row)

    address = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert (
        message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    )
    assert f"No more letters of this kind\n{address}" in message.body
    assert f'href="{address}"' in html_of(message)
    token = address.rstrip("/").rpartition("/")[2]
    link = links.read(UNSUBSCRIBE, token)
    assert link is not None
    assert link.about == row.pk


def test_a_mandatory_letter_cannot_be_switched_off() -> None:
    message = written(promise_news(make_person(), kind="alarm"))

    assert "List-Unsubscribe" not in message.extra_headers
    assert "No more letters" not in message.body + html_of(message)


def test_a_subject_is_one_short_line() -> None:
    @letter("wordy", about=Person)
    def wordy(about: Person, reader: Reader) -> Mail:
        return Mail("post/wordy", context={"said": "much\n " * 30})

    subject = written(promise_news(make_person(), kind="wordy")).subject

    assert subject.startswith("much much")
    assert len(subject) <= 50


def test_a_letter_may_carry_a_file() -> None:
    @letter("calendar", about=Person)
    def calendar(about: Person, reader: Reader) -> Mail:
        ics = EmailAttachment("meeting.ics", "BEGIN:VCALENDAR", "text/calendar")
        context = {"day": MONDAY, "said": ""}
        return Mail("post/news", context=context, attachments=(ics,))

    message = written(promise_news(make_person(), kind="calendar"))

    assert message.attachments[0].filename == "meeting.ics"


def test_a_letter_is_small_and_asks_nothing_of_other_hosts() -> None:
    message = written(promise_news(make_person(), kind="alarm"))
    html = html_of(message)

    assert len(message.message().as_bytes()) < 20_000
    assert "<img" not in html
    assert "src=" not in html
    assert "@import" not in html


def test_a_letter_never_names_its_kind_or_its_reader_in_its_headers() -> None:
    anna = make_person(email="anna@fabriek.example")
    headers = "".join(written(promise_news(anna)).extra_headers.values())

    assert "news" not in headers
    assert str(anna.pk) not in headers
    assert anna.pk.hex not in headers


def test_the_registry_of_a_test_does_not_outlive_it() -> None:
    assert "calendar" not in letters.REGISTRY


def test_a_letter_can_be_shown_before_it_is_sent() -> None:
    person = make_person(language="fr")

    with translation.override("nl"):
        shown = sample("news", person, person)

    assert shown
    assert shown.language == "fr"
    assert shown.subject
    assert person.get_short_name() in shown.text
    assert links.mask(links.make(UNSUBSCRIBE, person.pk)) == links.MASK
    assert links.mask(shown.text) == shown.text
    assert not Delivery.objects.exists()
