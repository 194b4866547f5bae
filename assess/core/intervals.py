"""How far a figure from a sample may lie off: 95 % intervals, each with its formula and source.

Everything is exact but square roots, which are taken downwards at 18 decimals, so that an
interval is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

Z = Fraction("1.959963984540054")
"""The 97.5 % point of the normal distribution, for two-sided 95 % intervals."""
ROUND_Z = Fraction("1.96")
"""The same as it is usually written for net promoter scores."""
FULL = Fraction(100)
"""Where means and net promoter scores end, in points."""
_DECIMALS = 10**18
_EXPANSION = (
    # The numbers before the odd powers of z, and what their sum is divided by.
    ((1, 1), 4),
    ((3, 16, 5), 96),
    ((-15, 17, 19, 3), 384),
    ((-945, -1920, 1482, 776, 79), 92160),
)


@dataclass(frozen=True, slots=True)
class Interval:
    """The lower and the upper end, in the unit of the figure."""

    low: Fraction
    high: Fraction


def wilson_lower(share: Fraction, n: int) -> Fraction:
    """The lower end of Wilson's 95 % interval for a share of a sample (Wilson 1927)."""
    return Fraction(0) if n == 0 else _wilson(share, n)[0]


def of_share(share: Fraction, n: int) -> Interval:
    """Wilson's 95 % interval for a share of `n` answers, 0 to 1 (Wilson 1927)."""
    low, high = _wilson(share, n)
    # A root that is a hair too small must not leave the share itself outside.
    return Interval(min(low, share), max(high, share))


def of_net_promoter(promoters: int, detractors: int, n: int) -> Interval | None:
    """100 (p - d) ± 1.96 · 100 · √((p + d - (p - d)²) / n) points, cut off at -100 and 100.

    The variance is that of a value 1, 0 or -1 (Rocks 2016).  None where all answers are alike
    and it is 0: that tells nothing about how far the score may lie off.
    """
    p, d = Fraction(promoters, n), Fraction(detractors, n)
    variance = p + d - (p - d) ** 2
    if variance == 0:
        return None
    reach = 100 * ROUND_Z * root(variance / n)
    score = 100 * (p - d)
    return Interval(max(score - reach, -FULL), min(score + reach, FULL))


def of_mean(values: Mapping[Fraction, int]) -> Interval | None:
    """M ± t · s / √n for values from 0 to 100 with how often each was given, cut off at the ends.

    s² = Σ (x - m)² / (n - 1), and t is the 97.5 % point of Student's distribution with n - 1
    degrees of freedom (Student 1908).  None for one value alone, or where all are alike.
    """
    n = sum(values.values())
    mean = sum((value * times for value, times in values.items()), Fraction(0)) / n
    squares = sum((times * (value - mean) ** 2 for value, times in values.items()), Fraction(0))
    if squares == 0:
        return None
    reach = student(n - 1) * root(squares / (n - 1) / n)
    return Interval(max(mean - reach, Fraction(0)), min(mean + reach, FULL))


def student(degrees: int) -> Fraction:
    """The 97.5 % point of Student's t: Abramowitz and Stegun 1964, formula 26.7.5.

    It is off by less than 0.001 from 4 degrees of freedom on, and less the more there are.
    """
    point = Z
    for n, (factors, divisor) in enumerate(_EXPANSION, start=1):
        term = sum((f * Z ** (2 * k + 1) for k, f in enumerate(factors)), Fraction(0))
        point += term / divisor / degrees**n
    return Fraction(round(point * _DECIMALS), _DECIMALS)


def root(square: Fraction) -> Fraction:
    """The square root, downwards at 18 decimals."""
    return Fraction(isqrt(int(square * _DECIMALS**2)), _DECIMALS)


def _wilson(share: Fraction, n: int) -> tuple[Fraction, Fraction]:
    square = Z * Z
    reach = Z * root(share * (1 - share) / n + square / (4 * n * n))
    middle, whole = share + square / (2 * n), 1 + square / n
    return max(Fraction(0), (middle - reach) / whole), min(Fraction(1), (middle + reach) / whole)
