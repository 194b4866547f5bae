"""A filled workbook as the document that an answers file would be, its places being cells."""

from __future__ import annotations

from collections.abc import Mapping

from assess.core.numbers import number_typed
from assess.core.questionnaire import Questionnaire
from assess.definitions.sheets.items import answer_keys
from assess.definitions.sheets.orders import ASSESSED_ON, CAPACITY, NAME, PROFILE, PURPOSE
from assess.definitions.sheets.reading import Entry, Filled
from assess.definitions.yaml import documents
from assess.definitions.yaml.documents import Entry as Keyed
from assess.definitions.yaml.documents import Node, Place, Scalar, Sequence

ALWAYS = (PURPOSE, ASSESSED_ON)
"""What an answers file must say; left empty it is told at its cell."""
TRUTH = {"yes": "true", "no": "false"}


def root_of(filled: Filled, questionnaire: Questionnaire, schema: str) -> documents.Mapping:
    """The keys and values of an answers file."""
    identity, place = filled.identity, filled.place
    said: dict[str, Node] = {
        "schema": Scalar(place=place, text=schema, plain=True),
        "questionnaire": Scalar(place=place, text=identity.questionnaire, plain=True),
        "version": Scalar(place=place, text=identity.version, plain=False),
        "form": Scalar(place=place, text=identity.form, plain=True),
    }
    entries = filled.entries
    for key in (PURPOSE, PROFILE, ASSESSED_ON, CAPACITY):
        if key in entries and (entries[key].text or key in ALWAYS):
            said[key] = _scalar(entries[key])
    for key, at in filled.unclear.items():
        if key in ALWAYS:
            said[key] = _told_already(at)
    said.setdefault(PROFILE, Scalar(place=place, text=questionnaire.profiles[0].id, plain=True))
    said["organization"] = _organization(filled, questionnaire)
    for group in ("priorities", "deductions"):
        if inside := _below(entries, f"{group}."):
            said[group] = _mapping({id: _scalar(entry) for id, entry in inside.items()}, place)
    answers = _by_item(entries, questionnaire)
    said["answers"] = _mapping({id: _answer(slots) for id, slots in answers.items()}, place)
    return _mapping(said, place)


def _organization(filled: Filled, questionnaire: Questionnaire) -> documents.Mapping:
    entries, said = filled.entries, dict[str, Node]()
    names = _below(entries, f"{NAME}.")
    if NAME in entries:
        said[NAME] = _scalar(entries[NAME])
    elif NAME in filled.unclear:
        said[NAME] = _told_already(filled.unclear[NAME])
    elif names:
        place = next(iter(names.values())).place
        said[NAME] = _mapping({id: _scalar(entry) for id, entry in names.items()}, place)
    for id, entry in _below(entries, "facts.").items():
        fact = questionnaire.fact(id)
        if fact and fact.type == "yes-no":
            said[id] = Scalar(place=entry.place, text=TRUTH[entry.text], plain=True)
        else:
            said[id] = _scalar(entry)
    place = next((node.place for node in said.values()), filled.place)
    return _mapping(said, place)


def _below(entries: Mapping[str, Entry], beginning: str) -> dict[str, Entry]:
    """The filled fields whose keys begin so, by the rest of their keys."""
    return {
        key.removeprefix(beginning): entry
        for key, entry in entries.items()
        if key.startswith(beginning) and entry.text
    }


def _by_item(
    entries: Mapping[str, Entry], questionnaire: Questionnaire
) -> dict[str, dict[str, Entry]]:
    """The filled fields of answers by item and slot, in the order of the questionnaire."""
    answers: dict[str, dict[str, Entry]] = {}
    for key, (item, slot) in answer_keys(questionnaire).items():
        if key in entries and entries[key].text:
            answers.setdefault(item.id, {})[slot] = entries[key]
    return answers


def _answer(slots: Mapping[str, Entry]) -> documents.Mapping:
    """The keys of an answer; "practices.owner" stands below "practices"."""
    said: dict[str, Node] = {}
    groups: dict[str, dict[str, Node]] = {}
    first = next(iter(slots.values())).place
    for slot, entry in slots.items():
        group, dot, name = slot.partition(".")
        if dot:
            groups.setdefault(group, {})[name] = _scalar(entry)
            said[group] = _mapping(groups[group], entry.place)
        elif entry.field.kind == "numbers":
            numbers: list[Node] = [
                Scalar(place=entry.place, text=number, plain=True) for number in entry.text.split()
            ]
            said[slot] = Sequence(place=entry.place, nodes=numbers)
        else:
            said[slot] = _scalar(entry)
    return _mapping(said, first)


def _told_already(place: Place) -> Scalar:
    return Scalar(place=place, text="", plain=False, refused=True)


def _scalar(entry: Entry) -> Scalar:
    plain = number_typed(entry.text) is not None
    return Scalar(place=entry.place, text=entry.text, plain=plain)


def _mapping(nodes: Mapping[str, Node], place: Place) -> documents.Mapping:
    keyed = {key: Keyed(place=node.place, node=node) for key, node in nodes.items()}
    return documents.Mapping(place=place, entries=keyed)
