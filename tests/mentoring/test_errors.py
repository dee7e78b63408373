"""The error pages. Tests without a database mark: a page that asks it would raise."""

from collections.abc import Callable

import pytest
from allauth.core.ratelimit import respond_429
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from mentoring import errors
from tests.factories import make_person

Answer = Callable[[HttpRequest], HttpResponse]
ROADS = pytest.mark.urls("tests.mentoring.roads")
PAGES = [
    (lambda request: errors.bad_request(request, BadRequest()), 400),
    (lambda request: errors.forbidden(request, PermissionDenied()), 403),
    (lambda request: errors.csrf_failure(request, reason="no cookie"), 403),
    (lambda request: errors.not_found(request, Http404()), 404),
    (errors.too_many_requests, 429),
    (errors.server_error, 500),
]


class Cookies(HttpRequest):
    """A request that breaks when anything but its cookies is read."""

    def __getattribute__(self, name: str) -> object:
        if name == "COOKIES":
            return {"theme": "dark"}
        raise AssertionError(name)

    def __init__(self) -> None:
        """Set nothing: there is nothing to read."""


@pytest.mark.parametrize(("answer", "status"), PAGES)
def test_an_error_page_reads_no_body_no_session_and_no_table(
    answer: Answer, status: int
) -> None:
    response = answer(Cookies())

    assert response.status_code == status
    assert response.text.count("<h1>") == 1
    assert "<form" not in response.text


@pytest.mark.parametrize(("answer", "status"), PAGES)
def test_an_error_page_is_in_the_readers_language_and_theme(
    answer: Answer, status: int
) -> None:
    with translation.override("fr"):
        response = answer(Cookies())

    assert response.status_code == status
    assert '<html lang="fr-BE" data-theme="dark">' in response.text


def test_an_unknown_address_has_a_page_of_its_own(client: Client) -> None:
    page = client.get("/nowhere/")

    assert page.status_code == 404
    assert "We cannot find this page" in page.text


@ROADS
def test_a_refusal_says_that_the_page_is_for_somebody_else(client: Client) -> None:
    page = client.get("/refuse/")

    assert page.status_code == 403
    assert "This page is not for you" in page.text


@ROADS
def test_what_we_cannot_trust_is_answered_without_details(client: Client) -> None:
    page = client.get("/suspect/")

    assert page.status_code == 400
    assert "We could not read that" in page.text


@ROADS
def test_a_fault_of_ours_says_so_and_shows_no_trace() -> None:
    page = Client(raise_request_exception=False).get("/stumble/")

    assert page.status_code == 500
    assert "Something went wrong on our side" in page.text
    assert "ZeroDivisionError" not in page.text


@ROADS
def test_a_form_in_an_unknown_character_set_is_refused_and_not_a_fault() -> None:
    # Django's own 400 and 500 pages read the body again here, and fail.
    client = Client(raise_request_exception=False)
    client.cookies["csrf"] = "a" * 32

    page = client.post(
        "/read/",
        data="name=x",
        content_type="application/x-www-form-urlencoded; charset=utf-7",
    )

    assert page.status_code == 400
    assert "We could not read that" in page.text


@pytest.mark.django_db
def test_a_form_without_its_token_says_what_to_do() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_person())

    page = client.post("/theme/", {"theme": "dark"})

    assert page.status_code == 403
    assert "This page was open for too long" in page.text
    assert "theme" not in page.cookies


def test_somebody_who_tries_too_often_gets_our_own_page() -> None:
    page = respond_429(RequestFactory().get("/account/login/"))

    assert page.status_code == 429
    assert "A little patience, please" in page.text


def test_a_report_of_an_error_holds_no_value() -> None:
    request = RequestFactory().post("/", {"text": "the pace was high"})
    report = errors.NothingTyped()

    assert set(report.get_post_parameters(request)) == {"text"}
    assert "the pace was high" not in str(report.get_post_parameters(request))
    assert report.get_post_parameters(None) == {}
    assert not report.get_traceback_frame_variables(request, None)  # type: ignore[arg-type]  # it looks at nothing
