"""A meeting keeps its wall time, whatever the clocks do in its zone.

`wall_times.csv` was made by an oracle of its own, `dst_oracle.py`: days on which clocks
are changed, and the days around them.
"""

import csv
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from sessions_log.models import Meeting

CASES = Path(__file__).parents[1] / "fixtures" / "wall_times.csv"


def instants() -> list[tuple[datetime, datetime]]:
    """Give what a meeting says of each case, and what the oracle says."""
    with CASES.open() as rows:
        return [
            (
                Meeting(
                    planned_on=date.fromisoformat(row["date"]),
                    planned_time=time.fromisoformat(row["time"]),
                    time_zone=row["tz"],
                ).begins_at(),
                datetime.fromisoformat(row["utc"]),
            )
            for row in csv.DictReader(rows)
        ]


def test_every_case_of_the_oracle_is_met() -> None:
    found = instants()

    assert len(found) > 500
    assert [pair for pair in found if pair[0] != pair[1]] == []


def test_a_fixed_offset_would_miss_many() -> None:
    """Show that the cases can tell: Belgian winter time all year is wrong in many."""
    with CASES.open() as rows:
        wrong = [
            row
            for row in csv.DictReader(rows)
            if row["tz"] == "Europe/Brussels"
            and datetime.fromisoformat(f"{row['date']}T{row['time']}+01:00")
            != datetime.fromisoformat(row["utc"])
        ]

    assert len(wrong) > 10


@pytest.mark.parametrize(
    ("minutes_later", "is_over"), [(59, False), (60, True), (61, True)]
)
def test_a_meeting_in_the_night_of_the_clocks_lasts_as_long_as_it_says(
    minutes_later: int, *, is_over: bool
) -> None:
    meeting = Meeting(planned_on=date(2026, 3, 29), planned_time=time(1, 30))
    begins = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)

    at = begins + timedelta(minutes=minutes_later)

    assert meeting.is_over(at=at) is is_over


def test_a_day_without_a_time_is_over_when_the_day_is() -> None:
    meeting = Meeting(planned_on=date(2026, 9, 8), planned_time=None)

    assert not meeting.is_over(at=datetime(2026, 9, 8, 21, 59, tzinfo=UTC))
    assert meeting.is_over(at=datetime(2026, 9, 8, 22, 0, tzinfo=UTC))
