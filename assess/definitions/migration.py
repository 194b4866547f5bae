"""An answers file for an earlier version of a questionnaire, carried to a later one.

Where nothing is different the file stays as it was typed.  What has no place in the later version
goes under the key `lost`, by the version and the place at which it stood, so that it is scored no
longer and yet never gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assess.core.items import Item
from assess.core.questionnaire import Questionnaire
from assess.core.versions.amendments import Amendment
from assess.core.versions.carrying import Carried, carry
from assess.core.versions.comparison import Comparison
from assess.core.versions.lineage import heirs
from assess.definitions.answers import AnswersReader
from assess.definitions.assessments import read_assessment, read_fact
from assess.definitions.reader import Reader
from assess.definitions.scalars import Unreadable
from assess.definitions.texts import Languages
from assess.definitions.yaml import documents
from assess.definitions.yaml.documents import ANSWERS, Document, Node, Scalar, parse_document
from assess.definitions.yaml.rewriting import Change, Inside, Renamed, mapping, rewritten, scalar

LOST = "lost"
DEFAULTS = {"form": "full", "profile": "capability"}
"""What holds where an answers file does not say."""
NO_RULES = {"facts", "languages"}
"""Keys of the manifest that score nothing by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """Answers carried over: the new file, and what became of the old one.

    `lost` are texts by their place in the old file ("answers.L7.practices.pay").
    """

    text: str
    comparison: Comparison
    carried: tuple[Carried, ...]
    lost: Mapping[str, str]
    unanswered: tuple[Item, ...] = ()

    @property
    def kept(self) -> tuple[Carried, ...]:
        """The answers of which something was carried over."""
        return tuple(each for each in self.carried if any(map(str.strip, each.slots.values())))

    @property
    def rules(self) -> tuple[Amendment, ...]:
        """What is scored otherwise for all answers: points, gates, scales, rounding."""
        return tuple(
            amendment
            for amendment in self.comparison.about("")
            if amendment.step == "major" and amendment.place.partition(".")[0] not in NO_RULES
        )


def migrate(data: bytes, path: Path, comparison: Comparison) -> Migration:
    """Carry a file to the later version; InvalidDefinition when it is no answers file of the old.

    The new file is read once more before anybody gets it.
    """
    document = parse_document(data, str(path), ANSWERS)
    old, new = comparison.old, comparison.new
    _, before = read_assessment(document, lambda *_: old, {old.id: old})
    assert isinstance(document.root, documents.Mapping)
    moving = _Moving(document.root, comparison)
    text = rewritten(data.decode("utf-8-sig"), document.root, moving.changes())
    _check(text, path, new)
    form = next((each for each in new.forms if each.id == before.form), new.forms[0])
    added = {each.subject for each in comparison.amendments if each.kind == "added"}
    return Migration(
        text=text,
        comparison=comparison,
        carried=tuple(each for each in moving.carried if each.says_something),
        lost=moving.lost,
        unanswered=tuple(i for i in new.items() if i.id in added and form.asks(i)),
    )


def _check(text: str, path: Path, new: Questionnaire) -> Document:
    document = parse_document(text.encode(), str(path), ANSWERS)
    read_assessment(document, lambda *_: new, {new.id: new})
    return document


@dataclass(slots=True)
class _Moving:
    """One run over the entries of a file."""

    root: documents.Mapping
    comparison: Comparison
    carried: list[Carried] = field(default_factory=list)
    lost: dict[str, str] = field(default_factory=dict)

    def changes(self) -> dict[str, Change]:
        new = self.comparison.new
        version = Scalar(place=self.root.place, text=new.version, plain=False)
        changes: dict[str, Change] = {"version": version}
        changes |= self._choices()
        for key, entries in (
            ("organization", self._facts()),
            ("priorities", self._priorities()),
            ("answers", self._answers()),
        ):
            if entries:
                changes[key] = Inside(entries)
        if self.lost:
            changes[LOST] = self._all_lost()
        return changes

    def _choices(self) -> Iterator[tuple[str, Change]]:
        """The form and the profile, where the later version has them no longer."""
        new = self.comparison.new
        known = {
            "form": [form.id for form in new.forms],
            "profile": [profile.id for profile in new.profiles],
        }
        for key, default in DEFAULTS.items():
            entry = self.root.entries.get(key)
            given = entry.node.text if entry and isinstance(entry.node, Scalar) else default
            if given not in known[key]:
                if entry:
                    self.lost[key] = given
                first = default if default in known[key] else known[key][0]
                yield key, Scalar(place=self.root.place, text=first, plain=True)

    def _facts(self) -> dict[str, Renamed]:
        entries: dict[str, Renamed] = {}
        for id, node in self._inside("organization"):
            if id != "name" and not _fits(self.comparison.new, id, node):
                self.lost[f"organization.{id}"] = getattr(node, "text", "…")
                entries[id] = None
        return entries

    def _priorities(self) -> dict[str, Renamed]:
        names = heirs(self.comparison.old, self.comparison.later)
        names |= {dimension.id: dimension.id for dimension in self.comparison.new.dimensions}
        entries: dict[str, Renamed] = {}
        for id, node in self._inside("priorities"):
            if id not in names:
                self.lost[f"priorities.{id}"] = getattr(node, "text", "…")
                entries[id] = None
            elif names[id] != id:
                entries[id] = (names[id], node)
        return entries

    def _answers(self) -> dict[str, Renamed]:
        old = self.comparison.old
        reader = AnswersReader(old, Reader(Languages(old.languages, complete=False)))
        nodes = {item.id: node for item, node in reader.items_under(self.root)}
        typed = {id: reader.typed(item, nodes[id]) for id in nodes if (item := old.item(id))}
        self.carried = list(carry(self.comparison, typed))
        entries: dict[str, Renamed] = {}
        for each in self.carried:
            id = each.was.id
            self.lost |= {f"answers.{id}.{slot}": text for slot, text in each.lost.items()}
            if not each.unchanged:
                entries[id] = _answer(each, nodes[id])
        return entries

    def _all_lost(self) -> Node:
        """What is lost now, behind what was lost before."""
        entry = self.root.entries.get(LOST)
        before = entry.node.entries if entry and isinstance(entry.node, documents.Mapping) else {}
        known = {version: inner.node for version, inner in before.items()}
        now = {
            place: Scalar(place=self.root.place, text=text, plain=False)
            for place, text in self.lost.items()
        }
        version = self.comparison.old.version
        same = known.get(version)
        earlier = same.entries if isinstance(same, documents.Mapping) else {}
        return mapping(
            {**known, version: mapping({**{k: e.node for k, e in earlier.items()}, **now})}
        )

    def _inside(self, key: str) -> list[tuple[str, Node]]:
        entry = self.root.entries.get(key)
        inner = entry.node.entries if entry and isinstance(entry.node, documents.Mapping) else {}
        return [(id, each.node) for id, each in inner.items()]


def _fits(new: Questionnaire, id: str, node: Node) -> bool:
    """Whether a fact can be told in the later version as it stands."""
    fact = new.fact(id)
    if fact is None:
        return False
    reader = Reader(Languages(new.languages, complete=False))
    try:
        read_fact(reader, fact, node)
    except Unreadable:
        return False
    return not reader.problems


def _answer(carried: Carried, node: Node) -> Renamed:
    """The entry of an answer under its new names; None when nothing of it is left."""
    if carried.now is None:
        return None
    if not isinstance(node, documents.Mapping):
        return carried.now.id, node
    made: dict[str, Node] = {}
    for key, entry in node.entries.items():
        if isinstance(entry.node, documents.Mapping):
            slots = {f"{key}.{name}": each.node for name, each in entry.node.entries.items()}
            inner = {
                carried.names[slot].partition(".")[2]: _text(carried, slot, slots[slot])
                for slot in slots
                if slot in carried.names
            }
            if inner:
                made[key] = mapping(inner)
        elif key in carried.names:
            made[carried.names[key]] = _text(carried, key, entry.node)
    return (carried.now.id, mapping(made)) if made else None


def _text(carried: Carried, slot: str, node: Node) -> Node:
    """The text of a slot, left as it was typed unless it is another one now."""
    now = carried.slots[carried.names[slot]]
    return node if now == carried.typed[slot] else scalar(now)
