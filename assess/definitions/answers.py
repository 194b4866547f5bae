"""From the keys of an answer in a file to a typed `Answer`, or every problem in them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import partial

from assess.core.answers import Answer, slots_of
from assess.core.faults import N_, Fault, words
from assess.core.items import Item
from assess.core.questionnaire import Questionnaire
from assess.core.readings import read_slots
from assess.definitions.faults import S202, unknown_key
from assess.definitions.reader import Reader
from assess.definitions.scalars import Unreadable
from assess.definitions.yaml.documents import Entry, Mapping, Node, Place, Scalar, Sequence

A620 = partial(Fault, "A620", N_("no item '{id}' in {questionnaire} {version}"), N_("{hint}"))

_TRUTH = {"true": "yes", "false": "no"}


class AnswersReader:
    """Reads answers to the items of a questionnaire and notes the problems with a reader."""

    def __init__(self, questionnaire: Questionnaire, reader: Reader) -> None:
        self.questionnaire = questionnaire
        self.reader = reader

    def under(self, root: Mapping) -> dict[str, Answer]:
        """Every answer under the key `answers` of a file, by item id."""
        answers: dict[str, Answer] = {}
        for item, node in self.items_under(root):
            if (read := self.read(item, node)) is not None:
                answers[item.id] = read
        return answers

    def items_under(self, root: Mapping) -> Iterator[tuple[Item, Node]]:
        """What stands for each item under the key `answers` of a file."""
        for id, given in entries_under(root, "answers", self.reader):
            item = self.questionnaire.item(id)
            if item is not None:
                yield item, given.node
            elif not self.reader.has_enough:
                self._unknown_item(id, given.place)

    def _unknown_item(self, id: str, place: Place) -> None:
        q = self.questionnaire
        fault = unknown_key(id, [item.id for item in q.items()])
        hint = words(fault.cure, **fault.details)
        details = {"id": id, "questionnaire": q.id, "version": q.version, "hint": hint}
        self.reader.blame(place, A620(details=details))

    def read(self, item: Item, node: Node) -> Answer | None:
        """The answer to one item, None when there is none or it cannot be understood."""
        if isinstance(node, Scalar) and not node.text:
            return None
        try:
            mapping = self.reader.mapping(node, item.id)
        except Unreadable:
            return None
        slots, places = self._slots(item, mapping)
        reading = read_slots(self.questionnaire, item, slots)
        for found in reading.faults:
            self.reader.blame(places.get(found.slot, mapping.place), found.fault)
        return reading.answer

    def typed(self, item: Item, node: Node) -> dict[str, str]:
        """The slots of an answer as they stand in the file, blank ones too."""
        return self._slots(item, node)[0] if isinstance(node, Mapping) else {}

    def _slots(self, item: Item, mapping: Mapping) -> tuple[dict[str, str], dict[str, Place]]:
        """The answer's keys as slots, and where each stands."""
        known = slots_of(item)
        slots: dict[str, str] = {}
        places: dict[str, Place] = {}
        for key, entry in mapping.entries.items():
            nested = entry.node.entries if isinstance(entry.node, Mapping) else None
            parts = (
                {f"{key}.{name}": inner for name, inner in nested.items()}
                if nested is not None
                else {key: entry}
            )
            for slot, part in parts.items():
                if slot not in known and slot != "not_applicable":
                    self._unknown_slot(item, slot, part, known)
                    continue
                slots[slot] = _as_typed(part.node, slot)
                places[slot] = part.node.place
        return slots, places

    def _unknown_slot(self, item: Item, slot: str, entry: Entry, known: tuple[str, ...]) -> None:
        if self.reader.has_enough:
            return
        group, dot, name = slot.partition(".")
        if not dot and any(s.startswith(f"{slot}.") for s in known):
            with contextlib.suppress(Unreadable):
                self.reader.mapping(entry.node, slot)
            return
        if dot:
            inner = [s.split(".")[1] for s in known if s.startswith(f"{group}.")]
            self.reader.blame(entry.place, unknown_key(name, inner or list(known)))
        else:
            keys = dict.fromkeys(slot.split(".")[0] for slot in known)
            self.reader.blame(entry.place, unknown_key(slot, keys))


def entries_under(root: Mapping, key: str, reader: Reader) -> Iterator[tuple[str, Entry]]:
    """The keys and values under a key that must be there."""
    entry = root.entries.get(key)
    if entry is None:
        reader.blame(root.place, S202(details={"key": key}))
        return
    with contextlib.suppress(Unreadable):
        yield from reader.mapping(entry.node, key).entries.items()


def _as_typed(node: Node, slot: str) -> str:
    """A YAML value as a person would have typed it into the field."""
    if isinstance(node, Sequence):
        return " ".join(getattr(child, "text", "…") for child in node.nodes)
    text = getattr(node, "text", "…")
    if getattr(node, "plain", False) and text in {"null", "~"}:
        return ""
    return _TRUTH.get(text, text) if slot == "segments" else text
