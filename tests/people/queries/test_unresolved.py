import pytest

from people import queries
from people.models import Person
from people.queries.unresolved import Trouble
from tests.factories import make_chain, make_line, make_person

pytestmark = pytest.mark.django_db


def lost(name: str, **fields: bool) -> Person:
    return make_person(given_name=name, chart_state="unknown", **fields)


def found() -> list[tuple[str, str, int]]:
    return [
        (one.person.given_name, one.trouble, one.waiting)
        for one in queries.unresolved()
    ]


def test_where_all_is_known_there_is_nothing_to_put_right() -> None:
    make_chain(make_person(top_of_line=True), make_person())

    assert queries.unresolved() == []


def test_only_the_cause_is_named_and_who_waits_below_is_counted() -> None:
    make_chain(lost("Root"), lost("Middle"), lost("Leaf"))
    missing = lost("Missing", superior_missing=True)
    make_line(lost("Acting"), missing, kind="acting")

    assert found() == [
        ("Root", Trouble.NOBODY, 2),
        ("Acting", Trouble.NOBODY, 1),
        ("Missing", Trouble.MISSING, 0),
    ]


def test_a_circle_is_one_place_and_names_all_in_it() -> None:
    one, other, below = lost("One"), lost("Other"), lost("Below")
    make_chain(one, other, one)
    make_line(other, below)

    (circle,) = queries.unresolved()

    assert circle.trouble == Trouble.CIRCLE
    assert set(circle.circle) == {one, other}
    assert circle.waiting == 2


def test_whoever_left_is_named_only_when_somebody_waits_below() -> None:
    lost("Gone", may_sign_in=False)
    chief = lost("Former", may_sign_in=False)
    make_line(chief, lost("Report"))

    assert found() == [("Former", Trouble.NOBODY, 1)]
