"""The sheet “survey” of an XLSForm: its groups as dimensions and stages, its questions as items."""

from __future__ import annotations

from dataclasses import dataclass

from assess.core.faults import N_
from assess.definitions.importing.account import Account, NotImportable
from assess.definitions.importing.ids import Ids
from assess.definitions.importing.outline import NOT_INTRODUCED, Dimension, Item, Outline
from assess.definitions.importing.texts import Said, Words, known
from assess.definitions.importing.xlsform.choices import Choice
from assess.definitions.importing.xlsform.conditions import Asked, Unsayable, condition_of
from assess.definitions.importing.xlsform.questions import Questions
from assess.definitions.importing.xlsform.tables import Row, Table

GENERAL: Said = ("General", "综合", "綜合")
METADATA = frozenset(
    {
        "start",
        "end",
        "today",
        "deviceid",
        "subscriberid",
        "simserial",
        "phonenumber",
        "username",
        "email",
        "audit",
        "start-geopoint",
        "background-audio",
    }
)
MOST_DEEP = 30
"""Groups in groups; their conditions hold for every question inside."""
MOST_IN_CONDITIONS = 200_000
"""Characters of all conditions that are looked at."""
TRUE = frozenset({"yes", "true", "1"})
ANSWERED_ONLY_IN_WORDS = frozenset({"text", "string"})


@dataclass(slots=True)
class _Group:
    """A group that is open: its condition, and where its questions go."""

    kind: str
    row: Row
    condition: str = ""
    dimension: Dimension | None = None
    stage: str = ""
    answers: str = ""


class Survey:
    """Reads the rows from top to bottom."""

    def __init__(
        self, table: Table, lists: dict[str, list[Choice]], outline: Outline, account: Account
    ) -> None:
        self.table = table
        self.outline = outline
        self.account = account
        self.questions = Questions(lists, outline, account)
        self.asked: dict[str, Asked] = {}
        self.open: list[_Group] = []
        self.general: Dimension | None = None
        self.made: list[Dimension] = []
        self.stage_ids: dict[str, Ids] = {}
        self.facts = Ids()
        self.in_conditions = 0

    def read(self) -> None:
        """Make dimensions of the groups; one in which nothing is scored is told and left out."""
        for row in self.table.rows:
            self._row(row)
        for group in self.open:
            self.account.changed(group.row.where("type"), N_("the group has no end; it goes on"))
        for dimension in self.made:
            if dimension.items:
                self.outline.dimensions.append(dimension)
                continue
            text = "\n".join([*dimension.title.values(), *dimension.intro.values()])
            message = N_("nothing in the group {id} can be scored")
            self.account.left(self.table.file, message, text, id=dimension.id)

    def _row(self, row: Row) -> None:
        words = row.text("type").replace("_", " ").lower().split()
        kind = " ".join(words)
        if not words:
            return
        if row.peek("disabled").casefold() in TRUE:
            message = N_("this row is disabled, so that nobody is asked")
            self.account.left(row.where("type"), message, row.rest())
        elif words[0] in {"begin", "end"} and len(words) > 1:
            self._group(words[0], words[1], row)
        elif kind == "note":
            self._note(row)
        elif kind in ANSWERED_ONLY_IN_WORDS:
            self._text(row)
        elif row.peek("type").lower() in METADATA:
            message = N_("“{type}” is not asked here")
            self.account.left(row.where("type"), message, row.rest(), type=kind)
        else:
            self._question(row)

    # --- groups --------------------------------------------------------------------------

    def _group(self, what: str, kind: str, row: Row) -> None:
        if what == "end":
            row.text("name")
            if self.open:
                self.open.pop()
            else:
                self.account.changed(row.where("type"), N_("this ends no group; passed over"))
            return
        if len(self.open) >= MOST_DEEP:
            message = N_("groups are more than {limit} deep — take some out")
            raise NotImportable(row.where("type"), message, limit=MOST_DEEP)
        answers = row.text("kobo--score-choices") if kind == "score" else ""
        group = _Group(kind, row, condition=self._condition(row), answers=answers)
        name, label = row.text("name"), row.words("label")
        above = self.open[-1] if self.open else None
        if above is None:
            group.dimension = self._dimension(name, label)
            self.account.carried(
                row.where("type"), N_("group → dimension {id}"), id=group.dimension.id
            )
        else:
            self._inner_group(group, above, name, label)
        if kind == "repeat":
            message = N_("what repeats is asked once; an assessment is of one organization")
            self.account.changed(row.where("type"), message)
        self.open.append(group)

    def _inner_group(self, group: _Group, above: _Group, name: str, label: Words) -> None:
        """A group inside another: a stage; those inside that one belong to the same."""
        group.dimension, group.stage = above.dimension, above.stage
        where = group.row.where("type")
        if group.stage or group.dimension is None:
            text = "\n".join(label.values())
            self.account.changed(where, N_("groups are two deep; part of the one around it"), text)
            return
        ids = self.stage_ids.setdefault(group.dimension.id, Ids())
        group.stage = ids.of(name, "stage")
        group.dimension.stages[group.stage] = label or {self.outline.languages[0]: name}
        self.account.carried(where, N_("group → stage {id}"), id=group.stage)

    def _dimension(self, name: str, label: Words) -> Dimension:
        made = Dimension(id=self.outline.ids.of(name.casefold(), "part"))
        made.title = label or ({self.outline.languages[0]: name} if name else {})
        self.made.append(made)
        return made

    def _here(self) -> Dimension:
        """The dimension of a question: its group's, or one for those outside of groups."""
        if self.open and self.open[-1].dimension:
            return self.open[-1].dimension
        if self.general is None:
            self.general = self._dimension("general", known(GENERAL, self.outline.languages))
        return self.general

    # --- rows ----------------------------------------------------------------------------

    def _note(self, row: Row) -> None:
        """The first words of a group introduce its dimension; others have no place."""
        dimension = self.open[-1].dimension if self.open else None
        where = row.where("label")
        conditional = bool(row.peek("relevant"))
        if dimension and not dimension.items and not conditional and (label := row.words("label")):
            row.text("name")
            if dimension.introduce(label):
                message = N_("note → introduction of dimension {id}")
                self.account.carried(where, message, id=dimension.id)
            else:
                text = "\n".join(label.values())
                self.account.left(where, NOT_INTRODUCED, text, id=dimension.id)
            return
        self.account.left(where, N_("a note between questions has no place"), row.rest())

    def _text(self, row: Row) -> None:
        """Words before the first question are about who is asked; later ones cannot be scored."""
        name, where = row.peek("name"), row.where("type")
        if any(dimension.items for dimension in self.made) or not name:
            message = N_("an answer in words cannot be scored; every answer takes a note instead")
            self.account.left(where, message, row.rest())
            return
        row.text("name")
        label = row.words("label")
        id = self.facts.of(name, "fact").replace("-", "_")
        self.outline.facts.append((id, label or {self.outline.languages[0]: name}))
        self.asked[name] = Asked("fact", id)
        self.account.changed(
            where, N_("question in words → fact {id} about the organization, not scored"), id=id
        )

    def _question(self, row: Row) -> None:
        name = row.peek("name")
        made = self.questions.item(row, self.open[-1].answers if self.open else "")
        if made is None:
            return
        item, asked = made
        item.stage = self.open[-1].stage if self.open else ""
        around = [group.condition for group in self.open if group.condition]
        item.applies_if = self._joint([*around, self._condition(row)], row, item)
        self._here().items.append(item)
        self.asked[name] = asked
        self.account.carried(
            row.where("type"), N_("question → item {id} ({type})"), id=item.id, type=item.type
        )

    def _condition(self, row: Row) -> str:
        xpath = row.peek("relevant")
        if not xpath:
            return ""
        self.in_conditions += len(xpath)
        try:
            looked_at = self.in_conditions <= MOST_IN_CONDITIONS
            said = condition_of(xpath if looked_at else "", self.asked)
        except Unsayable:
            row.text("relevant")
            message = N_("this condition cannot be said here; it is asked always")
            self.account.left(row.where("relevant"), message, xpath)
            return ""
        row.text("relevant")
        self.account.carried(row.where("relevant"), N_("relevant → applies_if"))
        return said

    def _joint(self, conditions: list[str], row: Row, item: Item) -> str:
        """All of several conditions, those of the groups around a question and its own."""
        given = list(dict.fromkeys(each for each in conditions if each))
        joint = given[0] if len(given) == 1 else " and ".join(f"({each})" for each in given)
        if len(joint) <= 500:  # noqa: PLR2004 — of a condition
            return joint
        message = N_("the conditions of the groups around item {id} are too long together")
        self.account.left(row.where("type"), message, joint, id=item.id)
        return ""
