"""Counting a box: once, after its close, all of it in one transaction."""

from evaluations.tally.counting import tally

__all__ = ["tally"]
