"""The map of effort and gain: where its marks lie, and where its labels find room."""

from collections.abc import Mapping
from itertools import combinations, pairwise
from math import sqrt
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.core.items import Item
from assess.core.questionnaire import Dimension
from assess.core.recommendations import Kind
from assess.core.report import Report
from assess.rendering import charts
from assess.rendering.charts.effort_map import EffortMap, MoveMark
from assess.rendering.charts.marks import Point
from assess.rendering.charts.placement import Box, Line, Placed, Room, fitting
from assess.rendering.lettering import width
from tests.core import factory
from tests.rendering.cases import compiled, half
from tests.rendering.charts.drawings import svg, title, words
from tests.rendering.charts.reports import SHORT, example, many, report, whole


def priced(efforts: Mapping[str, int], points: Mapping[str, int] | None = None) -> Report:
    """One item for each effort, all at step 2, with so many points each."""
    items = tuple(
        factory.maturity(id, (points or {}).get(id, 10), improve=factory.steps(effort))
        for id, effort in efforts.items()
    )
    asked = factory.questionnaire(factory.dimension("only", *items))
    return report(asked, lambda _: 2)


def test_every_move_has_its_mark():
    chart = charts.effort_map(whole())

    assert len(whole().recommendations) > charts.MOST_LABELS
    assert [mark.kind for mark in reversed(chart.marks)] == [
        move.kind for move in whole().recommendations
    ]


def test_more_days_stand_further_right_and_more_points_higher():
    chart = charts.effort_map(priced({"A": 3, "B": 12, "C": 48}, {"A": 30, "B": 20, "C": 10}))
    by_name = {label.words: mark.at for label, mark in _pairs(chart)}

    assert by_name["A"].x < by_name["B"].x < by_name["C"].x
    assert by_name["A"].y < by_name["B"].y < by_name["C"].y
    # On a square-root scale, four times the days are twice the way.
    zero = chart.days[0][0]
    assert by_name["B"].x - zero == pytest.approx((by_name["A"].x - zero) * 2)
    assert by_name["C"].x - zero == pytest.approx((by_name["A"].x - zero) * 4)


def _pairs(chart: EffortMap) -> list[tuple[Placed, MoveMark]]:
    """Each label with the mark nearest to it."""
    return [
        (label, min(chart.marks, key=lambda mark: _apart(mark.at, label))) for label in chart.labels
    ]


def _apart(at: Point, label: Placed) -> float:
    middle = label.at.x + width(label.words, 9.5) / 2
    return (at.x - middle) ** 2 + (at.y - label.at.y) ** 2


@pytest.mark.parametrize("most", [1, 3, 10, 45, 50, 51, 100, 3000])
def test_the_days_are_labelled_on_their_scale(most):
    chart = charts.effort_map(priced({"A": 1, "B": most}))
    (zero, _), *_, (end, last) = chart.days

    assert int(last) >= most
    for x, label in chart.days:
        assert x - zero == pytest.approx(sqrt(int(label) / int(last)) * (end - zero))


def test_the_first_thirty_moves_carry_their_code_once():
    chart = charts.effort_map(whole())
    listed = [label.words for label in chart.labels] + [words for _, words in chart.notes]
    shown = [code for words in listed for code in words.replace(":", ",").split(",")]
    codes = [word.split(")")[-1].strip() for word in shown]
    advice = [move.item.id for move in whole().recommendations]

    assert sorted(code for code in codes if code in advice) == sorted(advice[:30])


@pytest.mark.parametrize(("moves", "said"), [(30, False), (31, True)])
def test_the_title_says_when_only_the_first_moves_are_named(moves, said):
    drawing = svg("effort_map", report=priced({f"A{n}": 3 + n for n in range(moves)}))

    assert f"{moves} moves" in title(drawing)
    assert ("the first 30 by priority carry their code" in title(drawing)) is said
    assert ("The first 30 moves by priority are named." in words(drawing)) is said


def test_moves_at_one_place_share_a_label_and_many_go_into_a_list():
    three = charts.effort_map(priced({"A": 5, "B": 5, "C": 5}))
    four = charts.effort_map(priced({"A": 5, "B": 5, "C": 5, "D": 5}))

    assert [label.words for label in three.labels] == ["A, B, C"]
    assert three.notes == ()
    assert [label.words for label in four.labels] == ["(1)"]
    assert [note for _, note in four.notes] == ["(1) A, B, C, D: 5 person-days, +50.0 points"]


def test_codes_too_long_for_the_drawing_go_into_the_list():
    chart = charts.effort_map(priced({"A" * 130: 5}))

    assert [label.words for label in chart.labels] == ["(1)"]
    assert "".join(words for _, words in chart.notes).startswith("(1)AAA")


def test_nothing_to_do_is_said():
    drawing = svg("effort_map", report=report(many(1, 2, SHORT), lambda _: 5))

    assert "No moves to show" in words(drawing)
    assert "0 moves" in title(drawing)


def test_the_legend_names_the_kinds_that_occur_and_counts_them():
    chart = charts.effort_map(example())
    moves = example().recommendations
    kinds = [kind for kind in Kind if any(move.kind is kind for move in moves)]

    assert [key.mark.kind for key in chart.keys] == kinds
    assert sum(int(key.words.split(": ")[1]) for key in chart.keys) == len(moves)


def test_every_kind_has_a_shape_and_a_shade_of_its_own():
    asked = factory.questionnaire(_dimension_of_every_kind())
    several = report(asked, lambda item: 1 if item.knock_out else 2)
    chart = charts.effort_map(several)
    drawing = svg("effort_map", report=several)
    marks = [m for m in drawing if m.tag in {"circle", "polygon"}][: len(Kind)]

    assert [key.mark.kind for key in chart.keys] == list(Kind)
    assert len({_shape(mark) for mark in marks}) == len(Kind)
    shades = sorted(_grey(m.get("fill", "")) for m in marks)
    assert all(light - dark > 10 for dark, light in pairwise(shades))


def _dimension_of_every_kind() -> Dimension:
    def item(id: str, points: int, effort: int, weeks: int = 4, **more: bool) -> Item:
        return factory.maturity(id, points, improve=factory.steps(effort, weeks), **more)

    return factory.dimension(
        "only",
        item("M", 10, 5, knock_out=True),
        item("Q", 50, 5),
        item("S", 90, 40),
        item("F", 10, 5, weeks=30),
        item("D", 10, 40),
    )


def _shape(mark: ET.Element) -> tuple[str, int, int]:
    """The radius of a circle, or how many corners and upright sides a polygon has."""
    corners = [corner.split(",") for corner in mark.get("points", "").split()]
    return mark.get("r", ""), len(corners), len({x for x, _ in corners})


def _grey(colour: str) -> float:
    """The shade in print, 0 to 255; what is not filled is paper."""
    if colour == "none":
        return 255
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


@pytest.mark.parametrize("result", [example, whole, lambda: compiled(half())])
def test_lines_to_labels_pass_through_no_label(result):
    chart = charts.effort_map(result())

    for label, other in combinations(chart.labels, 2):
        for line, box in ((label.leader, other), (other.leader, label)):
            assert line is None or not placed_box(box).crossed(line)


def placed_box(label: Placed, size: float = 9.5) -> Box:
    wide, top = width(label.words, size), label.at.y - 0.8 * size
    return Box(label.at.x, top, label.at.x + wide, top + size)


# Placement

AREA = Box(0, 0, 300, 120)
PLACES = st.lists(
    st.tuples(st.floats(8, 292), st.floats(8, 112)).map(lambda at: Point(*at)), max_size=25
)


@given(PLACES)
def test_no_placed_label_covers_a_mark_a_label_or_the_edge(places):
    marks = [Box.around(place, 5) for place in places]
    room = Room(AREA, marks)
    labels = [placed for place in places if (placed := room.place(place, 5, "AB12", 9.5))]
    boxes = [placed_box(label) for label in labels]

    for box in boxes:
        assert box.left >= -0.01
        assert box.right <= 300.01
        assert not any(inner(box).overlaps(mark) for mark in marks)
    assert not [pair for pair in combinations(map(inner, boxes), 2) if pair[0].overlaps(pair[1])]
    # Two labels in one line are not read as one.
    spread = [Box(box.left - 3, box.top, box.right + 3, box.bottom) for box in map(inner, boxes)]
    assert not [pair for pair in combinations(spread, 2) if pair[0].overlaps(pair[1])]
    for label in labels:
        assert label.leader is None or not any(inner(box).crossed(label.leader) for box in boxes)


def inner(box: Box) -> Box:
    """The same without its edge, for what touches does not cover."""
    return Box(box.left + 0.01, box.top + 0.01, box.right - 0.01, box.bottom - 0.01)


def test_a_lonely_label_stands_at_the_right_of_its_mark_without_a_line():
    placed = Room(AREA, [Box.around(Point(50, 50), 5)]).place(Point(50, 50), 5, "A", 9.5)

    assert placed is not None
    assert placed.leader is None
    assert placed.at.x > 55
    assert placed.at.y == pytest.approx(50, abs=5)


def test_a_label_at_the_right_edge_goes_to_the_left():
    placed = Room(AREA, []).place(Point(295, 60), 5, "A1", 9.5)

    assert placed is not None
    assert placed.at.x + width("A1", 9.5) < 295


def test_a_mark_that_is_walled_in_gets_a_line_to_its_label():
    wall = [Box.around(Point(x, y), 6) for x in range(120, 190, 10) for y in range(30, 100, 10)]
    placed = Room(AREA, wall).place(Point(150, 60), 5, "A1", 9.5)

    assert placed is not None
    assert placed.leader is not None
    assert placed.leader.end == placed_box(placed).nearest(Point(150, 60))


def test_a_later_label_keeps_off_the_line_of_an_earlier_one():
    room = Room(AREA, [])
    line = Line(Point(60, 0), Point(60, 120))
    room.leaders.append(line)
    placed = room.place(Point(50, 60), 5, "A1", 9.5)

    assert placed is not None
    assert not placed_box(placed).crossed(line)


def test_two_labels_side_by_side_are_not_read_as_one():
    edge = Room(AREA, []).place(Point(295, 60), 5, "S7", 9.5)
    assert edge is not None
    room = Room(AREA, [])
    first = room.place(Point(edge.at.x - 1 - width("L2", 9.5) - 7, 60), 5, "L2", 9.5)
    second = room.place(Point(295, 60), 5, "S7", 9.5)
    assert first is not None
    assert second is not None

    left, right = sorted(map(placed_box, (first, second)), key=lambda box: box.left)
    in_one_line = left.top < right.bottom and right.top < left.bottom
    assert not in_one_line or right.left - left.right >= 6


def test_a_full_area_takes_no_label():
    assert Room(AREA, [AREA]).place(Point(150, 60), 5, "A", 9.5) is None
    assert Room(AREA, []).place(Point(150, 60), 5, "A" * 100, 9.5) is None


BOX = Box(10, 10, 20, 20)


@pytest.mark.parametrize(
    ("start", "end", "crosses"),
    [
        ((0, 15), (30, 15), True),
        ((15, 0), (15, 30), True),
        ((0, 0), (30, 30), True),
        ((15, 15), (40, 90), True),
        ((0, 15), (9, 15), False),
        ((0, 0), (30, 5), False),
        ((0, 25), (25, 50), False),
        ((0, 10), (30, 10), False),
    ],
)
def test_a_line_crosses_a_box_when_it_passes_inside(start, end, crosses):
    assert BOX.crossed(Line(Point(*start), Point(*end))) is crosses
    assert BOX.crossed(Line(Point(*end), Point(*start))) is crosses


def test_lines_cross_when_each_parts_the_ends_of_the_other():
    line = Line(Point(0, 0), Point(10, 10))

    assert line.crosses(Line(Point(0, 10), Point(10, 0)))
    assert not line.crosses(Line(Point(20, 30), Point(30, 20)))
    assert not line.crosses(Line(Point(1, 0), Point(11, 10)))


def test_the_ends_of_a_row_stand_before_what_is_between():
    assert fitting([(0, 10), (5, 15), (20, 30), (31, 41), (40, 50)], 2) == (0, 2, 4)
    assert fitting([(0, 10), (5, 15)], 2) == (0,)
    assert fitting([], 2) == ()
