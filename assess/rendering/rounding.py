"""How many decimals the numbers of a result are printed with: as its questionnaire says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from assess.core.questionnaire import Questionnaire
from assess.core.scoring_rules import Rounding

_current: ContextVar[Rounding] = ContextVar("rounding", default=Rounding())  # noqa: B039 — frozen


def rounding() -> Rounding:
    """How numbers are rounded now: half up, points to one decimal, per cent to whole ones."""
    return _current.get()


@contextmanager
def rounding_of(questionnaire: Questionnaire) -> Iterator[None]:
    """Round as a questionnaire says for a while."""
    token = _current.set(questionnaire.scoring.rounding)
    try:
        yield
    finally:
        _current.reset(token)
