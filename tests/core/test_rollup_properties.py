"""What holds for every tree of every rollup and every answer to it (scoring.md, rule 6)."""

from dataclasses import replace
from fractions import Fraction
from typing import get_args

from hypothesis import assume, given
from hypothesis import strategies as st

from assess.core.answers import Answer, RatingAnswer
from assess.core.assessment import Assessment
from assess.core.change import change_of
from assess.core.explaining.totals import trace
from assess.core.maturity import level_of
from assess.core.questionnaire import Dimension, Questionnaire
from assess.core.record import assessment_of, assessment_record
from assess.core.report import compile_report
from assess.core.rollups import Part, rolled, shares
from assess.core.scorecard import ItemScore, Mean, Scorecard, Total
from assess.core.scoring_rules import Rollup
from tests.core.factory import (
    NPLF,
    assessment,
    card,
    counted,
    coverage,
    deduction,
    dimension,
    level,
    profile,
    questionnaire,
    rated,
    rating,
    rules,
    without,
)

F = Fraction
SUMS = ("weighted-mean", "mean", "sum")
ROLLUPS = (*SUMS, "minimum", "cumulative")
LEVELS = (level(1, 20), level(2, 40, each="0.2"), level(3, 60, each="0.4"), level(4, None, each=1))
DEDUCTIONS = (deduction("fixed", points=5), deduction("share", percent="0.1"))
Scores = ItemScore | Mean | Total
PURPOSES = st.sampled_from(["self-assessment", "audit", "certification"])
VALUES = st.integers(0, 10)
FOUND = st.fixed_dictionaries({"fixed": st.integers(0, 3), "share": st.integers(0, 3)})


@st.composite
def dimensions(draw, name: str, rollups) -> Dimension:
    """One to three stages with one to three items each, which may have rollups of their own."""
    stages = [f"{name}{n}" for n in range(draw(st.integers(1, 3)))]
    made = draw(st.booleans())
    items = [
        rating(f"{stage}-{n}", draw(st.integers(1, 50)), stage=stage, na_allowed=True)
        for stage in stages
        for n in range(draw(st.integers(1, 3)))
    ]
    of_stages = {stage: draw(st.sampled_from(rollups)) if made else None for stage in stages}
    return dimension(name, *items, stages=of_stages, rollup=draw(st.sampled_from(rollups)))


@st.composite
def trees(draw, rollups=ROLLUPS) -> Questionnaire:
    scoring = rules(
        total=draw(st.sampled_from(rollups)),
        maximum=F(100),
        minimum=draw(st.sampled_from(["0", "0.5"])),
        **NPLF,
    )
    return questionnaire(
        *(draw(dimensions(name, rollups)) for name in "ab"[: draw(st.integers(1, 2))]),
        scoring=scoring,
        levels=LEVELS,
        deductions=DEDUCTIONS,
        profiles=(profile("plain"),),
    )


def answers_to(draw, asked: Questionnaire):
    """An answer, nothing, or that it does not apply; with the evidence as it comes."""
    given: dict[str, Answer] = {}
    for item in asked.items():
        kind = draw(st.sampled_from(["value", "value", "open", "without"]))
        if kind == "value":
            evidence = draw(st.none() | st.integers(0, 4))
            given[item.id] = rated(draw(VALUES), evidence=evidence)
        elif kind == "without":
            given[item.id] = without(RatingAnswer)
    return given


def numbers(found: Scorecard) -> list[Fraction | None]:
    """Every number that must not fall when an answer is raised."""
    groups: list[Scores] = [*found.items, *(each.mean for each in found.dimensions), found.total]
    stages = [stage.mean for each in found.dimensions for stage in each.stages]
    return [
        getattr(group, kind) for group in (*groups, *stages) for kind in ("low", "high", "proven")
    ]


def has_ladder(asked: Questionnaire) -> bool:
    used = {asked.scoring.total}
    for each in asked.dimensions:
        used |= {asked.rollup(each), *(asked.stage_rollup(each, stage) for stage in each.stages)}
    return "cumulative" in used


@given(st.data(), trees(), PURPOSES, FOUND)
def test_scores_stay_within_their_bounds(data, asked, purpose, found):
    scored = card(asked, answers_to(data.draw, asked), purpose=purpose, deductions=found)
    groups: list[Scores] = [*(each.mean for each in scored.dimensions), *scored.items]

    for group, top in [*((group, F(1)) for group in groups), (scored.total, F(100))]:
        if group.low is None or group.high is None or group.proven is None:
            continue
        assert 0 <= group.proven <= group.low <= group.high <= top
        if group.claimed is not None:
            assert group.evidenced is not None
            assert group.low <= group.claimed
            # Of an open ladder whose last rung does not apply, the best end may lie below what is
            # answered beside it.
            assert group.claimed <= group.high or has_ladder(asked)
            assert group.evidenced <= group.claimed


@given(st.data(), trees(), PURPOSES, FOUND)
def test_raising_an_answer_lowers_nothing(data, asked, purpose, found):
    before = answers_to(data.draw, asked)
    given_ones = [id for id, answer in before.items() if not answer.not_applicable]
    assume(given_ones)
    id = data.draw(st.sampled_from(given_ones))
    better = data.draw(st.integers(int(before[id].value), 10))
    after = {**before, id: replace(before[id], value=F(better))}
    low, high = (
        card(asked, answers, purpose=purpose, deductions=found) for answers in (before, after)
    )

    for one, other in zip(numbers(low), numbers(high), strict=True):
        assert (one is None) is (other is None)
        assert one is None or other is None or one <= other
    assert level_of(low).number <= level_of(high).number


@given(st.data(), trees())
def test_closing_what_is_open_stays_within_the_interval(data, asked):
    before = answers_to(data.draw, asked)
    closed = {item.id: before.get(item.id) or rated(data.draw(VALUES)) for item in asked.items()}
    interval, settled = card(asked, before).total, card(asked, closed).total

    if settled.claimed is not None:
        assert interval.low is not None
        assert interval.high is not None
        assert interval.low <= settled.claimed <= interval.high


@given(st.data(), trees(), PURPOSES)
def test_only_the_order_of_rungs_matters(data, asked, purpose):
    answers = answers_to(data.draw, asked)

    def shuffled(each: Dimension) -> Dimension:
        rungs = "cumulative" in {asked.rollup(each), *(stage.rollup for stage in each.stages)}
        if rungs:
            return each
        items = tuple(data.draw(st.permutations(each.items)))
        return replace(each, items=items, stages=tuple(data.draw(st.permutations(each.stages))))

    parts = tuple(shuffled(each) for each in asked.dimensions)
    if asked.scoring.total != "cumulative":
        parts = tuple(data.draw(st.permutations(parts)))
    found, again = (
        card(each, answers, purpose=purpose) for each in (asked, replace(asked, dimensions=parts))
    )

    assert again.total == found.total
    for dimension_score in found.dimensions:
        other = again.dimension(dimension_score.dimension.id)
        assert other is not None
        assert other.mean == dimension_score.mean


@given(
    st.sampled_from(["weighted-mean", "mean", "sum", "minimum"]),
    st.sampled_from(["weighted-mean", "mean", "sum", "minimum"]),
    st.lists(st.tuples(st.integers(1, 50), VALUES), min_size=1, max_size=5),
    st.integers(1, 20),
)
def test_an_item_equal_to_its_group_may_be_left_out(rollup, total, others, weight):
    items = [rating(f"R{n}", points) for n, (points, _) in enumerate(others)]
    answers = {f"R{n}": rated(value) for n, (_, value) in enumerate(others)}
    scoring = {"scoring": rules(total=total, minimum=0), "profiles": (profile("plain"),)}
    alone = questionnaire(dimension("only", *items, rollup=rollup), **scoring)
    score = card(alone, answers).dimensions[0].claimed
    assert score is not None
    extra = coverage("P1", weight, na_allowed=True)
    asked = questionnaire(dimension("only", *items, extra, rollup=rollup), **scoring)

    with_it = card(asked, {**answers, "P1": counted(score, 1)})
    without_it = card(asked, {**answers, "P1": without()})

    assert with_it.total.claimed == without_it.total.claimed == 1000 * score


@given(st.data())
def test_a_sum_is_the_same_however_its_parts_are_grouped(data):
    asked = data.draw(trees(rollups=("sum",)))
    found = card(asked, answers_to(data.draw, asked))
    applicable = [score for score in found.items if score.applicable]
    assume(found.total.low is not None)

    attainable = sum(score.item.points for score in applicable)
    obtained = sum((score.item.points * score.low for score in applicable), F(0))
    assert found.total.low == 100 * obtained / attainable
    if found.total.completeness == 1:
        assert found.total.claimed == found.total.low


@given(st.data(), trees(), st.fractions(min_value="1/9", max_value=9))
def test_scaling_all_points_changes_nothing(data, asked, factor):
    answers = answers_to(data.draw, asked)
    scaled = replace(
        asked,
        dimensions=tuple(
            replace(d, items=tuple(replace(i, points=i.points * factor) for i in d.items))
            for d in asked.dimensions
        ),
    )

    assert card(scaled, answers).total == card(asked, answers).total


@given(st.data(), trees(), FOUND)
def test_a_deduction_never_adds_points(data, asked, found):
    answers = answers_to(data.draw, asked)
    plain, less = card(asked, answers).total, card(asked, answers, deductions=found).total

    assert plain.gross == plain.claimed == less.gross
    if plain.claimed is not None:
        assert less.claimed is not None
        taken = 5 * found["fixed"] + F(found["share"], 10) * plain.claimed
        assert less.claimed == max(plain.claimed - taken, 0)


@given(st.data(), trees(), FOUND, FOUND)
def test_every_point_of_a_change_is_accounted_for(data, asked, found, later):
    cards = [card(asked, answers_to(data.draw, asked), deductions=each) for each in (found, later)]
    change = change_of(assessment({}), *cards)
    assume(change is not None)
    assert change is not None

    assert sum(move.effect for move in change.dimensions) + change.by_rules == change.difference
    for move in change.dimensions:
        rollups = {asked.rollup(move.dimension), *(s.rollup for s in move.dimension.stages)}
        if not rollups & {"minimum", "cumulative"}:
            assert sum(each.effect for each in move.items) == move.effect


@given(
    st.sampled_from(SUMS),
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9), st.none() | VALUES), min_size=1),
)
def test_shares_add_up_to_the_score(rollup, given_parts):
    parts = [
        Part(F(weight), F(kept), None if value is None else F(value, 10), applies=True)
        for weight, kept, value in given_parts
    ]
    found = shares(rollup, parts)
    assert found is not None

    whole = sum((s * (p.score or 0) for s, p in zip(found, parts, strict=True)), F(0))
    assert rolled(rollup, parts, rules()) == (whole if any(found) else None)


@given(st.data(), trees(), PURPOSES, FOUND)
def test_every_tree_can_be_reported_and_read_back(data, asked, purpose, found):
    answers = answers_to(data.draw, asked)
    made: Assessment = assessment(answers, purpose=purpose, profile="plain", deductions=found)
    report = compile_report(asked, made, None, engine="1")

    assert assessment_of(assessment_record(made), asked) == made
    assert len(report.seal) == 64
    subjects = [each.subject for each in trace(report.scorecard)]
    assert len(set(subjects)) == len(subjects)
    for wave in report.roadmap.waves:
        if wave.projection is not None:
            assert wave.projection.low <= wave.projection.high <= 100


def test_every_rollup_is_tried():
    assert set(ROLLUPS) == set(get_args(Rollup))
