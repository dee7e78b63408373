"""The programme that has run for months: every newcomer finds a colleague."""

from collections.abc import Sequence
from functools import partial

from mentoring.demo import casting
from mentoring.demo.acts import asking, care
from mentoring.demo.acts.editions import Edition, Plan
from mentoring.demo.acts.meeting_up import Matching
from mentoring.demo.acts.upheavals import Upheavals
from mentoring.demo.stage import MENTOR, Stage
from programmes.models import Programme

AIM = {
    "nl": "Vier op de vijf zeggen dat hun traject goed loopt.",
    "fr": "Quatre personnes sur cinq disent que leur parcours se passe bien.",
    "en": "Four in five say that their journey goes well.",
}
STARTED = 124
CHECK_INS = (96, 36, 4)
#: How many working days ago the later cohorts of newcomers are asked,
#: approved, and proposed a mentor.
LATER_COHORTS = {1: (86, 78, 77), 2: (59, 52, 51)}
SLOWLY = 4


def write(stage: Stage) -> None:
    """Write half a year into the diary."""
    plan = Plan(
        kind=Programme.Kind.ONBOARDING,
        name="Welkom bij Fabriek Noord",
        starts_on=stage.days.ago(STARTED),
        aim=AIM,
        target=80,
    )
    edition = Edition(stage, plan)
    matching = Matching(edition)
    matching.spared = (MENTOR,)
    _begin(edition)
    _first_cohort(edition, matching)
    for cohort, days_ago in LATER_COHORTS.items():
        _later_cohort(edition, matching, cohort, days_ago)
    for ago in CHECK_INS:
        stage.write(ago, "09:45", partial(asking.ask, edition))
    _upheavals(Upheavals(stage, matching), stage)
    stage.write(50, "13:30", partial(care.call, edition))
    stage.write(1, "11:20", partial(care.ask_for_support, matching))
    _latest_cohort(edition)


def _begin(edition: Edition) -> None:
    stage = edition.stage
    mentors = [one.number for one in casting.asked(stage.roster, "welcome", "mentors")]
    stage.write(147, "09:40", edition.create)
    stage.write(145, "10:00", edition.set_up)
    stage.write(142, "09:00", edition.open)
    stage.write(140, "10:30", partial(edition.invite, mentors, "mentor", silent=1))
    stage.write(132, "15:00", partial(edition.withdraw, mentors[-2], "mentor"))
    stage.write(131, "11:00", partial(edition.approve, mentors, "mentor"))


def _first_cohort(edition: Edition, matching: Matching) -> None:
    """Pair some of the first ones by hand, and the others in a round."""
    stage, numbers = edition.stage, _numbers(edition.stage, 0)
    stage.write(137, "10:00", partial(edition.invite, numbers, "mentee"))
    stage.write(131, "11:10", partial(edition.approve, numbers, "mentee"))
    stage.write(130, "09:30", partial(edition.advance, Programme.State.MATCHING))
    for mentee, mentor in casting.by_hand("welcome").items():
        stage.write(130, "10:00", partial(matching.ask_for, mentee, mentor=mentor))
    stage.write(129, "10:00", matching.ask_everybody)
    stage.write(STARTED, "09:00", partial(edition.advance, Programme.State.RUNNING))


def _later_cohort(
    edition: Edition, matching: Matching, cohort: int, days_ago: tuple[int, int, int]
) -> None:
    """Propose to each newcomer the best mentor who is free."""
    stage, numbers = edition.stage, _numbers(edition.stage, cohort)
    asked, approved, paired = days_ago
    stage.write(asked, "10:15", partial(edition.invite, numbers, "mentee"))
    stage.write(approved, "11:30", partial(edition.approve, numbers, "mentee"))
    for number in numbers:
        stage.write(paired, "14:00", partial(matching.ask_for, number))


def _upheavals(upheavals: Upheavals, stage: Stage) -> None:
    stage.write(31, "09:00", upheavals.leave)
    stage.write(27, "15:20", upheavals.stop)
    stage.write(23, "10:40", upheavals.seek_again)
    stage.write(14, "09:00", upheavals.reorganise)
    stage.write(9, "11:00", upheavals.pause)
    stage.write(3, "08:30", upheavals.stand_in)


def _latest_cohort(edition: Edition) -> None:
    """Leave the last newcomers where they are: asked, waiting, getting acquainted."""
    stage, numbers = edition.stage, _numbers(edition.stage, 3)
    slowly = Matching(edition, pace=SLOWLY)
    slowly.silent = numbers[2:3]
    stage.write(13, "10:15", partial(edition.invite, numbers, "mentee", silent=1))
    stage.write(7, "11:30", partial(edition.approve, numbers[:4], "mentee"))
    stage.write(6, "14:00", partial(slowly.ask_for, numbers[0], mentor=MENTOR))
    for number in numbers[1:3]:
        stage.write(6, "14:10", partial(slowly.ask_for, number))


def _numbers(stage: Stage, cohort: int) -> Sequence[str]:
    return [one.number for one in casting.newcomers(stage.roster, cohort)]
