"""The best assignment of mentees to mentors, with the prices that prove it."""

from matching.solver.answer import solve
from matching.solver.problem import Cover, Mode, Problem, Solution
from matching.solver.proof import Verdict, verify

__all__ = ["Cover", "Mode", "Problem", "Solution", "Verdict", "solve", "verify"]
