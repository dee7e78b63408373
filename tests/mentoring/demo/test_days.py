"""The calendar and the diary of the play."""

from datetime import UTC, date, datetime, timedelta

from mailing.rules import is_working_day
from mentoring.demo.days import Days, moment, next_working_day
from mentoring.demo.diary import Diary

TODAY = date(2026, 11, 23)
DAYS = Days(moment(TODAY, "15:00"))
MAY_DAY = date(2026, 5, 1)


def quiet_diary(said: list[str]) -> Diary:
    return Diary(
        morning=lambda at: said.append(f"morning {at:%d}"),
        afterwards=lambda at: said.append(f"post {at:%d %H:%M}"),
    )


def test_a_day_ago_is_always_a_working_day_and_never_the_same_one_twice() -> None:
    for back in range(30):
        days = Days(moment(TODAY + timedelta(days=back), "15:00"))
        told = [days.ago(ago) for ago in range(151)]

        assert all(map(is_working_day, told))
        assert told == sorted(set(told), reverse=True)


def test_today_is_the_day_on_the_wall_in_belgium() -> None:
    assert Days(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)).today == TODAY


def test_a_weekend_and_a_holiday_wait_for_the_next_working_day() -> None:
    assert next_working_day(MAY_DAY) == date(2026, 5, 4)
    assert next_working_day(TODAY) == TODAY


def test_acts_happen_in_the_order_of_their_moments_whoever_wrote_them_first() -> None:
    said: list[str] = []
    diary = quiet_diary([])
    diary.write(TODAY, "11:00", lambda _at: said.append("second"))
    diary.write(TODAY, "09:00", lambda _at: said.append("first"))

    diary.live(until=moment(TODAY, "15:00"))

    assert said == ["first", "second"]


def test_an_act_writes_what_comes_after_it() -> None:
    said: list[str] = []
    diary = quiet_diary([])

    def first(_at: datetime) -> None:
        diary.write(TODAY, "10:00", lambda at: said.append(f"{at:%H:%M}"))

    diary.write(TODAY, "09:00", first)
    diary.live(until=moment(TODAY, "15:00"))

    assert said == ["10:00"]


def test_what_lies_after_the_last_moment_never_happens() -> None:
    said: list[str] = []
    diary = quiet_diary([])
    diary.write(TODAY, "09:00", lambda _at: said.append("now"))
    diary.write(TODAY, "16:00", lambda _at: said.append("later"))

    diary.live(until=moment(TODAY, "15:00"))

    assert said == ["now"]


def test_the_house_works_every_morning_and_posts_after_what_happened() -> None:
    said: list[str] = []
    diary = quiet_diary(said)
    friday = TODAY - timedelta(days=3)
    diary.write(friday, "09:00", lambda _at: said.append("act"))

    diary.live(until=moment(TODAY, "15:00"))

    assert said == ["morning 20", "act", "post 20 13:05", "morning 23"]
