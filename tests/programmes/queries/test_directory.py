from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from people.models import Employment
from programmes import queries
from programmes.queries.directory import _entries_in
from tests.factories import make_mentee, make_mentor, make_person, make_programme

TODAY = date(2026, 11, 23)


@pytest.mark.django_db
def test_somebody_is_found_by_the_start_of_a_name_with_what_tells_namesakes_apart() -> (
    None
):
    programme = make_programme()
    anna = make_person(given_name="Anna", family_name="Zwart")
    for site, until in (("Gent", date(2026, 10, 1)), ("Aalst", None)):
        Employment.objects.create(
            person=anna,
            job_title="Fitter",
            site=site,
            from_on=date(2026, 1, 1),
            until_on=until,
        )
    make_mentee(programme, person=anna)

    (found,) = queries.find_people(programme, " zwa", on=TODAY)

    assert (found.person, found.post, found.there_as) == (
        anna,
        "Fitter, Aalst",
        ("mentee",),
    )


@pytest.mark.django_db
def test_nothing_is_looked_for_without_a_word_and_leavers_are_not_found() -> None:
    programme = make_programme()
    make_person(family_name="Zwart", may_sign_in=False)

    assert queries.find_people(programme, "  ", on=TODAY) == []
    assert queries.find_people(programme, "zwart", on=TODAY) == []


@pytest.mark.django_db
@pytest.mark.parametrize("people", [1, 4])
def test_a_search_asks_the_same_questions_for_one_and_for_four(
    people: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme = make_programme()
    for _n in range(people):
        make_mentor(programme, person=make_person(family_name="Zwart"))

    with django_assert_num_queries(3):
        found = queries.find_people(programme, "zwart", on=TODAY)

    assert len(found) == people


@pytest.mark.django_db
def test_a_search_gives_a_page_at_most() -> None:
    for _n in range(22):
        make_person(family_name="Zwart")

    assert len(queries.find_people(make_programme(), "z", on=TODAY)) == 20


@pytest.mark.django_db
def test_a_list_is_read_however_it_is_written() -> None:
    anna = make_person(email="anna@fabriek.example", employee_number="00417")
    bram = make_person(email="bram@fabriek.example")
    make_person(email="gone@fabriek.example", may_sign_in=False)

    listed = queries.people_listed(
        "00417; Bram Dubois <BRAM@fabriek.example>,\r\n\tanna@fabriek.example\n"
        " nobody@fabriek.example, 417;gone@fabriek.example ,, 417"
    )

    assert listed.people == [anna, bram]
    assert listed.unknown == ["nobody@fabriek.example", "417", "gone@fabriek.example"]


@pytest.mark.django_db
def test_one_colleague_is_called_by_number_or_address_and_by_nothing_else() -> None:
    anna = make_person(email="anna@fabriek.example", employee_number="7")
    bram = make_person(employee_number="8")

    assert queries.person_called("7") == queries.person_called("Anna@Fabriek.example")
    assert queries.person_called("7") == anna
    assert queries.person_called("8, 7") is None
    assert queries.person_called("8, 9") is None
    assert queries.person_called("") is None
    assert queries.person_called("8") == bram


@given(
    entries=st.lists(st.text("abc@.0123 ", min_size=1)),
    between=st.sampled_from(",;\n\t"),
)
def test_no_entry_of_a_list_is_lost_or_empty(entries: list[str], between: str) -> None:
    kept = list(_entries_in(between.join(entries)))

    assert kept == [entry.strip() for entry in entries if entry.strip()]
