"""The slides for the closing meeting, read back and held against the result."""

import io
import json
import re
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.util import Pt

from assess import __version__
from assess.core.assessment import Assessment, Organization
from assess.core.report import Report, compile_report
from assess.core.result import result_of
from assess.core.text import Text
from assess.language import gettext, speaking
from assess.rendering import wording
from assess.rendering.filters import percent, points
from assess.rendering.lettering import wrapped
from assess.rendering.slides import render_slides
from assess.rendering.slides.fitting import Box, Paragraph, cut, fitted, shortened
from assess.rendering.tables import waves
from tests.rendering.cases import CASES, answered, compiled, harbour, library, shipped
from tests.rendering.test_editions import second

LANGUAGES = ("en", "zh-Hans")
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def extreme(share: int) -> Assessment:
    """Every item of the full form at its worst or its best."""
    answers = {item.id: answered(item, Fraction(share)) for item in shipped().items()}
    return replace(harbour(), form="full", answers=answers)


EXAMPLES = library().examples("customer-management")
EVERY = (
    dict(CASES)
    | {"worst": extreme(0), "best": extreme(1)}
    | {"one": replace(harbour(), answers={"L1": harbour().answers["L1"]})}
    | {"certified": replace(harbour(), purpose="certification")}
    | {name: library().assessment(path)[1] for name, path in EXAMPLES.items() if name != "harbour"}
)


@cache
def report_of(case: str) -> Report:
    return compiled(EVERY[case])


@cache
def file_of(case: str, language: str = "en") -> bytes:
    with speaking(language):
        return render_slides(report_of(case))


@cache
def deck_of(case, language="en"):
    return Presentation(io.BytesIO(file_of(case, language)))


def read(report, language="en"):
    with speaking(language):
        return Presentation(io.BytesIO(render_slides(report)))


def slide(deck, number):
    return deck.slides[number - 1]


def title(of) -> str:
    return str(of.shapes.title.text_frame.text)


def notes(of) -> str:
    return str(of.notes_slide.notes_text_frame.text)


def words(of) -> str:
    return "\n".join(shape.text_frame.text for shape in of.shapes if shape.has_text_frame)


def chart(of):
    return next(shape.chart for shape in of.shapes if shape.has_chart)


def table(of) -> list[list[str]]:
    found = next(shape.table for shape in of.shapes if shape.has_table)
    return [[cell.text_frame.text for cell in row.cells] for row in found.rows]


def share(score: str | None) -> str:
    """A score of the result as a slide prints it."""
    return percent(None if score is None else Fraction(score))


def whole(score: str | None) -> Decimal | None:
    return None if score is None else Decimal(score).quantize(Decimal("0.01"), ROUND_HALF_UP)


def printed(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value)).quantize(Decimal("0.01"))


@pytest.fixture(params=list(EVERY))
def case(request) -> str:
    return str(request.param)


@pytest.fixture(params=LANGUAGES)
def language(request) -> str:
    return str(request.param)


# What the slides say


def test_there_are_ten_slides_with_titles_of_their_own(case, language):
    slides = list(deck_of(case, language).slides)
    titles = [title(each) for each in slides]

    assert len(slides) == 10
    assert all(titles)
    assert len(set(titles)) == 10
    assert all(each.shapes.title.is_placeholder for each in slides)
    assert all(title.isascii() is False for title in titles if language != "en")


@pytest.mark.parametrize(
    ("case", "number", "finding"),
    [
        ("harbour", 1, "Harbour Trading Co. has reached level 2, Managed"),
        ("harbour", 2, "Level 2: one gate stands before level 3"),
        ("harbour", 3, "Leadership stands highest at 55 %, Resources lowest at 43 %"),
        ("harbour", 4, "Evidence backs 397.7 of the 464.5 points claimed"),
        (
            "harbour",
            6,
            "Only one gate blocks level 3: Privacy, consent and security of customer data",
        ),
        ("harbour", 7, "Customer operations: the stage “Loyalty” is weakest, at 17 %"),
        ("harbour", 10, "This result rests on 28 of 28 items: self-assessment, unverified"),
        ("gated", 2, "Level 2: 13 gates stand before level 3"),
        ("gated", 6, "13 of the 18 gates of level 3 do not hold yet"),
        ("worst", 1, "Harbour Trading Co. has not reached level 1 yet"),
        ("worst", 2, "Below level 1: 8 gates stand before level 1"),
        ("worst", 3, "Every dimension that is rated stands at 0 %"),
        ("worst", 7, "Customer operations: every stage stands at 0 %"),
        ("best", 2, "Level 5: every gate of the highest level holds"),
        ("best", 6, "All 19 gates of the highest level hold"),
        ("best", 8, "No move is left to advise: what is answered stands at its best"),
        ("best", 9, "The plan is empty as long as there are no moves"),
        ("empty", 1, "Harbour Trading Co.: no level can be given yet"),
        ("empty", 3, "No dimension is rated yet"),
        ("empty", 4, "What is open leaves the total between 0.0 and 1000.0 points"),
        ("empty", 5, "No strength and no gap shows before something is answered"),
        ("empty", 6, "No gate can be judged before every dimension is rated"),
        ("empty", 7, "Customer operations: its stages cannot be compared yet"),
        ("empty", 8, "No move can be advised before something is answered"),
        ("one", 8, "The first move: Tie part of the variable pay of all unit heads to their "),
        ("one", 9, "The plan has three waves; where they lead cannot be said yet"),
    ],
)
def test_a_title_says_the_finding(case, number, finding):
    assert title(slide(deck_of(case), number)).replace("\u00a0", " ").startswith(finding)


def test_strengths_and_gaps_are_those_of_the_report(case):
    report, said = report_of(case), words(slide(deck_of(case), 5))

    for score in (*report.strengths, *report.gaps):
        assert score.item.title.within("en")[:30] in said
        assert f"{score.item.id}, {percent(score.claimed)} claimed" in said


def test_the_result_stands_on_one_slide(case):
    report, said = report_of(case), words(slide(deck_of(case), 2))
    total: Any = result_of(report)["total"]

    for number in (total["claimed"], total["evidenced"]):
        assert (number or "–") in said.splitlines()
    assert "published reference" in said.lower()


def test_a_certification_puts_evidence_first():
    claim, evidence = (
        words(slide(deck_of(case), 2)).splitlines().index for case in ("harbour", "certified")
    )

    assert claim("Total, claimed") < claim("Total, backed by evidence")
    assert evidence("Total, backed by evidence") < evidence("Total, claimed")


def test_the_reached_level_is_outlined_and_no_other(case):
    decision = report_of(case).decision
    levels = [
        shape
        for shape in slide(deck_of(case), 2).shapes
        if shape.name.startswith("Level ") and not shape.is_placeholder
    ]

    outlined = [shape.text_frame.text[0] for shape in levels if shape.line.width > 0]
    assert [shape.text_frame.text[0] for shape in levels] == list("12345")
    assert outlined == ([str(decision.number)] if decision.number else [])


@pytest.mark.parametrize("case", ["harbour", "half", "gated"])
def test_blocking_gates_are_sentences_and_all_in_the_notes(case):
    report, of = report_of(case), slide(deck_of(case), 2)

    first, *others = report.decision.blocking
    assert f"{wording.gate_name(first)} stands at" in words(of)
    for gate in (first, *others):
        assert f"{wording.gate_name(gate)} stands at" in notes(of)


def test_what_is_open_is_said_beside_the_total():
    assert "50\u00a0% is answered; with the rest the total lies between" in words(
        slide(deck_of("half"), 2)
    )


def test_what_moved_since_the_last_time_is_one_line_of_the_result(language):
    change: Any = result_of(second())["change"]
    of = slide(read(second(), language), 2)

    [line] = [line for line in words(of).splitlines() if change["before"] in line]
    assert all(change[name].removeprefix("-") in line for name in ("after", "difference"))
    assert line in notes(of)
    assert change["before"] not in words(slide(deck_of("harbour", language), 2))


def test_the_basis_says_how_far_the_result_hangs_on_the_weights(case, language):
    found: Any = result_of(report_of(case))["sensitivity"]
    of = slide(deck_of(case, language), 10)
    with speaking(language):
        head = gettext("If the weights were others")
        unchanged = percent(Fraction(found["level_unchanged"], found["trials"])) if found else ""

    assert (head in words(of).splitlines()) == (found is not None)
    if found:
        line = words(of).splitlines()[words(of).splitlines().index(head) + 1]
        for said in (unchanged, found["lowest"], found["highest"]):
            assert said in line
        assert line in notes(of)


def test_the_basis_has_room_for_every_ground(case, language):
    grounds = next(
        s
        for s in slide(deck_of(case, language), 10).shapes
        if s.has_text_frame and s.text_frame.text.startswith(purpose_head(language))
    )

    assert len(grounds.text_frame.paragraphs) == 2 * (6 + (report_of(case).sensitivity is not None))


def purpose_head(language: str) -> str:
    with speaking(language):
        return gettext("Purpose")


# Charts


def test_charts_hold_the_scores_of_the_result(case, language):
    result: Any = result_of(report_of(case))
    wanted = [
        [whole(dimension[score]) for dimension in result["dimensions"]]
        for score in ("claimed", "evidenced")
    ]
    for number in (3, 4):
        made = chart(slide(deck_of(case, language), number))
        series = [each for plot in made.plots for each in plot.series]

        assert [[printed(v) for v in each.values] for each in series[:2]] == wanted
        assert len(list(made.plots[0].categories)) == len(result["dimensions"])


def test_charts_are_native_and_their_workbooks_hold_the_same(case):
    for number, kind in ((3, XL_CHART_TYPE.RADAR_MARKERS), (4, XL_CHART_TYPE.COLUMN_CLUSTERED)):
        made = chart(slide(deck_of(case), number))
        workbook = openpyxl.load_workbook(
            io.BytesIO(made.part.chart_workbook.xlsx_part.blob), read_only=True
        )
        rows = list(workbook.worksheets[0].iter_rows(values_only=True))

        series = [each for plot in made.plots for each in plot.series]
        assert made.chart_type == kind
        assert list(rows[0][1:]) == [each.name for each in series]
        for n, each in enumerate(series, start=1):
            assert [row[n] for row in rows[1:]] == list(each.values)


def test_the_reference_is_a_dashed_line_with_its_source(language):
    of = slide(deck_of("harbour", language), 4)
    line = chart(of).plots[1].series[0]

    assert set(line.values) == {0.35}
    assert line.format.line.dash_style is not None
    assert "650" in words(of)
    assert "2010" in words(of)


def test_without_a_benchmark_there_is_no_line_and_a_sentence_says_so():
    report = compile_report(shipped(), harbour(), None, engine=__version__)
    deck = read(report)

    for number in (3, 4):
        series = [each for plot in chart(slide(deck, number)).plots for each in plot.series]
        assert [each.name for each in series] == ["claimed", "backed by evidence"]
        assert "No benchmark" in words(slide(deck, number))
    assert "No benchmark" in words(slide(deck, 2))


def test_numbers_of_short_columns_stand_above_them_and_apart():
    claimed, evidenced = chart(slide(deck_of("worst"), 4)).plots[0].series

    for series, rise in ((claimed, -0.06), (evidenced, 0)):
        label = series.points[0].data_label
        assert label.position == XL_LABEL_POSITION.OUTSIDE_END
        [y] = series._element.xpath("c:dLbls/c:dLbl[1]/c:layout/c:manualLayout/c:y")
        assert float(y.get("val")) <= rise


def test_numbers_of_claims_keep_off_the_dashed_line():
    claimed = chart(slide(deck_of("gated"), 4)).plots[0].series[0]
    moved = [
        int(index.get("val")) for index in claimed._element.xpath("c:dLbls/c:dLbl[c:layout]/c:idx")
    ]

    assert moved == [n for n, value in enumerate(claimed.values) if 0.27 < value <= 0.35]


# Tables


def test_the_table_of_dimensions_holds_the_scores_of_the_result(case):
    result: Any = result_of(report_of(case))
    head, *rows = table(slide(deck_of(case), 3))

    assert head == ["Dimension", "claimed", "evidence", "intention", "reality"]
    assert [row[1:3] for row in rows] == [
        [share(dimension["claimed"]), share(dimension["evidenced"])]
        for dimension in result["dimensions"]
    ]
    assert [row[3:] for row in rows] == [
        [points(c.axes.intention), points(c.axes.reality)] if c.axes else ["–", "–"]
        for c in report_of(case).chapters
    ]


@pytest.mark.parametrize("case", [case for case in EVERY if case not in {"empty", "one"}])
def test_the_gates_are_those_of_the_result_and_those_that_hold_stand_last(case):
    result: Any = result_of(report_of(case))
    gates = result["next_level"]["gates"]
    gates = sorted(gates, key=lambda gate: bool(gate["met"]))
    _, *rows = table(slide(deck_of(case), 6))

    assert len(rows) == len(gates)
    for row, gate in zip(rows, gates, strict=True):
        unit = share if "total" not in gate["name"] and "trend" not in gate["name"] else str
        assert row[1:3] == [unit(gate["value"]), unit(gate["threshold"])]
        assert (row[3] == "–") is gate["met"]


def test_before_a_level_is_given_there_is_a_sentence_instead_of_gates():
    assert "once every dimension has a score" in words(slide(deck_of("empty"), 6))


@pytest.mark.parametrize("case", [case for case in EVERY if case not in {"empty", "best"}])
def test_the_first_moves_cost_and_bring_what_the_result_says(case):
    result: Any = result_of(report_of(case))
    _, *rows = table(slide(deck_of(case), 8))

    assert [row[3:] for row in rows] == [
        [move["effort"], f"+{move['points_gained']}"] for move in result["recommendations"][:5]
    ]


def test_the_waves_lead_where_the_plan_leads(case):
    report = report_of(case)
    if not report.recommendations:
        assert "advi" in words(slide(deck_of(case), 9))
        return
    _, *rows = table(slide(deck_of(case), 9))

    for row, record in zip(rows, waves(report).records(), strict=True):
        low, high = (record[id] for id in ("low", "high"))
        assert row[0] == record["wave"]
        assert [Fraction(number) for number in row[2:4]] == [record["moves"], record["days"]]
        assert row[4:6] == [points(low), points(high)]  # type: ignore[arg-type]


def test_the_basis_counts_every_item_and_gives_the_whole_seal(case):
    report, of = report_of(case), slide(deck_of(case), 10)
    quality = report.quality
    _, *rows = table(of)

    counts = [
        quality.asked,
        quality.answered,
        quality.partly,
        quality.unanswered,
        quality.not_applicable,
        quality.hidden,
        quality.with_note,
        *(number for _, number in quality.evidence),
    ]
    assert [int(row[1]) for row in rows] == counts
    assert report.seal in words(of)
    assert wording.PURPOSES[report.assessment.purpose] in words(of)
    gap = report.comparison.headline
    assert gap is not None
    assert gap.reference.source.title in words(of)
    assert wording.years(gap.reference) in words(of)


# Stages, or the weakest dimension


def test_stages_stand_as_arrows_with_their_scores(case):
    operations = report_of(case).scorecard.dimension("operations")
    assert operations is not None
    arrows = [
        shape.text_frame.text.splitlines()[:2]
        for shape in slide(deck_of(case), 7).shapes
        if "homePlate" in {form.get("prst") for form in shape.element.iter(f"{A}prstGeom")}
    ]

    assert arrows == [
        [stage.stage.title.within("en"), percent(stage.mean.claimed)] for stage in operations.stages
    ]


@pytest.mark.parametrize(
    ("assessment", "finding"),
    [
        ("harbour", "Resources is the weakest dimension: 43 % claimed, 34 % backed by evidence"),
        ("empty", "Which dimension is weakest cannot be said yet"),
    ],
)
def test_without_stages_the_weakest_dimension_is_shown(assessment, finding):
    questionnaire = shipped()
    plain = replace(
        questionnaire,
        dimensions=tuple(replace(d, stages=()) for d in questionnaire.dimensions),
    )
    report = compile_report(plain, CASES[assessment], library().benchmark, engine=__version__)
    of = slide(read(report), 7)

    assert title(of).replace("\u00a0", " ") == finding
    resources = report.scorecard.dimension("resources")
    assert resources is not None
    if assessment == "harbour":
        assert [[row[0], *row[3:]] for row in table(of)[1:]] == [
            [score.item.id, percent(score.claimed), percent(score.evidenced)]
            for score in resources.items
        ]


# How it looks and reads


def boxes(of):
    """Every text with the width and height that it has."""
    for shape in of.shapes:
        if shape.has_text_frame and shape.text_frame.text:
            frame = shape.text_frame
            room = [shape.width, shape.height]
            if not shape.is_placeholder:
                room[0] -= frame.margin_left + frame.margin_right
                room[1] -= frame.margin_top + frame.margin_bottom
            yield shape.name, frame, *(length / Pt(1) for length in room)


def lines(frame, width: float, size: float) -> float:
    """The height in points of the words in a column of this width."""
    high = 0.0
    for paragraph in frame.paragraphs:
        sizes = [run.font.size / Pt(1) for run in paragraph.runs if run.font.size] or [size]
        spacing = paragraph.line_spacing / Pt(1) if paragraph.line_spacing else 1.25 * sizes[0]
        high += len(wrapped(paragraph.text, width + 0.01, sizes[0])) * spacing
        high += paragraph.space_after / Pt(1) if paragraph.space_after else 0
    return high


def test_every_text_fits_its_box(case, language):
    for number, of in enumerate(deck_of(case, language).slides, start=1):
        for name, frame, width, height in boxes(of):
            running = "Footer" in name or "Number" in name
            inherited = 12.0 if running else 44.0 if number == 1 else 28.0
            last = frame.paragraphs[-1].space_after
            spare = last / Pt(1) if last else 0.0
            assert lines(frame, width, inherited) - spare <= height + 0.1, (number, name)


def test_everything_stands_on_its_slide(case, language):
    deck = deck_of(case, language)

    for number, of in enumerate(deck.slides, start=1):
        for shape in of.shapes:
            assert shape.left >= 0, (number, shape.name)
            assert shape.top >= 0, (number, shape.name)
            assert shape.left + shape.width <= deck.slide_width, (number, shape.name)
            assert shape.top + shape.height <= deck.slide_height, (number, shape.name)


def test_tables_end_above_what_stands_below_and_their_cells_hold_their_words(case, language):
    for number, of in enumerate(deck_of(case, language).slides, start=1):
        for shape in of.shapes:
            if not shape.has_table:
                continue
            assert shape.height == sum(row.height for row in shape.table.rows)
            below = [
                other.top
                for other in of.shapes
                if other.top > shape.top and other.left < shape.left + shape.width
            ]
            assert shape.top + shape.height <= min(below), number
            columns = [column.width for column in shape.table.columns]
            assert sum(columns) == pytest.approx(shape.width, abs=Pt(0.1))
            for row in shape.table.rows:
                for cell, column in zip(row.cells, columns, strict=True):
                    width = (column - cell.margin_left - cell.margin_right) / Pt(1)
                    room = (row.height - cell.margin_top - cell.margin_bottom) / Pt(1)
                    assert lines(cell.text_frame, width, 12) <= room + 0.1, (number, cell)


def test_no_letters_are_smaller_than_twelve_points(case, language):
    for of in deck_of(case, language).slides:
        for sized in of.element.iter(f"{A}rPr", f"{A}defRPr"):
            assert int(sized.get("sz", "1200")) >= 1200
        for shape in of.shapes:
            if shape.has_chart:
                for sized in shape.chart.element.iter(f"{A}defRPr"):
                    assert int(sized.get("sz", "1200")) >= 1200


def test_every_shape_has_a_name_and_an_alternative_text(case, language):
    for of in deck_of(case, language).slides:
        for shape in of.shapes:
            if not shape.is_placeholder:
                [properties] = shape.element.xpath("./*[1]/p:cNvPr")
                assert properties.get("name")
                assert properties.get("descr")


def test_a_slide_is_read_from_its_title_to_its_number(case):
    for number, of in enumerate(deck_of(case).slides, start=1):
        order = list(of.shapes)
        middle = [s for s in order if not s.is_placeholder]

        assert order[0].shape_id == of.shapes.title.shape_id
        assert [s.placeholder_format.idx for s in order[-2:]] == [11, 12]
        [field] = order[-1].element.iter(f"{A}fld")
        assert (field.get("type"), field.find(f"{A}t").text) == ("slidenum", str(number))
        rows = [(s.top // Pt(60), s.left) for s in middle if not s.has_chart]
        assert rows == sorted(rows) or number in {3, 5, 7}


def test_notes_begin_with_the_finding_and_speak_the_numbers(case, language):
    report = report_of(case)
    slides = list(deck_of(case, language).slides)

    assert all(notes(of).startswith(title(of)[:20]) for of in slides)
    for dimension in report.scorecard.dimensions:
        if dimension.rated:
            with speaking(language):
                said = percent(dimension.claimed)
            assert said in notes(slides[2])
            assert points(dimension.points) in notes(slides[3])
    for gate in report.decision.gates:
        assert wording.gate_number(gate, gate.value).rstrip("%").strip() in notes(slides[5])
    for move in report.first_moves:
        assert points(move.points_gained) in notes(slides[7])
    assert report.seal in notes(slides[9])


def test_what_a_slide_has_no_room_for_stands_in_its_notes():
    of = slide(deck_of("gated"), 2)

    left_out = [
        wording.gate_name(gate)
        for gate in report_of("gated").decision.blocking
        if wording.gate_name(gate) not in words(of)
    ]
    assert f"and {len(left_out)} more, in the notes" in words(of)
    assert all(name in notes(of) for name in left_out)


def test_a_wave_of_many_moves_names_the_first_and_counts_the_others():
    of = slide(deck_of("norden-pumps"), 9)
    wave = report_of("norden-pumps").roadmap.waves[0]
    names = [move.recommendation.item.short.within("en") for move in wave.moves]

    assert table(of)[1][1] == f"{', '.join(names[:10])}, and 5 more, in the notes"
    assert ", ".join(names) in notes(of)


def test_letters_are_those_of_the_look_in_both_scripts(language):
    deck = deck_of("harbour", language)
    with zipfile.ZipFile(io.BytesIO(file_of("harbour", language))) as package:
        theme = package.read("ppt/theme/theme1.xml").decode()

    for kind in ("majorFont", "minorFont"):
        font = theme.split(f"<a:{kind}>")[1].split(f"</a:{kind}>")[0]
        assert '<a:latin typeface="Calibri"/><a:ea typeface="Microsoft YaHei"/>' in font
    for number in (3, 4):
        [letters] = chart(slide(deck, number)).element.xpath("c:txPr//a:defRPr")
        assert [font.get("typeface") for font in letters][1:] == ["Calibri", "Microsoft YaHei"]


def test_every_word_names_its_language(language):
    code = {"en": "en-GB", "zh-Hans": "zh-CN"}[language]
    deck = deck_of("harbour", language)

    for of in deck.slides:
        for page in (of, of.notes_slide):
            for run in page.element.iter(f"{A}r"):
                assert run.find(f"{A}rPr").get("lang") == code
    assert deck.core_properties.language == language


def test_a_deck_is_wide_and_has_two_layouts_of_its_own():
    deck = deck_of("harbour")

    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9)
    assert [layout.name for layout in deck.slide_layouts] == ["Cover", "Finding"]


@pytest.mark.parametrize("case", list(EVERY))
def test_chinese_is_set_with_its_own_punctuation(case):
    half = re.compile(r"[\u3400-\u9fff）”][.,;:?!]")

    for of in deck_of(case, "zh-Hans").slides:
        assert not half.search(words(of)), half.search(words(of))
        assert not half.search(notes(of)), half.search(notes(of))


def test_long_names_are_whole_on_the_cover_and_cut_in_the_foot(language):
    name = CASES["noted"].organization.name.within(language)
    cover = slide(deck_of("noted", language), 1)

    assert title(cover).startswith(name)
    foot = cover.placeholders[11].text_frame.text
    assert len(foot) < len(name) + 20
    assert foot.endswith(("unverified", "未经核实"))


def test_signs_that_nobody_sees_do_not_break_the_file():
    name = Text({"en": "Harbour\x0b\x01\nTrading " * 20, "zh-Hans": "海港\x0b贸易"})
    odd = replace(harbour(), organization=Organization(name=name, facts={}))
    deck = read(compiled(odd))

    assert title(slide(deck, 1)).startswith("Harbour   Trading")
    assert len(deck.core_properties.title) <= 255


# The file


def parts(package: bytes) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Every part of the package and of the workbooks inside it."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        for entry in opened.infolist():
            content = opened.read(entry)
            yield entry, content
            if entry.filename.endswith(".xlsx"):
                yield from parts(content)


def test_the_same_report_gives_the_same_bytes_on_another_day(monkeypatch, language):
    first = file_of("harbour", language)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)

    with speaking(language):
        assert render_slides(report_of("harbour")) == first


def test_no_date_but_that_of_the_assessment_is_in_the_file():
    entries = list(parts(file_of("harbour")))
    cores = [content for entry, content in entries if entry.filename == "docProps/core.xml"]

    assert {entry.date_time for entry, _ in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert len(cores) == 3
    for core in cores:
        assert core.count(b">2026-10-01T00:00:00Z<") == 2


def test_nothing_of_the_template_is_left():
    names = {entry.filename for entry, _ in parts(file_of("harbour"))}
    properties = deck_of("harbour").core_properties

    assert not [name for name in names if "thumbnail" in name or "printer" in name.lower()]
    assert len([name for name in names if name.startswith("ppt/slideLayouts/s")]) == 2
    assert properties.author == properties.last_modified_by == "Assess"
    assert properties.identifier == report_of("harbour").seal
    assert "python" not in json.dumps([properties.comments, properties.subject])


# Room


def test_a_cut_ends_with_a_mark_and_not_in_a_word():
    assert cut("Record the lawful basis of every use", 10, 100, 1) == "Record the lawful…"
    assert cut("客户数据安全与个人信息保护", 10, 60, 1) == "客户数据安…"
    assert cut("short", 10, 100, 1) == "short"


def test_paragraphs_beyond_the_end_of_a_box_are_cut():
    kept = fitted([Paragraph(text="one two three four " * 9, size=10)] * 3, Box(0, 0, 100, 50))

    assert len(kept) == 1
    assert kept[0].text.endswith("…")


def test_a_list_is_shortened_by_whole_entries():
    entries = [(Paragraph(text=str(n), size=10),) for n in range(9)]
    shown = shortened(entries, Box(0, 0, 100, 50), lambda left: Paragraph(text=f"+{left}", size=10))

    assert [paragraph.text for paragraph in shown] == ["0", "1", "2", "+6"]
