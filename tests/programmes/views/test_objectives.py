import pytest
from django.test import Client

from programmes.models import Objective
from tests.factories import make_competence, make_draft, make_programme
from tests.programmes.views.test_setup import TYPED, at, enter

pytestmark = pytest.mark.django_db


def test_a_goal_is_changed_on_a_page_of_its_own(client: Client) -> None:
    draft = make_draft()
    enter(client, draft)
    objective = draft.objectives.get()
    url = at("objective_edit", draft, objective.pk)
    assert "Nine in ten still work here" in client.get(url).content.decode()

    client.post(url, {**TYPED["objectives"], "target": "75", "version": 0})

    objective.refresh_from_db()
    assert (int(objective.target), objective.text) == (75, {"nl": "Mensen blijven."})
    assert Objective.objects.count() == 1


def test_a_goal_that_somebody_changed_meanwhile_is_shown_beside(
    client: Client,
) -> None:
    draft = make_draft()
    enter(client, draft)
    objective = draft.objectives.get()
    url = at("objective_edit", draft, objective.pk)
    client.post(url, {**TYPED["objectives"], "version": 0})

    response = client.post(url, {**TYPED["objectives"], "target": "12", "version": 0})

    assert response.status_code == 409
    theirs = [(one.label, one.theirs) for one in response.context["theirs"]]
    assert theirs == [("Which figure do you want to reach?", "80.00")]


def test_a_goal_is_removed_and_the_last_of_an_open_programme_stays(
    client: Client,
) -> None:
    draft, programme = make_draft(), make_programme()
    for one, left in ((draft, 0), (programme, 1)):
        enter(client, one)
        url = at("objective_remove", one, one.objectives.get().pk)
        response = client.post(url, follow=True)
        assert one.objectives.count() == left

    assert "at least one goal" in response.content.decode()


def test_a_goal_of_another_programme_is_not_there(client: Client) -> None:
    draft = make_draft()
    enter(client, draft)
    foreign = make_programme().objectives.get()

    for name in ("objective_edit", "objective_remove"):
        assert client.post(at(name, draft, foreign.pk), {}).status_code == 404


def test_a_company_adds_something_to_learn(client: Client) -> None:
    draft = make_draft()
    enter(client, draft)
    url = at("competences_edit", draft)

    response = client.post(url, {"label_nl": "Breien"}, follow=True)

    assert "Breien" in response.content.decode()


def test_a_thing_that_is_there_already_is_not_added(client: Client) -> None:
    draft = make_draft()
    make_competence("knitting")
    enter(client, draft)

    response = client.post(at("competences_edit", draft), {"label_en": "Knitting"})

    assert response.status_code == 422
    assert "This is on the list already." in response.content.decode()
