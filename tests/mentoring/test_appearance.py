import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_person

LANGUAGE, THEME = "/language/", "/theme/"


@pytest.mark.parametrize("address", [LANGUAGE, THEME])
def test_a_link_alone_changes_nothing(client: Client, address: str) -> None:
    page = client.get(address)

    assert page.status_code == 405
    assert not page.cookies


def test_a_visitor_chooses_a_language_for_this_browser(client: Client) -> None:
    page = client.post(LANGUAGE, {"language": "fr", "next": "/account/login/"})

    assert page.status_code == 302
    assert page.headers["Location"] == "/account/login/"
    assert page.cookies["django_language"].value == "fr"


@pytest.mark.django_db
def test_somebody_who_is_signed_in_chooses_for_every_device(client: Client) -> None:
    person = make_person(language="nl")
    client.force_login(person)

    client.post(LANGUAGE, {"language": "fr", "next": reverse("today")})

    person.refresh_from_db()
    assert person.language == "fr"
    assert 'lang="fr-BE"' in client.get(reverse("today")).text


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["", "xx", "de"])
def test_a_language_that_we_do_not_speak_is_not_kept(client: Client, code: str) -> None:
    person = make_person(language="nl")
    client.force_login(person)

    page = client.post(LANGUAGE, {"language": code, "next": "/"})

    person.refresh_from_db()
    assert page.status_code == 302
    assert person.language == "nl"
    assert "django_language" not in page.cookies


@pytest.mark.parametrize("code", ["auto", "light", "dark"])
def test_a_theme_is_kept_where_no_script_can_read_it(client: Client, code: str) -> None:
    page = client.post(THEME, {"theme": code, "next": "/account/login/"})

    cookie = page.cookies["theme"]
    assert page.headers["Location"] == "/account/login/"
    assert cookie.value == code
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.django_db
def test_the_server_writes_the_theme_into_the_page(client: Client) -> None:
    client.post(THEME, {"theme": "dark"})

    assert 'data-theme="dark"' in client.get("/account/login/").text


def test_a_theme_that_does_not_exist_is_not_kept(client: Client) -> None:
    page = client.post(THEME, {"theme": "pink", "next": "/account/login/"})

    assert page.status_code == 302
    assert not page.cookies


@pytest.mark.parametrize("address", [LANGUAGE, THEME])
@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", ""])
def test_a_choice_never_leads_to_another_site(
    client: Client, address: str, elsewhere: str
) -> None:
    page = client.post(address, {"language": "fr", "theme": "dark", "next": elsewhere})

    assert page.status_code == 302
    assert page.headers["Location"] == "/"


@pytest.mark.parametrize("address", [LANGUAGE, THEME])
@pytest.mark.parametrize("garbage", ["inf", "25:61", "a\x00b", "people:person_list"])
def test_a_way_back_that_is_no_address_is_no_fault_of_ours(
    client: Client, address: str, garbage: str
) -> None:
    page = client.post(address, {"language": "xx", "theme": "pink", "next": garbage})

    assert page.status_code == 302
    assert page.headers["Location"] == reverse("today")
