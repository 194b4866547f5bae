"""Curves of measures: what a value is worth, from the worst to the best."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from assess.core.faults import N_, Fault, words
from assess.core.items import CurvePoint, KpiItem
from assess.core.numbers import shortest
from assess.definitions.checks.scoreable import Q513, Found, no_share

Q504 = partial(
    Fault,
    "Q504",
    N_("the curve is not monotone at {at}"),
    N_("scores must rise as the value gets better, and each value stand once"),
)
Q504_order = partial(
    Fault, "Q504", N_("the points of the curve are not in order at {at}"), N_("{hint}")
)
Q504_turned = partial(
    Fault,
    "Q504",
    N_("the curve runs against “better: {better}”"),
    N_("write “better: {other}”, or turn the scores round"),
)
Q504_flat = partial(
    Fault,
    "Q504",
    N_("the curve has one point, so that every value is worth the same"),
    N_("add points, at least the worst and the best value"),
)


def checks(item: KpiItem) -> Iterator[Found]:
    """Checks that do not look at what another one looks at, so that each can be passed over."""
    yield _points(item)
    yield _run(item)


def _points(item: KpiItem) -> Found:
    if not item.curve:
        yield item, "curve", Q513(details={"what": item.id, "part": "curve point"})
    if len(item.curve) == 1:
        yield item, "curve", Q504_flat()
    for point in item.curve:
        if not 0 <= point.score <= 1:
            yield point, "score", no_share(point.score)


def _run(item: KpiItem) -> Found:
    """Where the curve turns back, or is not in order."""
    rises = item.better == "higher"
    pairs = list(pairwise(item.curve))
    ordered = all(left.at < right.at for left, right in pairs)
    if ordered and pairs and all(_against(left, right, rises=rises) for left, right in pairs):
        turned = {"better": item.better, "other": "lower" if rises else "higher"}
        yield item, "better", Q504_turned(details=turned)
        return
    for left, right in pairs:
        if right.at < left.at:
            hint = _in_order(item, right)
            details: dict[str, object] = {"at": shortest(right.at), "hint": hint}
            yield right, "", Q504_order(details=details)
        elif right.at == left.at or _against(left, right, rises=rises):
            yield right, "", Q504(details={"at": shortest(right.at)})


def _against(left: CurvePoint, right: CurvePoint, *, rises: bool) -> bool:
    return right.score < left.score if rises else right.score > left.score


def _in_order(item: KpiItem, point: CurvePoint) -> Fault:
    """Per cent of a measure in per cent are plain numbers; “20%” would be 0.2."""
    # The unit may be what could not be read, which must not hide this.
    unit = getattr(item, "unit", None)
    percent = (
        unit is not None
        and unit.source == "%"
        and 0 < point.at <= 1 < max(each.at for each in item.curve)
    )
    if percent:
        return words(N_("write {given} without “%”"), given=shortest(point.at * 100))
    return words(N_("write the points by rising “at”"))
