from typing import cast

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import CharField, Form
from django.http import HttpResponse
from django.test import RequestFactory

from people.browser_sessions import SessionStore
from people.http import (
    PersonRequest,
    is_done,
    opens_sealed,
    posted,
    shown_by,
    with_company_role,
)
from people.models import Person
from tests.factories import give_secret, make_administrator, make_hr, make_person

pytestmark = pytest.mark.django_db


@with_company_role
def company_page(_request: PersonRequest, word: str) -> HttpResponse:
    return HttpResponse(word)


@opens_sealed
def sealed_page(_request: PersonRequest, *, word: str) -> HttpResponse:
    return HttpResponse(word)


def asked_by(person: Person, *shown: str) -> PersonRequest:
    request = cast(PersonRequest, RequestFactory().get("/notes/", {"page": "2"}))
    request.user = person
    request.session = SessionStore()
    request.session["account_authentication_methods"] = [
        {"method": method} for method in shown
    ]
    request.session["account_authentication_methods_user"] = str(person.pk)
    return request


@pytest.mark.parametrize("make", [make_hr, make_administrator])
def test_company_pages_open_for_company_roles(make: object) -> None:
    request = asked_by(make())  # type: ignore[operator]  # both make a person

    assert company_page(request, "inside").content == b"inside"


def test_company_pages_stay_closed_to_anybody_else() -> None:
    with pytest.raises(PermissionDenied):
        company_page(asked_by(make_person()), "inside")


def test_a_sealed_page_opens_for_whoever_showed_a_password() -> None:
    anna = give_secret(make_person())

    assert sealed_page(asked_by(anna, "password"), word="text").content == b"text"


def test_a_sealed_page_asks_a_mailbox_for_more() -> None:
    anna = give_secret(make_person())
    Person.objects.filter(pk=anna.pk).update(email="thief@fabriek.example")
    anna.refresh_from_db()

    response = sealed_page(asked_by(anna, "code"), word="text")

    assert response.status_code == 302
    assert response.headers["Location"] == (
        "/account/reauthenticate/?next=%2Fnotes%2F%3Fpage%3D2"
    )


def test_a_sealed_page_is_closed_to_a_credential_that_was_planted() -> None:
    anna = give_secret(make_person())
    Person.objects.filter(pk=anna.pk).update(password="md5$a$b")
    anna.refresh_from_db()

    with pytest.raises(PermissionDenied):
        sealed_page(asked_by(anna, "password"), word="text")


def test_what_another_person_showed_in_this_browser_does_not_count() -> None:
    request = asked_by(make_person(), "password")
    assert shown_by(request) == {"password"}

    request.user = make_person()

    assert shown_by(request) == frozenset()


class Naming(Form):
    name = CharField()


def refuse() -> None:
    raise ValidationError("Not this one.")


def test_a_form_that_is_not_valid_does_nothing() -> None:
    form = Naming({})

    assert not is_done(form, refuse)
    assert list(form.errors) == ["name"]


def test_what_an_operation_refuses_is_said_by_the_form() -> None:
    form, other = Naming({"name": "a"}), Naming({"name": "a"})

    assert not is_done(form, refuse)
    assert not is_done(other, refuse, field="name")
    assert is_done(Naming({"name": "a"}), str)

    assert form.non_field_errors() == ["Not this one."]
    assert other.errors == {"name": ["Not this one."]}


def test_an_empty_form_that_was_sent_is_told_from_a_page_that_is_looked_at() -> None:
    assert posted(RequestFactory().get("/")) is None
    assert posted(RequestFactory().post("/", {})) is not None


def test_a_refusal_about_a_field_that_the_form_lacks_is_said_above_it() -> None:
    def refuse_both() -> None:
        raise ValidationError({"name": "Too long.", "state": "Too late."})

    form = Naming({"name": "a"})

    assert not is_done(form, refuse_both)
    assert form.errors == {"name": ["Too long."], "__all__": ["Too late."]}
