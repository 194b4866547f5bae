from fractions import Fraction

import pytest

from assess.core.findings import finding_of
from assess.core.items import Anchors
from tests.core.factory import (
    at,
    card,
    checklist,
    choice,
    chosen,
    counted,
    coverage,
    dimension,
    maturity,
    questionnaire,
    steps_are,
    ticked,
    words,
)

F = Fraction


def found(item, answer):
    asked = questionnaire(dimension("only", item))
    score = card(asked, {} if answer is None else {item.id: answer}).items[0]
    return finding_of(asked, score)


def said(text):
    return None if text is None else text.source


@pytest.mark.parametrize(
    ("step", "below", "between", "next_step"),
    [
        (0, "M1 at 0", False, 1),
        (1, "M1 at 1", False, 3),
        (2, "M1 at 1", True, 3),
        (4, "M1 at 3", True, 5),
        (5, "M1 at 5", False, None),
    ],
)
def test_a_step_is_told_by_the_anchor_at_or_below_it_and_the_next_above(
    step, below, between, next_step
):
    intention, reality = found(maturity(), steps_are(5, step)).anchored

    assert (intention.axis, intention.step, said(intention.words)) == ("intention", 5, "M1 at 5")
    assert (reality.axis, reality.step) == ("reality", step)
    assert (said(reality.words), reality.between) == (below, between)
    assert reality.next_step == next_step
    assert said(reality.next_words) == (None if next_step is None else f"M1 at {next_step}")


def test_only_the_axes_that_were_judged_are_told():
    assert [a.axis for a in found(maturity(), steps_are(None, 2)).anchored] == ["reality"]
    assert [a.axis for a in found(maturity(axes=("reality",)), at(2)).anchored] == ["reality"]
    assert found(maturity(), None).anchored == ()


def test_a_step_below_every_anchor_has_no_words_yet():
    item = maturity(axes=("reality",), anchors=Anchors(reality={3: words("three")}))
    (low,) = found(item, at(1)).anchored
    (high,) = found(item, at(4)).anchored

    assert (low.words, low.between, low.next_step, said(low.next_words)) == (None, True, 3, "three")
    assert (said(high.words), high.next_step, high.next_words) == ("three", None, None)


def test_practices_are_told_in_the_words_of_their_scale():
    first, second = found(checklist(), ticked({"a": "0.25"})).practised

    assert (first.practice.id, first.value, said(first.words)) == ("a", F(1, 4), "some")
    assert (second.practice.id, second.value, second.words) == ("b", None, None)


def test_a_choice_is_told_in_the_words_of_its_option():
    assert said(found(choice(), chosen("partly")).chosen) == "partly"
    assert found(choice(), chosen(None, note="later")).chosen is None


def test_numbers_speak_for_themselves():
    finding = found(coverage(), counted(1, 2))

    assert (finding.anchored, finding.practised, finding.chosen) == ((), (), None)
    assert finding.score.claimed == F(1, 2)
