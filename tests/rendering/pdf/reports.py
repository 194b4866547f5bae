"""The reports that the tests of the PDF look at, and how they print what they say."""

from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from assess.core.report import Report
from assess.core.result import result_of
from assess.language import gettext, speaking
from assess.rendering.presentation import Presentation
from tests.rendering.cases import CASES, LANGUAGES, compiled
from tests.rendering.pages import Page, Printed
from tests.rendering.prints import print_of

BY_DAY = {
    *(("harbour", language) for language in LANGUAGES),
    ("half", "en"),
    ("empty", "zh-Hans"),
    ("noted", "zh-Hans"),
    ("gated", "en"),
}


class Case:
    """One report, printed once in one language."""

    def __init__(self, name: str, language: str) -> None:
        self.name, self.language = name, language
        self.report = _report(name)
        self.result: dict[str, Any] = result_of(self.report)
        made = print_of(self.report, Presentation(language=language))
        self.printed, self.remarks = Printed(made.pdf), made.remarks

    def __repr__(self) -> str:
        return f"{self.name} in {self.language}"

    def says(self, message: str) -> str:
        """A message of the program in the language of this report."""
        with speaking(self.language):
            return gettext(message)

    def title(self, dimension: str) -> str:
        found = self.report.questionnaire.dimension(dimension)
        assert found is not None
        return found.title.within(self.language)

    def chapter(self, message: str) -> list[Page]:
        return self.printed.chapter(self.says(message))


@cache
def _report(name: str) -> Report:
    return compiled(CASES[name])


@cache
def case_of(name: str, language: str) -> Case:
    return Case(name, language)


def among(*names: str) -> list[ParameterSet]:
    """Some cases in each language; what is much like another is printed at night."""
    return [
        pytest.param(
            (name, language),
            id=f"{name}-{language}",
            marks=() if (name, language) in BY_DAY else pytest.mark.night,
        )
        for name in names
        for language in LANGUAGES
    ]


def squeezed(words: str) -> str:
    """Words without their spaces, as Page.plain has them."""
    return "".join(words.split())


def percent(share: str | None) -> str:
    """A share as the columns print it, worked out from the JSON alone."""
    if share is None:
        return "–"
    return str((Decimal(share) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def signed_percent(share: str | None, language: str) -> str:
    sign = "%" if language.startswith("zh") else " %"
    return "–" if share is None else percent(share) + sign
