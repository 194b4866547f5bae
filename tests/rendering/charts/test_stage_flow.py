"""The stages of a dimension as arrows."""

import pytest

from assess.core.text import Text
from assess.rendering import charts
from assess.rendering.charts.marks import LEVEL_COLOURS
from assess.rendering.charts.stage_flow import StageFlow
from tests.rendering.charts.drawings import contrast, svg, title, words
from tests.rendering.charts.reports import LONG, SHORT, example, named, report, staged


def flow(stages: int, words: Text, step: int | None = 2) -> StageFlow:
    asked = staged(stages, words)
    return charts.stage_flow(report(asked, lambda _: step).scorecard.dimensions[0])


@pytest.mark.parametrize("stages", range(2, 8))
def test_every_stage_is_an_arrow_with_its_words_and_scores(stages, language):
    chart = flow(stages, LONG)
    whole_title = LONG.within(language)

    assert len(chart.arrows) == stages
    for arrow in chart.arrows:
        assert "".join("".join(arrow.label.lines).split()) == "".join(whole_title.split())
        assert arrow.claimed_text.startswith("40")
        assert arrow.evidenced_text.startswith("20")


@pytest.mark.parametrize("words", [SHORT, LONG, named("Acquisition", "客户获取")])
@pytest.mark.parametrize("stages", range(2, 8))
def test_the_words_of_a_stage_stay_on_its_arrow(stages, words):
    chart = flow(stages, words)

    for arrow in chart.arrows:
        left, top, right, bottom = arrow.label.box
        xs = sorted({float(p.split(",")[0]) for p in arrow.outline.split()})
        ys = [float(p.split(",")[1]) for p in arrow.outline.split()]
        assert left >= xs[0]
        assert right <= xs[-2] + 0.1  # where the point of the arrow begins
        assert min(ys) <= top
        assert bottom <= max(ys)


def test_the_point_of_an_arrow_fits_into_the_notch_of_the_next():
    chart = flow(3, SHORT)
    first, second = (
        [tuple(map(float, corner.split(","))) for corner in arrow.outline.split()]
        for arrow in chart.arrows[:2]
    )

    assert len(first) == 5  # the first has no notch
    (tip_x, tip_y), (notch_x, notch_y) = first[2], second[5]
    assert tip_y == notch_y
    assert notch_x - tip_x == pytest.approx(3, abs=0.2)


def test_a_stage_without_a_score_has_dashes_on_paper():
    for arrow in flow(2, SHORT, None).arrows:
        assert (arrow.claimed_text, arrow.evidenced_text) == ("–", "–")
        assert not arrow.rated
        assert arrow.colour == "#FFFFFF"


@pytest.mark.parametrize("step", [None, *range(6)])
def test_a_stage_is_shaded_by_its_step_and_readable(step):
    for arrow in flow(2, SHORT, step).arrows:
        assert step is None or arrow.colour == LEVEL_COLOURS[step]
        assert contrast(arrow.colour, arrow.ink) >= 4.5


def test_the_stages_of_the_example_show_what_its_report_says():
    (score,) = [s for s in example().scorecard.dimensions if s.stages]
    drawing = svg("stage_flow", chart=charts.stage_flow(score))

    for stage in score.stages:
        assert stage.stage.title.source in words(drawing)
    assert "Customer operations" in title(drawing)


@pytest.mark.parametrize("words", [SHORT, LONG])
@pytest.mark.parametrize("stages", range(2, 8))
def test_narrow_stages_follow_one_another_downwards_with_their_words_inside(stages, words):
    asked = staged(stages, words)
    dimension = report(asked, lambda _: 2).scorecard.dimensions[0]
    chart = charts.stage_flow(dimension, narrow=True)

    tops = []
    for arrow in chart.arrows:
        ys = [float(corner.split(",")[1]) for corner in arrow.outline.split()]
        _, top, right, bottom = arrow.label.box
        assert min(ys) <= top
        assert bottom <= max(ys)
        assert right < arrow.evidenced_at.x - 30
        tops.append(min(ys))
    assert tops == sorted(tops)
