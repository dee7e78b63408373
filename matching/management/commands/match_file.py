"""Match a file of the neutral format, so that anybody can judge the result."""

import json
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from matching.instance import Prepared, prepare
from matching.management import neutral_file
from matching.management.neutral_file import NeutralFile
from matching.solver import Mode, solve, verify


def share(text: str) -> float:
    value = float(text)
    if not 0 <= value < 1:
        raise ArgumentTypeError("rtol is a share: at least 0, and less than 1.")
    return value


class Command(BaseCommand):
    """Read an instance, match it as the product does, write pairs and certificate."""

    help = "Match an instance of mentoring-match/1; prints one line of JSON."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("instance", type=Path, help="the file to read")
        parser.add_argument("result", type=Path, help="the file to write")
        parser.add_argument("--mode", choices=[*Mode], default=Mode.TOTAL)
        parser.add_argument(
            "--rtol", type=share, default=0.0, help="how far the total may be off"
        )

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - as Django declares it
        try:
            file = neutral_file.read(options["instance"])
            prepared = prepare(file.instance)
            self._demand_lawful_pins(file, prepared)
            mode, rtol = Mode(options["mode"]), options["rtol"]
            solution = solve(prepared.problem, mode=mode, rtol=rtol)
            verdict = verify(prepared.problem, solution)
            neutral_file.write(options["result"], file, solution)
        except ValueError as fault:
            raise CommandError(str(fault)) from fault
        line = {
            "matched": solution.matched,
            "total": solution.total,
            "worst": solution.worst,
            "gap": verdict.gap,
            "violations": verdict.violations,
            "units": prepared.problem.units,
            "floor": solution.floor,
        }
        self.stdout.write(json.dumps(line))

    def _demand_lawful_pins(self, file: NeutralFile, prepared: Prepared) -> None:
        refusals = [
            f"The pin of {file.mentees[pin.mentee]} to {file.mentors[pin.mentor]} is"
            f" refused: {', '.join(obstacle.rule for obstacle in pin.obstacles)}."
            for pin in prepared.refused
        ]
        if refusals:
            raise ValueError(" ".join(refusals))
