"""Dice that fall the same way every time: what is invented here comes out alike."""

from random import Random


def dice(*words: object) -> Random:
    """Give the dice of one matter; those of another do not change how they fall."""
    return Random(" ".join(map(str, words)))  # noqa: S311 - inventing people, no secrets
