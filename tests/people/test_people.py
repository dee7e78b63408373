from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from people import org_chart
from people.events import Consequence, PersonLeft, person_left
from people.models import BrowserSession, Employment, Person
from people.operations import finding, people
from people.operations.people import Facts
from privacy.models import AuditEntry
from tests.factories import make_line, make_person

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)
NEWS = uuid4()
ANNA = Facts("Anna", "Peeters", email="Anna@Fabriek.example", employee_number="007")


@pytest.fixture
def farewells() -> Iterator[list[PersonLeft]]:
    """Listen to who leaves, and answer with a consequence each time."""
    heard: list[PersonLeft] = []

    def listen(change: PersonLeft, **_said: Any) -> list[Consequence]:  # noqa: ANN401 - what Django's signals pass
        heard.append(change)
        return [Consequence("noticed", NEWS)]

    person_left.connect(listen)
    yield heard
    person_left.disconnect(listen)


def post_of(person: Person, **fields: Any) -> Employment:  # noqa: ANN401 - a factory passes on what a model takes
    return Employment(
        person=person,
        **{"job_title": "Operator", "from_on": date(2020, 1, 1), **fields},
    )


def test_a_new_person_has_an_unknown_place_and_no_secret() -> None:
    anna = people.add(ANNA, at=AT, by=None)

    anna.refresh_from_db()
    assert anna.email == "anna@fabriek.example"
    assert anna.chart_state == Person.ChartState.UNKNOWN
    assert not anna.has_usable_password()
    assert AuditEntry.objects.get().verb == "person_added"


@pytest.mark.parametrize(
    "other",
    [replace(ANNA, email="b@fabriek.example"), replace(ANNA, employee_number="8")],
)
def test_an_address_and_a_number_belong_to_one_person(other: Facts) -> None:
    people.add(ANNA, at=AT, by=None)

    with pytest.raises(ValidationError, match="already"):
        people.add(other, at=AT, by=None)


def test_a_person_needs_a_name() -> None:
    with pytest.raises(ValidationError, match="A person needs a name"):
        people.add(Facts(""), at=AT, by=None)


def test_facts_can_change() -> None:
    anna = people.add(ANNA, at=AT, by=None)

    people.change(anna, replace(ANNA, family_name="Maes", email=None), at=AT, by=None)

    anna.refresh_from_db()
    assert (anna.family_name, anna.email) == ("Maes", None)


def test_a_change_to_an_address_of_somebody_else_is_refused() -> None:
    people.add(ANNA, at=AT, by=None)
    bram = people.add(Facts("Bram"), at=AT, by=None)

    with pytest.raises(ValidationError):
        people.change(bram, Facts("Bram", email="ANNA@fabriek.example"), at=AT, by=None)


def test_whoever_leaves_today_is_out_at_once(farewells: list[PersonLeft]) -> None:
    anna, hr = make_person(), make_person()
    post_of(anna).save()
    BrowserSession.objects.create(
        person=anna, key_hash="x", sealed=b"", expires_at=AT + DAY
    )

    consequences = people.leave(anna, last_on=TODAY, at=AT, by=hr)

    anna.refresh_from_db()
    assert (anna.may_sign_in, anna.email, anna.left_on) == (False, None, TODAY)
    assert not BrowserSession.objects.exists()
    assert Employment.objects.get().until_on == TODAY
    assert farewells == [PersonLeft(person=anna, at=AT, by=hr)]
    assert consequences == [Consequence("noticed", NEWS)]


def test_an_address_of_somebody_who_left_is_free() -> None:
    anna = people.add(ANNA, at=AT, by=None)
    people.leave(anna, last_on=TODAY, at=AT, by=None)

    newcomer = people.add(Facts("Anna", email=ANNA.email), at=AT, by=None)

    assert newcomer != anna


def test_an_announced_leave_waits_until_the_last_day_is_over(
    farewells: list[PersonLeft],
) -> None:
    anna = make_person()

    assert people.leave(anna, last_on=TODAY + DAY, at=AT, by=None) == []
    assert people.turn_the_day(at=AT + DAY) == []
    anna.refresh_from_db()
    assert (anna.may_sign_in, farewells) == (True, [])

    assert people.turn_the_day(at=AT + 2 * DAY) == [Consequence("noticed", NEWS)]
    anna.refresh_from_db()
    assert not anna.may_sign_in
    assert people.turn_the_day(at=AT + 3 * DAY) == []


def test_nobody_leaves_before_the_first_day() -> None:
    anna = make_person(hired_on=TODAY)

    with pytest.raises(ValidationError, match="cannot be before the first day"):
        people.leave(anna, last_on=TODAY - DAY, at=AT, by=None)


def test_a_chain_that_loses_a_link_still_holds() -> None:
    chief, lead, anna = make_person(), make_person(), make_person()
    make_line(chief, lead)
    make_line(lead, anna)

    people.leave(lead, last_on=TODAY, at=AT, by=None)

    assert org_chart.is_superior_of(chief, anna)


def test_a_post_that_would_begin_after_the_last_day_ends_on_its_first() -> None:
    anna = make_person()
    post_of(anna, from_on=TODAY + DAY).save()

    people.leave(anna, last_on=TODAY, at=AT, by=None)

    assert Employment.objects.get().until_on == TODAY + DAY


def test_somebody_chooses_a_language() -> None:
    anna = make_person(language="nl")

    people.choose_language(anna, "fr")

    anna.refresh_from_db()
    assert anna.language == "fr"


def test_a_post_begins_and_ends() -> None:
    anna = make_person()
    post = post_of(anna)

    people.begin_post(post, at=AT, by=None)
    assert list(Employment.objects.current(TODAY)) == [post]
    people.end_post(post, last_on=TODAY, at=AT, by=None)

    assert list(Employment.objects.current(TODAY)) == [post]
    assert not Employment.objects.current(TODAY + DAY).exists()
    assert list(AuditEntry.objects.order_by("verb").values_list("verb", flat=True)) == [
        "post_begun",
        "post_ended",
    ]


def test_a_post_that_is_open_is_not_begun_again() -> None:
    anna = make_person()
    people.begin_post(post_of(anna), at=AT, by=None)

    with pytest.raises(ValidationError):
        people.begin_post(post_of(anna, from_on=TODAY), at=AT, by=None)


def test_somebody_is_found_by_a_new_name_and_by_where_they_work() -> None:
    anna = make_person(given_name="Anna", family_name="Aerts")
    post = post_of(anna, site="Gent")
    people.begin_post(post, at=AT, by=None)

    anna.refresh_from_db()
    people.change(anna, Facts("Zoë", "Żak"), at=AT, by=None)
    finding.rewrite([anna], ["given_name"])

    assert list(Person.objects.found("zoe zak gent")) == [anna]
    assert not Person.objects.found("aerts").exists()


def test_whoever_has_no_post_any_more_is_found_by_the_last() -> None:
    anna = make_person(given_name="Anna", family_name="Aerts")
    post = post_of(anna, site="Gent")
    people.begin_post(post, at=AT, by=None)

    people.end_post(post, last_on=TODAY, at=AT, by=None)

    assert list(Person.objects.found("gent")) == [anna]


def test_a_post_does_not_end_before_it_begins() -> None:
    post = post_of(make_person(), from_on=TODAY)
    post.save()

    with pytest.raises(ValidationError):
        people.end_post(post, last_on=TODAY - DAY, at=AT, by=None)
