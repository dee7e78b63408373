"""The letter of a check-in: confidential, one link, silent once it is closed."""

import pytest

from evaluations import emails
from evaluations.models import Box
from mailing import letters
from tests.boxes import make_box

pytestmark = pytest.mark.django_db


def test_the_letter_holds_one_link_and_no_answer() -> None:
    box, people = make_box()

    mail = emails.check_in(box, people[0])

    assert mail
    assert str(box.pk) in mail.url
    assert "good" not in mail.url
    assert letters.of_kind("check_in").confidential


def test_a_closed_box_asks_nobody() -> None:
    box, people = make_box()
    box.state = Box.State.RELEASED

    assert emails.check_in(box, people[0]) is None
