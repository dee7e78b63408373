from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from people.models import LineRequest, Person, ReportingLine
from people.operations import line_requests
from tests.factories import (
    make_administrator,
    make_hr,
    make_line,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)
from tests.pairs import make_pairing

pytestmark = pytest.mark.django_db

UNKNOWN = "/people/unknown/"
LIST_QUERIES = 7
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def hr(client: Client) -> Person:
    person = make_hr(given_name="Sofie", family_name="Claes")
    client.force_login(person)
    return person


def address(page: str, subject: Person | ReportingLine | LineRequest) -> str:
    return reverse(f"people:{page}", args=[subject.pk])


def text_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def make_waiting(by: Person) -> tuple[LineRequest, ReportingLine, Person]:
    """Let hr ask to take away a line that was announced between two of a pair."""
    programme = make_programme()
    mentor, mentee = make_person(top_of_line=True), make_person(top_of_line=True)
    make_pairing(
        programme,
        make_mentor(programme, person=mentor),
        make_mentee(programme, person=mentee),
    )
    soon = timezone.localdate() + timedelta(days=30)
    line = make_line(mentor, mentee, from_on=soon, in_force=False)
    request = line_requests.end_line(line, at=timezone.now(), by=by)
    assert request is not None
    return request, line, mentee


def test_the_places_to_put_right_are_listed_with_their_remedy(
    client: Client, hr: Person
) -> None:
    anna = make_person(given_name="Anna", chart_state="unknown")
    one, other = (make_person(chart_state="unknown") for _each in range(2))
    make_line(one, other)
    make_line(other, one)

    text = text_of(client, UNKNOWN)

    assert "Nobody is above this person" in text
    assert "in a circle" in text
    assert address("line_edit", anna) in text


def test_nothing_to_put_right_is_said(client: Client, hr: Person) -> None:
    assert "We know of everybody who stands above them." in text_of(client, UNKNOWN)


@pytest.mark.parametrize("people", [1, 4])
def test_the_places_are_read_in_as_many_queries_for_four_as_for_one(
    client: Client,
    hr: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
    people: int,
) -> None:
    for _each in range(people):
        make_person(chart_state="unknown")

    with django_assert_num_queries(LIST_QUERIES):
        text_of(client, UNKNOWN)


def test_a_superior_is_looked_up_and_given(client: Client, hr: Person) -> None:
    top = make_person(given_name="Hilde", family_name="Hoog", top_of_line=True)
    anna = make_person(chart_state="unknown")
    page = address("line_edit", anna)

    assert "Hilde Hoog" in text_of(client, f"{page}?q=hoog")
    assert "Nobody was found." in text_of(client, f"{page}?q=zzz")
    assert "Nobody was found." not in text_of(client, f"{page}?q={'x' * 200}")
    sent = {"superior": top.pk, "kind": "line", "from_on": "2026-01-01"}
    response = client.post(f"{page}?q=hoog", sent, follow=True)

    assert "Pairs were checked again at once." in response.content.decode()
    anna.refresh_from_db()
    assert anna.chart_state == "known"
    assert anna.lines_up.get().superior == top


def test_a_line_of_a_later_day_is_announced(client: Client, hr: Person) -> None:
    top, anna = make_person(top_of_line=True), make_person()
    sent = {"superior": top.pk, "kind": "acting", "from_on": "2100-01-01"}

    client.post(address("line_edit", anna), sent)

    line = anna.lines_up.get()
    assert (line.in_force, line.from_on) == (False, date(2100, 1, 1))
    text = text_of(client, address("line_edit", anna))
    assert "acting manager, from 1 Jan 2100" in text


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"kind": "line", "from_on": "2026-01-01"}, "Choose who stands above"),
        (
            {"superior": NOBODY, "kind": "line", "from_on": "2026-01-01"},
            "somebody of the list",
        ),
        ({"superior": "self", "kind": "line", "from_on": "2026-01-01"}, "themselves"),
    ],
)
def test_what_is_no_line_is_refused_in_words(
    client: Client, hr: Person, sent: dict[str, str], sentence: str
) -> None:
    anna = make_person()
    if sent.get("superior") == "self":
        sent = {**sent, "superior": str(anna.pk)}

    response = client.post(address("line_edit", anna), sent)

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_line_is_ended_at_once_or_after_a_last_day(
    client: Client, hr: Person
) -> None:
    anna = make_person()
    one, other = make_line(make_person(), anna), make_line(make_person(), anna)

    client.post(address("line_end", one))
    client.post(address("line_end", other), {"last_on": "2100-01-31"})

    one.refresh_from_db()
    other.refresh_from_db()
    assert not one.in_force
    assert other.until_on == date(2100, 1, 31)
    assert client.post(address("line_end", one)).status_code == 404
    text = text_of(client, address("line_edit", anna))
    assert "until 31 Jan 2100" in text


@pytest.mark.parametrize("last_on", ["soon", "1999-01-01"])
def test_a_last_day_that_cannot_be_is_refused_in_words(
    client: Client, hr: Person, last_on: str
) -> None:
    line = make_line(make_person(), make_person())

    response = client.post(address("line_end", line), {"last_on": last_on}, follow=True)

    assert "alert-error" in response.content.decode()
    line.refresh_from_db()
    assert line.in_force


def test_a_top_is_marked_and_unmarked(client: Client, hr: Person) -> None:
    anna = make_person(chart_state="unknown")

    client.post(address("top_mark", anna))
    anna.refresh_from_db()
    assert (anna.top_of_line, anna.chart_state) == (True, "known")
    assert "Somebody does stand above" in text_of(client, address("line_edit", anna))
    client.post(address("top_unmark", anna))

    anna.refresh_from_db()
    assert (anna.top_of_line, anna.chart_state) == (False, "unknown")


def test_a_missing_superior_is_found(client: Client, hr: Person) -> None:
    anna = make_person(chart_state="unknown", superior_missing=True)
    make_line(make_person(top_of_line=True), anna)
    assert "A superior is missing" in text_of(client, address("line_edit", anna))

    client.post(address("superior_found", anna))

    anna.refresh_from_db()
    assert anna.chart_state == "known"


def test_a_change_between_two_of_a_pair_is_shown_and_decided_by_a_second(
    client: Client, hr: Person
) -> None:
    make_hr()
    request, line, _mentee = make_waiting(make_hr())
    page = address("line_request", request)

    assert "It is right: change it" in text_of(client, page)
    for list_of_changes in (UNKNOWN, address("line_edit", line.person)):
        assert page in text_of(client, list_of_changes)
    again = client.post(address("line_end", line), follow=True)
    assert "asked for this already" in again.content.decode()
    client.post(page, {"answer": "confirm"})

    assert "It was done on" in text_of(client, page)
    late = client.post(page, {"answer": "refuse"}, follow=True)
    assert "decided a moment ago" in late.content.decode()


def test_whoever_asked_does_not_confirm(client: Client, hr: Person) -> None:
    make_hr()
    programme = make_programme()
    pairing = make_pairing(programme)
    assert pairing.mentor is not None
    assert pairing.mentee is not None
    soon = timezone.localdate() + timedelta(days=30)
    line = make_line(pairing.mentor, pairing.mentee, from_on=soon, in_force=False)

    response = client.post(address("line_end", line), {"last_on": ""}, follow=True)

    text = response.content.decode()
    assert "A second person of HR" in text
    assert "It is right: change it" not in text
    page = address("line_request", LineRequest.objects.get())
    assert client.post(page, {"answer": "confirm"}).status_code == 403
    assert client.post(page, {"answer": "object"}).status_code == 403
    assert client.post(page, {"answer": "nonsense"}).status_code == 403


def test_one_of_the_pair_says_that_it_is_not_right(client: Client) -> None:
    request, line, mentee = make_waiting(make_hr())
    client.force_login(mentee)
    page = address("line_request", request)

    text = text_of(client, page)
    assert "unless one of those whom it touches" in text
    assert "Leave it as it is" not in text
    client.post(page, {"answer": "object"})

    assert "The chart stays as it is." in text_of(client, page)
    assert ReportingLine.objects.filter(pk=line.pk).exists()


def test_a_waiting_top_and_a_last_day_are_said_in_words(
    client: Client, hr: Person
) -> None:
    anna, chief = make_person(), make_person(given_name="Carla")
    top = LineRequest.objects.create(kind="top", person=anna, asked_at=timezone.now())
    end = LineRequest.objects.create(
        kind="end",
        person=anna,
        superior=chief,
        last_on=date(2100, 1, 31),
        asked_at=timezone.now(),
    )

    assert "Nobody of this company would stand" in text_of(
        client, address("line_request", top)
    )
    assert "After 31 Jan 2100, Carla" in text_of(client, address("line_request", end))


def test_nobody_but_hr_puts_the_chart_right(client: Client) -> None:
    make_hr()
    line = make_line(make_person(), make_person())
    request, _line, _mentee = make_waiting(make_hr())
    for stranger in (make_person(), make_administrator(), line.superior):
        client.force_login(stranger)
        assert client.get(UNKNOWN).status_code == 403
        assert client.get(address("line_edit", line.person)).status_code == 404
        assert client.get(address("line_request", request)).status_code == 404
        assert client.post(address("line_end", line)).status_code == 404
        for page in ("top_mark", "top_unmark", "superior_found"):
            assert client.post(address(page, line.person)).status_code == 404

    line.refresh_from_db()
    assert line.in_force
