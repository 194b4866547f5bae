"""What holds for every questionnaire and every answer (scoring.md, rule 6)."""

import json
from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from assess.core.answers import ChecklistAnswer, KpiAnswer, MaturityAnswer
from assess.core.maturity import level_of
from assess.core.questionnaire import Profile, Questionnaire
from assess.core.report import compile_report
from assess.core.result import result_of
from assess.core.scorecard import ItemScore, Mean, Total
from assess.core.seal import canonical
from tests.core.factory import (
    assessment,
    at,
    card,
    checklist,
    choice,
    chosen,
    counted,
    coverage,
    dimension,
    kpi,
    level,
    maturity,
    measured,
    practice,
    questionnaire,
    steps_are,
    ticked,
    without,
)

F = Fraction
PURPOSES = st.sampled_from(["self-assessment", "audit", "certification"])
WEIGHTS = st.integers(1, 100)
GRADES = st.none() | st.integers(0, 4)
STEPS = st.none() | st.integers(0, 5)
SHARES = st.none() | st.sampled_from([F(0), F(1, 4), F(1, 2), F(1)])
PRACTICES = ("a", "b", "c")
VALUES = st.integers(50, 100)
LEVELS = (
    level(1, 150, each="0.10"),
    level(2, 300, each="0.20", knock_out="0.20"),
    level(3, 450, each="0.35", knock_out="0.40", require=['data_share("two") >= 80%']),
    level(4, 600, each="0.50", knock_out="0.60", require=['score("P2") >= 0.6']),
    level(5, 750, each="0.65", knock_out="0.60"),
)


@st.composite
def questionnaires(draw):
    """Two dimensions with an item of every type, and weights as they come."""
    w = [draw(WEIGHTS) for _ in range(8)]
    practices = [practice(id, draw(WEIGHTS), mandatory=draw(st.booleans())) for id in PRACTICES]
    share = draw(st.integers(1, 999))
    return questionnaire(
        dimension(
            "one",
            maturity("M1", w[0], knock_out=True, na_allowed=True),
            checklist(*practices, id="C1", points=w[1]),
            coverage("P1", w[2]),
            choice("X1", w[3]),
        ),
        dimension(
            "two",
            maturity("M2", w[4], axes=("reality",)),
            kpi("K1", w[5], knock_out=True),
            coverage("P2", w[6]),
            kpi("K2", w[7], better="lower", curve=((60, 1), (90, 0))),
        ),
        profiles=(
            Profile(
                id="even", title=maturity().title, points={"one": F(share), "two": F(1000 - share)}
            ),
        ),
        levels=LEVELS,
    )


@st.composite
def series(draw):
    periods = draw(st.lists(VALUES, max_size=5))
    value = periods[-1] if periods else draw(VALUES)
    compared = draw(st.sampled_from(["above", "at", "below", "none"]))
    return measured(value, *periods, comparison=compared, segments=draw(st.booleans()))


@st.composite
def shares(draw):
    whole = draw(st.integers(1, 60))
    return counted(draw(st.integers(0, whole)), whole, draw(st.none() | st.just(whole)))


ANSWERS = {
    "M1": st.builds(steps_are, STEPS, STEPS),
    "C1": st.dictionaries(st.sampled_from(PRACTICES), SHARES.filter(lambda s: s is not None)).map(
        ticked  # type: ignore[arg-type]
    ),
    "P1": shares(),
    "X1": st.sampled_from(["none", "partly", "fully"]).map(chosen),
    "M2": st.builds(steps_are, st.none(), STEPS),
    "K1": series(),
    "P2": shares(),
    "K2": series(),
}


@st.composite
def answered(draw, *, every: bool = False):
    """Answers with their evidence; any may be missing unless `every` is asked for."""
    ids = list(ANSWERS) if every else draw(st.lists(st.sampled_from(sorted(ANSWERS)), unique=True))
    return {id: replace(draw(ANSWERS[id]), evidence=draw(GRADES)) for id in ids}


def sides(asked: Questionnaire, answers, purpose):
    """Every number of a scorecard that must not fall when an answer is raised."""
    found = card(asked, answers, purpose=purpose)
    groups: list[ItemScore | Mean | Total] = [
        *found.items,
        *(d.mean for d in found.dimensions),
        found.total,
    ]
    deciding = [found.deciding(group) for group in groups]
    lows = [group.low for group in groups]
    highs = [group.high for group in groups]
    return [*deciding, *lows, *highs], level_of(found)


def raised(draw, id, answer):
    """The same answer with one thing in it better than before."""
    match answer:
        case MaturityAnswer():
            axes = ["reality"] if id == "M2" else ["intention", "reality"]
            axis = draw(st.sampled_from(axes))
            step = getattr(answer, axis)
            assume(step is not None)
            return replace(answer, **{axis: draw(st.integers(step, 5))})
        case ChecklistAnswer():
            assume(answer.practices)
            part = draw(st.sampled_from(sorted(answer.practices)))
            better = [s for s in (F(0), F(1, 4), F(1, 2), F(1)) if s >= answer.practices[part]]
            new = draw(st.sampled_from(better))
            return replace(answer, practices={**answer.practices, part: new})
        case KpiAnswer():
            assert answer.value is not None
            by = draw(st.integers(0, 30)) * (1 if id == "K1" else -1)
            value = answer.value + by
            periods = (*answer.periods[:-1], value) if answer.periods else ()
            return replace(answer, value=value, periods=periods)
    if id == "X1":
        order = ["none", "partly", "fully"]
        return replace(answer, chosen=draw(st.sampled_from(order[order.index(answer.chosen) :])))
    return replace(
        answer, numerator=draw(st.integers(int(answer.numerator), int(answer.denominator)).map(F))
    )


@given(st.data(), questionnaires(), answered(), PURPOSES)
def test_raising_an_answer_never_lowers_a_score_or_the_level(data, asked, answers, purpose):
    assume(answers)
    id = data.draw(st.sampled_from(sorted(answers)))
    better = {**answers, id: raised(data.draw, id, answers[id])}
    before, level_before = sides(asked, answers, purpose)
    after, level_after = sides(asked, better, purpose)

    assert all(
        low is None or high is None or low <= high for low, high in zip(before, after, strict=True)
    )
    assert level_before.number <= level_after.number


@given(st.data(), questionnaires(), answered(every=True), PURPOSES)
def test_raising_the_evidence_never_lowers_anything(data, asked, answers, purpose):
    id = data.draw(st.sampled_from(sorted(answers)))
    grade = data.draw(st.integers(answers[id].evidence or 0, 4))
    before, level_before = sides(asked, answers, purpose)
    after, level_after = sides(
        asked, {**answers, id: replace(answers[id], evidence=grade)}, purpose
    )

    assert all(
        low is None or high is None or low <= high for low, high in zip(before, after, strict=True)
    )
    assert level_before.number <= level_after.number


@given(st.data(), questionnaires(), answered(every=True))
def test_answering_what_is_open_stays_within_the_interval(data, asked, answers):
    id = data.draw(st.sampled_from(sorted(answers)))
    before = card(asked, {key: value for key, value in answers.items() if key != id}).total
    after = card(asked, answers).total
    assert before.low is not None
    assert before.high is not None
    assert after.low is not None
    assert after.high is not None

    assert before.low <= after.low <= after.high <= before.high


@given(st.data(), questionnaires(), answered(every=True), PURPOSES)
def test_more_about_a_kpi_never_costs(data, asked, answers, purpose):
    bare = replace(answers["K1"], periods=(), comparison="none", segments=False)
    before, _ = sides(asked, {**answers, "K1": bare}, purpose)
    after, _ = sides(asked, answers, purpose)

    assert all(
        low is None or high is None or low <= high for low, high in zip(before, after, strict=True)
    )


@given(questionnaires(), answered(), PURPOSES)
def test_every_score_keeps_its_bounds(asked, answers, purpose):
    found = card(asked, answers, purpose=purpose)

    for each in found.items:
        assert 0 <= each.low <= each.high <= 1
        if each.claimed is not None and each.evidenced is not None:
            assert each.low <= each.claimed <= each.high
            assert each.evidenced <= each.claimed
    for mean in (d.mean for d in found.dimensions):
        assert mean.low is not None
        assert mean.high is not None
        assert 0 <= mean.low <= mean.high <= 1
        assert 0 <= mean.answered <= mean.applicable <= mean.asked
    assert found.total.low is not None
    assert found.total.high is not None
    assert 0 <= found.total.low <= found.total.high <= found.total.maximum
    assert 0 <= found.total.completeness <= 1


@given(questionnaires(), answered(every=True))
def test_complete_answers_make_one_number_of_the_interval(asked, answers):
    found = card(asked, answers)

    if all(each.status == "answered" for each in found.items):
        assert found.total.low == found.total.claimed == found.total.high
        assert found.total.completeness == 1
    elif all(d.rated for d in found.dimensions):
        assert found.total.completeness < 1


@given(st.data(), questionnaires(), answered(), PURPOSES)
def test_the_order_of_items_and_dimensions_does_not_matter(data, asked, answers, purpose):
    shuffled = replace(
        asked,
        dimensions=tuple(
            replace(each, items=tuple(data.draw(st.permutations(each.items))))
            for each in data.draw(st.permutations(asked.dimensions))
        ),
    )
    found, again = (card(q, answers, purpose=purpose) for q in (asked, shuffled))

    assert again.total == found.total
    assert level_of(again).number == level_of(found).number
    for each in found.dimensions:
        other = again.dimension(each.dimension.id)
        assert other is not None
        assert other.mean == each.mean


@given(questionnaires(), answered(), PURPOSES, st.fractions(min_value="1/9", max_value=9))
def test_scaling_all_weights_changes_nothing(asked, answers, purpose, factor):
    scaled = replace(
        asked,
        dimensions=tuple(
            replace(d, items=tuple(replace(i, points=i.points * factor) for i in d.items))
            for d in asked.dimensions
        ),
    )
    found, again = (card(q, answers, purpose=purpose) for q in (asked, scaled))

    assert again.total == found.total
    assert [d.claimed for d in again.dimensions] == [d.claimed for d in found.dimensions]
    assert level_of(again).number == level_of(found).number


@given(st.lists(st.tuples(WEIGHTS, st.integers(0, 5)), min_size=1, max_size=5), WEIGHTS)
def test_an_item_equal_to_its_dimensions_mean_may_be_left_out(others, weight):
    items = [maturity(f"M{n}", w) for n, (w, _) in enumerate(others)]
    answers = {f"M{n}": at(step) for n, (_, step) in enumerate(others)}
    total = sum(w for w, _ in others)
    mean = F(sum(w * step for w, step in others), total * 5)
    assume(total >= F(7, 10) * (total + weight))
    asked = questionnaire(dimension("only", *items, coverage("P1", weight, na_allowed=True)))

    with_it = card(asked, {**answers, "P1": counted(mean, 1)})
    without_it = card(asked, {**answers, "P1": without()})

    assert without_it.total.claimed == with_it.total.claimed == 1000 * mean
    assert without_it.dimensions[0].points == with_it.dimensions[0].points


@given(questionnaires(), answered(), PURPOSES)
def test_results_written_and_read_again_are_the_same_bytes(asked, answers, purpose):
    report = compile_report(asked, assessment(answers, purpose=purpose), None, engine="1")
    written = canonical(result_of(report))

    assert canonical(json.loads(written)) == written


@given(questionnaires(), answered(), PURPOSES)
def test_a_plan_never_leads_downwards(asked, answers, purpose):
    report = compile_report(asked, assessment(answers, purpose=purpose), None, engine="1")
    now = report.scorecard.deciding(report.scorecard.total)

    reached = [wave.projection for wave in report.roadmap.waves]
    for each in reached:
        if each is not None:
            assert now is not None
            assert now <= each.low <= each.high <= report.scorecard.total.maximum
    highs = [each.high for each in reached if each is not None]
    assert highs == sorted(highs)
    planned = [m.recommendation for w in report.roadmap.waves for m in w.moves]
    assert len(planned) + len(report.roadmap.later) == len(report.recommendations)
