from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import rules

DAYS = st.dates(date(1900, 1, 1), date(2068, 12, 31))


@pytest.mark.parametrize("pin", ["271828", "482915", "907351", "640277"])
def test_six_digits_without_a_pattern_will_do(pin: str) -> None:
    assert rules.weakness_of_pin(pin) is None


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", " 27182"])
def test_a_pin_has_six_digits(pin: str) -> None:
    assert rules.weakness_of_pin(pin) == "A PIN has six digits."


@pytest.mark.parametrize(
    "pin",
    ["123456", "654321", "111111", "121212", "123123", "123321", "135791", "778877"],
)
def test_a_series_is_refused(pin: str) -> None:
    weakness = rules.weakness_of_pin(pin)

    assert weakness == "This PIN is a series. Choose one that is harder to guess."


@given(
    day=DAYS, written=st.sampled_from(["%d%m%y", "%m%d%y", "%y%m%d", "%Y%m", "%m%Y"])
)
def test_whatever_can_be_read_as_a_day_of_a_life_is_refused(
    day: date, written: str
) -> None:
    assert rules.weakness_of_pin(day.strftime(written)) is not None


def test_a_month_of_no_century_of_ours_is_no_date() -> None:
    assert rules.weakness_of_pin("450312") is not None  # 12 March 1945
    assert rules.weakness_of_pin("124503") is None  # the month of a year 4503


def test_nine_pins_in_ten_remain() -> None:
    weak = sum(
        rules.weakness_of_pin(f"{number:06}") is not None
        for number in range(0, 10**6, 97)
    )

    assert weak / (10**6 / 97) < 0.1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Anaïs D'Haene", " anais d haene"),
        ("ŁUKASZ Ørsted-Æble", " lukasz orsted aeble"),
        ("007_B %", " 007 b"),
        ("Straße", " strasse"),
        ("x" * 400, " " + "x" * 249),
    ],
)
def test_a_text_is_folded_into_plain_words(text: str, words: str) -> None:
    assert rules.folded(text) == words


@given(st.text(st.characters(codec="ascii")))
def test_an_accent_beside_a_text_changes_none_of_its_words(text: str) -> None:
    assert rules.words_of(f"{text} é") == [*rules.words_of(text), "e"]
