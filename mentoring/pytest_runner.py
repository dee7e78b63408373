"""Lets `manage.py test` run the suite as pytest runs it."""

from argparse import ArgumentParser
from collections.abc import Iterable

import pytest

PASSED_ON = {"n": "processes", "k": "expression", "m": "markers"}
WHOLE_SUITE = ("-n", "auto", "--dist", "worksteal")


class PytestRunner:
    """A test runner for Django, with four of pytest's own options.

    What stands after `--` goes to pytest as it is. The whole suite uses every core.
    (pytest-django has such a class, but whoever imports it before pytest starts is
    warned, and warnings are errors here.)
    """

    def __init__(
        self, *, verbosity: int = 1, failfast: bool = False, **options: object
    ) -> None:
        self._words = [f"-{'v' * (verbosity - 1)}"] if verbosity > 1 else []
        self._words += ["--exitfirst"] if failfast else []
        for letter in PASSED_ON:
            if value := options.get(letter):
                self._words += [f"-{letter}", str(value)]

    @classmethod
    def add_arguments(cls, parser: ArgumentParser) -> None:
        """Offer pytest's -n, -k and -m beside what Django's test command has."""
        for letter, metavar in PASSED_ON.items():
            parser.add_argument(f"-{letter}", metavar=metavar, help="as pytest has it")

    def run_tests(self, test_labels: Iterable[str], **_options: object) -> int:
        """Run pytest and return its exit code: 0 when every test passed."""
        words = [*self._words, *test_labels]
        return int(pytest.main(words or [*WHOLE_SUITE]))
