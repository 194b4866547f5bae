"""The scale of scores of a CISO Assistant framework."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from assess.core.faults import N_
from assess.core.numbers import shortest
from assess.definitions.importing.account import Account
from assess.definitions.importing.ciso_words import Spoken
from assess.definitions.importing.emitting import Plain, Value
from assess.definitions.importing.outline import Outline
from assess.definitions.importing.texts import Words, joined
from assess.definitions.importing.trees import Branch


class Scale:
    """From lowest to highest by ones; `names` and `anchors` are the words of some values.

    `stated` is whether the framework has a scale at all; else it asks for compliance.
    """

    def __init__(self, framework: Branch, words: Spoken, account: Account) -> None:
        self.words = words
        self.account = account
        self.used = False
        self.names: dict[Fraction, tuple[Branch, Words]] = {}
        self.anchors: dict[Fraction, Words] = {}
        entries = framework.branches("scores_definition")
        if not entries and (inner := framework.branch("scores_definition")):
            entries = inner.branches("scale")
        for entry in entries:
            self._grade(entry)
        low, high = framework.number("min_score"), framework.number("max_score")
        self.stated = bool(self.names) or (low is not None and high is not None)
        self.lowest = low if low is not None else min(self.names, default=Fraction(0))
        self.highest = high if high is not None else max(self.names, default=Fraction(100))
        if self.stated and not self._is_sound():
            message = N_(
                "the scale from {lowest} to {highest} is none; requirements are asked by compliance"
            )
            ends = {"lowest": shortest(self.lowest), "highest": shortest(self.highest)}
            account.changed(framework.where("max_score"), message, **ends)
            self.stated = False

    def _is_sound(self) -> bool:
        distance = self.highest - self.lowest
        return distance > 0 and distance.denominator == 1

    def _grade(self, entry: Branch) -> None:
        score = entry.number("score")
        if score is None:
            return
        name, about = self.words(entry, "name"), self.words(entry, "description")
        self.names[score] = (entry, name)
        if said := joined(name, about, between=": "):
            self.anchors[score] = said

    def has(self, value: Fraction, lowest: Fraction, highest: Fraction) -> bool:
        """Whether a value stands on a scale by ones."""
        return lowest <= value <= highest and (value - lowest).denominator == 1

    def keys(self, outline: Outline, node: Branch) -> dict[str, Value]:
        """The keys of a rating on this scale, or on one that a requirement has of its own."""
        low, high = node.number("min_score"), node.number("max_score")
        lowest = self.lowest if low is None else low
        highest = self.highest if high is None else high
        if highest <= lowest or (highest - lowest).denominator != 1:
            self.account.changed(
                node.where("max_score"), N_("its own scale is none; the framework's was taken")
            )
            lowest, highest = self.lowest, self.highest
        self.used = True
        anchors: dict[str, Value] = {}
        for at, said in sorted(self.anchors.items()):
            if self.has(at, lowest, highest):
                outline.hold("answers", said)
                anchors[shortest(at)] = outline.text(said)
        made: dict[str, Value] = {"lowest": lowest, "highest": highest, "increment": 1}
        return made | ({"anchors": anchors} if anchors else {})

    def tell_unused(self) -> None:
        """Keep what the scores mean where no requirement is rated by them."""
        for score, (entry, _) in sorted(self.names.items()):
            at = shortest(score)
            if self.used:
                self.account.carried(
                    entry.where(), N_("score {score} → anchor of the ratings"), score=at
                )
                continue
            text = "\n".join(self.anchors.get(score, {}).values())
            message = N_("no requirement is rated by score {score}")
            self.account.left(entry.where(), message, text, score=at)


def levels_of(scale: Scale, outline: Outline, account: Account) -> list[Mapping[str, Value]]:
    """The named scores as levels of the total, each from its share of the maximum on."""
    if not scale.stated:
        return []
    made: list[Mapping[str, Value]] = []
    for score, (entry, name) in sorted(scale.names.items()):
        share = (score - scale.lowest) / (scale.highest - scale.lowest) * 100
        if not 0 < share <= 100 or not name:  # noqa: PLR2004 — per cent
            continue
        total = int(share)
        made.append(
            {"level": len(made) + 1, "name": outline.text(name), "total": Plain(str(total))}
        )
        message = N_("score {score} → level {level} as well, from {total} points on")
        account.changed(entry.where(), message, score=shortest(score), level=len(made), total=total)
    return made
