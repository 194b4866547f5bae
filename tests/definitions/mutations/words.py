"""Words that nobody expects where they stand: values, conditions and characters."""

from __future__ import annotations

import random

VALUES = [
    *("", '""', "~", "null", "true", "false", "yes", "no", "on", "TODO", "TODO write", "=", "<<"),
    *("0", "-0", "-1", "1", "2", "3", "99", "0.5", "-0.5", "1/3", "5%", "101%", "-5%", "１２", "٣"),
    *("1e3", "1e999", "-1e999", "1E-999", ".nan", ".inf", "-.inf", "NaN", "0x1f", "0o17", "012"),
    *("1_000", "1,000", "1,00", "12:30", "1.10", "9" * 18, "9" * 19, "9" * 5000, "0.0000000000001"),
    *("2026-10-01", "2026-02-30", "0000-00-00", "9999-12-31", "20261001", "2026-W01-1"),
    *("[]", "{}", "[[]]", "[null]", "[a, a]", "{a: b}", "{{}: 1}", "[{}]", "{en: a}", "{xx: a}"),
    *("&a 1", "*a", "&a [*a]", "!!int 3", "!!binary aGk=", "!x y", "!!python/name:os.system x"),
    *("!!python/object/apply:os.system [id]", "!<tag:yaml.org,2002:str> a", "!!set {a, b}"),
    *("|", ">", "|9", "|-", "'", '"', '"\\ud800"', '"\\udfff\\ud800"', '"\\0"', '"\\x07"'),
    *('"\\U0001F600"', '"\\u202e"', '"\\N"', '"\\q"', "@", "`", "%", "?", ":", "- x"),
    *("a: b", "---"),
    *("{x}", "{organization}", '"{organization}"', '"{"', '"}{"', '"{}"', '"{x}{y}"', '"{0!r:>9}"'),
    *('"{{7*7}}"', '"{organization.__class__}"', "$(id)", "<script>", "' or 1=1", "%s%n"),
    *("../../etc/passwd", "/etc/passwd", "manifest.yaml", "one.yaml", "a/b", "..", ".", "nul"),
    *("en", "zh-Hans", "zh-Hant", "de", "en-US", "english", "客户", "１"),
    *("x" * 3000, '"' + "客" * 300 + '"'),
    *("draft", "released", "retired", "M1", "P1", "C1", "K1", "X1", "one", "two", "boss", "share"),
    *("mean", "minimum", "cumulative", "sum", "weighted-mean", "higher", "lower", "kpi:K1"),
]  # fmt: skip

CHARACTERS = [
    *("\x00", "\x01", "\x07", "\x08", "\x0b", "\x0c", "\x1b[31m", "\x7f", "\x85", "\xa0", "\xad"),
    *("\t", "\r", "\n", "\u0300" * 20, "\u061c", "\u200b", "\u200f", "\u2028", "\u2029", "\u202e"),
    *("\u2066", "\ufeff", "\ufdd0", "\ufffe", "\uffff", "\U000e0001", "\U0010ffff", "𠀀", "👩‍👩‍👧"),
    *("ﷺ", "ß", "İ", "ǅ", "：", "，", "“", "”"),
]

_ASKED = [
    *("facts.sector", "facts.headcount", "facts.listed", "facts.nothing", "facts", "facts.a.b"),
    *('level("M1")', 'value("K1")', 'score("C1")', 'score("one")', 'count("C1")', "level(M1)"),
    *('chosen("C1", "a")', 'chosen("X1", "best")', 'chosen("X1")', 'answered("P1")', "answered()"),
    *('data_share("two")', 'trend_periods("two")', 'not_applicable("K1")', 'not_applicable("M1")'),
    *('__import__("os")', "().__class__", "lambda: 1", "f'{1}'", "b'a'", "...", "1j", "[1][0]"),
    *("x := 1", "1 if 1 else 2", "*a", "{1: 2}", "{1}", "(1, 2)", "[]", "await a", "-facts"),
    *("'\\d'", "'\\N{DASH}'", "'\\x'", "'\\ud800'", '"""a"""', "'a' 'b'", "r'a'", "None", "客户"),
]  # fmt: skip
_SIDES = [
    *(
        "0",
        "1",
        "2",
        "0.5",
        "80%",
        "-1",
        "1e999",
        "1e-999",
        "0x10",
        "1_0",
        "9" * 400,
        "00",
        "1or 2",
    ),
    *("'retail'", '"retail"', "true", "false", "True", "['a', 'retail']", "[]", "['a', 1]", "''"),
    *("10%%", "%", "9**9**9", "5 % 2", "1 / 0", "'%'", "1 +1", "~1", "not 1"),
]
_SIGNS = ["==", "!=", "<", "<=", ">", ">=", " in ", " not in ", " is ", "=", "=>", "<>", "", ","]


def condition(chance: random.Random, depth: int = 3) -> str:
    """Something like a condition, which may be a sound one."""
    kind = chance.randrange(8 if depth else 4)
    if kind < 4:
        left, right = chance.choice(_ASKED), chance.choice(_SIDES)
        return f"{left} {chance.choice(_SIGNS)} {right}" if kind else left
    if kind < 6:
        joint = chance.choice([" and ", " or "])
        return joint.join(condition(chance, depth - 1) for _ in range(chance.choice([2, 2, 3, 9])))
    inner = condition(chance, depth - 1)
    if kind == 6:
        return f"not ({inner})"
    many = chance.choice([1, 2, 90, 300])
    return "(" * many + inner + ")" * chance.choice([many, many, many - 1])
