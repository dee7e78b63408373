"""How well two people fit: whole numbers, for many pairs by one matrix product.

A factor is worth 0 .. 1000 permille; times its weight it is a number of points, and
a score is the sum of the points of eight factors: 0 .. 1000 * (sum of the weights).
"""

from matching.scoring.encoding import FACTORS, WEIGHTS, Encoding, encode
from matching.scoring.factors import MOST_PREFERRED
from matching.scoring.profiles import Offer, Profile, Wishes

__all__ = [
    "FACTORS",
    "MOST_PREFERRED",
    "WEIGHTS",
    "Encoding",
    "Offer",
    "Profile",
    "Wishes",
    "encode",
]
