"""Home tells HR of the changes that wait for a second person."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mentoring.pages.today import Task
from mentoring.pages.today import _of_hr as of_hr
from people.models import LineRequest, Person
from tests.factories import make_administrator, make_hr, make_person

pytestmark = pytest.mark.django_db


def make_request(by: Person | None = None) -> LineRequest:
    return LineRequest.objects.create(
        kind=LineRequest.Kind.TOP,
        person=make_person(),
        asked_by=by,
        asked_at=timezone.now(),
    )


def test_what_waits_for_a_second_person_is_on_the_page_of_hr() -> None:
    request = make_request(by=make_hr())

    assert list(of_hr(make_hr())) == [
        Task(
            reverse("people:line_request", args=[request.pk]),
            "A change of the chart waits for a second person",
            str(request.person),
        )
    ]


def test_neither_who_asked_nor_whom_it_touches_nor_anybody_else_finds_it() -> None:
    hr, touched = make_hr(), make_hr()
    make_request(by=hr).concerned.create(person=touched)

    for person in (hr, touched, make_administrator(), make_person()):
        assert list(of_hr(person)) == []


def test_what_was_decided_waits_no_more() -> None:
    make_request()
    LineRequest.objects.update(state=LineRequest.State.REFUSED)

    assert list(of_hr(make_hr())) == []


@pytest.mark.parametrize("rows", [1, 4])
def test_it_is_one_look_however_many_wait(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    hr = make_hr()
    for _row in range(rows):
        make_request()

    with django_assert_num_queries(1):
        assert len(list(of_hr(hr))) == rows
