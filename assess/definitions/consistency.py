"""Does a questionnaire hold together?  Checks across items, files and the manifest."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from fractions import Fraction
from functools import partial
from itertools import pairwise

from assess.core.conditions import DIMENSION_FUNCTIONS, Reference
from assess.core.faults import N_, Fault, words
from assess.core.questionnaire import (
    TOP,
    ChecklistItem,
    ChoiceItem,
    Item,
    KpiItem,
    MaturityItem,
    Option,
    Practice,
    Questionnaire,
)
from assess.definitions.documents import Node, Place
from assess.definitions.reader import Reader, within
from assess.definitions.scoreable import Q513, check_scoreable

C402 = partial(Fault, "C402", N_("no {kind} '{id}' in this questionnaire"), N_("{hint}"))
C404 = partial(
    Fault,
    "C404",
    N_("{id} depends on {later}, which is asked later or depends on it"),
    N_("ask only about items that stand before it"),
)
Q501 = partial(
    Fault,
    "Q501",
    N_("the id '{id}' is already used on line {line} of {path}"),
    N_("give it another id"),
)
Q502 = partial(Fault, "Q502", N_("no {kind} '{id}' in this questionnaire"), N_("{hint}"))
Q503 = partial(
    Fault, "Q503", N_("{id} needs itself, by way of {chain}"), N_("remove one of these needs")
)
Q504 = partial(
    Fault,
    "Q504",
    N_("the curve is not monotone at {at}"),
    N_("scores must rise as the value gets better, and each value stand once"),
)
Q505 = partial(
    Fault,
    "Q505",
    N_("no improvement step to {missing}"),
    N_("say what to do for every step from 1 to 5"),
)
Q506 = partial(
    Fault, "Q506", N_("{what} must be above 0, not {given}"), N_("give it a weight, or remove it")
)
Q507 = partial(
    Fault, "Q507", N_("the anchors of {axis} lack {missing}"), N_("describe at least 0, 1, 3 and 5")
)
Q508 = partial(
    Fault,
    "Q508",
    N_("level {level} asks for less than the level below it"),
    N_("let thresholds rise with the level"),
)
Q509 = partial(
    Fault,
    "Q509",
    N_("the points of profile '{id}' sum to {sum}, not {maximum}"),
    N_("give every dimension points that sum to the maximum"),
)
Q510 = partial(
    Fault,
    "Q510",
    N_("form '{form}' asks nothing in dimension '{dimension}'"),
    N_("add an item of it to the form"),
)
Q511 = partial(
    Fault,
    "Q511",
    N_("profile '{id}' gives no points to dimension '{dimension}'"),
    N_("add it under “points”"),
)
Q512 = partial(
    Fault,
    "Q512",
    N_("a score of {given} is outside 0 to 1"),
    N_("scores are shares of the best result"),
)
Q514 = partial(
    Fault,
    "Q514",
    N_("the file '{name}' cannot be read"),
    N_("name a file that lies beside the manifest"),
)
Q515 = partial(
    Fault,
    "Q515",
    N_("the effort of step {to} is less than that of the step below"),
    N_("higher steps cost at least as much"),
)


def check(questionnaire: Questionnaire, reader: Reader) -> None:
    """Note every way in which the questionnaire contradicts itself."""
    checking = _Checking(questionnaire, reader)
    checking.ids()
    checking.references()
    for item in questionnaire.items():
        checking.item(item)
    checking.needs()
    checking.applicability()
    checking.forms()
    checking.profiles()
    checking.levels()
    check_scoreable(questionnaire, reader)


class _Checking:
    def __init__(self, questionnaire: Questionnaire, reader: Reader) -> None:
        self.questionnaire = questionnaire
        self.reader = reader
        self.item_ids = [item.id for item in questionnaire.items()]

    def blame(self, value: object, fault: Fault) -> None:
        self.reader.blame(self.reader.place_of(value), fault)

    def ids(self) -> None:
        q = self.questionnaire
        groups: list[Iterable[object]] = [
            [*q.dimensions, *q.items()],
            q.facts,
            q.roles,
            q.articles,
            q.forms,
            q.profiles,
            *(dimension.stages for dimension in q.dimensions),
            *(item.practices for item in q.items() if isinstance(item, ChecklistItem)),
            *(item.options for item in q.items() if isinstance(item, ChoiceItem)),
        ]
        for group in groups:
            self._unique(group)

    def _unique(self, values: Iterable[object]) -> None:
        seen: dict[str, Place] = {}
        for value in values:
            id = str(getattr(value, "id"))  # noqa: B009 — the groups have nothing but `id` in common
            place = self.reader.place_of(value)
            if id in seen:
                first = seen[id]
                self.blame(value, Q501(details={"id": id, "line": first.line, "path": first.path}))
            seen.setdefault(id, place)

    def references(self) -> None:
        q = self.questionnaire
        roles, articles = [role.id for role in q.roles], [article.id for article in q.articles]
        for dimension in q.dimensions:
            stages = [stage.id for stage in dimension.stages]
            for item in dimension.items:
                self._known(item.needs, N_("item"), self.item_ids, item)
                self._known(item.roles, N_("role"), roles, item)
                self._known([step.owner for step in item.improve], N_("role"), roles, item)
                self._known([s.article for s in item.sources], N_("article"), articles, item)
                self._known([item.stage] if item.stage else [], N_("stage"), stages, item)
                if isinstance(item, ChecklistItem):
                    self._known([item.scale], N_("scale"), list(q.scales), item)
        for article in q.articles:
            for practice in article.practices:
                self._known(practice.items, N_("item"), self.item_ids, practice)
        for asked in self.reader.conditions:
            for reference in asked.condition.references():
                self._known_reference(reference, asked.node)

    def _known(self, ids: Iterable[str], kind: str, known: list[str], where: object) -> None:
        for id in ids:
            if id not in known and id not in self.reader.spoilt:
                details = {"kind": words(kind), "id": id, "hint": _hint(id, known)}
                self.blame(where, Q502(details=details))

    def _known_reference(self, reference: Reference, node: Node) -> None:
        q = self.questionnaire
        known, kind = self.item_ids, N_("item")
        if reference.function == "facts":
            known, kind = [fact.id for fact in q.facts], N_("fact")
        elif reference.function in DIMENSION_FUNCTIONS:
            known, kind = [dimension.id for dimension in q.dimensions], N_("dimension")
        elif reference.option is not None and (item := q.item(reference.id)):
            ids = [part.id for part in _parts(item)]
            self._in_condition(reference.option, N_("practice or option"), ids, reference, node)
        self._in_condition(reference.id, kind, known, reference, node)

    def _in_condition(
        self, id: str, kind: str, known: list[str], reference: Reference, node: Node
    ) -> None:
        if id not in known and id not in self.reader.spoilt:
            at = within(node, reference.column)
            self.reader.blame(
                at, C402(details={"kind": words(kind), "id": id, "hint": _hint(id, known)})
            )

    def item(self, item: Item) -> None:
        if item.points <= 0:
            self.blame(item, Q506(details={"what": "points", "given": item.points}))
        self._steps(item)
        match item:
            case MaturityItem():
                self._anchors(item)
            case ChecklistItem():
                self._practices(item)
            case KpiItem():
                self._curve(item)
            case ChoiceItem():
                self._options(item)

    def _steps(self, item: Item) -> None:
        missing = [str(to) for to in range(1, TOP + 1) if item.step(to) is None]
        if missing:
            self.blame(item, Q505(details={"missing": ", ".join(missing)}))
        for below, above in pairwise(sorted(item.improve, key=lambda step: step.to)):
            if above.effort < below.effort:
                self.blame(above, Q515(details={"to": above.to}))
        for step in item.improve:
            if step.effort <= 0:
                self.blame(step, Q506(details={"what": "effort", "given": step.effort}))

    def _anchors(self, item: MaturityItem) -> None:
        for axis in item.axes:
            given = item.anchors.of(axis)
            missing = [str(step) for step in (0, 1, 3, 5) if step not in given]
            if missing:
                details = {"axis": axis, "missing": ", ".join(missing)}
                self.blame(item.anchors, Q507(details=details))

    def _practices(self, item: ChecklistItem) -> None:
        if not item.practices:
            self.blame(item, Q513(details={"what": item.id, "part": "practice"}))
        for practice in item.practices:
            if practice.weight <= 0:
                self.blame(practice, Q506(details={"what": "weight", "given": practice.weight}))

    def _options(self, item: ChoiceItem) -> None:
        if not item.options:
            self.blame(item, Q513(details={"what": item.id, "part": "option"}))
        for option in item.options:
            self._share(option, option.score)

    def _curve(self, item: KpiItem) -> None:
        if not item.curve:
            self.blame(item, Q513(details={"what": item.id, "part": "curve point"}))
        for point in item.curve:
            self._share(point, point.score)
        for left, right in pairwise(item.curve):
            rises = right.score >= left.score
            if right.at <= left.at or rises is not (item.better == "higher"):
                self.blame(right, Q504(details={"at": right.at}))

    def _share(self, where: object, score: Fraction) -> None:
        if not 0 <= score <= 1:
            self.blame(where, Q512(details={"given": score}))

    def needs(self) -> None:
        needs = {item.id: item.needs for item in self.questionnaire.items()}
        for item in self.questionnaire.items():
            chain = _way_back(item.id, needs)
            if chain:
                self.blame(item, Q503(details={"id": item.id, "chain": " → ".join(chain)}))

    def applicability(self) -> None:
        earlier: set[str] = set()
        for item in self.questionnaire.items():
            asked = list(item.applies_if.references()) if item.applies_if else []
            for reference in asked:
                unknown = reference.id not in self.item_ids
                if reference.function != "facts" and not unknown and reference.id not in earlier:
                    self.blame(item, C404(details={"id": item.id, "later": reference.id}))
            earlier.add(item.id)

    def forms(self) -> None:
        for form in self.questionnaire.forms:
            if isinstance(form.items, tuple):
                self._known(form.items, N_("item"), self.item_ids, form)
            for dimension in self.questionnaire.dimensions:
                asks = any(form.asks(item) for item in dimension.items)
                if not asks and not self.reader.spoilt:
                    details = {"form": form.id, "dimension": dimension.id}
                    self.blame(form, Q510(details=details))

    def profiles(self) -> None:
        maximum = self.questionnaire.scoring.maximum
        ids = [dimension.id for dimension in self.questionnaire.dimensions]
        for profile in self.questionnaire.profiles:
            self._known(profile.points, N_("dimension"), ids, profile)
            for dimension in ids:
                if profile.points.get(dimension, Fraction(0)) <= 0:
                    self.blame(profile, Q511(details={"id": profile.id, "dimension": dimension}))
            total = sum(profile.points.values(), Fraction(0))
            if total != maximum:
                details = {"id": profile.id, "sum": total, "maximum": maximum}
                self.blame(profile, Q509(details=details))

    def levels(self) -> None:
        levels = sorted(self.questionnaire.levels, key=lambda level: level.level)
        for below, above in pairwise(levels):
            less = (
                above.total < below.total
                or (above.each_dimension or 0) < (below.each_dimension or 0)
                or (above.knock_out or 0) < (below.knock_out or 0)
            )
            if less or above.level == below.level:
                self.blame(above, Q508(details={"level": above.level}))


def _parts(item: Item) -> tuple[Practice, ...] | tuple[Option, ...]:
    if isinstance(item, ChecklistItem):
        return item.practices
    return item.options if isinstance(item, ChoiceItem) else ()


def _hint(id: str, known: list[str]) -> Fault:
    near = difflib.get_close_matches(id, known, n=1)
    if near:
        return words(N_("did you mean '{near}'?"), near=near[0])
    return words(N_("known are {known}"), known=", ".join(known) or "–")


def _way_back(start: str, needs: dict[str, tuple[str, ...]]) -> list[str]:
    """The chain of needs from an item back to itself, or nothing."""
    stack: list[tuple[str, list[str]]] = [(start, [])]
    seen: set[str] = set()
    while stack:
        id, chain = stack.pop()
        for needed in needs.get(id, ()):
            if needed == start:
                return [*chain, needed]
            if needed not in seen:
                seen.add(needed)
                stack.append((needed, [*chain, needed]))
    return []
