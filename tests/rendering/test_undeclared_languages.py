"""A report in a language that its questionnaire does not declare says so once, in each format."""

import csv
import io
import re
import zipfile
from datetime import date

import docx
import pytest
from pptx import Presentation as Slides

from assess.cli.summary import summary
from assess.core.assessment import Assessment, Organization
from assess.core.report import Report, compile_report
from assess.core.text import Text
from assess.language import speaking
from assess.rendering import sentences
from assess.rendering.csv_files import render_csv
from assess.rendering.document import render_document
from assess.rendering.filters import text
from assess.rendering.pdf import report_html
from assess.rendering.presentation import Presentation
from assess.rendering.slides import render_slides
from tests.core.surveys.small import survey
from tests.definitions.files import load

TOLD = "本问卷没有简体中文版，文字以English显示。"
EDITIONS = ("full", "summary", "board")


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> Report:
    """Of a questionnaire that is there in English alone."""
    questionnaire = load(tmp_path_factory.mktemp("small"))
    assessment = Assessment(
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        sha256=questionnaire.sha256,
        purpose="self-assessment",
        form="full",
        profile="even",
        organization=Organization(name=Text({"en": "Acme"}, ("en",)), facts={}),
        assessed_on=date(2026, 10, 1),
        answers={},
    )
    return compile_report(questionnaire, assessment, None, engine="1")


@pytest.fixture(autouse=True)
def chinese():
    with speaking("zh-Hans"):
        yield


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_printed_report_says_it_once(report, edition):
    page = report_html(report, Presentation(language="zh-Hans", edition=edition))

    assert page.count(TOLD) == 1
    assert "[en]" not in page


@pytest.mark.parametrize("edition", EDITIONS)
def test_nothing_is_said_where_the_language_is_declared(report, edition):
    with speaking("en"):
        page = report_html(report, Presentation(language="en", edition=edition))

    assert "not available" not in page
    assert '<span lang="' not in page


def test_it_stands_where_the_report_tells_how_to_read_it(report):
    page = report_html(report, Presentation(language="zh-Hans"))
    reading = re.search(r'id="reading">.*?</section>', page, re.DOTALL)

    assert reading
    assert TOLD in reading[0]


def test_the_texts_name_their_language(report):
    page = report_html(report, Presentation(language="zh-Hans"))

    for level in report.questionnaire.levels:
        assert f'{level.level} <span lang="en">{level.name.source}</span>' in page


def test_the_document_says_it_once(report):
    document = docx.Document(io.BytesIO(render_document(report)))
    said = [paragraph.text for paragraph in document.paragraphs]

    assert said.count(TOLD) == 1
    assert not any("[en]" in words for words in said)


def test_the_slides_say_it_beside_what_the_result_rests_on(report):
    slides = Slides(io.BytesIO(render_slides(report))).slides
    shown = [
        shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame
    ]

    assert sum(TOLD in words for words in shown) == 1
    assert not any("[en]" in words for words in shown)


def test_the_tables_say_it_in_the_overview(report):
    with zipfile.ZipFile(io.BytesIO(render_csv(report))) as packed:
        tables = {name: packed.read(name).decode("utf-8-sig") for name in packed.namelist()}
    rows = [row for table in tables.values() for row in csv.reader(io.StringIO(table))]

    assert [row[:2] for row in rows if TOLD in row] == [["语言", TOLD]]
    assert not any("[en]" in table for table in tables.values())


def test_the_terminal_says_it_below_the_name(report):
    assert list(summary(report))[:2] == ["Acme", TOLD]


def test_it_is_said_in_the_language_spoken_and_by_the_names_of_both(report):
    with speaking("zh-Hant"):
        assert sentences.shown_instead(report.questionnaire) == (
            "本問卷沒有繁體中文版，文字以English顯示。"
        )
        assert text(report.questionnaire.title) == report.questionnaire.title.source
        assert sentences.shown_instead(survey()) == "本調查沒有繁體中文版，文字以English顯示。"
    with speaking("en"):
        assert sentences.shown_instead(report.questionnaire) == ""
