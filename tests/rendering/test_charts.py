"""Charts: every mark inside the drawing, no label upon another, whatever the answers."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, partial
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from assess import web
from assess.core.answers import Answers, KpiAnswer
from assess.core.assessment import Assessment
from assess.core.questionnaire import Dimension, Item, KpiItem, Questionnaire, Stage
from assess.core.report import Report, compile_report
from assess.core.text import Text
from assess.language import gettext, speaking
from assess.rendering import charts
from assess.rendering.environment import environment
from assess.rendering.lettering import width
from tests.core import factory
from tests.rendering.cases import CASES, answered, compiled, harbour, library, shipped

LANGUAGES = ("en", "zh-Hans")
GERMAN = "Kundenbeziehungsmanagementverantwortlichkeit und Beschwerdebearbeitungsgeschwindigkeit"
CHINESE = "客户关系管理高层责任与跨部门投诉处理时效综合评价维度"
ROUNDING = 0.6
"""The view box is printed in whole pixels, coordinates in tenths."""


def named(english: str, chinese: str) -> Text:
    return Text({"en": english, "zh-Hans": chinese})


def labelled(dimension: Dimension, words: Text, items: Text | None = None) -> Dimension:
    """A dimension with these words as its titles, and its items with others."""
    renamed = tuple(
        replace(item, short=items or named(item.id, item.id), title=items or words)
        for item in dimension.items
    )
    return replace(dimension, title=words, short=words, items=renamed)


def many(dimensions: int, items: int, words: Text, item_words: Text | None = None) -> Questionnaire:
    made = [
        labelled(
            factory.dimension(f"d{n}", *(factory.maturity(f"D{n}{i}") for i in range(items))),
            words,
            item_words,
        )
        for n in range(dimensions)
    ]
    return replace(factory.questionnaire(*made), languages=LANGUAGES)


def report(asked: Questionnaire, answer: Callable[[Item], int | None]) -> Report:
    answers: Answers = {
        item.id: factory.at(step)
        for item in asked.items()
        for step in [answer(item)]
        if step is not None
    }
    return compile_report(asked, factory.assessment(answers), library().benchmark, engine="test")


def _coded(asked: Questionnaire) -> Questionnaire:
    """The same with long ids."""
    return replace(
        asked,
        dimensions=tuple(
            replace(
                dimension,
                items=tuple(
                    replace(item, id=f"response_time_{item.id}") for item in dimension.items
                ),
            )
            for dimension in asked.dimensions
        ),
    )


def staged(stages: int, words: Text) -> Questionnaire:
    """One dimension with so many stages, two items in each."""
    made = many(1, 2 * stages, SHORT).dimensions[0]
    items = tuple(replace(item, stage=f"s{n // 2}") for n, item in enumerate(made.items))
    named_stages = tuple(Stage(id=f"s{n}", title=words) for n in range(stages))
    dimension = replace(made, items=items, stages=named_stages)
    return replace(factory.questionnaire(dimension), languages=LANGUAGES)


def full_form() -> Assessment:
    """Every item of the shipped questionnaire, from worst to best."""
    answers = {
        item.id: answered(item, Fraction(sum(map(ord, item.id)) * 7 % 5, 5))
        for item in shipped().items()
    }
    return replace(harbour(), form="full", answers=answers)


def _long_levels(asked: Questionnaire) -> Questionnaire:
    words = named("Quantitatively managed", "量化管理级")
    return replace(asked, levels=tuple(replace(level, name=words) for level in asked.levels))


def _mixed(item: Item) -> int | None:
    steps: tuple[int | None, ...] = (*range(6), None)
    return steps[sum(map(ord, item.id)) % 7]


SHORT, LONG = named("Short", "短"), named(GERMAN, CHINESE)
SEVEN = partial(many, 7, 4)
REPORTS: Mapping[str, Callable[[], Report]] = {
    "all 0": lambda: report(SEVEN(SHORT), lambda _: 0),
    "all full": lambda: report(SEVEN(SHORT), lambda _: 5),
    "nothing answered": lambda: report(SEVEN(SHORT), lambda _: None),
    "mixed": lambda: report(SEVEN(SHORT), _mixed),
    "one item": lambda: report(many(1, 1, SHORT), lambda _: 3),
    "two dimensions": lambda: report(many(2, 2, SHORT), _mixed),
    "35 items in one dimension": lambda: report(many(1, 35, SHORT), _mixed),
    "35 items and long words": lambda: report(many(3, 35, LONG, LONG), _mixed),
    "long words": lambda: report(SEVEN(LONG, LONG), _mixed),
    "long words, all full": lambda: report(SEVEN(LONG, LONG), lambda _: 5),
    "long names of levels": lambda: report(_long_levels(SEVEN(SHORT)), _mixed),
    "nine dimensions": lambda: report(
        many(9, 3, named("A middling label", "中等长度标题")), _mixed
    ),
    "long codes": lambda: report(_coded(SEVEN(SHORT, LONG)), _mixed),
    "two stages": lambda: report(staged(2, SHORT), lambda _: 5),
    "two stages with long words": lambda: report(staged(2, LONG), _mixed),
    "seven stages": lambda: report(staged(7, SHORT), lambda _: 0),
    "seven stages with long words": lambda: report(staged(7, LONG), _mixed),
    "seven open stages": lambda: report(staged(7, LONG), lambda _: None),
    "the full form": lambda: compiled(full_form()),
    **{f"the {name} example": partial(compiled, case) for name, case in CASES.items()},
}


@cache
def _compiled(name: str) -> Report:
    return REPORTS[name]()


@pytest.fixture(params=LANGUAGES)
def language(request) -> Iterator[str]:
    with speaking(request.param):
        yield request.param


@pytest.fixture(params=list(REPORTS))
def drawn(request, language) -> Report:
    return _compiled(request.param)


@dataclass(frozen=True)
class Box:
    """What a mark covers."""

    left: float
    top: float
    right: float
    bottom: float
    what: str

    def overlaps(self, other: "Box") -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > ROUNDING and down > ROUNDING


def _bars(report: Report) -> Iterator[str]:
    template = environment().get_template("report/charts/bars.svg")
    title = gettext("Claimed and backed by evidence")
    yield template.render(chart=charts.dimension_bars(report), chart_title=title)
    for chapter in report.chapters:
        chart = charts.item_bars(chapter.score, report.comparison)
        yield template.render(chart=chart, chart_title=title)


def _only(name: str, report: Report) -> Iterator[str]:
    yield environment().get_template(f"report/charts/{name}.svg").render(report=report)


def _curves(report: Report) -> Iterator[str]:
    template = environment().get_template("report/charts/curve.svg")
    for item, answer in _measures(report):
        yield template.render(chart=charts.kpi_curve(item, answer))


def _sparklines(report: Report) -> Iterator[str]:
    template = environment().get_template("report/charts/sparkline.svg")
    for item, answer in _measures(report):
        yield template.render(chart=charts.sparkline(answer.periods if answer else (), item.better))


def _measures(report: Report) -> Iterator[tuple[KpiItem, KpiAnswer | None]]:
    for score in report.scorecard.items:
        if isinstance(score.item, KpiItem):
            answer = score.answer
            yield score.item, answer if isinstance(answer, KpiAnswer) else None


def _flows(report: Report) -> Iterator[str]:
    template = environment().get_template("report/charts/stage_flow.svg")
    for score in report.scorecard.dimensions:
        if score.stages:
            yield template.render(chart=charts.stage_flow(score))


CHARTS: Mapping[str, Callable[[Report], Iterator[str]]] = {
    "bars": _bars,
    "curve": _curves,
    "sparkline": _sparklines,
    "stage_flow": _flows,
    **{
        name: partial(_only, name)
        for name in ("dumbbell", "effort_map", "gantt", "heat_map", "level_scale", "radar")
    },
}


def parsed(chart: str, report: Report) -> list[ET.Element]:
    return [ET.fromstring(svg) for svg in CHARTS[chart](report)]  # noqa: S314 — ours


@pytest.fixture(params=list(CHARTS))
def drawings(request, drawn) -> list[ET.Element]:
    return parsed(request.param, drawn)


def test_the_title_comes_first(drawings):
    for drawing in drawings:
        assert drawing[0].tag == "title"
        assert (drawing[0].text or "").strip()
        assert drawing.get("role") == "img"


def test_every_mark_lies_inside_the_drawing(drawings):
    for drawing in drawings:
        *_, wide, high = map(float, drawing.get("viewBox", "").split())
        for box in boxes(drawing):
            inside = (
                box.left >= -ROUNDING
                and box.top >= -ROUNDING
                and box.right <= wide + ROUNDING
                and box.bottom <= high + ROUNDING
            )
            assert inside, f"{box} leaves {wide} × {high}"


def test_no_label_stands_upon_another(drawings):
    for drawing in drawings:
        labels = [box for box in boxes(drawing) if box.what.startswith("text")]
        clashes = [(a.what, b.what) for a, b in combinations(labels, 2) if a.overlaps(b)]
        assert clashes == []


BESIDE = ("bars", "curve", "dumbbell", "effort_map", "gantt")
"""Charts whose labels stand beside their marks; in the others a mark carries its label."""


@pytest.mark.parametrize("chart", BESIDE)
def test_no_label_stands_upon_a_mark(drawn, chart):
    for drawing in parsed(chart, drawn):
        labels = [box for box in boxes(drawing) if box.what.startswith("text")]
        marks = [box for mark in drawing if _is_solid(mark) for box in _box(mark, 0)]
        clashes = [(a.what, b) for a in labels for b in marks if a.overlaps(b)]
        assert clashes == []


def _is_solid(mark: ET.Element) -> bool:
    """Not a grid line, which may pass under a label, nor a slanting line, which is no box."""
    upright = mark.get("x1") == mark.get("x2") or mark.get("y1") == mark.get("y2")
    if mark.tag == "line":
        return upright and mark.get("class") != "chart-rule"
    return mark.tag in {"rect", "circle", "polygon", "path"}


def test_titles_are_said_in_the_language_spoken(drawings, language):
    for drawing in drawings:
        chinese = any("\u3400" <= letter <= "\u9fff" for letter in drawing[0].text or "")
        assert chinese == (language == "zh-Hans")


def test_the_dark_scheme_knows_every_class(drawings):
    css = (Path(web.__file__).parent / "static/result.css").read_text()
    dark = set(re.findall(r"\.(chart-[a-z-]+)", css[css.index("prefers-color-scheme: dark") :]))
    for drawing in drawings:
        assert {mark.get("class") for mark in drawing if mark.get("class")} <= dark


def test_every_number_of_a_drawing_is_a_number(drawings):
    for drawing in drawings:
        for mark in drawing.iter():
            for value in mark.attrib.values():
                assert "nan" not in value.lower().replace("nanny", "")
                assert "None" not in value


def boxes(drawing: ET.Element) -> Iterator[Box]:
    size = float(drawing.get("font-size", 0))
    for mark in drawing:
        yield from _box(mark, size)


def _box(mark: ET.Element, size: float) -> Iterator[Box]:
    def at(name: str) -> float:
        return float(mark.get(name, 0))

    if mark.tag == "rect":
        yield Box(at("x"), at("y"), at("x") + at("width"), at("y") + at("height"), "rect")
        assert at("width") >= 0
    elif mark.tag == "line":
        across, down = sorted((at("x1"), at("x2"))), sorted((at("y1"), at("y2")))
        yield Box(across[0], down[0], across[1], down[1], "line")
    elif mark.tag == "circle":
        r = at("r")
        yield Box(at("cx") - r, at("cy") - r, at("cx") + r, at("cy") + r, "circle")
    elif mark.tag in {"polygon", "polyline"}:
        points = [tuple(map(float, p.split(","))) for p in mark.get("points", "").split()]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        yield Box(min(xs), min(ys), max(xs), max(ys), mark.tag)
    elif mark.tag == "path":
        # An interval: "M x y v10 m0 -5 H x m0 -5 v10".
        start, end = mark.get("d", "").removeprefix("M").split("v10m0 -5H")
        x, y = map(float, start.split())
        yield Box(x, y, float(end.split("m")[0]), y + 10, "path")
    elif mark.tag == "text":
        words = mark.text or ""
        own = float(mark.get("font-size", size))
        wide = width(words, own)
        left = (
            at("x")
            - {"start": 0, "middle": wide / 2, "end": wide}[mark.get("text-anchor", "start")]
        )
        top = at("y") - 0.8 * own
        yield Box(left, top, left + wide, top + own, f"text {words!r}")
    else:
        assert mark.tag == "title", mark.tag


def test_an_interval_runs_from_low_to_high(drawn):
    for row, dimension in zip(
        charts.dimension_bars(drawn).rows, drawn.scorecard.dimensions, strict=True
    ):
        if row.low is not None and row.high is not None:
            assert 0 <= row.low < row.high
        assert (row.claimed is None) == (dimension.claimed is None)


def test_evidence_never_reaches_beyond_the_claim(drawn):
    for row in charts.dimension_bars(drawn).rows:
        if row.claimed is not None and row.evidenced is not None:
            assert row.evidenced <= row.claimed


def test_full_marks_fill_the_scale_and_none_fill_nothing():
    full = charts.dimension_bars(_compiled("all full"))
    none = charts.dimension_bars(_compiled("all 0"))

    assert {row.claimed for row in full.rows} == {full.end - full.start}
    assert {row.claimed for row in none.rows} == {0.0}


def test_nothing_answered_draws_no_bars():
    chart = charts.dimension_bars(_compiled("nothing answered"))

    assert {(row.claimed, row.evidenced, row.claimed_text) for row in chart.rows} == {
        (None, None, "–")
    }


def test_the_radar_has_a_spoke_and_a_label_for_every_dimension(drawn):
    chart = charts.radar(drawn)

    count = len(drawn.scorecard.dimensions)
    assert len(chart.spokes) == len(chart.labels) == len(chart.dots) == count
    assert len(chart.claimed.split()) == count


def test_labels_of_the_radar_keep_their_words(drawn, language):
    for label, score in zip(charts.radar(drawn).labels, drawn.scorecard.dimensions, strict=True):
        whole = score.dimension.short.within(language)
        assert "".join("".join(label.lines).split()) == "".join(whole.split())


def test_the_heat_map_shows_every_item_of_the_form(drawn):
    shown = [cell.id for row in charts.heat_map(drawn).rows for cell in row.cells]

    assert shown == [score.item.id for score in drawn.scorecard.items]


def test_every_shade_of_the_heat_map_has_its_number_in_a_readable_ink(drawn):
    for row in charts.heat_map(drawn).rows:
        for cell in row.cells:
            assert cell.text
            assert contrast(cell.colour, cell.ink) >= 4.5


def test_every_level_is_readable_on_its_shade(drawn):
    for step in charts.level_scale(drawn, drawn.decision).steps:
        assert contrast(step.colour, step.ink) >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_exactly_the_reached_level_is_marked(drawn):
    marked = [s for s in charts.level_scale(drawn, drawn.decision).steps if s.here]
    number = drawn.decision.number

    assert [step.level.level for step in marked] == ([number] if number else [])


def test_the_plan_starts_no_move_after_its_two_years(drawn):
    chart = charts.gantt(drawn.roadmap)

    for row in chart.rows:
        assert chart.start <= row.x < chart.width
        assert row.length > 0


def test_a_plan_that_does_not_fit_says_how_much_is_left_out(drawn, language):
    planned = sum(len(wave.moves) for wave in drawn.roadmap.waves)
    chart = charts.gantt(drawn.roadmap)
    (drawing,) = parsed("gantt", drawn)
    said = [text.text or "" for text in drawing if text.tag in {"text", "title"}]

    assert chart.left_out == planned - len(chart.rows)
    told = [words for words in said if "not drawn" in words or "未画出" in words]
    assert len(told) == (2 if chart.left_out else 0)
    assert all(str(chart.left_out) in words for words in told)


def test_a_plan_shows_at_most_so_many_moves_that_they_fit_a_page():
    chart = charts.gantt(_compiled("35 items and long words").roadmap)

    assert len(chart.rows) <= charts.MOST_ROWS
    assert chart.height < 950


def test_every_bar_of_a_share_is_in_proportion():
    asked = many(1, 6, SHORT)
    chart = charts.item_bars(
        report(asked, lambda item: int(item.id[-1])).chapters[0].score,
        report(asked, lambda _: 0).comparison,
    )
    unit = (chart.end - chart.start) / 5

    assert [row.claimed for row in chart.rows] == pytest.approx([unit * n for n in range(6)])
    assert [row.claimed_text for row in chart.rows] == ["0", "20", "40", "60", "80", "100"]
    assert Fraction(chart.rows[-1].claimed_text) == 100
