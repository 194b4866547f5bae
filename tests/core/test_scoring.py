"""What is open, what evidence allows, and what the items of a dimension make of it."""

from fractions import Fraction

import pytest

from assess.core.answers import (
    ChecklistAnswer,
    ChoiceAnswer,
    CoverageAnswer,
    KpiAnswer,
    MaturityAnswer,
)
from assess.core.conditions import Condition
from assess.core.scorecard import Status, Unrated
from tests.core.factory import (
    at,
    card,
    checklist,
    choice,
    chosen,
    counted,
    coverage,
    dimension,
    kpi,
    maturity,
    measured,
    practice,
    questionnaire,
    rules,
    scored,
    steps_are,
    ticked,
    two_items,
    without,
)

F = Fraction


# What is open


@pytest.mark.parametrize(
    ("item", "answer"),
    [
        (maturity(), MaturityAnswer(note="later")),
        (maturity(axes=("reality",)), MaturityAnswer(note="later")),
        (checklist(), ChecklistAnswer(note="later")),
        (coverage(), CoverageAnswer(note="later")),
        (kpi(), KpiAnswer(note="later")),
        (choice(), ChoiceAnswer(note="later")),
        (maturity(), None),
    ],
)
def test_a_note_alone_is_no_answer(item, answer):
    found = scored(item, answer)

    assert found.status is Status.UNANSWERED
    assert (found.claimed, found.evidenced, found.points) == (None, None, None)
    assert (found.low, found.high) == (F(0), F(1))


def test_a_note_on_an_open_choice_is_worth_nothing_in_certification():
    item = choice(options={"some": "0.2", "all": 1})

    assert scored(item, None, "certification").claimed == 0
    assert scored(item, chosen(None, note="later"), "certification").claimed == 0


def test_certification_counts_what_is_open_as_nothing():
    item = checklist(practice("a"), practice("b"))
    partly = scored(item, ticked({"a": 1}), "certification")
    nothing = scored(item, None, "certification")

    assert partly.claimed == partly.low == partly.high == F(1, 2)
    assert nothing.claimed == nothing.evidenced == nothing.high == 0
    assert partly.status is Status.PARTLY
    assert nothing.status is Status.UNANSWERED


def test_a_questionnaire_may_count_the_open_as_nothing_in_a_self_assessment_too():
    strict = questionnaire(
        dimension("only", maturity()), scoring=rules(unanswered={"self-assessment": "zero"})
    )
    total = card(strict, {}).total

    assert total.claimed == total.low == total.high == 0


# Evidence


@pytest.mark.parametrize(("grade", "ceiling"), [(None, 1), (0, 1), (1, 2), (2, 3), (3, 4), (4, 5)])
def test_evidence_sets_a_ceiling(grade, ceiling):
    assert scored(maturity(), at(5, evidence=grade)).evidenced == F(ceiling, 5)


@pytest.mark.parametrize(
    ("item", "answer"),
    [
        (checklist(), ticked({"a": 1, "b": 1}, evidence=2)),
        (coverage(), counted(20, 20, evidence=2)),
        (kpi(), measured(99, 97, 98, 99, comparison="above", segments=True, evidence=2)),
        (choice(), chosen("fully", evidence=2)),
    ],
)
def test_the_ceiling_holds_for_every_type(item, answer):
    found = scored(item, answer)

    assert (found.claimed, found.evidenced) == (F(1), F(3, 5))


def test_evidence_never_raises_a_score():
    assert scored(maturity(), at(1, evidence=4)).evidenced == F(1, 5)


# Dimensions


def test_a_dimension_is_the_weighted_mean_of_its_items():
    (only,) = card(two_items(), {"M1": at(4, evidence=2), "M2": at(1)}).dimensions

    # (30·0.8 + 10·0.2) / 40 and (30·0.6 + 10·0.2) / 40
    assert only.claimed == F(26, 40)
    assert only.evidenced == F(20, 40)
    assert only.points == 650
    assert only.worth == 25  # 1000 points on a weight of 40


def test_what_is_open_leaves_the_mean_and_widens_the_interval():
    (only,) = card(two_items(), {"M1": at(3)}).dimensions

    assert only.claimed == F(3, 5)
    # 30·0.6 / 40 … (30·0.6 + 10) / 40
    assert (only.mean.low, only.mean.high) == (F(18, 40), F(28, 40))
    assert only.mean.coverage == F(30, 40)


def test_a_partly_answered_item_is_not_covered_yet():
    (only,) = card(two_items(), {"M1": at(3), "M2": steps_are(2, None)}).dimensions

    assert only.claimed == F(3, 5)
    assert only.mean.coverage == F(30, 40)
    # 30·0.6 … 30·0.6 + 10·min(5, 3)/5
    assert (only.mean.low, only.mean.high) == (F(18, 40), F(24, 40))


def test_a_checklist_with_open_practices_is_part_of_the_claim_but_not_covered_yet():
    asked = questionnaire(dimension("only", maturity("M1", 30), checklist(id="C1", points=10)))
    (only,) = card(asked, {"M1": at(3), "C1": ticked({"a": 1})}).dimensions

    # (30·0.6 + 10·1) / 40, with b at 0 and at 1
    assert only.claimed == F(28, 40)
    assert (only.mean.low, only.mean.high) == (F(23, 40), F(28, 40))
    assert only.mean.coverage == F(30, 40)


def test_not_applicable_leaves_both_sides_of_the_fraction():
    (only,) = card(two_items(), {"M1": at(4), "M2": without()}).dimensions

    assert only.claimed == only.mean.low == only.mean.high == F(4, 5)
    assert (only.mean.asked, only.mean.applicable, only.mean.coverage) == (F(40), F(30), F(1))
    assert only.items[1].status is Status.NOT_APPLICABLE


def test_the_weight_of_what_does_not_apply_stays_inside_the_dimension():
    found = card(two_items(), {"M1": at(4), "M2": without()})

    assert found.total.claimed == 800
    assert found.dimensions[0].worth == F(1000, 30)


def test_not_applicable_counts_nothing_where_the_questionnaire_says_so():
    strict = two_items(scoring=rules(na="zero"))
    (only,) = card(strict, {"M1": at(4), "M2": without()}).dimensions

    assert only.claimed == F(24, 40)


@pytest.mark.parametrize(("left", "rated"), [(70, True), (69, False)])
def test_a_dimension_is_rated_when_seventy_per_cent_of_it_applies(left, rated):
    asked = questionnaire(dimension("only", maturity("M1", left), maturity("M2", 100 - left)))
    found = card(asked, {"M1": at(5), "M2": without()})
    (only,) = found.dimensions

    assert only.rated is rated
    assert only.unrated is (None if rated else Unrated.TOO_LITTLE_APPLIES)
    assert only.claimed == (1 if rated else None)
    assert found.total.claimed == (1000 if rated else None)


def test_an_unrated_dimension_has_neither_score_nor_points():
    (only,) = card(two_items(), {"M1": without(), "M2": at(5)}).dimensions

    assert (only.claimed, only.evidenced, only.points) == (None, None, None)
    assert only.mean.claimed == 1  # what there is can still be looked at


@pytest.mark.parametrize("purpose", ["self-assessment", "audit", "certification"])
def test_nothing_applicable_is_not_rated_neither_all_nor_nothing(purpose):
    found = card(two_items(), {"M1": without(), "M2": without()}, purpose=purpose)
    (only,) = found.dimensions

    assert only.unrated is Unrated.TOO_LITTLE_APPLIES
    assert (only.mean.claimed, only.mean.low, only.mean.high) == (None, None, None)
    assert (only.mean.coverage, only.worth) == (F(0), F(0))
    assert (found.total.claimed, found.total.low, found.total.high) == (None, None, None)


def test_nothing_answered_is_not_rated():
    found = card(two_items(), {})

    assert found.dimensions[0].unrated is Unrated.NOTHING_ANSWERED
    assert found.total.claimed is None
    assert (found.total.low, found.total.high, found.total.completeness) == (F(0), F(1000), F(0))


def test_nothing_answered_is_rated_zero_in_certification():
    found = card(two_items(), {}, purpose="certification")

    assert found.dimensions[0].rated
    assert found.total.claimed == found.total.evidenced == found.total.high == 0
    assert found.total.completeness == 0


def test_hidden_items_count_as_not_applicable_but_keep_their_answers():
    shop = Condition.parse("facts.sector == 'retail'")
    asked = questionnaire(
        dimension("only", maturity("M1", 80), maturity("M2", 20, applies_if=shop))
    )
    answers = {"M1": at(4), "M2": at(0)}
    (elsewhere,) = card(asked, answers, facts={"sector": "banking"}).dimensions
    (retail,) = card(asked, answers, facts={"sector": "retail"}).dimensions

    assert elsewhere.items[1].status is Status.HIDDEN
    assert elsewhere.items[1].answer == at(0)
    assert elsewhere.claimed == F(4, 5)
    assert elsewhere.mean.applicable == 80
    assert retail.claimed == F(64, 100)  # it returns: 80·0.8 / 100


def test_stages_are_a_view_without_weight():
    asked = questionnaire(
        dimension(
            "only",
            maturity("M1", 30, stage="first"),
            maturity("M2", 10, stage="second"),
            maturity("M3", 60, stage="second"),
            stages=("first", "second", "empty"),
        )
    )
    (only,) = card(asked, {"M1": at(5), "M2": at(0), "M3": at(5)}).dimensions

    assert [stage.stage.id for stage in only.stages] == ["first", "second"]
    assert [stage.mean.claimed for stage in only.stages] == [1, F(60, 70)]
    assert only.claimed == F(90, 100)


def test_an_unknown_dimension_or_item_has_no_score():
    found = card(two_items(), {})

    assert found.dimension("gone") is None
    assert found.item("gone") is None
