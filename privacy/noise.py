"""Noise that hides one person's answer: the exact discrete Laplace distribution.

Only whole numbers and fractions, so that no rounding can betray what was added; only
the operating system's randomness. The algorithms are those of Canonne, Kamath and
Steinke, "The Discrete Gaussian for Differential Privacy" (2020), section 5.
"""

import secrets
from fractions import Fraction

_ONE = Fraction(1)


def discrete_laplace(scale: Fraction) -> int:
    """Draw k with a probability proportional to exp(-|k| / scale).

    Raises ValueError when the scale is not positive.
    """
    if scale <= 0:
        raise ValueError("The scale of noise must be positive.")
    while True:
        magnitude = _geometric(scale)
        is_negative = _happens(Fraction(1, 2))
        if magnitude or not is_negative:  # zero has no sign: count it once
            return -magnitude if is_negative else magnitude


def _geometric(scale: Fraction) -> int:
    """Draw k >= 0 with a probability proportional to exp(-k / scale)."""
    wide, narrow = scale.numerator, scale.denominator
    while True:
        low = secrets.randbelow(wide)
        if _happens_exp(Fraction(low, wide)):
            break
    high = 0
    while _happens_exp(_ONE):
        high += 1
    return (low + wide * high) // narrow


def _happens_exp(rate: Fraction) -> bool:
    """Be true with probability exp(-rate), for a rate between 0 and 1."""
    terms = 1
    while _happens(rate / terms):
        terms += 1
    return terms % 2 == 1


def _happens(chance: Fraction) -> bool:
    """Be true with this probability, exactly."""
    return secrets.randbelow(chance.denominator) < chance.numerator
