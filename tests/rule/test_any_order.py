"""Any order of events, through every door: no pair with a superior is ever open.

What happened is printed, so that a run in which nothing happened cannot pass.
"""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from people import org_chart
from tests.rule.company import HAPPENED, SIZE, Company
from tests.rule.doors import no_guards
from tests.rule.judge import unlawful_pairs

pytestmark = pytest.mark.django_db
SOMEBODY = st.integers(0, SIZE - 1)
NOBODY = st.none()
KINDS = st.sampled_from(["line", "functional", "acting", "hr_partner"])
BEGINS = st.sampled_from([-3, 0, 0, 5])
LASTS = st.none() | st.integers(4, 70)
ENOUGH = {"accepted": 200, "refused": 200, "suspended": 50}
ONE_RUN = settings(
    max_examples=60,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # a failing run names its steps; shrinking takes minutes
    suppress_health_check=list(HealthCheck),
)


class Upheavals(RuleBasedStateMachine):
    """A company in which people are paired while the chart moves under them."""

    def __init__(self) -> None:
        super().__init__()
        self._undo = transaction.atomic()
        self._undo.__enter__()
        self.company = Company()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._undo.__exit__(None, None, None)

    @rule(mentor=SOMEBODY, mentee=SOMEBODY)
    def ask(self, mentor: int, mentee: int) -> None:
        self.company.propose(mentor, mentee)

    @initialize(mentors=st.lists(SOMEBODY, min_size=SIZE, max_size=SIZE))
    def begin_with_pairs(self, mentors: list[int]) -> None:
        for mentee, mentor in enumerate(mentors):
            self.pair(mentor, mentee)

    @rule(mentor=SOMEBODY, mentee=SOMEBODY)
    def pair(self, mentor: int, mentee: int) -> None:
        if proposal := self.company.propose(mentor, mentee):
            self.company.accept(proposal)

    @rule()
    def accept_what_is_open(self) -> None:
        for proposal in self.company.open_proposals():
            self.company.accept(proposal)

    @rule(mentor=SOMEBODY, mentee=SOMEBODY)
    def write_a_pair(self, mentor: int, mentee: int) -> None:
        self.company.write_pair(mentor, mentee)

    @rule(person=SOMEBODY, superior=SOMEBODY | NOBODY, kind=KINDS)
    def move(self, person: int, superior: int | None, kind: str) -> None:
        self.company.move(person, superior, kind)

    @rule(up=SOMEBODY, low=SOMEBODY, kind=KINDS, begins=BEGINS, lasts=LASTS)
    def begin_a_line(
        self, up: int, low: int, kind: str, begins: int, lasts: int | None
    ) -> None:
        self.company.begin(self.company.line(up, low, kind, begins, lasts))

    @rule(up=SOMEBODY, low=SOMEBODY, kind=KINDS, begins=BEGINS, lasts=LASTS)
    def write_a_line(
        self, up: int, low: int, kind: str, begins: int, lasts: int | None
    ) -> None:
        self.company.write_line(self.company.line(up, low, kind, begins, lasts))

    @rule(superiors=st.lists(SOMEBODY | NOBODY, min_size=SIZE, max_size=SIZE))
    def import_a_chart(self, superiors: list[int | None]) -> None:
        self.company.import_chart(superiors)

    @rule(days=st.integers(1, 40))
    def let_days_pass(self, days: int) -> None:
        self.company.open_again()
        self.company.let_pass(days)

    @invariant()
    def nobody_is_mentored_by_a_superior(self) -> None:
        self.company.count_suspensions()
        assert unlawful_pairs() == []


def test_no_order_of_events_opens_a_pair_with_a_superior(
    capsys: pytest.CaptureFixture[str],
) -> None:
    HAPPENED.clear()

    run_state_machine_as_test(Upheavals, settings=ONE_RUN)

    with capsys.disabled():
        said = dict(sorted(HAPPENED.items()))
        print("\nWhat happened:", said)  # noqa: T201 - so that the log of CI has it
    for word, least in ENOUGH.items():
        assert HAPPENED[word] >= least, word


def test_with_rule_and_guard_switched_off_it_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(org_chart, "superior_pairs", lambda *_asked, **_how: set())
    with no_guards(), pytest.raises(AssertionError, match=r"== \[\]"):
        run_state_machine_as_test(Upheavals, settings=ONE_RUN)
