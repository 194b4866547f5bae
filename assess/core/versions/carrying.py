"""Answers to an earlier version of a questionnaire, carried to a later one by their ids.

What a person typed goes to the item, the practice and the option that they answered, under
whatever name these have now, exactly as it was typed.  What has no place any more is lost for
the score, but it is told and kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assess.core.answers import Slots, slots_of
from assess.core.items import ChecklistItem, Item
from assess.core.numbers import number_typed, shortest
from assess.core.readings import read_slots
from assess.core.versions.amendments import Amendment
from assess.core.versions.comparison import Comparison
from assess.core.versions.lineage import heirs, line_of, part_heirs

PRACTICES, CHOSEN = "practices", "chosen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What became of the answer to one item; `now` is None where the item is gone.

    `typed` are the texts by the slots of the earlier version, `slots` those of the later one,
    `names` the later slots by the earlier ones that have a place.
    """

    was: Item
    now: Item | None
    typed: Slots
    slots: Slots
    names: Mapping[str, str]
    meaning: tuple[Amendment, ...] = ()

    @property
    def lost(self) -> dict[str, str]:
        """The texts without a place, by their earlier slots."""
        gone = {slot: text for slot, text in self.typed.items() if slot not in self.names}
        return {slot: text for slot, text in gone.items() if text.strip()}

    @property
    def says_something(self) -> bool:
        """Whether anything was typed."""
        return any(text.strip() for text in self.typed.values())

    @property
    def unchanged(self) -> bool:
        """Whether every text stands as it was, under the same names."""
        return self.now is not None and self.now.id == self.was.id and self.slots == self.typed


def carry(comparison: Comparison, typed: Mapping[str, Slots]) -> Iterator[Carried]:
    """What becomes of the answers to items of the earlier version, in its order."""
    names = heirs(comparison.old, comparison.later)
    for item in comparison.old.items():
        if item.id not in typed:
            continue
        now = comparison.new.item(names.get(item.id, ""))
        if now is None:
            yield Carried(was=item, now=None, typed=typed[item.id], slots={}, names={})
        else:
            yield _carried(comparison, item, now, typed[item.id])


def _carried(comparison: Comparison, was: Item, now: Item, slots: Slots) -> Carried:
    parts = part_heirs(was, line_of(was.id, comparison.later))
    known = slots_of(now)
    named = {slot: new for slot in slots if (new := _slot_now(slot, parts)) in known}

    def text_now(slot: str) -> str:
        if slot == CHOSEN:
            return parts.get(slots[slot].strip(), slots[slot])
        is_practice = slot.startswith(f"{PRACTICES}.")
        return _grade_now(comparison, was, now, slots[slot]) if is_practice else slots[slot]

    texts = {new: text_now(slot) for slot, new in named.items()}
    # What nobody understood before is not lost now: it still waits for its writer.
    before = {fault.slot for fault in read_slots(comparison.old, was, slots).faults}
    waiting = {named[slot] for slot in before if slot in named}
    gone = _not_understood(comparison, now, texts, waiting)
    names = {slot: new for slot, new in named.items() if new not in gone}
    return Carried(
        was=was,
        now=now,
        typed=slots,
        slots={new: texts[new] for new in names.values()},
        names=names,
        meaning=tuple(
            each
            for each in comparison.about(now.id)
            if each.bears_on_answers and each.kind != "renamed"
        ),
    )


def _slot_now(slot: str, parts: Mapping[str, str]) -> str:
    group, _, id = slot.partition(".")
    return f"{group}.{parts.get(id, id)}" if group == PRACTICES else slot


def _grade_now(comparison: Comparison, was: Item, now: Item, text: str) -> str:
    """What stands for a grade of a scale stands for the same one, whatever it is worth now."""
    if not (isinstance(was, ChecklistItem) and isinstance(now, ChecklistItem)):
        return text
    value, grades = number_typed(text), comparison.old.scales[was.scale]
    given = next((g for g in grades if g.id == text.strip() or g.value == value), None)
    same = (g for g in comparison.new.scales[now.scale] if given and g.id == given.id)
    found = next(same, None)
    if given is None or found is None or found.value == given.value or value is None:
        return text
    return shortest(found.value)


def _not_understood(comparison: Comparison, now: Item, texts: Slots, waiting: set[str]) -> set[str]:
    """The slots that the later version cannot read, some of them only without others."""
    gone: set[str] = set()
    while True:
        left = {slot: text for slot, text in texts.items() if slot not in gone}
        faults = {fault.slot for fault in read_slots(comparison.new, now, left).faults} - waiting
        found = faults & set(left)
        if faults and not found:
            # A fault of several together is told at one, which may be gone already.
            groups = {slot.partition(".")[0] for slot in faults}
            found = {slot for slot in left if slot.partition(".")[0] in groups}
        if not found:
            return gone
        gone |= found
