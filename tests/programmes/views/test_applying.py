import re

import pytest
from django.test import Client
from django.urls import reverse

from programmes.models import Enrolment, Offer, Programme, Wish
from tests.factories import (
    make_chain,
    make_competence,
    make_coordinator,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)

pytestmark = pytest.mark.django_db

State = Enrolment.State


def at(name: str, programme: Programme, *more: object) -> str:
    return reverse(f"programmes:{name}", args=[programme.slug, *more])


def common(**changed: object) -> dict[str, object]:
    return {
        "first_language": "nl",
        "other_languages": ["fr", "nl"],
        "ways": ["face"],
        "half_days": ["0", "9"],
        "motivation": "Ik wil bijleren.",
        **changed,
    }


def wish(*labels: str, **changed: object) -> dict[str, object]:
    chosen = {
        f"wish_{number}": str(make_competence(label).pk)
        for number, label in enumerate(labels, start=1)
    }
    return {**chosen, **common(**changed)}


def offer(**changed: object) -> dict[str, object]:
    levels = {f"level_{number}": "3" for number in (1, 2, 3)}
    chosen = {"offer_1": str(make_competence("welding").pk), "capacity": "2"}
    return {**chosen, **levels, "hours_month": "4", **common(**changed)}


def test_a_mentee_signs_up_and_comes_home(client: Client) -> None:
    programme, person = make_programme(), make_person()
    client.force_login(person)

    response = client.post(at("apply_mentee", programme), wish("sewing", "welding"))

    assert response["Location"] == reverse("today")
    mentee = Enrolment.objects.get(person=person)
    assert (mentee.role, mentee.state) == ("mentee", State.APPLIED)
    assert mentee.languages == ["nl", "fr"]
    assert mentee.availability == 0b1000000001
    assert [str(one.competence) for one in mentee.wishes.order_by("rank")] == [
        "sewing",
        "welding",
    ]


def test_a_wish_that_is_left_open_leaves_no_hole(client: Client) -> None:
    programme = make_programme()
    client.force_login(make_person())
    typed = wish("sewing", "welding")
    typed["wish_3"] = typed.pop("wish_2")

    client.post(at("apply_mentee", programme), typed)

    assert [one.rank for one in Wish.objects.order_by("rank")] == [1, 2]


def test_a_mentor_signs_up_with_what_is_offered(client: Client) -> None:
    programme, person = make_programme(), make_person()
    client.force_login(person)

    client.post(at("apply_mentor", programme), offer(level_1="5"))

    mentor = Enrolment.objects.get(person=person)
    assert (mentor.capacity, mentor.hours_month) == (2, 4)
    assert [(str(one.competence), one.level) for one in mentor.offers.all()] == [
        ("welding", 5)
    ]


def test_a_level_that_was_not_said_is_the_usual_one(client: Client) -> None:
    programme = make_programme()
    client.force_login(make_person())
    typed = {name: said for name, said in offer().items() if "level" not in name}

    client.post(at("apply_mentor", programme), typed)

    assert Offer.objects.get().level == 3


def test_the_form_is_filled_in_as_far_as_we_know(client: Client) -> None:
    programme = make_programme(forms=["face", "phone"])
    client.force_login(make_person(language="fr"))

    body = client.get(at("apply_mentor", programme)).content.decode()

    assert re.search(r'value="fr"\s+selected', body)
    assert len(re.findall(r'name="ways"[^>]*checked', body)) == 2
    assert len(re.findall(r'name="half_days"[^>]*checked', body)) == 10
    assert re.search(r'name="capacity" value="1"', body)
    assert re.search(r'name="hours_month" value="3"', body)


def test_without_a_rhythm_no_hours_are_proposed(client: Client) -> None:
    programme = make_programme(weeks=1, cadence_weeks=2)
    client.force_login(make_person())

    body = client.get(at("apply_mentor", programme)).content.decode()

    assert 'name="hours_month" value' not in body


def test_answers_that_were_given_are_shown_again(client: Client) -> None:
    programme = make_programme()
    mentor = make_mentor(
        programme, languages=["fr", "en"], availability=1, hours_month=7, capacity=3
    )
    thing = make_competence("welding")
    Offer.objects.create(enrolment=mentor, competence=thing, level=2)
    client.force_login(mentor.person)

    body = client.get(at("apply_mentor", programme)).content.decode()

    assert re.search(rf'value="{thing.pk}"\s+selected', body)
    assert re.search(r'value="2"\s+selected', body)
    assert re.search(r'name="hours_month" value="7"', body)
    assert re.findall(r'name="half_days" value="(\d)"[^>]*checked', body) == ["0"]


def test_a_mentee_finds_the_wishes_back_in_order(client: Client) -> None:
    programme = make_programme()
    mentee = make_mentee(programme)
    things = [make_competence("sewing"), make_competence("welding")]
    for rank, thing in enumerate(things, start=1):
        Wish.objects.create(enrolment=mentee, competence=thing, rank=rank)
    client.force_login(mentee.person)

    form = client.get(at("apply_mentee", programme)).context["form"]

    assert [form.fields[f"wish_{n}"].initial for n in (1, 2, 3)] == [
        str(things[0].pk),
        str(things[1].pk),
        "",
    ]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"wish_1": ""}, "This field is required."),
        ({"wish_1": "nonsense"}, "Select a valid choice."),
        ({"ways": []}, "This field is required."),
        ({"ways": ["mail"]}, "Select a valid choice."),
        ({"half_days": ["10"]}, "Select a valid choice."),
        ({"first_language": "xx"}, "Select a valid choice."),
        ({"motivation": "a" * 100_000}, "at most 2000 characters"),
        ({"motivation": "a\x00"}, "Null characters are not allowed."),
    ],
)
def test_bad_input_at_sign_up_gets_a_sentence_and_loses_nothing(
    changed: dict[str, object], sentence: str, client: Client
) -> None:
    programme = make_programme()
    client.force_login(make_person())

    response = client.post(at("apply_mentee", programme), {**wish("sewing"), **changed})

    body = response.content.decode()
    assert response.status_code == 422
    assert sentence in body
    assert str(changed.get("motivation", "Ik wil bijleren.")) in body
    assert not Enrolment.objects.exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"capacity": "0"}, "greater than or equal to 1"),
        ({"capacity": "21"}, "less than or equal to 20"),
        ({"hours_month": "1000"}, "less than or equal to 80"),
        ({"level_1": "9"}, "Select a valid choice."),
    ],
)
def test_bad_input_of_a_mentor_gets_a_sentence(
    changed: dict[str, object], sentence: str, client: Client
) -> None:
    programme = make_programme()
    client.force_login(make_person())

    response = client.post(at("apply_mentor", programme), {**offer(), **changed})

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_the_same_wish_twice_is_said_in_the_form(client: Client) -> None:
    programme = make_programme()
    client.force_login(make_person())
    typed = wish("sewing")

    response = client.post(
        at("apply_mentee", programme), {**typed, "wish_2": typed["wish_1"]}
    )

    assert "Choose each thing once." in response.content.decode()
    assert not Enrolment.objects.exists()


def test_the_motivation_says_who_reads_it(client: Client) -> None:
    client.force_login(make_person())

    body = client.get(at("apply_mentee", make_programme())).content.decode()

    assert 'aria-describedby="id_motivation_helptext"' in body
    mark = re.search(r'id="id_motivation_helptext".*?</div>', body, re.DOTALL)
    assert mark is not None
    assert "You and the coordinator read this" in mark.group()


@pytest.mark.parametrize("role", ["mentor", "mentee"])
@pytest.mark.parametrize("state", ["running", "closing"])
def test_nobody_signs_up_where_nobody_can(
    role: str, state: str, client: Client
) -> None:
    programme = make_programme(state=state)
    client.force_login(make_person())
    url = at(f"apply_{role}", programme)

    assert client.get(url).status_code == 403
    assert client.post(url, wish("sewing")).status_code == 403


def test_a_coordinator_signs_nobody_else_up(client: Client) -> None:
    programme = make_programme()
    mentee = make_mentee(programme, state=State.INVITED)
    coordinator = make_coordinator(programme)
    client.force_login(coordinator)

    client.post(at("apply_mentee", programme), wish("sewing"))

    mentee.refresh_from_db()
    assert mentee.state == State.INVITED
    assert Enrolment.objects.get(person=coordinator).state == State.APPLIED


def test_leaving_is_explained_and_then_done_without_a_reason(client: Client) -> None:
    programme = make_programme()
    mentee = make_mentee(programme)
    client.force_login(mentee.person)
    url = at("enrolment_withdraw", programme, mentee.pk)

    body = client.get(url).content.decode()
    assert "No reason is asked." in body
    assert "<textarea" not in body
    mentee.refresh_from_db()
    assert mentee.state == State.APPROVED
    client.post(url)

    mentee.refresh_from_db()
    assert mentee.state == State.WITHDRAWN


def test_a_coordinator_settles_it_at_somebodys_request(client: Client) -> None:
    programme = make_programme()
    mentee = make_mentee(programme)
    client.force_login(make_coordinator(programme))

    client.post(at("enrolment_withdraw", programme, mentee.pk))

    mentee.refresh_from_db()
    assert mentee.state == State.WITHDRAWN


def test_a_coordinator_above_somebody_does_not_take_them_out(client: Client) -> None:
    programme = make_programme()
    coordinator = make_coordinator(programme)
    mentee = make_mentee(programme)

    make_chain(coordinator, mentee.person)
    client.force_login(coordinator)

    response = client.post(at("enrolment_withdraw", programme, mentee.pk))

    assert response.status_code == 403
