"""When to do what: recommendations scheduled by capacity into three waves.

Wave 1 is the first quarter (must-fix and quick wins), wave 2 the rest of the first year,
wave 3 the second year.  What a wave brings is a range: all of it delivered, or 60 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assess.core.maturity import LevelDecision, level_of
from assess.core.recommendations import Kind, Recommendation
from assess.core.scorecard import Scorecard
from assess.core.scoring import raise_items

DELIVERED_AT_WORST = Fraction(3, 5)
REALISTIC_SHARE_A_YEAR = Fraction(150, 1000)
USUAL_SHARE_A_YEAR = Fraction(50, 1000)
"""What active improvers gain, of the best attainable total."""
QUARTERS = 8
WAVE_OF_QUARTER = {1: 1, 2: 2, 3: 2, 4: 2, 5: 3, 6: 3, 7: 3, 8: 3}
WEEKS_IN_QUARTER = 13
FIRST_YEAR = (1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """The total and level if some recommendations were delivered: 60 % of them, or all."""

    low: Fraction
    high: Fraction
    decision: LevelDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One recommendation in time; quarters count from 1, weeks from 0."""

    recommendation: Recommendation
    wave: int
    quarter: int
    start_week: int
    end_week: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """A stretch of the plan and where it leads; `effort` is that of the moves begun in it."""

    number: int
    moves: tuple[Planned, ...]
    effort: Fraction
    projection: Projection | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Roadmap:
    """The whole plan; `ambitious` warns of more points in the first year than is realistic."""

    capacity: Fraction
    waves: tuple[Wave, ...]
    later: tuple[Recommendation, ...]
    points_first_year: Fraction
    ambitious: bool

    def planned(self, id: str) -> Planned | None:
        """When the plan raises an item, None where it does not or not within its time."""
        moves = (move for wave in self.waves for move in wave.moves)
        return next((move for move in moves if move.recommendation.item.id == id), None)


def after(scorecard: Scorecard, moves: Sequence[Recommendation]) -> Projection | None:
    """The total and level after some moves, or None while there is no total."""
    now = scorecard.deciding(scorecard.total)
    if now is None or scorecard.total.claimed is None:
        return None
    raised = raise_items(scorecard, {move.item.id: move.target for move in moves})
    then = raised.deciding(raised.total)
    assert then is not None
    return Projection(
        low=now + (then - now) * DELIVERED_AT_WORST, high=then, decision=level_of(raised)
    )


def plan(
    recommendations: Sequence[Recommendation], capacity: Fraction, scorecard: Scorecard
) -> Roadmap:
    """Schedule recommendations in order, each as early as `capacity` (days a quarter) allows."""
    calendar = _Calendar(capacity, recommendations)
    moves = [calendar.place(recommendation) for recommendation in recommendations]
    planned = [move for move in moves if move is not None]
    later = [r for r, move in zip(recommendations, moves, strict=True) if move is None]
    waves = _waves(planned, scorecard)
    first_year = sum(
        (move.recommendation.points_gained for move in planned if move.wave in FIRST_YEAR),
        Fraction(0),
    )
    return Roadmap(
        capacity=capacity,
        waves=waves,
        later=tuple(later),
        points_first_year=first_year,
        ambitious=first_year > REALISTIC_SHARE_A_YEAR * scorecard.total.maximum,
    )


class _Calendar:
    def __init__(self, capacity: Fraction, recommendations: Sequence[Recommendation]) -> None:
        self.capacity = capacity
        self.free = dict.fromkeys(range(1, QUARTERS + 1), capacity)
        self.waiting = {
            recommendation.item.id: recommendation for recommendation in recommendations
        }
        self.placed: dict[str, Planned | None] = {}

    def place(self, recommendation: Recommendation) -> Planned | None:
        """The earliest start after what it needs; None when two years do not suffice."""
        id = recommendation.item.id
        if id not in self.placed:
            # Set first: needs have no cycle, but a plan must end even if they had.
            self.placed[id] = None
            self.placed[id] = self._start(recommendation, self._first_quarter(recommendation))
        return self.placed[id]

    def _first_quarter(self, recommendation: Recommendation) -> int:
        soon = recommendation.kind in {Kind.MUST_FIX, Kind.QUICK_WIN}
        needs = [self.waiting[i.id] for i in recommendation.open_needs if i.id in self.waiting]
        before = [move for need in needs if (move := self.place(need)) is not None]
        ends = [-(-move.end_week // WEEKS_IN_QUARTER) + 1 for move in before]
        return max([1 if soon else 2, *ends])

    def _start(self, recommendation: Recommendation, first: int) -> Planned | None:
        """Long work takes its days from the quarters that follow."""
        for quarter in range(first, QUARTERS + 1):
            if self._take(recommendation.step.effort, quarter):
                start = (quarter - 1) * WEEKS_IN_QUARTER
                return Planned(
                    recommendation=recommendation,
                    wave=WAVE_OF_QUARTER[quarter],
                    quarter=quarter,
                    start_week=start,
                    end_week=start + recommendation.step.weeks,
                )
        return None

    def _take(self, effort: Fraction, first: int) -> bool:
        if self.free[first] < min(effort, self.capacity / 4):
            return False
        taken: dict[int, Fraction] = {}
        for quarter in range(first, QUARTERS + 1):
            taken[quarter] = min(effort, self.free[quarter])
            effort -= taken[quarter]
            if not effort:
                for spent, days in taken.items():
                    self.free[spent] -= days
                return True
        return False


def _waves(planned: Sequence[Planned], scorecard: Scorecard) -> tuple[Wave, ...]:
    waves = []
    for number in (1, 2, 3):
        moves = tuple(move for move in planned if move.wave == number)
        done = [move.recommendation for move in planned if move.wave <= number]
        waves.append(
            Wave(
                number=number,
                moves=moves,
                effort=sum((m.recommendation.step.effort for m in moves), Fraction(0)),
                projection=after(scorecard, done),
            )
        )
    return tuple(waves)
