"""The programme that is matching: some pairs, some answers, some drafts."""

from datetime import timedelta
from functools import partial

from mentoring.demo import casting
from mentoring.demo.acts.editions import Edition, Plan
from mentoring.demo.acts.meeting_up import Matching
from mentoring.demo.stage import Stage
from programmes.models import Programme

AIM = {
    "nl": "Negen op de tien durven alles te zeggen in hun gesprekken.",
    "fr": "Neuf personnes sur dix osent tout dire dans leurs rencontres.",
    "en": "Nine in ten dare to say everything in their meetings.",
}
FIRST_BATCH = 6
SLOWLY = 3


def write(stage: Stage) -> None:
    """Write two months into the diary."""
    plan = Plan(
        kind=Programme.Kind.LEADERSHIP,
        name="Samen leren leiden",
        starts_on=stage.today + timedelta(days=14),
        aim=AIM,
        target=90,
    )
    edition = Edition(stage, plan)
    _begin(edition)
    _people(edition)


def _begin(edition: Edition) -> None:
    stage = edition.stage
    stage.write(44, "09:30", edition.create)
    stage.write(43, "13:40", edition.set_up)
    stage.write(41, "09:00", edition.open)
    stage.write(26, "09:10", partial(edition.advance, Programme.State.SELECTING))
    stage.write(14, "09:10", partial(edition.advance, Programme.State.MATCHING))


def _people(edition: Edition) -> None:
    """Ask the first ones; those who came later wait, and one who answers nobody."""
    stage = edition.stage
    mentors, mentees = (
        [one.number for one in casting.asked(stage.roster, "leadership", role)]
        for role in ("mentors", "mentees")
    )
    first, later = mentees[:FIRST_BATCH], mentees[FIRST_BATCH:]
    matching = Matching(edition, pace=SLOWLY)
    matching.silent, matching.declining = first[1:2], first[2:3]
    stage.write(39, "10:00", partial(edition.invite, mentors, "mentor"))
    stage.write(38, "10:00", partial(edition.invite, first, "mentee"))
    stage.write(29, "16:00", partial(edition.approve, mentors, "mentor"))
    stage.write(22, "10:00", partial(edition.invite, later, "mentee"))
    stage.write(15, "16:00", partial(edition.approve, first, "mentee"))
    stage.write(7, "10:00", matching.ask_everybody)
    stage.write(4, "16:00", partial(edition.approve, later, "mentee"))
    stage.write(1, "11:00", matching.draft)
