"""What the answers of a choice are worth, from 0 to 1."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

YES = {"yes", "y", "true", "oui", "si", "sí", "sim", "ja", "是", "有"}
NO = {"no", "n", "false", "non", "não", "nao", "nein", "否", "没有", "无"}
NOT_APPLICABLE = {
    "n/a", "na", "n_a", "n.a.", "not applicable", "not_applicable", "non applicable",
    "sans objet", "nicht anwendbar", "entfällt", "no aplica", "no aplicable", "non applicabile",
    "não aplicável", "não se aplica", "niet van toepassing", "nie dotyczy", "不适用", "不適用",
}  # fmt: skip
UNKNOWN = {
    "i don't know", "i don’t know", "don't know", "don’t know", "do not know", "unknown",
    "not sure", "je ne sais pas", "weiß nicht", "weiss nicht", "no lo sé", "no sé", "non so",
    "não sei", "weet ik niet", "nie wiem", "不知道", "不清楚", "不确定", "不確定",
}  # fmt: skip
"""Words, in small letters, of answers that a tool gives no worth of their own."""


def by_values(values: Sequence[Fraction]) -> list[Fraction] | None:
    """The least is worth 0 and the most 1; None where all are alike."""
    low, high = min(values), max(values)
    return [(value - low) / (high - low) for value in values] if high > low else None


def by_order(number: int) -> list[Fraction]:
    """The first is worth 0 and the last 1, in even steps; a single one is worth 1."""
    return [Fraction(at, number - 1) if number > 1 else Fraction(1) for at in range(number)]


def by_words(words: Sequence[str]) -> list[Fraction] | None:
    """Yes is worth 1 and no 0, with what is neither between them; None without both of them.

    Answers that lead from one to the other rise in even steps, others are all worth a half.
    """
    yes = [n for n, word in enumerate(words) if word in YES]
    no = [n for n, word in enumerate(words) if word in NO]
    if len(yes) != 1 or len(no) != 1:
        return None
    last = len(words) - 1
    if {yes[0], no[0]} == {0, last}:
        rising = by_order(len(words))
        return rising if no[0] == 0 else rising[::-1]
    return [Fraction(n == yes[0]) if n in {*yes, *no} else Fraction(1, 2) for n in range(last + 1)]
