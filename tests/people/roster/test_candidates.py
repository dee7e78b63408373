import pytest

from people.roster.findings import Kind
from tests.people.roster.read_text import TODAY, kinds_of, people_of


def test_several_rows_of_one_number_are_one_person_with_all_posts_and_managers() -> (
    None
):
    (anna,), findings = people_of(
        "Number;Name;Email;Title;Manager;End date\n"
        "7;Anna Peeters;;Operator;1;2020-01-01\n"
        "7;anna peeters;a@x.example;Trainer;2;\n"
        "7;Anna Peeters;;Operator;1;"
    )

    assert [post.job_title for post in anna.posts] == ["Operator", "Trainer"]
    assert [one.text for one in anna.references] == ["1", "2"]
    assert (anna.entry.email, anna.entry.left_on) == ("a@x.example", None)
    assert kinds_of(findings) == [Kind.REPEATED_ID] * 3


def test_a_number_with_two_names_is_a_conflict_and_all_managers_count() -> None:
    (anna,), findings = people_of(
        "Number;Name;Manager\n7;Anna Peeters;1\n7;Bram Maes;2"
    )

    assert anna.entry.name == "Anna Peeters"
    assert [one.text for one in anna.references] == ["1", "2"]
    assert kinds_of(findings) == [Kind.NAMES_DIFFER] * 2


def test_a_placeholder_neither_makes_nor_breaks_an_identity() -> None:
    (anna,), findings = people_of("Number;Name\n7;N/D\n7;Anna Peeters")

    assert anna.entry.name == "Anna Peeters"
    assert anna.has_name
    assert kinds_of(findings) == [Kind.REPEATED_ID] * 2


def test_a_post_that_nobody_holds_is_kept_for_the_chart() -> None:
    (vacant,), _findings = people_of("Number;Name\n7;Vacant")

    assert not vacant.has_name


def test_somebody_leaves_with_the_last_of_the_posts() -> None:
    (anna,), _findings = people_of(
        "Number;Name;End date\n7;Anna;2020-01-01\n7;Anna;2021-01-01"
    )

    assert anna.entry.left_on is not None
    assert anna.entry.left_on.year == 2021
    assert anna.has_left(TODAY)


def test_numbers_are_compared_exactly() -> None:
    people, findings = people_of("Number;Name\n7;Anna\n007;Anna\n7A;Els\n7a;Els")

    assert len(people) == 4
    assert findings == []


def test_a_mailbox_of_two_people_is_stored_on_neither() -> None:
    people, findings = people_of(
        "Number;Name;Email\n1;Anna;team@x.example\n2;Bram;TEAM@x.example\n3;Els;els@x.example"
    )

    assert [one.entry.email for one in people] == ["", "", "els@x.example"]
    assert [one.shared for one in people[:2]] == [{"team@x.example"}] * 2
    assert [(one.kind, one.id, one.value) for one in findings] == [
        (Kind.SHARED_ADDRESS, "1", "team@x.example"),
        (Kind.SHARED_ADDRESS, "2", "team@x.example"),
    ]


def test_without_numbers_a_mailbox_of_two_names_is_no_identity_either() -> None:
    people, findings = people_of(
        "Name,Email\nAnna,team@x.example\nBram,team@x.example\nAnna,team@x.example"
    )

    assert [one.entry.name for one in people] == ["Anna", "Bram"]
    assert [one.entry.email for one in people] == ["", ""]
    assert kinds_of(findings) == [Kind.REPEATED_ID] * 2 + [Kind.SHARED_ADDRESS] * 2


def test_a_login_name_of_two_people_is_stored_on_neither() -> None:
    people, findings = people_of("Name,Login\nAnna,desk\nBram,DESK")

    assert [one.entry.login for one in people] == ["", ""]
    assert kinds_of(findings) == [Kind.SHARED_ADDRESS] * 2


def test_the_address_of_somebody_who_left_is_free() -> None:
    people, findings = people_of(
        "Number;Name;Email;End date\n1;Anna;a@x.example;2020-01-01\n2;Ann;a@x.example;"
    )

    assert people[1].entry.email == "a@x.example"
    assert findings == []


@pytest.mark.parametrize("names", ["Anna Peeters\nanna  PEETERS", "Anna\nAnna\nAnna"])
def test_people_whom_nothing_tells_apart_are_refused(names: str) -> None:
    people, findings = people_of(f"Name\n{names}")

    assert people == []
    assert set(kinds_of(findings)) == {Kind.NO_IDENTITY}
    assert all(finding.is_refusal for finding in findings)


def test_a_name_that_one_person_has_is_enough() -> None:
    people, findings = people_of("Name\nAnna\nBram")

    assert len(people) == 2
    assert findings == []
