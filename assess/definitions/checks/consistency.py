"""Does a questionnaire hold together?  Checks across items, files and the manifest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import partial
from itertools import pairwise

from assess.core.conditions import DIMENSION_FUNCTIONS, Reference
from assess.core.faults import N_, Fault, words
from assess.core.items import (
    TOP,
    ChecklistItem,
    ChoiceItem,
    Item,
    KpiItem,
    MaturityItem,
    Option,
    Practice,
)
from assess.core.questionnaire import Dimension, Profile, Questionnaire
from assess.definitions import naming
from assess.definitions.checks import curves, reachable, rollups
from assess.definitions.checks.circles import ways_back
from assess.definitions.checks.dead_conditions import check_alive
from assess.definitions.checks.renamings import check_renamings
from assess.definitions.checks.scoreable import Q506, Q513, check_scoreable, no_share, note
from assess.definitions.faults import known_as
from assess.definitions.reader import Reader
from assess.definitions.scalars import within
from assess.definitions.yaml.documents import Node, Place

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
Q514 = partial(
    Fault,
    "Q514",
    N_("the file '{name}' cannot be read"),
    N_("{hint}"),
)
Q515 = partial(
    Fault,
    "Q515",
    N_("the effort of step {to} is less than that of the step below"),
    N_("higher steps cost at least as much"),
)

Q544 = partial(
    Fault,
    "Q544",
    N_("it says when the item does not apply, but nobody may say so"),
    N_("write “na_allowed: true”, or remove “na_when”"),
)

Known = Mapping[str, object]
"""What there is by its id."""


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
    for checks in (naming.checks, rollups.checks, reachable.checks):
        for found in checks(questionnaire):
            reader.attempt(note, reader, found)
    if reader.all_items:
        reader.attempt(note, reader, reachable.gates_of_nothing(questionnaire))


class _Checking:
    def __init__(self, questionnaire: Questionnaire, reader: Reader) -> None:
        self.questionnaire = questionnaire
        self.reader = reader
        items = list(questionnaire.items())
        # As keys, since very many ids may be looked up.
        self.item_ids = dict.fromkeys(item.id for item in items)
        self.twice = len(self.item_ids) < len(items)
        self._part_ids: dict[tuple[int, str], Known] = {}

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
            self._known_at(item, "scale", N_("scale"), self.questionnaire.scales)

    def _stage(self, item: Item, dimension: Dimension) -> None:
        if item.stage is not None:
            self._known_at(item, "stage", N_("stage"), self._ids_of("stages", dimension))

    def _asked_by_articles(self) -> None:
        for article in self.questionnaire.articles:
            for practice in article.practices:
                self._known(practice.items, N_("item"), self.item_ids)

    def _ids_of(self, part: str, owner: Questionnaire | Dimension | None = None) -> Known:
        owner = owner or self.questionnaire
        if (id(owner), part) not in self._part_ids:
            ids = dict.fromkeys(value.id for value in getattr(owner, part))
            self._part_ids[id(owner), part] = ids
        return self._part_ids[id(owner), part]

    def _known_at(self, owner: object, key: str, kind: str, known: Known) -> None:
        self._known_id(getattr(owner, key), kind, known, self.reader.place_of(owner, key))

    def _known(self, ids: Iterable[str], kind: str, known: Known) -> None:
        """Note the ids of a list, or the keys of a mapping, that nothing has."""
        by_number = isinstance(ids, tuple)
        for number, id in enumerate(ids):
            key = str(number) if by_number else id
            self._known_id(id, kind, known, self.reader.place_of(ids, key))

    def _known_id(self, id: str, kind: str, known: Known, at: Place) -> None:
        if id not in known and not self._excused(id, kind):
            details = {"kind": words(kind), "id": id, "hint": known_as(id, known)}
            self.reader.blame(at, Q502(details=details))

    def _excused(self, id: str, kind: str) -> bool:
        """Whether something of this id may well be there, but could not be read."""
        lost = kind in {N_("item"), N_("dimension")} and self.reader.files_lost
        return lost or id in self.reader.spoilt

    def _known_reference(self, reference: Reference, node: Node, key: str) -> None:
        q = self.questionnaire
        known: Known = self.item_ids
        kind = N_("item")
        if reference.function == "facts":
            known, kind = self._ids_of("facts"), N_("fact")
        elif reference.function in DIMENSION_FUNCTIONS:
            known, kind = self._ids_of("dimensions"), N_("dimension")
        elif reference.function == "score" and key == "require":
            known = {**self.item_ids, **self._ids_of("dimensions")}
        elif reference.option is not None and (item := q.item(reference.id)):
            ids = dict.fromkeys(part.id for part in _parts(item))
            self._in_condition(reference.option, N_("practice or option"), ids, reference, node)
        self._in_condition(reference.id, kind, known, reference, node)

    def _in_condition(
        self, id: str, kind: str, known: Known, reference: Reference, node: Node
    ) -> None:
        if id not in known and not self._excused(id, kind):
            at = within(node, reference.column)
            self.reader.blame(
                at, C402(details={"kind": words(kind), "id": id, "hint": known_as(id, known)})
            )

    def items(self) -> None:
        for item in self.questionnaire.items():
            for checks in (self._points, self._refusal, self._steps, self._effort):
                self.reader.attempt(checks, item)
            match item:
                case MaturityItem():
                    self.reader.attempt(self._anchors, item)
                case ChecklistItem():
                    self.reader.attempt(self._practices, item)
                case KpiItem():
                    for found in curves.checks(item):
                        self.reader.attempt(note, self.reader, found)
                case ChoiceItem():
                    self.reader.attempt(self._options, item)

    def _points(self, item: Item) -> None:
        self._above_zero(item, "points")

    def _refusal(self, item: Item) -> None:
        if item.na_when is not None and not item.na_allowed:
            self.reader.warn(self.reader.place_of(item, "na_when"), Q544())

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

    def _share(self, where: object, score: Fraction) -> None:
        if not 0 <= score <= 1:
            self.blame(where, no_share(score), "score")

    def needs(self) -> None:
        if self.twice:
            # Nobody knows which of two items of one id is needed.
            return
        needs = {item.id: getattr(item, "needs", ()) for item in self.questionnaire.items()}
        items = {item.id: item for item in self.questionnaire.items() if item.id}
        for id, chain in ways_back(needs):
            if id in items:
                details = {"id": id, "chain": " → ".join(chain)}
                self.blame(items[id], Q503(details=details), "needs")

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
        # An item that could not be read may well be asked.
        if self.reader.all_items:
            for dimension in self.questionnaire.dimensions:
                self.reader.attempt(self._asked_by_forms, dimension)

    def _asked_by_forms(self, dimension: Dimension) -> None:
        asked = [item for item in dimension.items if not item.retired]
        ids, core = {item.id for item in asked}, None
        for form in self.questionnaire.forms:
            match form.items:
                case "all":
                    asks = bool(asked)
                case "core":
                    asks = core = any(item.core for item in asked) if core is None else core
                case named:
                    asks = not ids.isdisjoint(named)
            if not asks:
                details = {"form": form.id, "dimension": dimension.id}
                self.blame(form, Q510(details=details), "items")

    def profiles(self) -> None:
        ids = self._ids_of("dimensions")
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
