"""What managers see: releases, the same bytes for everybody, and nothing else."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from evaluations.models import Box
from evaluations.results import ReleasedFigure
from evaluations.tally import tally
from impact.templatetags import figures
from people.models import Person
from programmes.models import Programme, Role
from tests.boxes import AFTER, let_answer, make_box
from tests.factories import (
    make_coordinator,
    make_hr,
    make_mentee,
    make_person,
    make_programme,
    make_role,
)

pytestmark = pytest.mark.django_db


def released(pairs: int = 6, answers: int = 8) -> Programme:
    box, people = make_box(pairs=pairs)
    let_answer(box, people[:answers])
    tally(box, at=AFTER)
    return box.pool.programmes.get()


def viewer(programme: Programme) -> Person:
    return make_role(programme, Role.Kind.IMPACT_VIEWER)


def content(client: Client, person: Person, programme: Programme, name: str) -> str:
    client.force_login(person)
    page = client.get(reverse(f"impact:{name}", args=[programme.slug]))
    return page.content.decode()


def main_of(page: str) -> str:
    return page.split("<main")[1].split("</main>", maxsplit=1)[0]


def test_a_manager_reads_a_word_and_the_csv_says_the_same(client: Client) -> None:
    programme = released()
    manager = viewer(programme)

    page = content(client, manager, programme, "impact")
    table = content(client, manager, programme, "impact_csv")

    words = [str(word) for word in figures.WORDS.values()]
    assert [word for word in words if word in page]
    assert [key for key in figures.WORDS if key in table]
    assert "8-14" in page


def test_seven_people_show_no_figure(client: Client) -> None:
    programme = released(answers=7)
    manager = viewer(programme)

    page = content(client, manager, programme, "impact")

    assert "Answers are being gathered." in page
    assert "answers</p>" not in page
    assert content(client, manager, programme, "impact_csv").count("\n") == 1


def test_before_anything_was_asked_the_page_says_so(client: Client) -> None:
    programme = make_programme()

    page = content(client, viewer(programme), programme, "impact")

    assert "No answers yet." in page


def test_a_check_in_that_is_open_beside_a_release_is_announced(client: Client) -> None:
    programme = released()
    manager = viewer(programme)
    announced = "A new check-in is open."

    assert announced not in content(client, manager, programme, "impact")
    Box.objects.update(state=Box.State.OPEN)
    assert announced in content(client, manager, programme, "impact")


def test_every_role_reads_the_same_bytes_whatever_it_asks(client: Client) -> None:
    programme = released()
    readers = (
        viewer(programme),
        make_coordinator(programme),
        make_hr(),
        make_mentee(programme).person,
    )

    pages = {main_of(content(client, one, programme, "impact")) for one in readers}
    asked = client.get(
        reverse("impact:impact", args=[programme.slug]), {"department": "HR"}
    )

    assert pages == {main_of(asked.content.decode())}


def test_a_thousandth_look_shows_what_the_first_did(client: Client) -> None:
    programme = released()
    manager = viewer(programme)

    looks = {content(client, manager, programme, "impact_csv") for _ in range(10)}

    assert len(looks) == 1


def test_a_stranger_finds_nothing_and_a_draft_is_nobodys(client: Client) -> None:
    programme = released()
    client.force_login(make_person())

    for name in ("impact", "impact_csv"):
        url = reverse(f"impact:{name}", args=[programme.slug])
        assert client.get(url).status_code == 404
    Programme.objects.update(state=Programme.State.DRAFT)
    client.force_login(make_hr())
    assert client.get(url).status_code == 404


def test_a_hidden_figure_says_suppressed_and_never_zero(client: Client) -> None:
    programme = released(pairs=30, answers=40)
    manager = viewer(programme)

    page = content(client, manager, programme, "impact")
    table = content(client, manager, programme, "impact_csv")

    assert page.count("too few answers") == 2
    assert table.count("suppressed") == 2
    assert "margin 5 points" in page or "margin 10 points" in page
    assert Box.objects.get().items_published == 3


@pytest.mark.parametrize("rows", [1, 4])
def test_the_list_costs_the_same_for_one_and_for_four(
    client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    manager = make_person()
    for _ in range(rows):
        make_role(make_programme(), Role.Kind.IMPACT_VIEWER, manager)
    client.force_login(manager)

    with django_assert_num_queries(5):
        page = client.get(reverse("impact:programme_list"))

    assert len(page.context["programmes"]) == rows


def test_a_percentage_is_coded_at_both_ends() -> None:
    def said(percent: int) -> str:
        return figures.in_words(
            ReleasedFigure("satisfaction", 1, {}, "percent", "", percent, 5)
        )

    assert said(90) == "90% or more"
    assert said(10) == "10% or less"
    assert said(85) == "about 85%"


def test_a_question_is_read_in_ones_own_language_or_in_english() -> None:
    text = {"nl": "Hoe loopt het?", "en": "How is it going?"}

    figure = ReleasedFigure("satisfaction", 1, text, "word", "most", None, None)

    assert figures.question(figure) == "How is it going?"
