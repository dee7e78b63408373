"""The import in the browser: what is refused, noticed and kept from strangers."""

import csv
import io

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from people.models import ImportBatch, Person
from people.roster import reading
from tests.factories import (
    make_administrator,
    make_coordinator,
    make_hr,
    make_person,
    make_programme,
)
from tests.people.import_pages import (
    NEW,
    address,
    apply,
    batch_of,
    hand_in,
    text_of,
)

pytestmark = pytest.mark.django_db

LIST_QUERIES = 6


@pytest.fixture
def hr(client: Client) -> Person:
    person = make_hr()
    client.force_login(person)
    return person


@pytest.mark.usefixtures("hr")
def test_everything_that_was_noticed_can_be_downloaded_harmlessly(
    client: Client,
) -> None:
    batch = batch_of(client, 'Number;Name;Manager\n7;Anna;"=cmd|calc"\n8;;1\n')

    response = client.get(address(batch, "findings"))

    rows = list(
        csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";")
    )
    assert response["Content-Disposition"] == 'attachment; filename="findings.csv"'
    assert rows[0] == ["Row", "Who", "Value", "What we noticed"]
    assert rows[1][:3] == ["2", "7", "'=cmd|calc"]
    assert rows[2] == ["3", "8", "", "This row has no name."]


@pytest.mark.usefixtures("hr")
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\x00\x01\x02", "This is not a CSV or Excel file"),
        (b"Name\nAnna \x81", "We cannot read the letters of this file"),
        (b'Name;Number\n"Anna;1\n', "is a quotation mark not closed?"),
        (b"PK\x03\x04nothing", "We cannot open this Excel file"),
    ],
)
def test_a_bad_file_gets_one_sentence_and_nothing_is_kept(
    client: Client, content: bytes, sentence: str
) -> None:
    page = hand_in(client, content)

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not ImportBatch.objects.exists()


@pytest.mark.usefixtures("hr")
def test_a_form_without_a_file_asks_for_one(client: Client) -> None:
    page = client.post(NEW)

    assert page.status_code == 422
    assert "This field is required." in page.content.decode()


@pytest.mark.usefixtures("hr")
def test_a_file_that_is_too_large_is_not_read(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("people.forms.imports.MAX_BYTES", 10)

    page = hand_in(client)

    assert page.status_code == 422
    assert "The file is too large" in page.content.decode()
    assert reading.MAX_BYTES > 10


@pytest.mark.usefixtures("hr")
def test_a_circle_and_a_shared_address_are_named_in_the_readers_language(
    client: Client,
) -> None:
    batch = batch_of(
        client,
        "Number;Name;Email;Manager\n1;Carla;t@x.example;2\n2;Dirk;t@x.example;1\n",
    )

    text = text_of(client, address(batch))

    assert "These people report to each other in a circle" in text
    assert "1 → 2 → 1" in text
    assert "Several people have this address" in text


@pytest.mark.usefixtures("hr")
@pytest.mark.parametrize("batches", [1, 4])
def test_the_list_of_files_asks_as_often_for_four_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, batches: int
) -> None:
    for number in range(batches):
        ImportBatch.objects.create(at=timezone.now(), file_name=f"file{number}.csv")

    with django_assert_num_queries(LIST_QUERIES):
        text = text_of(client, NEW)

    assert text.count("Looked at, not applied") == batches


@pytest.mark.usefixtures("hr")
def test_the_list_of_files_says_which_were_applied(client: Client) -> None:
    apply(client, batch_of(client))

    assert "Applied" in text_of(client, NEW)


def test_nobody_but_hr_imports(client: Client) -> None:
    client.force_login(make_hr())
    batch = batch_of(client)
    for stranger in (
        make_person(),
        make_administrator(),
        make_coordinator(make_programme()),
    ):
        client.force_login(stranger)

        assert client.get(NEW).status_code == 403
        assert hand_in(client).status_code == 403
        assert client.get(address(batch)).status_code == 404
        assert client.get(address(batch, "findings")).status_code == 404
        for page in ("columns", "apply", "discard"):
            assert client.post(address(batch, page)).status_code == 404
    assert ImportBatch.objects.get().state == ImportBatch.State.PREVIEW


def test_nothing_happens_by_looking_at_an_address(client: Client) -> None:
    client.force_login(make_hr())
    batch = batch_of(client)

    for page in ("columns", "apply", "discard"):
        assert client.get(address(batch, page)).status_code == 405
