"""What beat asks of the audit trail."""

import logging
from datetime import timedelta

import pytest
from django.utils import timezone

from privacy import audit, tasks
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def make_act(*, days_ago: int) -> None:
    at = timezone.now() - timedelta(days=days_ago)
    audit.record(None, "walked by", make_person(), at=at)


def test_every_minute_the_acts_of_these_days_are_sealed() -> None:
    make_act(days_ago=0)
    make_act(days_ago=5)

    tasks.seal_audit()

    verdict = audit.verify()
    assert (verdict.sealed, verdict.unsealed) == (1, 1)


def test_every_night_all_acts_are_sealed_and_the_head_is_printed(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for days_ago in (0, 5, 9):
        make_act(days_ago=days_ago)

    with caplog.at_level(logging.INFO, logger="privacy.tasks"):
        tasks.anchor_audit()

    assert caplog.messages == [f"audit head {audit.head()}"]
    assert audit.verify().unsealed == 0
    assert audit.head().position == 3
