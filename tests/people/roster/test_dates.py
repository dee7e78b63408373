from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.roster.dates import Order, order_of

SPRING = date(2020, 3, 4)


@pytest.mark.parametrize(
    "text",
    [
        "2020-03-04",
        "2020-03-04 00:00:00",
        "2020-03-04T10:00:00Z",
        "04/03/2020",
        "4-3-2020",
        "4.3.2020",
        "04/03/2020 00:00",
        "4 March 2020",
        "4 maart 2020",
        "4-mrt-2020",
        "4 mars 2020",
        "4. März 2020",
        "04-MAR-2020",
    ],
)
def test_a_date_is_read_as_people_write_it(text: str) -> None:
    assert Order().read(text) == SPRING


def test_the_month_may_come_first() -> None:
    assert Order(day_first=False).read("03/04/2020") == SPRING


@pytest.mark.parametrize(
    "text", ["", "soon", "31/02/2020", "4 jui 2020", "04/03/20", "04/03/0020", "1/1"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert Order().read(text) is None


def test_a_column_is_read_in_the_way_in_which_more_cells_are_dates() -> None:
    assert order_of(["03/04/2020", "12/25/2020"]) == Order(day_first=False)
    assert order_of(["03/04/2020", "25/12/2020"]) == Order(day_first=True)


def test_a_column_that_can_be_read_both_ways_says_so() -> None:
    assert order_of(["03/04/2020"]).ambiguous
    assert not order_of(["05/05/2020", "2020-03-04"]).ambiguous
    assert not order_of([]).ambiguous


@given(day=st.dates(date(1900, 1, 1), date(2099, 12, 31)), day_first=st.booleans())
def test_every_day_is_read_back_in_the_order_it_was_written(
    day: date, *, day_first: bool
) -> None:
    text = f"{day:%d/%m/%Y}" if day_first else f"{day:%m/%d/%Y}"

    assert Order(day_first=day_first).read(text) == day


@given(st.text(max_size=20))
def test_no_text_at_all_breaks_the_reader(text: str) -> None:
    found = order_of([text]).read(text)

    assert found is None or isinstance(found, date)
