"""What is different between two versions, and which step each difference calls for."""

from dataclasses import fields, replace
from fractions import Fraction
from itertools import count

import pytest

from assess.core.conditions import Condition
from assess.core.items import Anchors, CurvePoint, Item, Option, Practice
from assess.core.questionnaire import Fact, Grade, Profile, Questionnaire, Role, Stage
from assess.core.scoring_rules import Rollup
from assess.core.sources import Source
from assess.core.text import Text
from assess.core.versions.comparison import compare
from tests.core.factory import (
    More,
    checklist,
    choice,
    dimension,
    form,
    kpi,
    level,
    maturity,
    practice,
    questionnaire,
    steps,
    words,
)

ITEMS = (
    maturity("M1"),
    checklist(practice("a", 2, mandatory=True), practice("b"), id="C1"),
    kpi("K1"),
    choice("X1"),
)

serial = count()


def asked(*items: Item, **more: More) -> Questionnaire:
    """A version of the small questionnaire; each gets a digest of its own."""
    made = questionnaire(dimension("one", *(items or ITEMS)), **more)
    return replace(made, sha256=str(next(serial)))


def told(old: Questionnaire, *later: Questionnaire) -> list[tuple[str, str, str, str]]:
    """Every difference as step, kind, subject and place."""
    found = compare(old, *later).amendments
    return [(each.step, each.kind, each.subject, each.place) for each in found]


def with_item(item: Item, **changes: More) -> Questionnaire:
    """The questionnaire with one of its items changed."""
    return asked(*(replace(each, **changes) if each == item else each for each in ITEMS))


M1, C1, K1, X1 = ITEMS
TWICE = Text({"en": "twice"})


def test_two_alike_have_no_difference_and_no_step_is_due():
    same = asked()

    assert told(same, replace(same)) == []
    assert compare(same, replace(same)).due is None


def test_a_comment_alone_is_a_patch():
    assert told(asked(), asked()) == []
    assert compare(asked(), asked()).due == "patch"


@pytest.mark.parametrize(
    ("item", "change", "place"),
    [
        (M1, {"points": Fraction(12)}, "points"),
        (M1, {"knock_out": True}, "knock_out"),
        (M1, {"applies_if": Condition.parse("facts.people > 3")}, "applies_if"),
        (M1, {"axes": ("reality",)}, "axes"),
        (replace(C1), {"scale": "other"}, "scale"),
        (K1, {"better": "lower"}, "better"),
        (K1, {"curve": (CurvePoint(at=Fraction(1), score=Fraction(1)),)}, "curve"),
        (K1, {"curve_source": "set by client"}, "curve_source"),
        (K1, {"unit": words("days")}, "unit"),
    ],
)
def test_what_changes_a_score_is_major(item, change, place):
    assert told(asked(), with_item(item, **change)) == [("major", "changed", item.id, place)]


def test_old_and_new_are_told_as_an_author_writes_them():
    curve = (
        CurvePoint(at=Fraction(1, 2), score=Fraction(0)),
        CurvePoint(at=Fraction(3), score=Fraction(1)),
    )
    (found,) = compare(asked(), with_item(K1, curve=curve)).amendments

    assert (found.old, found.new) == ("60: 0, 80: 0.8, 90: 1", "0.5: 0, 3: 1")


def test_weight_and_duty_of_a_practice_are_told_at_the_practice():
    changed = checklist(practice("a", 3), practice("b"), id="C1")

    assert told(asked(), asked(M1, changed, K1, X1)) == [
        ("major", "changed", "C1", "practices.a.weight"),
        ("major", "changed", "C1", "practices.a.mandatory"),
    ]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"needs": ("C1",)}, "needs"),
        ({"roles": ("boss",)}, "roles"),
        ({"verification": ("interview",)}, "verification"),
        ({"stage": "early"}, "stage"),
        ({"core": True}, "core"),
        ({"na_allowed": True}, "na_allowed"),
    ],
)
def test_what_is_asked_or_advised_besides_is_minor(change, place):
    assert told(asked(), with_item(M1, **change)) == [("minor", "changed", "M1", place)]


def test_advice_and_sources_are_minor_however_they_change():
    dearer = with_item(M1, improve=steps(effort=9)[:4])
    sourced = with_item(M1, sources=(Source(article="001", passage="2"),))

    assert {step for step, *_ in told(asked(), dearer)} == {"minor"}
    assert told(asked(), sourced) == [("minor", "added", "M1", "sources.001 2")]


@pytest.mark.parametrize("change", [{"core": False}, {"na_allowed": False}])
def test_what_was_asked_or_allowed_and_is_no_longer_is_major(change):
    before = with_item(M1, core=True, na_allowed=True)
    after = asked(replace(before.items().__next__(), **change), C1, K1, X1)

    assert [step for step, *_ in told(before, after)] == ["major"]


def test_words_are_a_patch_in_the_language_in_which_they_changed():
    old = Text({"en": "once", "zh": "一次"})
    new = Text({"en": "once", "zh": "一回"})
    before = replace(with_item(M1, text=old), languages=("en", "zh"))
    after = replace(with_item(M1, text=new), languages=("en", "zh"))

    (found,) = (each for each in compare(before, after).amendments if each.place == "text")
    assert (found.step, found.kind, found.language) == ("patch", "reworded", "zh")
    assert (found.old, found.new) == ("一次", "一回")


def test_a_further_language_is_one_difference_and_one_that_goes_is_major():
    one = asked()
    two = replace(asked(), languages=("en", "zh"))

    assert told(one, two) == [("patch", "added", "", "languages.zh")]
    assert told(two, one) == [("major", "removed", "", "languages.zh")]


def test_a_new_anchor_is_minor_and_one_that_goes_is_major():
    assert isinstance(M1, Item)
    more = Anchors(intention=M1.anchors.intention, reality={**M1.anchors.reality, 4: TWICE})

    assert told(asked(), with_item(M1, anchors=more)) == [
        ("minor", "added", "M1", "anchors.reality.4")
    ]
    assert told(with_item(M1, anchors=more), asked()) == [
        ("major", "removed", "M1", "anchors.reality.4")
    ]


def test_criteria_without_ids_are_matched_by_their_words():
    before = replace(practice("a"), quality=(words("first"), words("second")))
    after = replace(practice("a"), quality=(words("new"), words("first"), words("second")))

    assert told(asked(checklist(before, id="C1")), asked(checklist(after, id="C1"))) == [
        ("minor", "added", "C1", "practices.a.quality.1")
    ]


def test_a_new_item_is_minor_and_a_gate_if_it_knocks_out():
    new, gate = maturity("M2"), maturity("M3", knock_out=True)

    assert told(asked(), asked(*ITEMS, new, gate)) == [
        ("minor", "added", "M2", ""),
        ("major", "added", "M3", ""),
    ]


def test_an_item_that_goes_or_is_retired_is_major():
    assert told(asked(), asked(M1, C1, K1)) == [("major", "removed", "X1", "")]
    assert told(asked(), with_item(X1, retired=True)) == [("major", "retired", "X1", "")]


def test_nobody_minds_what_changes_in_a_retired_item():
    before = with_item(X1, retired=True)
    after = with_item(X1, retired=True, points=Fraction(99))

    assert told(before, after) == [("patch", "changed", "X1", "points")]


def test_a_renamed_item_is_compared_with_what_it_was():
    renamed = replace(M1, id="M9", renamed_from="M1", points=Fraction(11))

    assert told(asked(), asked(renamed, C1, K1, X1)) == [
        ("minor", "renamed", "M9", ""),
        ("major", "changed", "M9", "points"),
    ]


def test_to_be_renamed_changes_nothing_else_that_names_the_item():
    asks = Condition.parse('level("M1") >= 2')
    before = asked(
        M1, replace(C1, needs=("M1",), applies_if=asks), forms=(form("full", ("M1", "C1")),)
    )
    renamed = replace(M1, id="M9", renamed_from="M1")
    asks = Condition.parse('level("M9") >= 2')
    after = asked(
        renamed, replace(C1, needs=("M9",), applies_if=asks), forms=(form("full", ("M9", "C1")),)
    )

    assert told(before, after) == [("minor", "renamed", "M9", "")]


def test_what_was_renamed_twice_is_found_by_way_of_the_version_between():
    between = asked(replace(M1, id="M2", renamed_from="M1"), C1, K1, X1)
    last = asked(replace(M1, id="M3", renamed_from="M2"), C1, K1, X1)

    assert told(asked(), between, last) == [("minor", "renamed", "M3", "")]
    assert told(asked(), last) == [("minor", "added", "M3", ""), ("major", "removed", "M1", "")]


def test_an_id_that_something_else_took_over_is_not_its_former_holders():
    taken = replace(M1, id="X1", renamed_from="M1")

    assert told(asked(), asked(taken, C1, K1)) == [
        ("minor", "renamed", "X1", ""),
        ("major", "removed", "X1", ""),
    ]


@pytest.mark.parametrize(
    ("item", "place"),
    [
        (
            replace(
                C1,
                practices=(
                    practice("a", 2, mandatory=True),
                    replace(practice("b"), id="z", renamed_from="b"),
                ),
            ),
            "practices.z",
        ),
        (
            replace(
                X1, options=(*X1.options[:2], replace(X1.options[2], id="z", renamed_from="fully"))
            ),
            "options.z",
        ),
    ],
)
def test_a_practice_or_an_option_may_be_renamed(item, place):
    after = asked(*(item if each.id == item.id else each for each in ITEMS))

    assert told(asked(), after) == [("minor", "renamed", item.id, place)]


def test_an_item_of_another_type_is_told_as_such():
    found = told(asked(), asked(choice("M1"), C1, K1, X1))

    assert ("major", "changed", "M1", "type") in found


def test_an_item_that_moves_to_another_dimension_changes_its_score():
    two = questionnaire(dimension("one", M1, C1), dimension("two", K1, X1))
    other = questionnaire(dimension("one", M1, C1, K1), dimension("two", X1))

    (found,) = compare(two, other).amendments
    assert (found.step, found.kind, found.subject) == ("major", "moved", "K1")
    assert (found.old, found.new) == ("two", "one")


def test_another_order_is_a_patch():
    assert told(asked(), asked(C1, M1, K1, X1)) == [("patch", "reordered", "one", "items")]


def test_a_stage_is_a_view_unless_it_makes_a_score():
    def staged(stage: str, rollup: Rollup | None) -> Questionnaire:
        stages = tuple(Stage(id=id, title=words(), rollup=rollup) for id in ("early", "late"))
        made = replace(dimension("one", replace(M1, stage=stage)), stages=stages)
        return questionnaire(made)

    assert told(staged("early", None), staged("late", None)) == [
        ("minor", "changed", "M1", "stage")
    ]
    assert told(staged("early", "mean"), staged("late", "mean")) == [
        ("major", "changed", "M1", "stage")
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {"levels": (level(1, 150, each="0.10"),)},
            [("major", "removed", "", f"levels.{n}") for n in range(2, 6)],
        ),
        (
            {"profiles": (Profile(id="even", title=words(), points={"one": Fraction(900)}),)},
            [("major", "changed", "", "profiles.even.points.one")],
        ),
        ({"forms": (form("full", "all"),)}, [("major", "removed", "", "forms.core")]),
        (
            {"facts": (Fact(id="people", type="number", title=words()),)},
            [("minor", "added", "", "facts.people")],
        ),
    ],
)
def test_the_rules_of_the_questionnaire_are_compared_too(change, expected):
    assert told(asked(), asked(**change)) == expected


def test_a_gate_is_told_with_its_level():
    levels = (level(1, 150, each="0.10"), level(2, 310, each="0.20", knock_out="0.20"))
    before = asked(levels=(levels[0], level(2, 300, each="0.20", knock_out="0.20")))

    (found,) = compare(before, asked(levels=levels)).amendments
    assert (found.step, found.place) == ("major", "levels.2.total")
    assert (found.old, found.new) == ("300", "310")


def test_what_a_grade_is_worth_is_a_rule_and_a_role_is_not():
    graded = asked()
    scale = tuple(
        Grade(id=each.id, value=each.value / 2, text=each.text) for each in graded.scales["share"]
    )
    roles = (*graded.roles, Role(id="staff", title=words()))

    found = told(graded, replace(graded, scales={"share": scale}, roles=roles))
    assert ("minor", "added", "", "roles.staff") in found
    assert ("major", "changed", "", "scales.share.half.value") in found


def test_what_is_only_looked_at_gives_no_reason_to_answer_anew():
    changes = {"title": words("other"), "points": Fraction(12), "improve": steps()[:4]}
    found = compare(asked(), with_item(M1, **changes)).about("M1")

    assert {each.place for each in found if each.bears_on_answers} == {"points"}


def other(value: object) -> More:
    """Another value of the same type."""
    match value:
        case bool():
            return not value
        case Fraction():
            return value + 1
        case str():
            return f"{value}2"
        case Text() | None:
            return TWICE
        case tuple():
            return value[1:] if value else ("C1",)
        case Anchors():
            return Anchors(intention=value.intention, reality={})
    raise AssertionError(value)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.type)
def test_no_key_of_an_item_changes_without_a_word(item):
    keys = [each.name for each in fields(item) if each.name not in {"id", "renamed_from"}]
    changes = {key: other(getattr(item, key)) for key in keys}
    silent = [key for key in keys if not told(asked(), with_item(item, **{key: changes[key]}))]

    assert silent == []


def test_options_and_practices_that_come_and_go():
    option = Option(id="more", text=words(), score=Fraction(1))
    assert told(asked(), with_item(X1, options=(*X1.options, option))) == [
        ("minor", "added", "X1", "options.more")
    ]
    gone = checklist(Practice(id="a", weight=Fraction(2), mandatory=True, text=words("a")), id="C1")
    assert told(asked(), asked(M1, gone, K1, X1)) == [("major", "removed", "C1", "practices.b")]
