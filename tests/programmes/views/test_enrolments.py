import pytest
from django.test import Client

from programmes.models import Enrolment
from tests.factories import (
    make_chain,
    make_coordinator,
    make_hr,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)
from tests.programmes.views.test_people import at, enter

pytestmark = pytest.mark.django_db

State = Enrolment.State


def test_a_coordinator_reads_what_was_told_and_says_yes(client: Client) -> None:
    programme = make_programme()
    mentee = make_mentee(programme, state=State.APPLIED, motivation="I want to learn.")
    enter(client, programme)

    body = client.get(at("enrolment_show", programme, mentee.pk)).content.decode()
    assert "I want to learn." in body
    client.post(at("enrolment_decide", programme, mentee.pk), {"decision": "approve"})

    mentee.refresh_from_db()
    assert mentee.state == State.APPROVED


def test_a_coordinator_says_not_this_time_and_not_twice(client: Client) -> None:
    programme = make_programme()
    mentee = make_mentee(programme, state=State.APPLIED)
    enter(client, programme)
    url = at("enrolment_decide", programme, mentee.pk)

    client.post(url, {"decision": "not_now"})
    again = client.post(url, {"decision": "approve"}, follow=True)

    mentee.refresh_from_db()
    assert mentee.state == State.NOT_NOW
    assert "There is nothing to decide here any more." in again.content.decode()


def test_one_reads_ones_own_answers_without_the_buttons(client: Client) -> None:
    programme = make_programme()
    mentee = make_mentee(programme, state=State.APPLIED)
    client.force_login(mentee.person)

    body = client.get(at("enrolment_show", programme, mentee.pk)).content.decode()

    assert "This person and the coordinators read this" in body
    assert at("enrolment_decide", programme, mentee.pk) not in body


def test_who_told_nothing_yet_has_an_empty_page(client: Client) -> None:
    programme = make_programme()
    mentee = make_mentee(
        programme, state=State.INVITED, languages=[], ways=[], availability=0
    )
    client.force_login(mentee.person)

    body = client.get(at("enrolment_show", programme, mentee.pk)).content.decode()

    assert "Nothing was told yet." in body


def test_a_superior_who_coordinates_reads_and_decides_nothing(client: Client) -> None:
    programme = make_programme()
    coordinator = make_coordinator(programme)
    mentee = make_mentee(programme, state=State.APPLIED, motivation="I want to learn.")
    make_chain(coordinator, make_person(), mentee.person)
    client.force_login(coordinator)

    shown = client.get(at("enrolment_show", programme, mentee.pk))
    decided = client.post(
        at("enrolment_decide", programme, mentee.pk), {"decision": "approve"}
    )

    assert (shown.status_code, decided.status_code) == (403, 403)
    mentee.refresh_from_db()
    assert mentee.state == State.APPLIED


def test_strangers_cannot_tell_that_a_part_exists(client: Client) -> None:
    programme = make_programme()
    mentee = make_mentee(programme, state=State.APPLIED)
    for stranger in (
        make_person(),
        make_hr(),
        make_coordinator(make_programme()),
        make_mentor(programme).person,
    ):
        client.force_login(stranger)
        for name in ("enrolment_show", "enrolment_decide", "enrolment_withdraw"):
            url = at(name, programme, mentee.pk)
            method = client.post if name == "enrolment_decide" else client.get
            assert method(url).status_code == 404


def test_a_part_is_not_found_under_another_programme(client: Client) -> None:
    programme, other = make_programme(), make_programme()
    mentee = make_mentee(programme)
    enter(client, programme)

    assert client.get(at("enrolment_show", other, mentee.pk)).status_code == 404


def test_a_coordinator_sees_the_lines_as_a_reason_only(client: Client) -> None:
    programme = make_programme()
    chief, lead, report = (make_person(given_name=n) for n in ("Carla", "Lea", "Rik"))
    outside = make_person(given_name="Otto")
    make_chain(outside, chief, lead, report)
    mentee = make_mentee(programme, person=lead)
    make_mentor(programme, person=chief)
    make_mentor(programme, person=report)
    page = at("enrolment_show", programme, mentee.pk)
    enter(client, programme)

    body = client.get(page).content.decode()

    assert "Stands above, directly or further up:" in body
    assert "Stands below, directly or further down:" in body
    assert "Carla" in body
    assert "Rik" in body
    assert "Otto" not in body
    client.force_login(lead)
    assert "Carla" not in client.get(page).content.decode()


def test_an_unknown_line_and_a_free_one_are_said_in_words(client: Client) -> None:
    programme = make_programme()
    unknown = make_mentee(programme, person=make_person(chart_state="unknown"))
    free = make_mentee(programme)
    enter(client, programme)

    said = client.get(at("enrolment_show", programme, unknown.pk)).content.decode()
    assert "HR can put that right." in said
    said = client.get(at("enrolment_show", programme, free.pk)).content.decode()
    assert "Nobody of this programme stands above or below" in said
