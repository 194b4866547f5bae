import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import pytest

from assess.core.conditions import Comparison, Condition, ConditionFault, Reference, Value

F = Fraction


@dataclass
class Known:
    """A scope that knows these facts, and these answers by function and words."""

    facts: Mapping[str, Value] = field(default_factory=dict)
    answers: Mapping[tuple[str, ...], Value] = field(default_factory=dict)

    def fact(self, id: str) -> Value:
        return self.facts.get(id)

    def ask(self, function: str, words: tuple[str, ...]) -> Value:
        return self.answers.get((function, *words))


SCOPE = Known(
    facts={"sector": "retail", "size": F(240), "listed": True},
    answers={
        ("level", "L1"): F(3),
        ("score", "L1"): F(3, 5),
        ("answered", "L1"): True,
        ("chosen", "X1", "best"): True,
    },
)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ('level("L1") == 3', True),
        ('level("L1") != 3', False),
        ('level("L1") < 4', True),
        ('level("L1") <= 2.9', False),
        ('level("L1") > 2', True),
        ('2 < level("L1") <= 3', True),
        ('2 < level("L1") < 3', False),
        ('score("L1") == 0.6', True),
        ('score("L1") >= 60%', True),
        ('score("L1") >= 61%', False),
        ("facts.size >= 240", True),
        ("facts.listed", True),
        ("facts.listed == true", True),
        ("facts.listed == True", True),
        ("facts.listed == false", False),
        ("not (facts.listed == false)", True),
        ("not (facts.exported == false)", True),
        ("facts.exported == true", False),
        ("facts.listed == 1", False),
        ("facts.sector == 'retail'", True),
        ('facts.sector in ["retail", "banking"]', True),
        ('facts.sector in ("banking", "other")', False),
        ('facts.sector not in ["banking"]', True),
        ('answered("L1") and chosen("X1", "best")', True),
        ('answered("L1") and not answered("L2")', True),
        ('answered("L2") or facts.size > 100', True),
        ('(answered("L2") or facts.listed) and level("L1") > 5', False),
        ("True", True),
        ("not False", True),
        ('score("L1") == 0.1 or score("L1") == 0.6', True),
    ],
)
def test_a_condition_is_python_like(text, holds):
    assert Condition.parse(text).holds(SCOPE) is holds


@pytest.mark.parametrize(
    "text",
    [
        'level("L9") < 5',
        'level("L9") >= 0',
        'level("L9") == level("L9")',
        'level("L9") != 3',
        'facts.region in ["CN"]',
        'facts.region not in ["CN"]',
        '1 < level("L9") < 5',
        "facts.region",
        'answered("L9")',
    ],
)
def test_what_is_not_answered_compares_false(text):
    assert not Condition.parse(text).holds(SCOPE)


@pytest.mark.parametrize("text", ["facts.sector > 3", "facts.size == 'many'", "facts.size < 'a'"])
def test_words_and_numbers_do_not_compare(text):
    assert not Condition.parse(text).holds(SCOPE)


def test_numbers_are_exact():
    third = Known(answers={("score", "L1"): F(1, 10) + F(2, 10)})

    assert Condition.parse('score("L1") == 0.3').holds(third)


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("1" * 501, 0, "longer than 500 characters"),
        ("size >= 3", 0, "not understood: 'size'"),
        ("3 > size", 4, "not understood: 'size'"),
        ("facts", 0, "not understood: 'facts'"),
        ('["a"]', 0, "a list outside `in`"),
        ('facts.a == ["a"]', 11, "a list outside `in`"),
        ('facts.a in ["a", facts.b]', 11, "a list outside `in`"),
        ("facts.a in facts.b", 11, "`in` takes a list"),
        ('points("L1") > 3', 0, "unknown function 'points'; one of answered, chosen"),
        ("level(L1) > 3", 0, "for example level('L1')"),
        ("level(3) > 3", 0, "for example level('L1')"),
        ('level("L1", "L2") > 3', 0, "takes 1 quoted id"),
        ('chosen("X1")', 0, "takes 2 quoted id"),
        ('level(id="L1") > 3', 0, "Call has no place"),
        ('facts.a.lower() == "a"', 0, "Call has no place"),
        ("facts.a.b == 1", 0, "Attribute has no place"),
        ("os.name == 'posix'", 0, "Attribute has no place"),
        ("facts.a is True", 0, "Is has no place"),
        ("facts.a + 1 > 2", 0, "BinOp has no place"),
        ("1 if facts.a else 2", 0, "IfExp has no place"),
        ("lambda: 1", 0, "Lambda has no place"),
        ("[x for x in 'ab']", 0, "ListComp has no place"),
        ("(x := 3) > 2", 1, "NamedExpr has no place"),
        ('f"{1}" == "1"', 0, "JoinedStr has no place"),
        ("{'a': 1} == 1", 0, "Dict has no place"),
        ("facts.a == None", 11, "Constant has no place"),
        ("facts.a == ...", 11, "Constant has no place"),
        ("facts.a == b'a'", 11, "Constant has no place"),
        ("facts.a == 1j", 11, "Constant has no place"),
        ("__import__('os').system('true')", 0, "Call has no place"),
    ],
)
def test_whatever_else_is_refused_with_its_column(text, column, message):
    with pytest.raises(ConditionFault) as caught:
        Condition.parse(text)

    assert message in str(caught.value)
    assert caught.value.column == column


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('level("L1") = 3', "“=” has no place in a condition"),
        ('level("L1") >=', "not a condition"),
        ("", "not a condition"),
        ("(" * 300, "not a condition"),
        ("not " * 120, "not a condition"),
        ("facts.a\x00", "not a condition"),
        ("1; 2", "not a condition"),
        ("import os", "not a condition"),
    ],
)
def test_what_python_cannot_parse_is_refused(text, message):
    with pytest.raises(ConditionFault) as caught:
        Condition.parse(text)

    assert str(caught.value) == message
    assert 0 <= caught.value.column <= len(text)


def test_a_condition_names_what_it_asks_about():
    condition = Condition.parse('facts.size > 3 and chosen("X1", "best") or level("L1") >= 2')

    assert set(condition.references()) == {
        Reference("facts", "size", 0),
        Reference("chosen", "X1", 26, "best"),
        Reference("level", "L1", 49),
    }


def test_one_comparison_can_be_taken_apart():
    condition = Condition.parse('score("L1") >= 80%')

    assert condition.compared(SCOPE) == Comparison(F(3, 5), F(4, 5))
    assert condition.compared(Known()) == Comparison(None, F(4, 5))


@pytest.mark.parametrize(
    "text", ['answered("L1")', '1 < level("L1") < 3', 'level("L1") > 1 and level("L1") < 3']
)
def test_anything_longer_can_not(text):
    assert Condition.parse(text).compared(SCOPE) is None


def test_a_percentage_is_understood_behind_chinese_words():
    condition = Condition.parse('facts.region == "浙江" or score("L1") >= 50%')

    assert condition.holds(SCOPE)


def test_columns_count_characters():
    with pytest.raises(ConditionFault) as caught:
        Condition.parse('facts.region == "浙江" or size > 3')

    assert caught.value.column == 24


def test_a_percentage_sign_inside_quotes_is_kept():
    assert Condition.parse('facts.band == "over 50%"').holds(Known(facts={"band": "over 50%"}))


def test_a_number_beyond_all_bounds_is_refused_when_read():
    with pytest.raises(ConditionFault):
        Condition.parse('score("L1") < 1e999')


@pytest.mark.parametrize(
    ("text", "true"), [('value("V1") > -5', True), ('value("V1") < -5', False)]
)
def test_numbers_may_be_negative(text, true):
    class Frost:
        def fact(self, id) -> None:
            return None

        def ask(self, function, words) -> Fraction:
            return Fraction(0)

    assert Condition.parse(text).holds(Frost()) is true


@pytest.mark.parametrize(
    ("text", "column", "cure"),
    [
        ('level("L1") = 3', 12, "write “==”"),
        ("facts.a && facts.b", 8, "write “and”"),
        ("facts.a || facts.b", 8, "write “or”"),
        ("facts.a == 1 AND facts.b == 2", 13, "write “and”"),
        ("Not facts.a", 0, "write “not”"),
        ("!facts.a", 0, "write “not”"),
        ("facts.a <> 1", 8, "write “!=”"),
        ("facts.a => 1", 8, "write “>=”"),
        ("facts.a ≥ 1", 8, "write “>=”"),
        ("level（“L1”） >= 1", 5, "write “(”"),
        ("facts.a == “x”", 11, 'write “"”'),
        ("facts.a == ‘x’", 11, "write “'”"),
        ("facts.a == yes", 11, "write “true”"),
        (
            "people > 3",
            0,
            "write “facts.people” for a fact; put any other word in quotation marks",
        ),
        ('levle("L1") > 3', 0, "did you mean 'level'?"),
        ("facts.a >", 0, "see “Conditions” in questionnaires/README.md"),
        # What stands in quotation marks is nobody's slip.
        ('facts.a == "x && y" >', 0, "see “Conditions” in questionnaires/README.md"),
    ],
)
def test_what_is_written_as_elsewhere_is_told_with_how_it_is_written_here(text, column, cure):
    with pytest.raises(ConditionFault) as told:
        Condition.parse(text)

    assert (told.value.column, told.value.cure.sentence()) == (column, cure)


@pytest.mark.parametrize(
    ("text", "column"), [("facts.a == '\\d'", 12), ("level('M1') >= 2or true", 16)]
)
def test_what_python_reads_with_a_warning_is_refused(text, column):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ConditionFault) as refused:
            Condition.parse(text)

    assert refused.value.column == column
    assert Condition.parse("facts.a == '2or'").text == "facts.a == '2or'"
