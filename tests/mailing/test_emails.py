"""The trial letter: what whoever sets up the post gets to see."""

import pytest

from mailing import outbox
from tests.factories import make_person
from tests.mailing.post_office import PostOffice
from tests.mailing.stationery import MONDAY, promise_news


@pytest.mark.django_db
def test_the_trial_letter_arrives(post_office: PostOffice) -> None:
    promise_news(make_person(), kind="trial")

    assert outbox.deliver_due(at=MONDAY) == 1

    (message,) = post_office.taken
    assert message["Subject"] == "Your test letter is here"
    body = message.get_body(("plain",))
    assert body is not None
    assert "This is the test letter you asked for." in body.get_content()
