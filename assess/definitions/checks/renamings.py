"""Former names of items, practices and options, which must lead to one thing each."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from assess.core.faults import N_, Fault
from assess.core.items import Item
from assess.core.questionnaire import Questionnaire
from assess.core.versions.lineage import Part, parts_of
from assess.definitions.reader import Reader

V710 = partial(
    Fault,
    "V710",
    N_("{id} was called '{old}', but so is or was {other}"),
    N_("let each former name lead to one thing; remove “renamed_from” from the other"),
)


def check_renamings(questionnaire: Questionnaire, reader: Reader) -> None:
    """Note every former name that two things have, so that an answer would go to either."""
    items = list(questionnaire.items())
    _check(items, reader)
    for item in items:
        reader.attempt(_check_parts, item, reader)


def _check_parts(item: Item, reader: Reader) -> None:
    _check(parts_of(item), reader)


def _check(things: Iterable[Item | Part], reader: Reader) -> None:
    things = list(things)
    names = {each.id: each.id for each in things}
    for each in things:
        old = each.renamed_from
        if old is None:
            continue
        if old in names:
            details: dict[str, object] = {"id": each.id, "old": old, "other": names[old]}
            reader.blame(reader.place_of(each, "renamed_from"), V710(details=details))
        names[old] = each.id
