"""Published models in every format: what is made by other rules is told by other words."""

import json
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from zipfile import ZipFile

import docx
import openpyxl  # type: ignore[import-untyped]
import pytest
from pptx import Presentation as Slides

from assess.core.scoring_rules import Rounding, ScoringRules
from assess.language import gettext, speaking
from assess.rendering import filters, method, wording
from assess.rendering.outputs import OUTPUTS, render
from assess.rendering.pdf import report_html
from assess.rendering.presentation import Presentation
from assess.rendering.rounding import rounding_of
from tests.rendering.cases import CASES, compiled
from tests.rendering.published import IDS, report_of

F = Fraction
LANGUAGES = ("en", "zh-Hans")


def html(model: str, language: str = "en") -> str:
    report = report_of(model)
    with speaking(language), rounding_of(report.questionnaire):
        return " ".join(report_html(report, Presentation(language=language)).split())


def document(model: str) -> str:
    """Every word of the Word document."""
    made = docx.Document(BytesIO(render(report_of(model), Presentation(language="en"), "docx")))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in made.paragraphs), *cells])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ending", [ending for ending in OUTPUTS if ending != "pdf"])
@pytest.mark.parametrize("model", IDS)
def test_every_model_is_written_in_every_format(model, ending, language):
    assert render(report_of(model), Presentation(language=language), ending)


@pytest.mark.pdf
@pytest.mark.parametrize("model", ["after-sales", "process-capability"])
def test_a_model_is_printed(model):
    assert render(report_of(model), Presentation(language="en"), "pdf").startswith(b"%PDF-")


def shown_and_spoken(model: str) -> str:
    """Every word of the slides: what is shown, told of drawings, and noted for the speaker."""
    slides = Slides(BytesIO(render(report_of(model), Presentation(language="en"), "pptx"))).slides
    parts = [slide.part.blob.decode() for slide in slides]
    notes = [slide.notes_slide.part.blob.decode() for slide in slides if slide.has_notes_slide]
    return "\n".join([*parts, *notes])


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("samm", "Each dimension is the plain mean of its parts. The total is the plain mean of"),
        ("process-capability", "Each dimension is the highest rung reached: all rungs under it"),
        ("process-capability", "The total is as high as the lowest of its parts, out of 5 points."),
        ("excellence", "Each dimension is the points obtained of all that are attainable."),
        ("averages", "Averaged is the plain mean of its parts. Added up is the points obtained of"),
        ("averages", "The total is the mean of its parts by weight, out of 100 points."),
    ],
)
def test_the_report_says_how_the_score_is_made(model, said):
    assert said in html(model)
    assert said in document(model)
    assert "seven dimensions" not in html(model)


def test_the_usual_rules_are_told_in_the_usual_words():
    report = compiled(CASES["harbour"])
    with speaking("en"):
        assert method.model(report).startswith(
            "“Customer-management capability” is judged in 7 dimensions."
        )
        assert "I intention, R reality" in method.legend(report.questionnaire)
        assert "k the highest rung" not in method.legend(report.questionnaire)
        assert method.deductions(report) == ""
        axes = method.axes(report.questionnaire)
        assert axes is not None
        assert axes[0] == "Intention and reality"
        assert "without evidence one step of five" in method.evidence(report.questionnaire)


def test_two_axes_go_by_their_names_everywhere():
    said = html("two-axes")

    assert "Documentation and Implementation" in said
    assert "its score is the mean of both judgements" in said
    assert "Documentation 3" in said
    assert "ntention" not in said
    assert "I Documentation, R Implementation" in said
    assert "Implementation 4" in document("two-axes")
    assert "ntention" not in document("two-axes")
    assert "ntention" not in shown_and_spoken("two-axes")
    book = openpyxl.load_workbook(
        BytesIO(render(report_of("two-axes"), Presentation(language="en"), "xlsx"))
    )
    heads = [cell.value for cell in book["Dimensions"][1]]
    assert heads[-3:-1] == ["Documentation", "Implementation"]


def test_deductions_stand_beside_the_total_in_every_format():
    report = report_of("after-sales")
    said = (
        "2.36 points are deducted: A breach of the law that was found and set right (× 2); "
        "A complaint upheld by an authority."
    )
    overview = openpyxl.load_workbook(BytesIO(render(report, Presentation(language="en"), "xlsx")))[
        "Overview"
    ]
    rows = {str(row[0].value): [cell.value for cell in row[1:3]] for row in overview.iter_rows()}

    assert said in html("after-sales")
    assert said in document("after-sales")
    assert said in shown_and_spoken("after-sales")
    assert rows["Total before deductions"][1] == 93.16
    assert rows["Total, claimed"][1] == 90.79
    assert rows["Deduction"] == ["A complaint upheld by an authority", -0.5]


def test_deductions_are_told_in_chinese():
    assert "扣2.36分：" in html("after-sales", "zh-Hans")


def test_bands_stand_beside_the_score_of_an_item():
    assert "86 %, Fully achieved" in html("process-capability")
    assert "Largely achieved" in document("process-capability")


def test_a_value_on_a_scale_is_told_with_its_words():
    said = html("domain-maturity")

    assert "2 (0 to 3)" in said
    assert "Largely implemented" in said
    assert "2 (0 to 3)" in document("domain-maturity")


def test_the_trace_explains_its_letters_where_they_are_not_the_usual_ones():
    assert "k the highest rung reached" in html("process-capability")
    assert "k the highest rung reached" in document("process-capability")


def test_numbers_have_the_decimals_of_the_questionnaire_in_every_format():
    report = report_of("samm")
    book = openpyxl.load_workbook(BytesIO(render(report, Presentation(language="en"), "xlsx")))
    first = book["Dimensions"][2]
    table = json.loads(render(report, Presentation(language="en"), "json"))
    with ZipFile(BytesIO(render(report, Presentation(language="en"), "zip"))) as csv:
        (name,) = [name for name in csv.namelist() if "dimensions" in name]
        rows = csv.read(name).decode("utf-8-sig")

    # 25/16 of 3, 25/48 as a share
    assert "1.563" in html("samm")
    assert "52.1 %" in html("samm")
    assert "1.563" in document("samm")
    assert (first[2].value, first[2].number_format) == (0.521, "0.0%")
    assert (first[6].value, first[6].number_format) == (1.563, "0.000")
    assert table["total"]["claimed"] == "1.656"
    assert "1.563" in rows


def test_rounding_ends_with_the_report_it_was_for():
    with speaking("en"):
        render(report_of("samm"), Presentation(language="en"), "xlsx")
        assert gettext("Total")
        harbour = compiled(CASES["harbour"])
        said = report_html(harbour, Presentation(language="en"))
    assert "464.5" in said
    assert "464.50" not in said


def test_the_trace_names_stages_and_the_total_before_deductions():
    assert "Planning: claimed" in html("samm")
    assert "Total: before deductions" in html("after-sales")
    assert "总分：扣分前" in html("after-sales", "zh-Hans")


def test_an_answer_is_told_in_one_line_with_its_unit_or_its_scale():
    def told(model: str, id: str) -> str:
        report = report_of(model)
        score = report.scorecard.item(id)
        assert score is not None
        with speaking("en"):
            return wording.given(report, score).replace("\u00a0", " ")

    assert told("process-capability", "S11") == "95 %"
    assert told("domain-maturity", "A12") == "2 (0 to 3), Largely implemented"
    assert told("averages", "F-ten") == "7 (0 to 10)"
    assert told("two-axes", "I1") == "Documentation 3, Implementation 2"


@pytest.mark.parametrize(
    ("rounding", "value", "share"),
    [
        (Rounding(), "0.3", "35"),
        (Rounding(mode="half-even"), "0.2", "34"),
        (Rounding(mode="down"), "0.2", "34"),
        (Rounding(mode="half-even", points=2, percent=1), "0.25", "34.5"),
        (Rounding(points=0, percent=2), "0", "34.50"),
    ],
)
def test_numbers_for_readers_are_rounded_as_the_questionnaire_says(rounding, value, share):
    asked = replace(report_of("samm").questionnaire, scoring=ScoringRules(rounding=rounding))

    with rounding_of(asked):
        assert filters.points(F("0.25")) == value
        assert filters.percent_number(F("0.345")) == share
        assert filters.difference(F("-0.25")) == f"{'−' if F(value) else '+'}{value}"
    assert filters.points(F("0.25")) == "0.3"
