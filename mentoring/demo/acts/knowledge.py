"""The programme that was just announced: people sign up, and wait for a yes."""

from datetime import timedelta
from functools import partial

from mentoring.demo import casting
from mentoring.demo.acts.editions import Edition, Plan
from mentoring.demo.stage import Stage
from programmes.models import Programme

AIM = {
    "nl": "Drie op de vier vinden dat het doorgeven goed loopt.",
    "fr": "Trois personnes sur quatre trouvent que la transmission se passe bien.",
    "en": "Three in four find that handing over goes well.",
}
DECIDED = 3


def write(stage: Stage) -> None:
    """Write the last two weeks into the diary."""
    plan = Plan(
        kind=Programme.Kind.KNOWLEDGE,
        name="Kennis doorgeven",
        starts_on=stage.today + timedelta(days=35),
        aim=AIM,
        target=75,
    )
    edition = Edition(stage, plan)
    mentors, mentees = (
        [one.number for one in casting.asked(stage.roster, "knowledge", role)]
        for role in ("mentors", "mentees")
    )
    stage.write(12, "11:00", edition.create)
    stage.write(10, "14:20", edition.set_up)
    stage.write(8, "09:00", edition.open)
    stage.write(7, "10:00", partial(edition.invite, mentors, "mentor", silent=2))
    stage.write(7, "10:05", partial(edition.invite, mentees, "mentee", silent=2))
    stage.write(2, "15:00", partial(edition.approve, mentors[:DECIDED], "mentor"))
    stage.write(2, "15:10", partial(edition.say_not_now, mentees[0], "mentee"))
