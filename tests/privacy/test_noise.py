"""The noise: its distribution, and where its randomness comes from."""

import ast
import math
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from scipy.stats import chi2

from privacy import noise

DRAWS = 20_000
SUSPICIOUS = 1e-6  # a true sampler fails one test in a million


def expected_share(k: int, scale: Fraction) -> float:
    """Give the probability of k as the textbook has it."""
    falls = math.exp(-1 / scale)
    return (1 - falls) / (1 + falls) * falls ** abs(k)


def likelihood(draws: Counter[int], scale: Fraction) -> float:
    """Give the p-value of the chi-square test, with the thin tails taken together."""
    edge = max(k for k in range(60) if DRAWS * expected_share(k, scale) >= 10)
    inside = range(-edge, edge + 1)
    observed = [draws[k] for k in inside]
    expected = [DRAWS * expected_share(k, scale) for k in inside]
    observed.append(DRAWS - sum(observed))
    expected.append(DRAWS - sum(expected))
    distance = sum(
        (o - e) ** 2 / e for o, e in zip(observed, expected, strict=True) if e > 1
    )
    return float(chi2.sf(distance, len(expected) - 1))


@pytest.mark.parametrize(
    "scale", [Fraction(1, 2), Fraction(1), Fraction(3, 2), Fraction(2)]
)
def test_noise_is_distributed_as_it_is_published(scale: Fraction) -> None:
    draws = Counter(noise.discrete_laplace(scale) for _ in range(DRAWS))

    assert likelihood(draws, scale) > SUSPICIOUS


def test_the_test_of_the_distribution_sees_a_wrong_scale() -> None:
    draws = Counter(noise.discrete_laplace(Fraction(1, 2)) for _ in range(DRAWS))

    assert likelihood(draws, Fraction(3, 5)) < SUSPICIOUS


def test_nine_in_ten_draws_stay_within_the_published_margin() -> None:
    scale = Fraction(2)
    margin = math.ceil(scale * math.log(10))

    within = sum(abs(noise.discrete_laplace(scale)) <= margin for _ in range(2_000))

    assert within >= 0.9 * 2_000


@pytest.mark.parametrize("scale", [Fraction(0), Fraction(-1, 2)])
def test_a_scale_that_adds_no_noise_is_refused(scale: Fraction) -> None:
    with pytest.raises(ValueError, match="positive"):
        noise.discrete_laplace(scale)


def offences_in(source: str) -> set[str]:
    """Find what would make noise guessable: other randomness, numbers that round."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = node.module if isinstance(node, ast.ImportFrom) else None
            names = [module or one.name for one in node.names]
            found |= {*names} - {"secrets", "fractions"}
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            found.add(str(node.value))
        if isinstance(node, ast.Name) and node.id in {"float", "random", "round"}:
            found.add(node.id)
    return found


def test_noise_is_whole_numbers_from_the_systems_randomness() -> None:
    assert offences_in(Path(noise.__file__).read_text()) == set()
    assert isinstance(noise.discrete_laplace(Fraction(1)), int)


@pytest.mark.parametrize(
    "source", ["import random", "from numpy import exp", "x = 0.5", "float(1)"]
)
def test_guessable_noise_would_be_noticed(source: str) -> None:
    assert offences_in(source)
