"""Charts of a survey: every mark in its place, whatever customers said."""

from xml.etree import ElementTree as ET

import pytest

from assess.core.surveys.results import SurveyResults, aggregate
from assess.core.surveys.survey import Survey
from assess.language import languages, speaking
from assess.rendering import charts
from tests.core.surveys.small import mean, rating, sheet, sheets, survey
from tests.questionnaires.shipped import LIBRARY
from tests.rendering.charts.drawings import ROUNDING, boxes, svg

SMALL = survey()


def voice() -> SurveyResults:
    found = LIBRARY.survey("customer-voice")
    assert found is not None
    return spread(found)


def spread(asked: Survey) -> SurveyResults:
    """Ten customers who each gave another satisfaction and recommendation, and complained."""
    said = [
        sheet(
            asked,
            satisfaction=str(n),
            recommendation=str(10 - n),
            ease=str(1 + n % 7),
            knowledge=str(1 + n % 5),
            complained="complained",
            outcome=["in-time", "late", "unsolved"][n % 3],
            promises="partly",
        )
        for n in range(11)
    ]
    return aggregate(asked, said)


def drawings(results: SurveyResults, *, narrow: bool) -> list[ET.Element]:
    made = [svg("ranges", chart=charts.measure_ranges(results.measures, narrow=narrow), **TITLE)]
    made += [
        svg("distribution", chart=charts.distribution(result, narrow=narrow), **TITLE)
        for result in results.questions
        if result.counts
    ]
    return made


TITLE = {"chart_title": "What customers say"}


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("language", languages())
def test_every_mark_lies_inside_and_no_words_upon_others(language, narrow):
    with speaking(language):
        found = drawings(voice(), narrow=narrow)
    assert len(found) > 6
    for drawing in found:
        *_, wide, high = map(float, drawing.get("viewBox", "").split())
        assert wide == (320 if narrow else 680)
        assert drawing[0].text == TITLE["chart_title"]
        covered = list(boxes(drawing))
        for box in covered:
            assert box.left >= -ROUNDING
            assert box.top >= -ROUNDING
            assert box.right <= wide + ROUNDING
            assert box.bottom <= high + ROUNDING


def test_a_bar_is_as_long_as_its_share():
    result = aggregate(SMALL, sheets(SMALL, {"2": 5, "9": 15})).question("overall")
    chart = charts.distribution(result)
    scale = chart.ticks[-1].at - chart.ticks[0].at

    lengths = {row.label.lines[0]: row.length for row in chart.rows}
    assert lengths["2"] == pytest.approx(scale / 4)
    assert lengths["9"] == pytest.approx(scale * 3 / 4)
    assert lengths["10 – most"] == 0


def test_a_measure_stands_on_its_own_scale_between_the_ends_of_its_interval():
    said = sheets(SMALL, {"10": 5, "8": 5})
    said += sheets(SMALL, {"9": 10, "0": 10}, "recommend")
    chart = charts.measure_ranges(aggregate(SMALL, said).measures)
    overall, recommend, content = chart.rows
    reach = chart.end - chart.start

    assert overall.at == pytest.approx(chart.start + 0.9 * reach)
    assert recommend.at == pytest.approx(chart.start + 0.5 * reach)  # a score of 0 of -100 to 100
    assert (overall.lowest, recommend.lowest) == ("0", "−100")
    assert content.number == "100.0\u00a0%"
    for row in chart.rows:
        assert row.low is not None
        assert row.high is not None
        assert chart.start <= row.low <= row.at <= row.high <= chart.end


def test_what_is_not_shown_is_not_drawn():
    asked = survey(rating("a"), measures=(mean("a", "a"),))
    few = aggregate(asked, sheets(asked, {"3": 4}, "a"))

    assert charts.measure_ranges(few.measures).rows == ()
    assert charts.distribution(few.question("a")).rows == ()
