from fractions import Fraction

import pytest

from assess.core.answers import (
    ChecklistAnswer,
    ChoiceAnswer,
    CoverageAnswer,
    KpiAnswer,
    MaturityAnswer,
)
from assess.core.conditions import Condition, Value
from assess.core.scorecard import Status, Unrated
from assess.core.scoring import Circumstances, raise_items
from tests.core.factory import (
    More,
    at,
    card,
    checklist,
    choice,
    chosen,
    counted,
    coverage,
    dimension,
    form,
    kpi,
    maturity,
    measured,
    practice,
    profile,
    questionnaire,
    rules,
    scored,
    steps_are,
    ticked,
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


def two_items(**more: More):
    return questionnaire(dimension("only", maturity("M1", 30), maturity("M2", 10)), **more)


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


# Total


def test_the_total_shares_its_points_out_by_profile():
    asked = questionnaire(
        dimension("ways", maturity("M1")),
        dimension("results", maturity("V1")),
        profiles=(
            profile("capability", ways=780, results=220),
            profile("excellence", ways=600, results=400),
        ),
    )
    answers = {"M1": at(4, evidence=2), "V1": at(2, evidence=4)}
    capability = card(asked, answers).total
    excellence = card(asked, answers, profile="excellence").total

    assert capability.claimed == 712  # 780·0.8 + 220·0.4
    assert capability.evidenced == 556  # 780·0.6 + 220·0.4
    assert excellence.claimed == 640  # 600·0.8 + 400·0.4


def test_a_profile_that_follows_the_items_makes_the_total_the_sum_of_points():
    asked = questionnaire(
        dimension("ways", maturity("M1", 300), maturity("M2", 480)),
        dimension("results", maturity("V1", 220)),
        profiles=(profile("capability", ways=780, results=220),),
    )
    found = card(asked, {"M1": at(4), "M2": at(1), "V1": at(2)})

    # 300·0.8 + 480·0.2 + 220·0.4
    assert found.total.claimed == 240 + 96 + 88
    assert sum(each.points or 0 for each in found.items) == found.total.claimed
    assert [each.worth for each in found.dimensions] == [1, 1]


def test_a_short_form_sums_over_its_own_items():
    asked = questionnaire(
        dimension("only", maturity("M1", 30, core=True), maturity("M2", 10), maturity("M3", 10))
    )
    found = card(asked, {"M1": at(3), "M2": at(5)}, form="core")

    assert [each.item.id for each in found.items] == ["M1"]
    assert found.total.claimed == 600
    assert found.dimensions[0].mean.asked == 30
    assert found.item("M2") is None


def test_a_form_may_list_its_items():
    asked = two_items(forms=(form("full", ("M2",)),))

    assert [each.item.id for each in card(asked, {}).items] == ["M2"]


def test_retired_items_are_in_no_form():
    asked = questionnaire(dimension("only", maturity("M1"), maturity("M2", retired=True)))

    assert [each.item.id for each in card(asked, {}).items] == ["M1"]


def test_completeness_is_weighed_by_the_profile():
    asked = questionnaire(
        dimension("ways", maturity("M1"), maturity("M2", 30)),
        dimension("results", maturity("V1")),
        profiles=(profile("capability", ways=800, results=200),),
    )
    total = card(asked, {"M1": at(5)}).total

    # (800·10/40 + 200·0) / 1000
    assert total.completeness == F(1, 5)
    assert total.claimed is None
    assert (total.low, total.high) == (F(200), F(1000))


def test_one_dimension_that_does_not_apply_leaves_no_total_at_all():
    asked = questionnaire(dimension("a", maturity("M1")), dimension("b", maturity("M2")))
    total = card(asked, {"M1": at(5), "M2": without()}).total

    assert (total.claimed, total.evidenced, total.low, total.high) == (None, None, None, None)
    assert total.completeness == F(1, 2)


def test_levels_are_decided_on_low_and_certifications_on_evidence():
    answers = {"M1": at(4, evidence=1)}
    own = card(two_items(), answers)
    certified = card(two_items(), answers, purpose="certification")

    assert own.deciding(own.total) == 600  # 1000·30·0.8/40
    assert certified.deciding(certified.total) == 300  # 1000·30·0.4/40


def test_raising_an_item_raises_claim_and_evidence_together_and_never_lowers():
    asked = two_items()
    answers = {"M1": at(1), "M2": at(4)}
    raised = raise_items(card(asked, answers), {"M1": F(2, 5), "M2": F(1, 5)})

    assert [each.claimed for each in raised.items] == [F(2, 5), F(4, 5)]
    assert [each.evidenced for each in raised.items] == [F(2, 5), F(1, 5)]


# What conditions may ask


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ('answered("M1")', True),
        ('answered("M2")', False),
        ('not answered("M2")', True),
        ('not_applicable("M3")', True),
        ('not_applicable("M1")', False),
        ('level("M1") >= 3', True),
        ('level("M1") > 3', False),
        ('score("M1") == 60%', True),
        ('level("M2") < 5', False),
        ('score("M3") >= 0', False),
        ('value("K1") > 75', True),
        ('chosen("X1", "partly")', True),
        ('chosen("X1", "fully")', False),
        ('chosen("C1", "a")', True),
        ('chosen("C1", "b")', False),
        ('count("C1") == 1', True),
        ('level("C1") >= 0', True),
        ("facts.headcount >= 100", True),
        ("facts.region == 'CN-ZJ'", False),
        ("facts.sector in ['retail', 'wholesale']", True),
    ],
)
def test_conditions_ask_about_answers_and_facts(condition, holds):
    asked = questionnaire(
        dimension(
            "only", maturity("M1"), maturity("M2"), maturity("M3"), kpi(), choice(), checklist()
        )
    )
    answers = {
        "M1": at(3),
        "M3": without(),
        "K1": measured(76),
        "X1": chosen("partly"),
        "C1": ticked({"a": "0.5", "b": 0}),
    }
    facts: dict[str, Value] = {"headcount": F(240), "sector": "wholesale"}

    assert Condition.parse(condition).holds(Circumstances(asked, answers, facts)) is holds


def test_a_partly_answered_item_has_no_level_yet():
    asked = questionnaire(dimension("only", maturity("M1")))
    circumstances = Circumstances(asked, {"M1": steps_are(3, None)}, {})

    assert circumstances.ask("level", ("M1",)) is None
    assert circumstances.ask("score", ("M1",)) is None
    assert circumstances.ask("score", ("gone",)) is None


def test_an_unknown_dimension_or_item_has_no_score():
    found = card(two_items(), {})

    assert found.dimension("gone") is None
    assert found.item("gone") is None


def test_a_hidden_answer_counts_in_no_later_condition():
    hidden = maturity("M1", applies_if=Condition.parse('facts.dealers == "yes"'))
    later = maturity("M2", applies_if=Condition.parse('answered("M1")'))
    asked = questionnaire(dimension("only", hidden, later, maturity("M3")))
    found = card(asked, {"M1": at(3), "M2": at(3), "M3": at(3)})

    assert [score.status for score in found.items] == [
        Status.HIDDEN,
        Status.HIDDEN,
        Status.ANSWERED,
    ]


def test_a_note_alone_is_no_answer_to_a_condition():
    later = maturity("M2", applies_if=Condition.parse('answered("M1")'))
    asked = questionnaire(dimension("only", maturity("M1"), later))
    found = card(asked, {"M1": MaturityAnswer(note="later"), "M2": at(3)})

    assert found.items[1].status is Status.HIDDEN
