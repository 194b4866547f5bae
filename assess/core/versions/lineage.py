"""What became of the items of a questionnaire, and of their practices and options, later on.

A thing keeps its id, or says what it was called in the version before (`renamed_from`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assess.core.items import ChecklistItem, ChoiceItem, Item, Option, Practice
from assess.core.questionnaire import Questionnaire

Part = Practice | Option


def parts_of(item: Item) -> tuple[Part, ...]:
    """The practices or options of an item; an item of another type has none."""
    if isinstance(item, ChecklistItem):
        return item.practices
    return item.options if isinstance(item, ChoiceItem) else ()


def heirs(old: Questionnaire, later: Sequence[Questionnaire]) -> dict[str, str]:
    """The id that each item of an old version has in the last of some later ones.

    An item that is not there any more is left out; `later` is in order, and tells what was
    renamed several times.
    """
    generations = [tuple(version.items()) for version in later]
    return _followed((item.id for item in old.items()), generations)


def part_heirs(item: Item, later: Sequence[Item]) -> dict[str, str]:
    """The same for the practices or options of an item that later versions still have."""
    return _followed((part.id for part in parts_of(item)), [parts_of(each) for each in later])


def line_of(id: str, later: Sequence[Questionnaire]) -> list[Item]:
    """The item of this id in each later version that has it, under whatever name."""
    line = []
    for version in later:
        id = _renamed(version.items()).get(id, id)
        if (found := version.item(id)) is not None:
            line.append(found)
    return line


def _followed(ids: Iterable[str], generations: Sequence[Sequence[Item | Part]]) -> dict[str, str]:
    names = {id: id for id in ids}
    for generation in generations:
        present = set(names.values())
        renamed = {old: new for old, new in _renamed(generation).items() if old in present}
        # An id that was given to something else is not its former holder's any more.
        taken = set(renamed.values())
        names = {
            id: renamed.get(now, now)
            for id, now in names.items()
            if now in renamed or now not in taken
        }
    known = {each.id for each in generations[-1]} if generations else set(names)
    return {id: now for id, now in names.items() if now in known}


def _renamed(generation: Iterable[Item | Part]) -> Mapping[str, str]:
    """The new id by the old one, for what is known by a new id only."""
    generation = list(generation)
    known = {each.id for each in generation}
    return {
        each.renamed_from: each.id
        for each in generation
        if each.renamed_from is not None and each.renamed_from not in known
    }
