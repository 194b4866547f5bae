"""What a filled sheet would change in an assessment, told before anything is changed."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from assess.core.items import Item
from assess.core.readings import SlotFault, read_slots
from assess.definitions.problems import Problem
from assess.definitions.sheets.contents import content_of
from assess.definitions.sheets.fields import Field
from assess.definitions.sheets.items import answer_keys
from assess.definitions.sheets.orders import ASSESSED_ON, CAPACITY, NAME, PROFILE, PURPOSE
from assess.definitions.sheets.reading import Entry, Filled, fields_of
from assess.language import current, gettext, ngettext
from assess.rendering.filters import text
from assess.web.context import Opened
from assess.web.details import Details
from assess.web.workbooks import is_own

Keep = Literal["site", "sheet", "both"]
KEEPS: tuple[Keep, ...] = ("site", "sheet", "both")
MERGEABLE = ("note", "not_applicable")
DETAILS = "details."
"""How the names of fields about the organization begin on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field that says one thing in the sheet and another here.

    `base` is the revision that the sheet started from, `seen` the one that stands here; where
    somebody else has written since, both texts are shown and one is chosen.
    """

    name: str
    head: str
    asked: Field
    mine: str
    theirs: str
    base: int = 0
    seen: int = 0
    conflict: bool = False
    keep: Keep = "site"
    op: str = field(default_factory=lambda: secrets.token_hex(16))

    @property
    def mergeable(self) -> bool:
        """Whether both texts can be kept, one below the other."""
        return self.name.endswith(tuple(f".{slot}" for slot in MERGEABLE))

    @property
    def kind(self) -> str:
        """What would happen here, for a heading."""
        if self.conflict:
            return "conflict"
        if not self.mine:
            return "cleared"
        return "changed" if self.theirs else "new"

    def words(self, said: str) -> str:
        """A text as a reader sees it: the words of its choice, else the text itself."""
        return self.asked.label_of(said) or said


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Everything that a person is shown before a sheet is taken over."""

    differences: tuple[Difference, ...]
    same: int = 0
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()

    def of(self, kind: str) -> list[Difference]:
        """The differences of one kind."""
        return [each for each in self.differences if each.kind == kind]


def review_of(opened: Opened, filled: Filled) -> Review:
    """What the sheet would change here."""
    comparing = _Comparing(opened, filled)
    differences = [*comparing.details(), *comparing.answers()]
    return Review(
        differences=tuple(differences),
        same=comparing.same,
        problems=tuple(
            sorted([*filled.problems, *comparing.problems], key=lambda each: each.order)
        ),
        remarks=tuple(_remarks(opened, filled, comparing.elsewhere)),
    )


class _Comparing:
    """Goes through the fields of a sheet and what stands here instead."""

    def __init__(self, opened: Opened, filled: Filled) -> None:
        self.opened = opened
        self.entries = filled.entries
        self.own = is_own(filled.identity, opened)
        self.fields = fields_of(opened.questionnaire, current())
        self.same = 0
        self.elsewhere: set[str] = set()
        self.problems: list[Problem] = []

    def details(self) -> Iterator[Difference]:
        """What is different about the organization."""
        for key, stands in standing_details(self.opened).items():
            entry = self._entry(key)
            if entry is None or not self._says_something(entry) or self._is_same(entry, stands):
                continue
            unseen = not self.own or content_of(entry.field, stands).digest != entry.before
            changed_here = bool(stands.strip()) and unseen
            yield difference_of_details(
                self.opened, key, self.fields[key], entry.text, conflict=changed_here
            )

    def _entry(self, key: str) -> Entry | None:
        """What the sheet says; of several names, the one in the language of the assessment."""
        named = self.entries.get(f"{NAME}.{self.opened.record.language}") if key == NAME else None
        return self.entries.get(key, named)

    def answers(self) -> Iterator[Difference]:
        """What is different in the answers that this assessment asks for."""
        by_item: dict[str, list[tuple[Item, str, Entry]]] = {}
        for key, (item, slot) in answer_keys(self.opened.questionnaire).items():
            entry = self.entries.get(key)
            if entry is None or not self._says_something(entry):
                continue
            if not self.opened.form.asks(item):
                self.elsewhere.add(item.id)
                continue
            stored = self.opened.cells.get((item.id, slot))
            if not self._is_same(entry, stored.value if stored else ""):
                by_item.setdefault(item.id, []).append((item, slot, entry))
        for found in by_item.values():
            yield from self._understood(found)

    def _understood(self, found: list[tuple[Item, str, Entry]]) -> Iterator[Difference]:
        """The differences of one item, without those that the core does not understand."""
        item = found[0][0]
        mine = {slot: entry for _, slot, entry in found}
        typed = {**self.opened.typed.get(item.id, {}), **{s: e.text for s, e in mine.items()}}
        faults = self._faults(item, typed, mine)
        for slot, entry in mine.items():
            if slot not in faults:
                base = entry.rev if self.own else 0
                asked = self.fields[entry.field.key]
                yield difference_of_answer(self.opened, item, slot, asked, entry.text, base=base)

    def _faults(self, item: Item, typed: Mapping[str, str], mine: Mapping[str, Entry]) -> set[str]:
        faults: tuple[SlotFault, ...] = read_slots(self.opened.questionnaire, item, typed).faults
        told = [found for found in faults if found.slot in mine]
        self.problems += [mine[found.slot].place.blame(found.fault) for found in told]
        return {found.slot for found in told}

    def _says_something(self, entry: Entry) -> bool:
        """Whether somebody wrote there, or took away what stood there."""
        return entry.changed if self.own else bool(entry.text)

    def _is_same(self, entry: Entry, stands: str) -> bool:
        mine, theirs = (content_of(entry.field, text) for text in (entry.text, stands))
        same = mine == theirs
        self.same += same
        return same


def standing_details(opened: Opened) -> dict[str, str]:
    """What stands here about the organization, by the keys of a sheet."""
    details: Details = opened.details
    known = opened.questionnaire.facts
    facts = {f"facts.{fact.id}": details.facts.get(fact.id, "") for fact in known}
    return {NAME: details.name, ASSESSED_ON: details.assessed_on, **facts}


def difference_of_details(
    opened: Opened, key: str, asked: Field, mine: str, *, conflict: bool
) -> Difference:
    """A difference about the organization, with what stands here now."""
    label = gettext("Name of the organization") if key == NAME else asked.label
    label = gettext("Assessed on") if key == ASSESSED_ON else label
    return Difference(
        name=f"{DETAILS}{key}",
        head=gettext("About the organization"),
        asked=replace(asked, label=label),
        mine=mine,
        theirs=standing_details(opened)[key],
        conflict=conflict,
    )


def difference_of_answer(
    opened: Opened, item: Item, slot: str, asked: Field, mine: str, *, base: int
) -> Difference:
    """A difference in an answer, with what stands here now."""
    stored = opened.cells.get((item.id, slot))
    theirs, seen = (stored.value, stored.rev) if stored else ("", 0)
    # Nothing that anybody wrote is in the way of a first text.
    free = not theirs.strip() and not base
    return Difference(
        name=f"{item.id}.{slot}",
        head=f"{item.id} {text(item.title)}",
        asked=asked,
        mine=mine,
        theirs=theirs,
        base=seen if free else base,
        seen=seen,
        conflict=not free and base != seen,
    )


def _remarks(opened: Opened, filled: Filled, elsewhere: set[str]) -> Iterator[str]:
    """What a person should know about the sheet as a whole."""
    entries, record = filled.entries, opened.record
    if not is_own(filled.identity, opened):
        yield gettext(
            "This sheet was not downloaded from this assessment. Where something else stands here, "
            "both are shown, and you choose."
        )
    if elsewhere:
        yield ngettext(
            "{n} question of the sheet is not asked here and is left out.",
            "{n} questions of the sheet are not asked here and are left out.",
            len(elsewhere),
        ).format(n=len(elsewhere))
    fixed = {PURPOSE: record.purpose, PROFILE: record.profile}
    if any(key in entries and entries[key].text not in {"", fixed[key]} for key in fixed):
        yield gettext("Purpose and weights stay as they are here.")
    steering = ("priorities.", "deductions.", CAPACITY)
    if any(key.startswith(steering) and entry.text for key, entry in entries.items()):
        yield gettext("What the sheet says about deductions and for the plan has no place here.")
