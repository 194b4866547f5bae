"""What a filled workbook says: the text of every field, found by its key, and every fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assess.core.faults import Fault
from assess.core.questionnaire import Questionnaire
from assess.definitions.problems import Problem, add
from assess.definitions.sheets.contents import QUOTED, Content, Unclear, text_of
from assess.definitions.sheets.faults import F125, F130
from assess.definitions.sheets.fields import Field
from assess.definitions.sheets.items import item_fields
from assess.definitions.sheets.marks import Identity
from assess.definitions.sheets.overview import every_field
from assess.definitions.sheets.pages import Answered, Found
from assess.definitions.yaml.documents import Place
from assess.language import languages, speaking


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A field as it was filled in: its text, "" where it was left empty.

    `before` is the digest of what stood there when the sheet was made, `rev` the revision of that.
    """

    field: Field
    text: str
    content: Content
    place: Place
    before: str
    rev: int

    @property
    def changed(self) -> bool:
        """Whether something else stood there when the sheet was made."""
        return self.content.digest != self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A filled workbook: the fields that are understood, by key, and the problems of the others.

    `unclear` are the places of fields whose problems are told already.
    """

    identity: Identity
    place: Place
    entries: Mapping[str, Entry] = field(default_factory=dict)
    unclear: Mapping[str, Place] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read(found: Found, questionnaire: Questionnaire) -> Filled:
    """What was filled in, by the fields of this questionnaire."""
    known = fields_of(questionnaire, found.identity.language)
    entries: dict[str, Entry] = {}
    problems = list(found.problems)
    for key, answered in found.answered.items():
        if key in found.spoilt:
            continue
        entry = _entry(answered, known.get(key))
        if isinstance(entry, Fault):
            add(problems, answered.place.blame(entry))
        else:
            entries[key] = entry
    return Filled(
        identity=found.identity,
        place=found.place,
        entries=entries,
        unclear={key: each.place for key, each in found.answered.items() if key not in entries},
        problems=tuple(problems),
    )


def _entry(answered: Answered, known: Field | None) -> Entry | Fault:
    if known is None:
        return F125(details={"id": answered.mark.key})
    if answered.cell.formula:
        value = answered.content.seen[:QUOTED] or "–"
        return F130(details={"value": value})
    try:
        text = text_of(known, answered.content)
    except Unclear as unclear:
        return unclear.fault
    return Entry(
        field=known,
        text=text,
        content=answered.content,
        place=answered.place,
        before=answered.mark.before,
        rev=answered.mark.rev,
    )


def fields_of(questionnaire: Questionnaire, language: str) -> dict[str, Field]:
    """Every field that a sheet may have, by key: in a language, understanding all others too."""
    with speaking(language):
        known = _fields(questionnaire)
    for other in _spoken(questionnaire, language):
        with speaking(other):
            known = {
                key: known[key].or_in(each) if key in known else each
                for key, each in _fields(questionnaire).items()
            }
    return known


def _spoken(questionnaire: Questionnaire, language: str) -> Iterable[str]:
    every = dict.fromkeys([*questionnaire.languages, *languages()])
    return [each for each in every if each != language]


def _fields(questionnaire: Questionnaire) -> dict[str, Field]:
    items = (item_fields(questionnaire, item) for item in questionnaire.items())
    every = [*every_field(questionnaire), *(each for fields in items for each in fields)]
    return {each.key: each for each in every}
