"""The import in a browser: by hr only, seen before it is done, done once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from people.models import ImportBatch, Person
from people.operations import imports
from tests.factories import (
    make_hr,
    make_person,
)
from tests.people.import_pages import (
    address,
    apply,
    batch_of,
    text_of,
)
from tests.people.imports import FIXTURES

pytestmark = pytest.mark.django_db


@pytest.fixture
def hr(client: Client) -> Person:
    person = make_hr()
    client.force_login(person)
    return person


@pytest.mark.usefixtures("hr")
def test_hr_sees_what_a_file_would_do_before_it_is_done(client: Client) -> None:
    batch = batch_of(client)

    text = text_of(client, address(batch))

    assert not Person.objects.filter(given_name="Carla").exists()
    for words in (
        "What this file would do",
        "people.csv",
        "Take in 2 people",
        "This row has no name.",
        "Row 4:",
        "This column holds data that we must not keep",
        "Salary",
        "We do not know this column and left it out.",
        "Colour",
        "The file holds 2 people.",
        "The longest line has 2 levels.",
        "What the columns mean",
    ):
        assert words in text, words


@pytest.mark.usefixtures("hr")
def test_what_was_seen_is_done_once(client: Client) -> None:
    batch = batch_of(client)

    page = apply(client, batch).content.decode()
    again = apply(client, batch)

    assert Person.objects.get(employee_number="7").lines_up.count() == 1
    assert "What this file did" in page
    assert "No mail was sent" in page
    assert "Take in" not in page
    assert again.status_code == 200
    assert ImportBatch.objects.get().state == ImportBatch.State.APPLIED


@pytest.mark.usefixtures("hr")
def test_a_form_that_was_tampered_with_does_nothing(client: Client) -> None:
    batch = batch_of(client)

    client.post(address(batch, "apply"), {"plan": "x" * 64})
    client.post(address(batch, "apply"))

    assert not Person.objects.filter(given_name="Carla").exists()


@pytest.mark.usefixtures("hr")
def test_what_changed_since_the_look_is_shown_anew(client: Client) -> None:
    batch = batch_of(client)
    report = imports.report_of(batch)
    assert report is not None
    make_person(employee_number="1", given_name="Carla", family_name="")

    page = client.post(address(batch, "apply"), {"plan": report.plan}, follow=True)

    text = page.content.decode()
    assert "Something has changed since you looked." in text
    assert "Take in 1 person" in text
    assert Person.objects.filter(employee_number="7").count() == 0


@pytest.mark.usefixtures("hr")
def test_a_second_look_at_the_same_company_finds_nothing_to_do(client: Client) -> None:
    content = (FIXTURES / "company60.csv").read_bytes()
    apply(client, batch_of(client, content))

    text = text_of(client, address(batch_of(client, content)))

    assert "Everything is up to date already." in text
    assert "Take in" not in text


@pytest.mark.usefixtures("hr")
def test_changes_are_shown_as_they_were_and_will_be(client: Client) -> None:
    apply(client, batch_of(client))

    text = text_of(
        client,
        address(batch_of(client, "Number;Name;Manager\n7;Annelies;\n1;Carla;\n")),
    )

    assert "<del>Anna</del> → <ins>Annelies</ins>" in text
    assert "<del>Carla</del> → nothing" in text
    assert "Of 1 person we do not know who stands above them." in text


@pytest.mark.usefixtures("hr")
def test_long_lists_are_cut_and_say_so(client: Client) -> None:
    rows = "\n".join(f"{number};Given{number}" for number in range(60))
    apply(client, batch_of(client, f"Number;Name\n{rows}"))
    changed = rows.replace("Given", "Other")

    text = text_of(client, address(batch_of(client, f"Number;Name\n{changed}")))

    assert "And 10 more changes." in text


@pytest.mark.usefixtures("hr")
def test_hr_says_what_unknown_columns_mean(client: Client) -> None:
    batch = batch_of(client, "Code;Wie;Baas\n1;Carla;\n7;Anna;1\n")
    text = text_of(client, address(batch))
    assert "No column holds a name." in text
    assert "Carla · Anna" in text
    assert "Say below what the columns mean" in text
    assert "<details open" in text

    meanings = {"column_1": "number", "column_2": "full_name", "column_3": "line"}
    page = client.post(address(batch, "columns"), meanings, follow=True)

    assert "Take in 2 people" in " ".join(page.content.decode().split())


@pytest.mark.usefixtures("hr")
def test_one_meaning_is_not_given_to_two_columns(client: Client) -> None:
    batch = batch_of(client, "Code;Wie\n1;Carla\n")

    page = client.post(
        address(batch, "columns"), {"column_1": "full_name", "column_2": "full_name"}
    )

    assert page.status_code == 422
    assert "Two columns cannot both be “full name”." in page.content.decode()


@pytest.mark.usefixtures("hr")
def test_a_file_can_be_thrown_away(client: Client) -> None:
    batch = batch_of(client)

    page = client.post(address(batch, "discard"), follow=True)

    assert "Nothing was changed." in page.content.decode()
    assert not ImportBatch.objects.exists()


@pytest.mark.usefixtures("hr")
def test_a_file_that_was_applied_can_be_neither_remapped_nor_thrown_away(
    client: Client,
) -> None:
    batch = batch_of(client)
    apply(client, batch)

    for page in ("columns", "discard"):
        assert client.post(address(batch, page)).status_code == 404


@pytest.mark.usefixtures("hr")
def test_a_file_whose_rows_are_gone_says_so(client: Client) -> None:
    batch = batch_of(client)
    apply(client, batch)
    imports.forget_old(at=timezone.now() + timedelta(days=2))

    assert "The rows of this file are deleted." in text_of(client, address(batch))
    assert client.get(address(batch, "findings")).status_code == 404
