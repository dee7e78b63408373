from collections.abc import Callable

import pytest
from django.template import Context, Engine
from django.utils import translation

from mailing import letters
from mailing.letters import Mail
from programmes import emails
from programmes.models import Enrolment, Programme
from tests.factories import make_coordinator, make_mentee, make_mentor, make_programme

pytestmark = pytest.mark.django_db

State = Enrolment.State
Render = Callable[..., Mail | None]


def words_of(mail: Mail) -> str:
    """Put a letter in words, without what stands around every letter."""
    found = [
        Engine.get_default().get_template(f"{mail.template}{ending}")
        for ending in (".subject.txt", ".txt", ".html")
    ]
    context = {**mail.context, "name": "Anna", "url": mail.url, "site_name": "House"}
    return "\n".join(one.render(Context(context)) for one in found)


def test_the_three_letters_are_declared() -> None:
    kinds = ("programme_invitation", "enrolment_approved", "enrolment_not_now")

    assert [letters.of_kind(kind).about for kind in kinds] == [Enrolment] * 3
    assert not letters.of_kind("programme_invitation").mandatory


def test_a_mentee_is_invited_in_the_words_of_the_programme() -> None:
    programme = make_programme(name="Start", mentor_word="peter")
    coordinator = make_coordinator(programme)
    mentee = make_mentee(programme, state=State.INVITED)

    mail = emails.invitation(mentee, mentee.person)

    assert mail is not None
    assert mail.url == f"http://testserver/p/{programme.slug}/"
    said = words_of(mail)
    assert "you get a buddy" in said
    assert str(coordinator) in said
    assert "mentor" not in said


def test_a_mentor_reads_what_it_asks_and_that_it_is_confidential() -> None:
    mentor = make_mentor(make_programme(), state=State.INVITED)

    mail = emails.invitation(mentor, mentor.person)

    assert mail is not None
    said = words_of(mail)
    assert "13 meetings of 60 minutes in 26 weeks" in said
    assert "stays between you" in said


def test_who_is_let_in_reads_what_comes_next() -> None:
    programme = make_programme(name="Start")
    for part in (make_mentee(programme), make_mentor(programme)):
        mail = emails.approved(part, part.person)
        assert mail is not None
        assert "Good news: you take part" in words_of(mail)


def test_not_this_time_holds_respect_and_no_reason() -> None:
    mentee = make_mentee(make_programme(), state=State.NOT_NOW)

    mail = emails.not_now(mentee, mentee.person)

    assert mail is not None
    assert "says nothing about your work" in words_of(mail)


@pytest.mark.parametrize(
    ("render", "state"),
    [
        (emails.invitation, State.APPLIED),
        (emails.invitation, State.WITHDRAWN),
        (emails.approved, State.WITHDRAWN),
        (emails.not_now, State.APPLIED),
    ],
)
def test_a_letter_whose_reason_has_gone_is_not_written(
    render: Render, state: str
) -> None:
    mentee = make_mentee(make_programme(), state=state)

    assert render(mentee, mentee.person) is None


def test_nobody_is_invited_into_a_programme_that_takes_nobody_any_more() -> None:
    closing = make_programme(state=Programme.State.CLOSING)
    mentee = make_mentee(closing, state=State.INVITED)

    assert emails.invitation(mentee, mentee.person) is None


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_every_subject_fits_the_screen_of_a_phone(language: str) -> None:
    programme = make_programme(name="Onthaal 2027")
    parts = [
        (emails.invitation, make_mentee(programme, state=State.INVITED)),
        (emails.invitation, make_mentor(programme, state=State.INVITED)),
        (emails.approved, make_mentee(programme)),
        (emails.not_now, make_mentee(programme, state=State.NOT_NOW)),
    ]
    with translation.override(language):
        for render, part in parts:
            mail = render(part, part.person)
            assert mail is not None
            subject = Engine.get_default().get_template(f"{mail.template}.subject.txt")
            assert len(subject.render(Context(mail.context)).strip()) <= 50
