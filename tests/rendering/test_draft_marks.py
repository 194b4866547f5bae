"""A report by a questionnaire that is a draft says so in every format, and no other report does."""

import io
import zipfile
from dataclasses import replace

import pytest

from assess.core.report import Report
from assess.language import speaking
from assess.rendering.outputs import render
from assess.rendering.pdf import report_html
from assess.rendering.presentation import Presentation
from tests.rendering.cases import CASES, compiled

MARKS = {"en": "draft questionnaire", "zh-Hans": "问卷草稿", "zh-Hant": "問卷草稿"}


def by_draft(report: Report) -> Report:
    return replace(report, questionnaire=replace(report.questionnaire, status="draft"))


def words_in(written: bytes) -> str:
    """The texts of all parts of a packed file."""
    with zipfile.ZipFile(io.BytesIO(written)) as parts:
        return "".join(parts.read(name).decode("utf-8", "ignore") for name in parts.namelist())


@pytest.mark.parametrize("ending", ["xlsx", "docx", "pptx", "zip"])
def test_every_format_says_it(ending):
    report, shown = compiled(CASES["harbour"]), Presentation(language="en")

    assert MARKS["en"] in words_in(render(by_draft(report), shown, ending))
    assert MARKS["en"] not in words_in(render(report, shown, ending))


@pytest.mark.parametrize("edition", ["full", "summary", "board"])
@pytest.mark.parametrize("language", MARKS)
def test_every_page_of_the_print_says_it(edition, language):
    shown = Presentation(language=language, edition=edition)
    report = compiled(CASES["harbour"])
    with speaking(language):
        told = report_html(by_draft(report), shown)
        other = report_html(report, shown)

    running = told.partition('class="running-name">')[2].partition("</p>")[0]
    assert MARKS[language] in running
    assert MARKS[language] not in other
