"""The life of a pair: what the two settle, when they meet, what they write.

They look at their page, as everybody does, and do what waits there. Each step writes
the next one into the diary, so that a pair that stopped does nothing more.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from matching.models import Pairing
from mentoring.demo.acts.answers import kind_of_work
from mentoring.demo.acts.browser import as_sent, checked
from mentoring.demo.days import ONE, next_working_day
from mentoring.demo.diary import Act
from mentoring.demo.dice import dice
from mentoring.demo.stage import MENTEE, Stage
from mentoring.demo.words import in_language
from people.models import Person
from programmes.models import Programme
from sessions_log import access, queries
from sessions_log.forms import NoteForm
from sessions_log.operations import agreements, goals, meetings, writing
from sessions_log.operations.meetings import Moment
from sessions_log.queries import PairPage

CHANGES_OF_SHIFT = (time(14, 15), time(13, 15))
USUAL_TIMES = (time(10), time(11), time(13, 30), time(15))
#: How likely it is that something happens around a meeting.
MOVED, TOLD, IS_FROM_MENTOR, IN_PRIVATE, OWN_WORDS = 0.12, 0.75, 0.35, 0.25, 0.4
#: Who logs no more after so many meetings, by the mentee's number.
FALLS_SILENT = {"10805": 9, "10803": 5}
MEETINGS_A_STEP, LAST_STEP = 3, 4
WEEKS_FOR_A_GOAL = (18, 26)
FACE, EVENING = "face", "17:05"
FACE_TO_FACE = 4  # how much oftener than in each other way they meet
#: What may have changed about a pairing since the two last looked.
NEWS = ("state", "state_before", "ended_by", "started_on")


class Journey:
    """Two people on their way; the mentee's dice decide what comes when."""

    def __init__(
        self, stage: Stage, pairing: Pairing, two: tuple[Person, Person]
    ) -> None:
        self._stage = stage
        self.pairing = pairing
        self.mentor, self.mentee = two
        worker = stage.worker(self.mentee)
        language = in_language(worker.language)
        work = kind_of_work(worker)
        is_leading = pairing.programme.kind == Programme.Kind.LEADERSHIP
        self._aims = language["goals"]["leading" if is_leading else work]
        self._story = language["story"][work]
        self._replies = language["story"]["mentor"]
        self._own_words = language["agreement"]["own"]
        self._asides = language["private"]
        self._fall = dice("journey", self.mentor.employee_number, worker.number)
        self._is_told_whole = worker.number == MENTEE
        self._most_told = FALLS_SILENT.get(worker.number)
        at_the_change = CHANGES_OF_SHIFT if worker.unit.shift else ()
        others = self._fall.sample(USUAL_TIMES, len(USUAL_TIMES))
        self._clocks: tuple[time, ...] = (*at_the_change, *others)
        self._told = 0

    def begin(self, *, on: date, pace: int = 1) -> None:
        """Let the two settle one thing after the other, quickly or slowly."""
        self._settle(
            [
                self._word_agreement,
                self._agree,
                self._write_goals,
                self._agree_on_goals,
                self._plan,
            ],
            on=on,
            pace=pace,
        )

    def _settle(self, steps: Sequence[Act], *, on: date, pace: int) -> None:
        if not steps:
            return

        def act(at: datetime) -> None:
            steps[0](at)
            self._settle(steps[1:], on=at.date(), pace=pace)

        days = self._fall.randint(1, 2) * pace
        self._write(next_working_day(on + days * ONE), act)

    def _word_agreement(self, at: datetime) -> None:
        if self._is_told_whole or self._fall.random() < OWN_WORDS:
            text = self._fall.choice(self._own_words)
            agreements.word(self.pairing, text, at=at, by=self.mentee)
        else:
            agreements.agree(self.pairing, at=at, by=self.mentee)

    def _agree(self, at: datetime) -> None:
        agreements.agree(self.pairing, at=at, by=self.mentor)

    def _write_goals(self, at: datetime) -> None:
        aims = self._fall.sample(self._aims, self._fall.randint(1, 2))
        for aim in self._aims[:2] if self._is_told_whole else aims:
            due_on = at.date() + timedelta(weeks=self._fall.randint(*WEEKS_FOR_A_GOAL))
            goals.add(self.pairing, aim, due_on=due_on, at=at, by=self.mentee)

    def _agree_on_goals(self, at: datetime) -> None:
        for one in self._page(at, self.mentor).goals:
            goals.agree(one.goal, at=at, by=self.mentor)

    def _plan(self, at: datetime) -> None:
        day = next_working_day(at.date() + self._fall.randint(2, 7) * ONE)
        minutes = self.pairing.programme.meeting_minutes
        moment = Moment(day, self._free_time(day), minutes, FACE)
        first, *_later = meetings.plan_series(
            self.pairing, moment, at=at, by=self.mentor
        )
        self._await(first.planned_on, at)

    def _free_time(self, day: date) -> time:
        """Choose a time at which the mentor does not meet somebody else."""
        taken = {
            one.meeting.planned_time
            for week in queries.agenda_of(self.mentor, on=day)
            for one in week.appointments
        }
        return next(clock for clock in self._clocks if clock not in taken)

    def _await(self, day: date, at: datetime) -> None:
        """Wait for the next meeting, or find before it that the day does not suit."""
        if day == next_working_day(day) and self._fall.random() >= MOVED:
            self._write(day, self._log, clock=EVENING)
        else:
            self._write(max(at.date() + ONE, day - 2 * ONE), self._move)

    def _move(self, at: datetime) -> None:
        page = self._page(at, self.mentee)
        [coming] = filter(None, [page.past or page.next])
        after = coming.planned_on + self._fall.randint(1, 3) * ONE
        later = next_working_day(max(after, at.date() + ONE))
        moment = Moment(later, coming.planned_time, coming.minutes, coming.way)
        meetings.move(coming, moment, at=at, by=self._one_of_them())
        self._write(later, self._log, clock=EVENING)

    def _log(self, at: datetime) -> None:
        """Note that they spoke; a pair that falls silent forgets to."""
        page = self._page(at, self.mentee)
        held = page.past
        if held is None or self._told == self._most_told:
            return
        by = self.mentee if self._is_told_whole else self._one_of_them()
        is_told = self._is_told_whole or self._fall.random() < TOLD
        text = self._story[self._told % len(self._story)]
        if by == self.mentor:
            text = self._fall.choice(self._replies)
        ways = [*[FACE] * FACE_TO_FACE, *self.pairing.programme.forms]
        way = self._fall.choice(ways)
        moment = Moment(held.planned_on, held.planned_time, held.minutes, way)
        meetings.log(
            held,
            moment,
            at=at,
            by=by,
            remark=self._form(by, text).remark() if is_told else None,
        )
        self._told += 1
        self._write_for_oneself(at)
        self._move_goals(page)
        if coming := page.next or self._page(at, self.mentee).next:
            self._await(coming.planned_on, at)

    def _write_for_oneself(self, at: datetime) -> None:
        for person, side in ((self.mentor, "mentor"), (self.mentee, "mentee")):
            if self._fall.random() < IN_PRIVATE:
                text = self._fall.choice(self._asides[side])
                remark = self._form(person, text, reader="me").remark()
                writing.write_note(self.pairing, remark, at=at, by=person)

    def _move_goals(self, page: PairPage) -> None:
        """Come a step further every third meeting, with the first goal first."""
        for place, one in enumerate(page.goals):
            step = min((self._told - place) // MEETINGS_A_STEP, LAST_STEP)
            if step > one.goal.step:
                goals.move(one.goal, step=step, by=self.mentee)

    def _form(self, by: Person, text: str, reader: str = "us") -> NoteForm:
        """Fill the form in that a note is typed in; it says who reads it."""
        readers = queries.readers_for(self.pairing, by)
        told = as_sent({"reader": reader, "text": text})
        return checked(NoteForm(told, readers=readers))

    def _one_of_them(self) -> Person:
        is_mentor = self._fall.random() < IS_FROM_MENTOR
        return self.mentor if is_mentor else self.mentee

    def _page(self, at: datetime, reader: Person) -> PairPage:
        """Open the page of the two, as one of them finds it now."""
        return queries.pair_page(self.pairing, reader=reader, at=at)

    def _write(self, day: date, act: Act, clock: str = "") -> None:
        """Let something happen if the two are still on their way by then."""

        def live(at: datetime) -> None:
            self.pairing.refresh_from_db(fields=NEWS)
            if access.may_write(self.mentee, self.pairing):
                act(at)

        some_time = f"{self._fall.randint(9, 15):02}:{self._fall.randint(0, 59):02}"
        self._stage.diary.write(day, clock or some_time, live)
