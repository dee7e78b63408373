"""What a partner sees is shown under the partner's own name."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.models import Employment
from tests.factories import START, make_mentee, make_mentor, make_person, make_programme
from tests.pairs import make_pairing

pytestmark = pytest.mark.django_db
SEEN = reverse("profile_seen")


def test_each_partner_is_named_with_what_they_see(client: Client) -> None:
    pairing = make_pairing()
    Employment.objects.create(
        person=pairing.mentor, job_title="Planner", site="Gent", from_on=START
    )
    client.force_login(pairing.mentor)

    page = client.get(SEEN)

    assert f"This is what {pairing.mentee.get_short_name()} sees" in page.text
    for words in (str(pairing.mentor), "Planner", "Gent", "English"):
        assert words in page.text


def test_a_mentor_reads_how_many_places_are_left(client: Client) -> None:
    programme = make_programme()
    mentor = make_mentor(programme, capacity=3)
    make_pairing(programme, mentor, make_mentee(programme))
    client.force_login(mentor.person)

    page = client.get(SEEN)

    assert "2 places left of 3" in page.text
    assert reverse("programmes:apply_mentor", args=[programme.slug]) in page.text


def test_a_mentee_has_no_places(client: Client) -> None:
    programme = make_programme()
    client.force_login(make_mentee(programme).person)

    page = client.get(SEEN)

    assert "left of" not in page.text
    assert reverse("programmes:apply_mentee", args=[programme.slug]) in page.text


def test_who_takes_part_in_nothing_sees_what_a_partner_would(client: Client) -> None:
    client.force_login(make_person())

    page = client.get(SEEN)

    assert "This is what a partner will see" in page.text
    assert page.context["places"] == []


def test_the_profile_leads_there(client: Client) -> None:
    client.force_login(make_person())

    assert SEEN in client.get(reverse("people:profile")).text


@pytest.mark.parametrize("rows", [1, 4])
def test_the_page_asks_no_more_for_four_parts_than_for_one(
    client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = make_person()
    for _row in range(rows):
        programme = make_programme()
        mentor = make_mentor(programme, person=person, capacity=2)
        make_pairing(programme, mentor, make_mentee(programme))
    client.force_login(person)

    with django_assert_num_queries(7):
        page = client.get(SEEN)

    assert len(page.context["places"]) == rows
