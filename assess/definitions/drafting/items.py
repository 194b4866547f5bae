"""A new item of every type, with all the keys that its author decides about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from assess.core.faults import N_
from assess.core.items import TOP
from assess.definitions.drafting.lines import Draft, Said

_Lines = Callable[[Draft, "Surroundings"], Iterator[str]]

_EFFORTS = {1: ("1", "1"), 2: ("3", "3"), 3: ("6", "8"), 4: ("10", "12"), 5: ("10", "20")}
"""Person-days and weeks of the five steps, to be thought over."""
_STEPS: Mapping[int, Said] = {
    1: ("a first trial that one person can make next week", "一个人下周就能做的第一次尝试"),
    2: (
        "write it down, name who owns it and do it in some units",
        "写成文件、定好负责人，先在部分单位执行",
    ),
    3: ("do it in most units, in one way, and count", "多数单位按统一做法执行，并作统计"),
    4: ("do it everywhere and meet a target", "全面执行并达到目标"),
    5: ("compare with the best and pass it on", "与最佳对标，并推广经验"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What of a questionnaire an item refers to."""

    languages: tuple[str, ...]
    scale: str = "share"
    role: str = "executive"
    taken: frozenset[str] = frozenset()

    def free_id(self, dimension: str) -> str:
        """An id for the first item of a dimension that nothing has yet."""
        letter = dimension[0].upper()
        number = 1
        while f"{letter}{number}" in self.taken:
            number += 1
        return f"{letter}{number}"


def item_lines(kind: str, id: str, around: Surroundings, indent: str) -> Iterator[str]:
    """An item as an entry of a list at this indent."""
    draft = Draft(around.languages, indent + "  ")
    yield f"{indent}- id: {id}"
    yield draft.entry("type", kind)
    yield from draft.comment(N_("Its weight among the items of its dimension."))
    yield draft.entry("points", "10")
    yield from draft.comment(
        N_("Whether the short form asks it; “knock_out: true” makes it a gate of its own.")
    )
    yield draft.entry("core", "true")
    yield from draft.text("title", ("what it is about, in a few words", "题目名称"))
    yield from draft.text("short", ("its name in a chart", "图表中的简称"))
    yield from draft.text("text", ("one question, about one thing?", "只问一件事的一个问题？"))
    yield from draft.text(
        "help",
        ("what counts, over which period, and what does not", "说明计算范围、时间段，以及什么不算"),
    )
    yield from draft.text("why", ("what goes wrong without it", "做不到会有什么后果"))
    yield from SKELETONS[kind](draft, around)
    yield from draft.text("evidence", ("what an assessor asks to see", "评审员要看的文件或数据"))
    yield draft.entry("verification", "[document, interview]")
    yield from draft.comment(
        N_("With “na_allowed: true” it may be marked as not applicable; “na_when” says when.")
    )
    yield draft.entry("na_allowed", "false")
    yield draft.entry("roles", f"[{around.role}]")
    yield from draft.comment(
        N_("What to do for each step up: person-days, weeks, who owns it, and what proves it.")
    )
    yield f"{draft.indent}improve:"
    for to in range(1, TOP + 1):
        yield from _step(draft.inside, to, around)


def _step(draft: Draft, to: int, around: Surroundings) -> Iterator[str]:
    effort, weeks = _EFFORTS[to]
    inner = draft.inside
    yield f"{draft.indent}- to: {to}"
    yield from inner.text("do", _STEPS[to])
    yield inner.entry("effort", effort)
    yield inner.entry("weeks", weeks)
    yield inner.entry("owner", around.role)
    yield from inner.text("proves", ("what shows that it is done", "用什么证明已做到"))


def _maturity(draft: Draft, around: Surroundings) -> Iterator[str]:
    yield from draft.comment(
        N_(
            "The plan (intention) and the practice (reality), described at 0, 1, 3 and 5; "
            "practice counts at most one step above the plan."
        )
    )
    yield f"{draft.indent}anchors:"
    for axis, at_five in (
        ("intention", ("the plan at its best", "规划的最高水平")),
        (
            "reality",
            (
                "the practice at its best, with something counted",
                "做法的最高水平，须有可计数的内容",
            ),
        ),
    ):
        yield f"{draft.inside.indent}{axis}:"
        inner = draft.inside.inside
        yield from inner.text("0", ("nothing of it is there", "什么也没有"))
        yield from inner.text("1", ("the first signs", "最初的迹象"))
        yield from inner.text("3", ("half of the way", "做到一半的样子"))
        yield from inner.text("5", at_five)


def _checklist(draft: Draft, around: Surroundings) -> Iterator[str]:
    yield from draft.comment(N_("One of the scales of the manifest."))
    yield draft.entry("scale", around.scale)
    yield from draft.comment(
        N_(
            "Four to eight practices. One that is mandatory caps the score while it is missing; "
            "all criteria under “quality” must hold before it counts."
        )
    )
    yield f"{draft.indent}practices:"
    for id, more in (("owner", ("weight: 2", "mandatory: true")), ("reviewed", ("weight: 1",))):
        inner = draft.inside.inside
        yield f"{draft.inside.indent}- id: {id}"
        yield from (f"{inner.indent}{line}" for line in more)
        yield from inner.text(
            "text", ("one practice that is in place or not", "一项可判断有无的做法")
        )
        yield f"{inner.indent}quality:"
        listed = Draft(draft.languages, inner.inside.indent)
        yield from _criterion(listed)


def _criterion(draft: Draft) -> Iterator[str]:
    """A text that stands in a list."""
    first, *others = list(draft.inside.text("…", ("what must be true of it", "必须满足的条件")))[1:]
    yield f"{draft.indent}- {first.strip()}"
    yield from (f"{draft.indent}  {line.strip()}" for line in others)


def _coverage(draft: Draft, around: Surroundings) -> Iterator[str]:
    yield from draft.comment(N_("So many of so many, over which period."))
    yield from draft.text("numerator", ("what is counted", "计入的数量（分子）"))
    yield from draft.text("denominator", ("of all which", "总数（分母）"))
    yield from draft.text("period", ("over which period", "统计期间"))


def _kpi(draft: Draft, around: Surroundings) -> Iterator[str]:
    yield draft.entry("unit", '"%"')
    yield from draft.comment(N_("Whether higher or lower values are better; the curve must agree."))
    yield draft.entry("better", "higher")
    yield from draft.text(
        "measure",
        (
            "how it is measured, so that two people get the same",
            "测量方法，须使不同的人得出相同结果",
        ),
    )
    yield from draft.comment(
        N_(
            "What a value is worth, 0 to 1, with straight lines between; say where the curve "
            "comes from, or “set by client”."
        )
    )
    yield f"{draft.indent}curve:"
    for at, score in (("60", "0"), ("80", "0.8"), ("90", "1")):
        yield f"{draft.inside.indent}- {{at: {at}, score: {score}}}"
    yield draft.entry("curve_source", "set by client")


def _choice(draft: Draft, around: Surroundings) -> Iterator[str]:
    yield from draft.comment(N_("One answer of several, each with the score it is worth, 0 to 1."))
    yield f"{draft.indent}options:"
    for id, score in (("none", "0"), ("partly", "0.5"), ("fully", "1")):
        inner = draft.inside.inside
        yield f"{draft.inside.indent}- id: {id}"
        yield inner.entry("score", score)
        yield from inner.text("text", ("what one would see", "可以看到的情形"))


def _rating(draft: Draft, around: Surroundings) -> Iterator[str]:
    yield from draft.comment(
        N_(
            "A number on a scale that goes up by the increment; anchors say what some of the "
            "values mean."
        )
    )
    yield draft.entry("lowest", "0")
    yield draft.entry("highest", "10")
    yield draft.entry("increment", "1")
    yield f"{draft.indent}anchors:"
    yield from draft.inside.text("0", ("nothing of it is there", "什么也没有"))
    yield from draft.inside.text("10", ("as good as it gets", "最高水平"))


SKELETONS: Mapping[str, _Lines] = {
    "maturity": _maturity,
    "checklist": _checklist,
    "coverage": _coverage,
    "kpi": _kpi,
    "choice": _choice,
    "rating": _rating,
}
"""The keys of each type of item."""
