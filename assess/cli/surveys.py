"""`assess survey`: what the answers of many customers come to."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from assess.cli.definitions import library_of
from assess.cli.status import DONE
from assess.core.faults import N_
from assess.core.numbers import decimal_string
from assess.core.surveys.results import MeasureResult, SurveyResults, aggregate
from assess.definitions.survey_tables import SurveyTable, read_table
from assess.errors import AssessError
from assess.language import gettext
from assess.rendering import survey_words
from assess.rendering.filters import text

PLACES = 6


class UnknownSurveyName(AssessError):
    """There is no survey of this id."""

    def __init__(self, id: str, known: list[str]) -> None:
        said = gettext(N_("no survey '{id}' — known are {known}"))
        super().__init__(said.format(id=id, known=", ".join(known) or "–"))


def survey(options: argparse.Namespace) -> int:
    """Print the measures of a table of answers."""
    library = library_of(options)
    asked = library.survey(options.survey)
    if asked is None:
        raise UnknownSurveyName(options.survey, list(library.survey_ids))
    table = read_table(options.file, asked)
    results = aggregate(asked, table.sheets)
    if options.json:
        print(json.dumps(_as_json(results, table), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(results, table)))
    return DONE


def _lines(results: SurveyResults, table: SurveyTable) -> Iterator[str]:
    yield text(results.survey.title)
    yield gettext("{n} customers").format(n=results.sheets)
    if table.ignored:
        names = ", ".join(table.ignored)
        yield gettext("columns that are no question: {names}").format(names=names)
    yield ""
    for result in results.measures:
        yield f"{survey_words.measured(result):>8}  {text(result.measure.title)}"
        yield f"{'':>8}  {_basis(result)}"


def _basis(result: MeasureResult) -> str:
    if not result.shown:
        return survey_words.too_few(result.least)
    said = gettext("95 % interval {interval}, n = {n}, not counted {others}")
    return said.format(
        interval=survey_words.interval(result),
        n=result.n,
        others=survey_words.not_counted(result),
    )


def _as_json(results: SurveyResults, table: SurveyTable) -> dict[str, object]:
    asked = results.survey
    return {
        "survey": {"id": asked.id, "version": asked.version, "sha256": asked.sha256},
        "customers": results.sheets,
        "ignored": list(table.ignored),
        "measures": [_measure(result) for result in results.measures],
    }


def _measure(result: MeasureResult) -> dict[str, object]:
    """A measure for machines: values are decimal strings, null where nothing may be shown."""
    found = result.interval
    value = result.value
    counted = {
        "n": result.n,
        "asked": result.asked,
        "missing": result.missing,
        "unsure": result.unsure,
        "left_out": result.left_out,
    }
    return {
        "id": result.measure.id,
        "statistic": result.measure.statistic,
        "value": None if value is None else decimal_string(value, PLACES),
        "low": None if found is None else decimal_string(found.low, PLACES),
        "high": None if found is None else decimal_string(found.high, PLACES),
        "shown": result.shown,
        **(counted if result.shown else dict.fromkeys(counted)),
    }
