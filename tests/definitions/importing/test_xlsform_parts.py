"""The small parts of an XLSForm: its conditions, bounds, scores of answers and languages."""

from fractions import Fraction

import pytest

from assess.definitions.importing.xlsform.choices import scores_of
from assess.definitions.importing.xlsform.conditions import (
    Asked,
    Unsayable,
    bounds_of,
    condition_of,
)
from assess.definitions.importing.xlsform.spoken import Code, code_of

ASKED = {
    "q": Asked("choice", "q", {"1": "1", "2": "2", "3": "3"}),
    "w": Asked("choice", "w", {"a": "a", "b": "b"}),
    "m": Asked("checklist", "m", {"x": "x"}),
    "n": Asked("rating", "n"),
    "f": Asked("fact", "f"),
}


@pytest.mark.parametrize(
    ("xpath", "said"),
    [
        ("${q} = '2'", 'chosen("q", "2")'),
        ("${ q }=2", 'chosen("q", "2")'),
        ("'2' = ${q}", 'chosen("q", "2")'),
        ("${q} >= 2", '(chosen("q", "2") or chosen("q", "3"))'),
        ("2 > ${q}", '(chosen("q", "1"))'),
        ("${q} != ''", 'answered("q")'),
        ("${q} = ''", 'not answered("q")'),
        ("not(selected(${m}, 'x'))", 'not (chosen("m", "x"))'),
        (
            "${n} <= 2.5 and (${w}='a' or ${w}=\"b\")",
            'value("n") <= 2.5 and ((chosen("w", "a") or chosen("w", "b")))',
        ),
        ("${n} != 3", 'not (value("n") == 3)'),
        ("${f} != 'no'", "not (facts.f == 'no')"),
    ],
)
def test_a_condition_is_said(xpath, said):
    assert condition_of(xpath, ASKED) == said


@pytest.mark.parametrize(
    "xpath",
    [
        "", "${q}", "${gone} = 1", "${q} = 'z'", "${w} > 1", "${q} = ${w}", "${n} + 1 > 2",
        "string-length(${f}) > 2", "${f} > 3", "${f} = ''", "${f} = \"it's\"", "${q} >= 1",
        "selected(${n}, '1')", "count-selected(${q}) > 1", "${q} = 1 and", "(${q} = 1",
        "not(" * 40 + "${q} = 1" + ")" * 40, " or ".join(["${q} = 1"] * 60), "today() > 1", "1 = 1",
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_told(xpath):
    with pytest.raises(Unsayable):
        condition_of(xpath, ASKED)


@pytest.mark.parametrize(
    ("constraint", "whole", "bounds"),
    [
        (". >= 0 and . <= 10", True, (0, 10)),
        ("(.>0) and (. < 5)", True, (1, 4)),
        (".>0 and . < 5", False, None),
        (". >= 0", True, None),
        (". >= 5 and . <= 5", True, None),
        (". >= 0 and . <= ${n}", True, None),
        ("", True, None),
    ],
)
def test_bounds_of_a_number(constraint, whole, bounds):
    assert bounds_of(constraint, whole=whole) == bounds


@pytest.mark.parametrize(
    ("names", "scores", "how", "empty"),
    [
        (["yes", "no"], [1, 0], "yes-no", []),
        (["no", "yes", "dk"], [0, 1, 0], "yes-no", ["dk"]),
        (["1", "3", "5"], [0, Fraction(1, 2), 1], "numbers", []),
        (["1", "2", "99"], [0, 1, 0], "numbers", ["99"]),
        (["97", "98", "99"], [0, Fraction(1, 2), 1], "numbers", []),
        (["low", "high"], [0, 1], "order", []),
        (["yes", "no", "maybe"], [1, 0, Fraction(1, 2)], "yes-no", []),
        (["only"], [1], "order", []),
        (["dk", "na"], [0, 1], "order", []),
    ],
)
def test_scores_of_answers(names, scores, how, empty):
    assert scores_of(names) == (scores, how, empty)


def test_languages_get_codes():
    assert code_of("English (en)", set()).code == "en"
    assert code_of("Chinese (zh_CN)", set()).code == "zh-Hans"
    assert code_of("简体中文", set()).code == "zh-Hans"
    assert code_of("fr", set()).code == "fr"
    assert code_of("Portuguese (pt_br)", set()).code == "pt-BR"
    assert code_of("Amharic", set()).code == "am"
    assert code_of("Gikuyu", set()) == Code("und-x-gikuyu", sure=False)
    assert code_of("Gikuyu", {"und-x-gikuyu"}).code == "und-x-1"
    assert code_of("ᱥᱟᱱᱛᱟᱲᱤ", {"und-x-1"}).code == "und-x-2"
