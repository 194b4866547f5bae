"""The radar, the heat map and the scale of levels."""

from assess.rendering import charts
from tests.rendering.charts.drawings import contrast


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


def test_exactly_the_reached_level_is_marked(drawn):
    marked = [s for s in charts.level_scale(drawn, drawn.decision).steps if s.here]
    number = drawn.decision.number

    assert [step.level.level for step in marked] == ([number] if number else [])
