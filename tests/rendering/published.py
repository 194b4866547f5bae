"""The example of every published model, compiled."""

from functools import cache

from assess.core.report import Report
from tests.questionnaires.published import MODELS, example, reported


@cache
def report_of(model: str) -> Report:
    return reported(example(model))


IDS = tuple(MODELS.ids)
