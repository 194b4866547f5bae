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
    Dimension,
    Form,
    Item,
    KpiItem,
    MaturityItem,
    Option,
    Practice,
    Profile,
    Questionnaire,
)
from assess.definitions import reachable, rollup_checks
from assess.definitions.dead_conditions import check_alive
from assess.definitions.documents import Node, Place
from assess.definitions.reader import Reader, within
from assess.definitions.renamings import check_renamings
from assess.definitions.scoreable import Q506, Q513, check_scoreable, note

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
Q507 = partial(
    Fault, "Q507", N_("the anchors of {axis} lack {missing}"), N_("describe at least 0, 1, 3 and 5")
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
    """Note every way in which the questionnaire contradicts itself.

    A check that needs what could not be read is passed over, and that alone.
    """
    checking = _Checking(questionnaire, reader)
    for make in (
        checking.ids,
        checking.references,
        checking.items,
        checking.needs,
        checking.applicability,
        checking.forms,
        checking.profiles,
    ):
        reader.attempt(make)
    check_scoreable(questionnaire, reader)
    reader.attempt(check_alive, questionnaire, reader)
    reader.attempt(check_renamings, questionnaire, reader)
    for found in (*rollup_checks.checks(questionnaire), *reachable.checks(questionnaire)):
        reader.attempt(note, reader, found)


class _Checking:
    def __init__(self, questionnaire: Questionnaire, reader: Reader) -> None:
        self.questionnaire = questionnaire
        self.reader = reader
        self.item_ids = [item.id for item in questionnaire.items()]

    def blame(self, value: object, fault: Fault, key: str = "") -> None:
        self.reader.blame(self.reader.place_of(value, key), fault)

    def ids(self) -> None:
        q = self.questionnaire
        self.reader.attempt(self._unique, [*q.dimensions, *q.items()])
        for part in ("facts", "roles", "articles", "forms", "profiles", "deductions"):
            self.reader.attempt(self._unique_in, q, part)
        self.reader.attempt(self._unique_bands, q)
        for fact in getattr(q, "facts", ()):
            self._unique(fact.choices)
        for dimension in q.dimensions:
            self.reader.attempt(self._unique_in, dimension, "stages")
        for item in q.items():
            part = "practices" if isinstance(item, ChecklistItem) else "options"
            if isinstance(item, ChecklistItem | ChoiceItem):
                self.reader.attempt(self._unique_in, item, part)

    def _unique_in(self, owner: object, part: str) -> None:
        self._unique(getattr(owner, part))

    def _unique_bands(self, questionnaire: Questionnaire) -> None:
        self._unique(questionnaire.scoring.bands)

    def _unique(self, values: Iterable[object]) -> None:
        seen: dict[str, Place] = {"": self.reader.place_of(self.questionnaire)}
        for value in values:
            id = str(getattr(value, "id"))  # noqa: B009 — the groups have nothing but `id` in common
            place = self.reader.place_of(value)
            if id and id in seen:
                first = seen[id]
                self.blame(value, Q501(details={"id": id, "line": first.line, "path": first.path}))
            seen.setdefault(id, place)

    def references(self) -> None:
        for dimension in self.questionnaire.dimensions:
            for item in dimension.items:
                for refers in (self._needs, self._roles, self._owners, self._sources, self._scale):
                    self.reader.attempt(refers, item)
                self.reader.attempt(self._stage, item, dimension)
        self.reader.attempt(self._asked_by_articles)
        for asked in self.reader.conditions:
            for reference in asked.condition.references():
                self.reader.attempt(self._known_reference, reference, asked.node, asked.key)

    def _needs(self, item: Item) -> None:
        self._known(item.needs, N_("item"), self.item_ids)

    def _roles(self, item: Item) -> None:
        self._known(item.roles, N_("role"), self._ids_of("roles"))

    def _owners(self, item: Item) -> None:
        for step in item.improve:
            self._known_at(step, "owner", N_("role"), self._ids_of("roles"))

    def _sources(self, item: Item) -> None:
        for source in item.sources:
            self._known_at(source, "article", N_("article"), self._ids_of("articles"))

    def _scale(self, item: Item) -> None:
        if isinstance(item, ChecklistItem):
            self._known_at(item, "scale", N_("scale"), list(self.questionnaire.scales))

    def _stage(self, item: Item, dimension: Dimension) -> None:
        if item.stage is not None:
            self._known_at(item, "stage", N_("stage"), [stage.id for stage in dimension.stages])

    def _asked_by_articles(self) -> None:
        for article in self.questionnaire.articles:
            for practice in article.practices:
                self._known(practice.items, N_("item"), self.item_ids)

    def _ids_of(self, part: str) -> list[str]:
        return [value.id for value in getattr(self.questionnaire, part)]

    def _known_at(self, owner: object, key: str, kind: str, known: list[str]) -> None:
        self._known_id(getattr(owner, key), kind, known, self.reader.place_of(owner, key))

    def _known(self, ids: Iterable[str], kind: str, known: list[str]) -> None:
        """Note the ids of a list, or the keys of a mapping, that nothing has."""
        by_number = isinstance(ids, tuple)
        for number, id in enumerate(ids):
            key = str(number) if by_number else id
            self._known_id(id, kind, known, self.reader.place_of(ids, key))

    def _known_id(self, id: str, kind: str, known: list[str], at: Place) -> None:
        if id not in known and not self._excused(id, kind):
            details = {"kind": words(kind), "id": id, "hint": _hint(id, known)}
            self.reader.blame(at, Q502(details=details))

    def _excused(self, id: str, kind: str) -> bool:
        """Whether something of this id may well be there, but could not be read."""
        lost = kind in {N_("item"), N_("dimension")} and self.reader.files_lost
        return lost or id in self.reader.spoilt

    def _known_reference(self, reference: Reference, node: Node, key: str) -> None:
        q = self.questionnaire
        known, kind = self.item_ids, N_("item")
        if reference.function == "facts":
            known, kind = self._ids_of("facts"), N_("fact")
        elif reference.function in DIMENSION_FUNCTIONS:
            known, kind = [dimension.id for dimension in q.dimensions], N_("dimension")
        elif reference.function == "score" and key == "require":
            known = [*self.item_ids, *(dimension.id for dimension in q.dimensions)]
        elif reference.option is not None and (item := q.item(reference.id)):
            ids = [part.id for part in _parts(item)]
            self._in_condition(reference.option, N_("practice or option"), ids, reference, node)
        self._in_condition(reference.id, kind, known, reference, node)

    def _in_condition(
        self, id: str, kind: str, known: list[str], reference: Reference, node: Node
    ) -> None:
        if id not in known and not self._excused(id, kind):
            at = within(node, reference.column)
            self.reader.blame(
                at, C402(details={"kind": words(kind), "id": id, "hint": _hint(id, known)})
            )

    def items(self) -> None:
        for item in self.questionnaire.items():
            for checks in (self._points, self._steps, self._effort):
                self.reader.attempt(checks, item)
            match item:
                case MaturityItem():
                    self.reader.attempt(self._anchors, item)
                case ChecklistItem():
                    self.reader.attempt(self._practices, item)
                case KpiItem():
                    self.reader.attempt(self._curve, item)
                    self.reader.attempt(self._direction, item)
                case ChoiceItem():
                    self.reader.attempt(self._options, item)

    def _points(self, item: Item) -> None:
        self._above_zero(item, "points")

    def _above_zero(self, owner: object, key: str) -> None:
        if (given := getattr(owner, key)) <= 0:
            self.blame(owner, Q506(details={"what": key, "given": given}), key)

    def _steps(self, item: Item) -> None:
        if self.questionnaire.status == "draft" and not item.improve:
            return
        missing = [str(to) for to in range(1, TOP + 1) if item.step(to) is None]
        if missing:
            self.blame(item, Q505(details={"missing": ", ".join(missing)}), "improve")

    def _effort(self, item: Item) -> None:
        for below, above in pairwise(sorted(item.improve, key=lambda step: step.to)):
            if above.effort < below.effort:
                self.blame(above, Q515(details={"to": above.to}), "effort")
        for step in item.improve:
            self._above_zero(step, "effort")

    def _anchors(self, item: MaturityItem) -> None:
        for axis in item.axes:
            given = item.anchors.of(axis)
            missing = [str(step) for step in (0, 1, 3, 5) if step not in given]
            if missing:
                details = {"axis": axis, "missing": ", ".join(missing)}
                self.blame(item.anchors, Q507(details=details), axis)

    def _practices(self, item: ChecklistItem) -> None:
        if not item.practices:
            self.blame(item, Q513(details={"what": item.id, "part": "practice"}), "practices")
        for practice in item.practices:
            self._above_zero(practice, "weight")

    def _options(self, item: ChoiceItem) -> None:
        if not item.options:
            self.blame(item, Q513(details={"what": item.id, "part": "option"}), "options")
        for option in item.options:
            self._share(option, option.score)

    def _curve(self, item: KpiItem) -> None:
        if not item.curve:
            self.blame(item, Q513(details={"what": item.id, "part": "curve point"}), "curve")
        for point in item.curve:
            self._share(point, point.score)

    def _direction(self, item: KpiItem) -> None:
        for left, right in pairwise(item.curve):
            rises = right.score >= left.score
            if right.at <= left.at or rises is not (item.better == "higher"):
                self.blame(right, Q504(details={"at": right.at}))

    def _share(self, where: object, score: Fraction) -> None:
        if not 0 <= score <= 1:
            self.blame(where, Q512(details={"given": score}), "score")

    def needs(self) -> None:
        needs = {item.id: getattr(item, "needs", ()) for item in self.questionnaire.items()}
        for item in self.questionnaire.items():
            chain = _way_back(item.id, needs) if item.id else []
            if chain:
                details = {"id": item.id, "chain": " → ".join(chain)}
                self.blame(item, Q503(details=details), "needs")

    def applicability(self) -> None:
        earlier: set[str] = set()
        for item in self.questionnaire.items():
            self.reader.attempt(self._asks_back, item, earlier)
            earlier.add(item.id)

    def _asks_back(self, item: Item, earlier: set[str]) -> None:
        for reference in item.applies_if.references() if item.applies_if else ():
            unknown = reference.id not in self.item_ids
            if reference.function != "facts" and not unknown and reference.id not in earlier:
                self.blame(item, C404(details={"id": item.id, "later": reference.id}), "applies_if")

    def forms(self) -> None:
        for form in self.questionnaire.forms:
            if isinstance(form.items, tuple):
                self._known(form.items, N_("item"), self.item_ids)
            for dimension in self.questionnaire.dimensions:
                self.reader.attempt(self._asks_something, form, dimension)

    def _asks_something(self, form: Form, dimension: Dimension) -> None:
        asks = any(form.asks(item) for item in dimension.items)
        # An item that could not be read may well be asked.
        if not asks and self.reader.spoilt == {""} and not self.reader.files_lost:
            self.blame(form, Q510(details={"form": form.id, "dimension": dimension.id}), "items")

    def profiles(self) -> None:
        ids = [dimension.id for dimension in self.questionnaire.dimensions]
        for profile in self.questionnaire.profiles:
            self._known(profile.points, N_("dimension"), ids)
            for dimension in ids if profile.points else ():
                if dimension and profile.points.get(dimension, Fraction(0)) <= 0:
                    details: dict[str, object] = {"id": profile.id, "dimension": dimension}
                    self.blame(profile, Q511(details=details), "points")
            self.reader.attempt(self._sum, profile)

    def _sum(self, profile: Profile) -> None:
        maximum = self.questionnaire.scoring.maximum
        total = sum(profile.points.values(), Fraction(0))
        if profile.points and total != maximum:
            details = {"id": profile.id, "sum": total, "maximum": maximum}
            self.blame(profile, Q509(details=details), "points")


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
