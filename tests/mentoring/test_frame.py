import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from mentoring.frame import MOST_PLACES, Frame, page_frame, roles_of
from people.models import CompanyRole, Person
from programmes.models import Enrolment, Role
from tests.factories import (
    NOW,
    make_coordinator,
    make_enrolment,
    make_hr,
    make_person,
    make_programme,
)

ROADS = pytest.mark.urls("tests.mentoring.roads")


def frame_for(person: Person | AnonymousUser, path: str = "/") -> Frame:
    request = RequestFactory().get(path)
    request.user = person
    return Frame(request)


def places_of(person: Person, path: str = "/") -> dict[str, str]:
    return {
        str(link.label): link.current for link in frame_for(person, path).navigation
    }


def everything(**fields: str) -> Person:
    """Make a person who holds every role there is."""
    person = make_hr(**fields)
    programme = make_programme()
    CompanyRole.objects.create(person=person, kind="administrator", from_at=NOW)
    for kind in Role.Kind:
        Role.objects.create(programme=programme, person=person, kind=kind, from_at=NOW)
    for role in Enrolment.Role:
        make_enrolment(programme=programme, person=person, role=role)
    return person


@pytest.mark.django_db
def test_every_open_role_of_a_person_is_named_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    person = everything()

    with django_assert_num_queries(1):
        roles = roles_of(person)

    assert roles == {
        "administrator",
        "hr",
        "coordinator",
        "impact_viewer",
        "supporter",
        "mentor",
        "mentee",
    }


@pytest.mark.django_db
def test_a_role_that_has_ended_opens_nothing() -> None:
    person = make_hr()
    CompanyRole.objects.update(until_at=NOW)

    assert roles_of(person) == frozenset()


@pytest.mark.django_db
def test_a_role_of_somebody_else_opens_nothing() -> None:
    everything()

    assert roles_of(make_person()) == frozenset()


@ROADS
@pytest.mark.django_db
def test_the_navigation_holds_what_ones_roles_need() -> None:
    mentee = make_person()
    make_enrolment(programme=make_programme(), person=mentee, role="mentee")

    assert list(places_of(mentee)) == [
        "Today",
        "My journey",
        "Agenda",
        "Help",
        "Programmes",
    ]


@ROADS
@pytest.mark.django_db
def test_a_mentor_who_is_also_a_mentee_finds_one_way_to_both() -> None:
    both, programme = make_person(), make_programme()
    for role in Enrolment.Role:
        make_enrolment(programme=programme, person=both, role=role)

    assert list(places_of(both)) == [
        "Today",
        "My journey",
        "Agenda",
        "Help",
        "Programmes",
    ]


@ROADS
@pytest.mark.django_db
def test_a_mentor_reads_about_mentees() -> None:
    mentor = make_person()
    make_enrolment(programme=make_programme(), person=mentor, role="mentor")

    assert list(places_of(mentor)) == [
        "Today",
        "My mentees",
        "Agenda",
        "Help",
        "Programmes",
    ]


@ROADS
@pytest.mark.django_db
def test_the_navigation_of_a_stranger_to_all_programmes_is_short() -> None:
    assert list(places_of(make_person())) == ["Today", "Programmes", "Help"]


@pytest.mark.django_db
def test_a_coordinator_finds_the_pages_of_the_only_programme() -> None:
    programme = make_programme()
    coordinator = make_coordinator(programme)
    make_coordinator(make_programme(state="draft"), coordinator)

    found = frame_for(coordinator).navigation

    assert [str(link.label) for link in found] == [
        "Today",
        "People",
        "Pairs",
        "Follow up",
        "Evaluation",
        "Impact",
    ]
    assert found[3].url == reverse("sessions_log:follow_up", args=[programme.slug])


@pytest.mark.django_db
def test_with_two_programmes_the_page_says_which_one_is_meant(client: Client) -> None:
    first, second = make_programme(), make_programme()
    coordinator = make_coordinator(first)
    make_coordinator(second, coordinator)
    client.force_login(coordinator)
    here = reverse("sessions_log:follow_up", args=[second.slug])

    links = client.get(here).context["frame"].navigation
    lost = frame_for(coordinator).navigation

    assert [str(link.label) for link in links if link.current] == ["Follow up"]
    assert here in [link.url for link in links]
    assert reverse("sessions_log:follow_up_list") in [link.url for link in lost]
    assert "People" not in [str(link.label) for link in lost]


@ROADS
@pytest.mark.django_db
def test_a_person_with_every_role_sees_no_more_than_a_bar_holds() -> None:
    assert len(places_of(everything())) == MOST_PLACES


@pytest.mark.django_db
def test_a_place_that_does_not_exist_yet_is_left_out() -> None:
    urls = [link.url for link in frame_for(everything()).navigation]

    assert reverse("today") in urls
    assert len(urls) == len(set(urls))
    assert all(url.startswith("/") for url in urls)


def test_nobody_is_navigated_before_signing_in() -> None:
    assert frame_for(AnonymousUser()).navigation == []


@ROADS
@pytest.mark.django_db
def test_the_page_itself_is_marked_as_such() -> None:
    assert places_of(make_hr(), "/") == {
        "Today": "page",
        "People": "",
        "Programmes": "",
        "Help": "",
    }


@ROADS
@pytest.mark.django_db
def test_a_page_below_marks_the_place_that_it_is_in() -> None:
    below = reverse("people:person_list") + "somebody/"

    assert places_of(make_hr(), below) == {
        "Today": "",
        "People": "true",
        "Programmes": "",
        "Help": "",
    }


@pytest.mark.django_db
def test_a_page_outside_the_navigation_marks_nothing() -> None:
    marks = places_of(make_person(), "/styleguide/").values()

    assert set(marks) == {""}


def test_a_fragment_that_shows_no_frame_asks_nothing() -> None:
    # No database mark: a query would raise.
    assert list(page_frame(RequestFactory().get("/"))) == ["frame"]


@pytest.mark.django_db
def test_a_demo_says_so_on_every_page_and_leads_to_its_letters(
    client: Client, settings: Settings
) -> None:
    settings.DEMO = True

    page = client.get(reverse("account_login"))

    assert "This is a demo: invented people, nothing is sent." in page.text
    assert "Letters of this demo" in page.text


@pytest.mark.django_db
def test_a_company_at_work_is_not_called_a_demo(client: Client) -> None:
    page = client.get(reverse("account_login"))

    assert "demo" not in page.text


@pytest.mark.django_db
def test_a_page_has_one_heading_one_status_region_and_a_way_to_the_content(
    client: Client,
) -> None:
    client.force_login(make_person())

    page = client.get(reverse("today")).text

    assert page.count("<h1") == 1
    assert page.count('role="status"') == 1
    assert page.count('<a class="skip" href="#main">') == 1
    assert page.count('id="main"') == 1


@pytest.mark.django_db
def test_a_page_leads_only_to_pages_that_exist(client: Client) -> None:
    person = everything()
    client.force_login(person)
    frame = frame_for(person)

    for link in [*frame.navigation, *frame.account, *frame.footer]:
        assert client.get(link.url, follow=True).status_code == 200, link.url


@pytest.mark.django_db
def test_the_menu_of_the_account_is_only_there_for_somebody(client: Client) -> None:
    signed_out = client.get(reverse("account_login")).text
    client.force_login(make_person(called="Sofie"))
    signed_in = client.get(reverse("today")).text

    assert "Sign out" not in signed_out
    assert "Sign out" in signed_in
    assert "Sofie" in signed_in


@pytest.mark.django_db
def test_the_post_is_the_administrator_s_to_find() -> None:
    post = reverse("welcome_post")
    administrator, stranger = everything(), make_hr()

    assert post in [link.url for link in frame_for(administrator).account]
    assert post not in [link.url for link in frame_for(stranger).account]
