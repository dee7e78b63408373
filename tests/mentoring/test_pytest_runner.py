"""`manage.py test` as pytest."""

import argparse

import pytest

from mentoring.pytest_runner import PytestRunner


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give what pytest is asked, instead of letting it run inside itself."""
    asked: list[str] = []

    def main(argv: list[str]) -> int:
        asked.extend(argv)
        return 1

    monkeypatch.setattr(pytest, "main", main)
    return asked


def runner(*said: str, verbosity: int = 1, failfast: bool = False) -> PytestRunner:
    """Make a runner as Django's test command does from the words it was given."""
    parser = argparse.ArgumentParser()
    PytestRunner.add_arguments(parser)
    options = vars(parser.parse_args(said))
    return PytestRunner(verbosity=verbosity, failfast=failfast, **options)


def test_the_whole_suite_uses_every_core_and_its_exit_code_counts(
    words: list[str],
) -> None:
    assert runner().run_tests([]) == 1

    assert words == ["-n", "auto", "--dist", "worksteal"]


def test_a_part_of_it_is_run_as_asked(words: list[str]) -> None:
    asked = runner("-n", "2", "-k", "pair", "-m", "browser")

    asked.run_tests(["tests/people", "-x"])

    assert words == ["-n", "2", "-k", "pair", "-m", "browser", "tests/people", "-x"]


def test_django_s_own_options_are_understood(words: list[str]) -> None:
    runner(verbosity=3, failfast=True).run_tests([])

    assert words == ["-vv", "--exitfirst"]
