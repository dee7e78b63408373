"""Plays the demo company: every act is the operation that a user would trigger."""

from datetime import datetime

from mentoring.demo import house
from mentoring.demo.acts import knowledge, leadership, welcome
from mentoring.demo.acts.arriving import Arrival
from mentoring.demo.days import Days
from mentoring.demo.diary import Diary
from mentoring.demo.staff import everybody
from mentoring.demo.staff.roster import Roster
from mentoring.demo.stage import Stage


def play(*, now: datetime) -> None:
    """Let the company come to life in an empty database, up to this moment."""
    days = Days(now)
    diary = Diary(morning=house.morning, afterwards=house.afterwards)
    stage = Stage(days, diary, Roster(everybody(days)))
    Arrival(stage).write()
    for programme in (welcome, leadership, knowledge):
        programme.write(stage)
    diary.live(until=now)
    house.seal()
