from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core import mail
from django.urls import resolve

from mailing import letters, outbox
from mailing.outbox import Promise
from people import browser_sessions, emails
from people.browser_sessions import SessionStore
from people.models import LineRequest, Person
from people.operations import sign_in
from tests.factories import give_secret, make_hr, make_person

pytestmark = pytest.mark.django_db(transaction=True)
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
SUNDAY_NIGHT = datetime(2026, 11, 22, 23, tzinfo=UTC)


def delivered(at: datetime = MONDAY) -> mail.EmailMultiAlternatives:
    outbox.deliver_due(at=at)
    [letter] = mail.outbox
    assert isinstance(letter, mail.EmailMultiAlternatives)
    return letter


def link_in(letter: mail.EmailMessage) -> str:
    return next(word for word in letter.body.split() if word.startswith("http"))


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_an_invitation_carries_one_link_and_says_what_is_asked(language: str) -> None:
    anna = make_person(given_name="Anna", language=language)
    sign_in.invite(person=anna, by=make_hr(), at=MONDAY)

    letter = delivered()

    assert letter.to == [anna.email]
    assert "Anna" in letter.body
    match = resolve(link_in(letter).removeprefix("http://testserver"))
    assert match.view_name == "people:invitation_accept"
    [(content, _kind)] = letter.alternatives
    html = str(content)
    assert html.count(link_in(letter)) == 2  # the button, and the address as text
    assert len(html) < 20_000


def test_no_invitation_leaves_for_somebody_who_came_in_meanwhile() -> None:
    anna = make_person()
    sign_in.invite(person=anna, by=make_hr(), at=MONDAY)
    give_secret(anna)

    outbox.deliver_due(at=MONDAY)

    assert mail.outbox == []


def test_a_reset_goes_at_once_also_at_night() -> None:
    anna = give_secret(make_person())
    sign_in.promise_reset(person=anna, at=SUNDAY_NIGHT)

    letter = delivered(SUNDAY_NIGHT)

    match = resolve(link_in(letter).removeprefix("http://testserver"))
    assert match.view_name == "people:secret_reset"
    assert "List-Unsubscribe" not in letter.extra_headers


def test_a_confirmation_leads_to_the_page_with_the_button() -> None:
    anna = give_secret(make_person())
    sign_in.promise_confirmation(person=anna, at=MONDAY)

    match = resolve(link_in(delivered()).removeprefix("http://testserver"))

    assert match.view_name == "people:address_confirm"


def test_a_code_is_read_from_under_its_seal_when_the_letter_leaves() -> None:
    anna, session = give_secret(make_person()), SessionStore()
    row = browser_sessions.keep_login_code(session, "KANARIE")
    sign_in.promise_login_code(person=anna, session=row, at=SUNDAY_NIGHT)

    assert "KANARIE" in delivered(SUNDAY_NIGHT).body


def test_a_code_that_nobody_waits_for_is_not_sent() -> None:
    anna, session = give_secret(make_person()), SessionStore()
    row = browser_sessions.keep_login_code(session, "KANARIE")
    sign_in.promise_login_code(person=anna, session=row, at=MONDAY)
    browser_sessions.forget_login_code(session)
    session.save()

    outbox.deliver_due(at=MONDAY)

    assert mail.outbox == []


@pytest.mark.parametrize(
    "kind",
    [emails.INVITATION, emails.RESET, emails.CONFIRMATION, "login_code"],
)
def test_nobody_can_switch_off_the_letters_that_let_them_in(kind: str) -> None:
    assert letters.of_kind(kind).mandatory


def test_a_link_for_one_purpose_does_not_serve_another() -> None:
    anna: Person = give_secret(make_person())

    made = {emails.link_of(purpose, anna) for purpose in emails._PAGES}  # noqa: SLF001 - all of them

    assert len({link.rsplit("/", 2)[1] for link in made}) == 4


def ask(anna: Person, kind: str, **fields: Any) -> LineRequest:  # noqa: ANN401 - a factory passes on what a model takes
    request = LineRequest.objects.create(
        kind="top", person=make_person(), asked_at=MONDAY, **fields
    )
    outbox.promise(Promise(kind, about=request, to=anna, occurrence=MONDAY))
    return request


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("line_change_second", "Nothing changes until you say so."),
        ("line_change_told", "until Thursday 26 November"),
    ],
)
def test_a_change_of_the_chart_is_told_with_a_link_to_its_page(
    kind: str, sentence: str
) -> None:
    request = ask(make_person(), kind, due_on=date(2026, 11, 26))

    letter = delivered()

    assert sentence in " ".join(letter.body.split())
    assert link_in(letter).endswith(f"/people/changes/{request.pk}/")


@pytest.mark.parametrize("kind", ["line_change_second", "line_change_told"])
def test_a_change_that_was_decided_meanwhile_is_not_told(kind: str) -> None:
    ask(make_person(), kind, state="refused")

    outbox.deliver_due(at=MONDAY)

    assert mail.outbox == []
