"""What goes on around the pairs: the call round, and a question for a third party."""

from datetime import datetime

from mentoring.demo.acts.browser import as_sent, checked
from mentoring.demo.acts.editions import Edition
from mentoring.demo.acts.meeting_up import Matching
from mentoring.demo.dice import dice
from mentoring.demo.stage import MENTEE, SUPPORTER
from mentoring.demo.words import in_language
from sessions_log.forms.helping import NOBODY, HelpForm
from sessions_log.operations import calls, helping
from sessions_log.operations.sharing import GOALS
from sessions_log.queries import calls as lists
from sessions_log.queries import helping as queries

#: What comes of a hundred calls, in the fixed words.
OUTCOMES = {"nothing": 78, "time": 12, "talk": 8, "referred": 2}
#: How many of the list the coordinator has spoken with by now.
HALF = 2


def call(edition: Edition, at: datetime) -> None:
    """Let the coordinator speak with the first half of the list."""
    programme, by = edition.programme, edition.stage.coordinator
    for called in filter(None, [lists.round_of(programme, on=at.date())]):
        listed = lists.people_to_call(by, programme, called)
        for person in listed[: listed.count() // HALF]:
            fall = dice("is called", at.date(), person.employee_number)
            [outcome] = fall.choices([*OUTCOMES], [*OUTCOMES.values()])
            calls.note(called, person, outcome, at=at, by=by)


def ask_for_support(matching: Matching, at: datetime) -> None:
    """Let the mentee of the demo ask the support person, and show the goals."""
    stage = matching.stage
    [journey] = (
        one for one in matching.journeys if one.mentee.employee_number == MENTEE
    )
    language = stage.worker(journey.mentee).language
    [text] = in_language(language)["help"]["asked"]
    helpers = queries.helpers_for(journey.pairing, on=at.date())
    told = {
        "to": stage.people[SUPPORTER].pk,
        "substitute": NOBODY,
        "shows": GOALS,
        "reach": text,
    }
    form = checked(HelpForm(as_sent(told), helpers=helpers, own_notes=()))
    helping.ask(journey.pairing, form.question(), at=at, by=journey.mentee)
