"""The plan as bars over quarters."""

from assess.rendering import charts
from tests.rendering.charts.drawings import parsed
from tests.rendering.charts.reports import report_of, whole


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
    chart = charts.gantt(report_of("35 items and long words").roadmap)

    assert len(chart.rows) <= charts.MOST_ROWS
    assert chart.height < 950


def test_the_longest_plan_shares_a_page_with_the_map_of_gain_and_effort(language):
    heights = charts.gantt(whole().roadmap).height + charts.effort_map(whole()).height
    printed = heights * 176 / 680  # millimetres; both are as wide as the text

    assert len(charts.gantt(whole().roadmap).rows) == charts.MOST_ROWS
    assert printed < 297 - 2 * 17 - 20  # the page without its margins and the two headings


def test_every_shade_of_a_wave_is_named_below_the_bars(drawn):
    for narrow in (False, True):
        chart = charts.gantt(drawn.roadmap, narrow=narrow)

        assert [key.wave for key in chart.keys] == sorted({row.wave for row in chart.rows})
        assert all(key.words for key in chart.keys)
