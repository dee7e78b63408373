"""The independent judge of a matching: verbatim copies, in the standard library only.

`check_matching.py` holds the one definition of the score and of the hard rules, and
proves or refutes a certificate; `gen_matching.py` invents companies. They came with
the specification and share no code with ours: they are not to be edited, and are
loaded without being imported, so that no tool of ours asks anything of them.
"""

import runpy
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CHECKER = HERE / "check_matching.py"
GENERATOR = HERE / "gen_matching.py"

_check = runpy.run_path(str(CHECKER))
_generate = runpy.run_path(str(GENERATOR))

Document = dict[str, Any]


class Company:
    """The people of an instance, as the judge sees them."""

    def __init__(self, instance: Document) -> None:
        self._instance = instance
        self._people = {person["id"]: person for person in instance["people"]}
        self._superiors = _check["superiors_fn"](instance["people"])
        self._blocks: dict[tuple[str, str], list[str]] = {}
        for mentee, mentor, reason in instance["blocks"]:
            self._blocks.setdefault((mentee, mentor), []).append(reason)

    def points(self, mentee: Document, mentor: Document) -> dict[str, int]:
        factors = _check["factors"](mentee, mentor, self._people)
        weights = self._instance["weights"]
        return {name: weights.get(name, 0) * worth for name, worth in factors.items()}

    def broken_rules(self, mentee: Document, mentor: Document) -> list[str]:
        rules, blocks = self._instance["rules"], self._blocks
        found: list[str] = _check["hard"](
            mentee, mentor, self._people, rules, blocks, self._superiors
        )
        return found


def judged(instance: Document, result: Document) -> Document:
    """Check rules, certificate and every allowed pair, as `--full-dual` does."""
    verdict: Document = _check["check"](instance, result)
    _, beaten, uncovered = _check["full_dual"](instance, result)
    return {**verdict, "beaten": beaten, "uncovered": uncovered}


def faults(instance: Document, result: Document) -> list[str]:
    """Name everything that the judge has against a result."""
    verdict = judged(instance, result)
    found = [*verdict["by_rule"], *verdict["faults"]]
    found += ["dual_violation"] * (verdict["beaten"] > 0)
    return found + ["cover_broken"] * (verdict["uncovered"] > 0)


def invented(people: int, seed: int, *, tight: bool = False) -> Document:
    """Invent a company of so many people."""
    instance: Document = _generate["generate"](people, seed, tight=tight)
    return instance
