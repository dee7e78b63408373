import pytest
from django.test import Client

from tests.factories import make_draft, make_programme
from tests.programmes.views.test_setup import at, enter

pytestmark = pytest.mark.django_db


def test_the_hub_shows_what_waits_and_where_the_programme_stands(
    client: Client,
) -> None:
    draft = make_draft(weeks=None)
    enter(client, draft)
    body = client.get(at("setup_show", draft)).content.decode()
    assert "Say how many weeks a journey lasts." in body
    assert at("check_show", draft) in body
    assert at("programme_close", draft) not in body

    programme = make_programme()
    enter(client, programme)
    body = client.get(at("setup_show", programme)).content.decode()
    assert "13 meetings, about 15 hours" in body
    assert at("check_show", programme) not in body
    assert at("programme_close", programme) in body


def test_the_check_page_says_what_is_missing_and_has_no_button_then(
    client: Client,
) -> None:
    draft = make_draft(substitute_contact="", purpose_lock=False)
    enter(client, draft)

    body = client.get(at("check_show", draft)).content.decode()

    assert f'<a href="{at("contacts_edit", draft)}">Say who replaces' in body
    assert f'<a href="{at("agreement_edit", draft)}">Put back the sentence' in body
    assert at("programme_open", draft) not in body


def test_opening_what_is_not_complete_leads_back_to_what_is_missing(
    client: Client,
) -> None:
    draft = make_draft(weeks=None)
    enter(client, draft)

    response = client.post(at("programme_open", draft), follow=True)

    assert response.redirect_chain == [(at("check_show", draft), 302)]
    assert "Say how many weeks a journey lasts." in response.content.decode()
    draft.refresh_from_db()
    assert draft.is_draft


def test_an_open_programme_has_nothing_to_open(client: Client) -> None:
    programme = make_programme()
    enter(client, programme)

    assert "This programme is open." in (
        client.get(at("check_show", programme)).content.decode()
    )


def test_a_look_opens_nothing(client: Client) -> None:
    draft = make_draft()
    enter(client, draft)

    assert client.get(at("programme_open", draft)).status_code == 405
