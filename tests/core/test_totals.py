"""What dimensions make of a whole, and which items a form counts."""

from fractions import Fraction

from assess.core.scoring import raise_items
from tests.core.factory import (
    at,
    card,
    dimension,
    form,
    maturity,
    profile,
    questionnaire,
    two_items,
    without,
)

F = Fraction


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
