import pytest
from django.core.checks import run_checks
from pytest_django import Settings


@pytest.mark.parametrize(
    ("minutes", "found"), [(29, 1), (30, 0), (120, 0), (480, 0), (481, 1)]
)
def test_an_idle_session_ends_within_half_an_hour_to_a_working_day(
    settings: Settings, minutes: int, found: int
) -> None:
    settings.SESSION_IDLE_AGE = minutes * 60

    complaints = [one.id for one in run_checks(tags=["security"])]

    assert complaints.count("people.E001") == found
