import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.factories import make_person

LOGIN = "/account/login/"
ROADS = pytest.mark.urls("tests.mentoring.roads")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "answered"),
    [("fr-BE, nl;q=0.5", "fr"), ("nl", "nl"), ("ja, fr;q=0.1", "fr"), ("ja", "en")],
)
def test_a_visitor_reads_the_first_language_that_the_browser_and_we_share(
    client: Client, asked: str, answered: str
) -> None:
    page = client.get(LOGIN, headers={"accept-language": asked})

    assert page.headers["Content-Language"] == answered


@pytest.mark.django_db
def test_the_language_that_a_visitor_chose_counts_more_than_the_browser(
    client: Client,
) -> None:
    client.cookies["django_language"] = "fr"

    page = client.get(LOGIN, headers={"accept-language": "nl"})

    assert 'lang="fr-BE"' in page.text


@pytest.mark.django_db
def test_a_person_reads_their_own_language_on_any_device(client: Client) -> None:
    client.force_login(make_person(language="nl"))
    client.cookies["django_language"] = "fr"

    page = client.get(reverse("today"), headers={"accept-language": "en"})

    assert 'lang="nl-BE"' in page.text


@pytest.mark.django_db
def test_a_person_whose_language_we_do_not_speak_yet_reads_that_of_the_browser(
    client: Client,
) -> None:
    client.force_login(make_person(language="de"))

    page = client.get(reverse("today"), headers={"accept-language": "fr"})

    assert 'lang="fr-BE"' in page.text


@pytest.mark.django_db
def test_the_language_of_one_request_does_not_stay_for_the_next(client: Client) -> None:
    before = translation.get_language()
    client.force_login(make_person(language="fr"))

    client.get(reverse("today"))

    assert translation.get_language() == before


@pytest.mark.django_db
def test_pages_differ_by_language_and_person_so_no_cache_may_mix_them(
    client: Client,
) -> None:
    page = client.get(LOGIN)

    assert {"Accept-Language", "Cookie"} <= set(page.headers["Vary"].split(", "))


@pytest.mark.django_db
def test_a_page_for_somebody_leaves_no_copy_behind(client: Client) -> None:
    client.force_login(make_person())

    page = client.get(reverse("today"))

    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_an_error_page_for_somebody_leaves_no_copy_behind_either(
    client: Client,
) -> None:
    client.force_login(make_person())

    page = client.get("/nowhere/")

    assert page.status_code == 404
    assert page.headers["Cache-Control"] == "no-store"


@ROADS
def test_a_page_for_nobody_may_be_kept(client: Client) -> None:
    page = client.get(reverse("help"))

    assert page.text == "here"
    assert "Cache-Control" not in page.headers
    assert page.headers["Referrer-Policy"] == "same-origin"


@ROADS
def test_an_address_with_a_secret_is_neither_kept_nor_told_on(client: Client) -> None:
    page = client.get("/open/one-time-secret/")

    assert page.text == "here"
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
