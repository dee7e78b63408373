from datetime import date, datetime, time

import pytest
from django.utils import formats, translation

DAY = date(2026, 12, 8)
NOON = time(14, 0)
MOMENT = datetime(2026, 12, 8, 14, 30)  # noqa: DTZ001 - the wall time that a page shows


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("nl", "dinsdag 8 december 2026"),
        ("fr", "mardi 8 décembre 2026"),
        ("en", "Tuesday 8 December 2026"),
        ("de", "Dienstag, 8. Dezember 2026"),
    ],
)
def test_a_day_is_written_in_full_with_its_weekday(language: str, written: str) -> None:
    with translation.override(language):
        assert formats.date_format(DAY) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("nl", "8/12/2026"),
        ("fr", "8/12/2026"),
        ("en", "8 Dec 2026"),
        ("de", "08.12.2026"),
    ],
)
def test_a_short_day_cannot_be_misread(language: str, written: str) -> None:
    with translation.override(language):
        assert formats.date_format(DAY, "SHORT_DATE_FORMAT") == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("nl", "14.00\xa0uur"),
        ("fr", "14\xa0h\xa000"),
        ("en", "14:00"),
        ("de", "14:00\xa0Uhr"),
    ],
)
def test_a_time_has_twenty_four_hours(language: str, written: str) -> None:
    with translation.override(language):
        assert formats.time_format(NOON) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("nl", "dinsdag 8 december 2026 om 14.30\xa0uur"),
        ("fr", "mardi 8 décembre 2026 à 14\xa0h\xa030"),
        ("en", "Tuesday 8 December 2026, 14:30"),
        ("de", "Dienstag, 8. Dezember 2026, 14:30\xa0Uhr"),
    ],
)
def test_a_moment_reads_as_a_sentence(language: str, written: str) -> None:
    with translation.override(language):
        assert formats.date_format(MOMENT, "DATETIME_FORMAT") == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("nl", "12.345,6"),
        ("fr", "12\u202f345,6"),
        ("en", "12,345.6"),
        ("de", "12.345,6"),
    ],
)
def test_a_number_has_the_signs_of_its_language(language: str, written: str) -> None:
    with translation.override(language):
        assert formats.number_format(12345.6, force_grouping=True) == written


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_the_week_begins_on_monday(language: str) -> None:
    with translation.override(language):
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
@pytest.mark.parametrize("typed", ["8/12/2026", "2026-12-08"])
def test_a_typed_date_is_read_day_first(language: str, typed: str) -> None:
    with translation.override(language):
        read = [
            datetime.strptime(typed, form).date()  # noqa: DTZ007 - a date has no zone
            for form in formats.get_format("DATE_INPUT_FORMATS")
            if _reads(typed, form)
        ]

    assert set(read) == {DAY}


def _reads(typed: str, form: str) -> bool:
    try:
        datetime.strptime(typed, form)  # noqa: DTZ007 - a date has no zone
    except ValueError:
        return False
    return True
