"""A JSON Schema for each kind of file, that editors complete keys by and tell what they mean.

It is made of the dataclasses that the reader walks, so that both know the same keys; what the
keys mean stands in `questionnaires/KEYS.md`.  A schema sees one file and knows nothing of the
others, nor of what contradicts what: it refuses less than `assess check`.
"""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from assess import resources
from assess.core import answers as given
from assess.core.benchmark import Benchmark
from assess.core.brand import ACCENT, Brand
from assess.core.conditions import Condition
from assess.core.items import ITEM_TYPES, TOP, Item
from assess.core.questionnaire import Dimension, Questionnaire
from assess.core.sources import Article
from assess.core.surveys.survey import QUESTION_TYPES, Question, Survey
from assess.core.text import Text
from assess.definitions import assessments, benchmarks, brands, calibration, glossary, surveys
from assess.definitions import questionnaires as manifests
from assess.definitions.reader import fields_of

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KEYS = "KEYS.md"
LANGUAGE = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
NUMBER = r"^\s*[+\-＋－]?[0-9０-９][0-9０-９,，]*([.．][0-9０-９]+)?\s*[%％]?\s*$"
WHOLE = r"^\s*[+\-＋－]?[0-9０-９][0-9０-９,，]*\s*$"

_WORD: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
_SCALARS: dict[Any, Schema] = {
    str: _WORD,
    bool: {"type": "boolean"},
    int: {"type": ["integer", "string"], "pattern": WHOLE},
    Fraction: {"type": ["number", "string"], "pattern": NUMBER},
    date: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    Condition: _WORD,
    Text: {"$ref": "#/$defs/text"},
}
_TEXT: Schema = {
    "title": "Text",
    "description": "A text in one language, or a text for every language by its code.",
    "anyOf": [
        _WORD,
        {
            "type": "object",
            "minProperties": 1,
            "patternProperties": {LANGUAGE: _WORD},
            "additionalProperties": False,
        },
    ],
}
_TYPED: dict[Any, tuple[type[Item], ...] | tuple[type[Question], ...]] = {
    Item: ITEM_TYPES,
    Question: QUESTION_TYPES,
}
_KEY_PATTERNS: dict[Any, str] = {int: WHOLE, Fraction: NUMBER}


def kinds() -> tuple[str, ...]:
    """The kinds of files that there is a schema for."""
    return tuple(_KINDS)


def schema_of(kind: str | None = None) -> Schema:
    """The schema of a kind of file; without one, of any that says what it is under `schema`."""
    maker = _Maker()
    if kind is not None:
        root = _KINDS[kind].made(maker)
    else:
        root = {
            "title": "A file of Assess",
            "type": "object",
            "properties": {
                "schema": {
                    "enum": [each.schema for each in _KINDS.values()],
                    "description": meanings()[EVERY_FILE]["schema"],
                }
            },
            "required": ["schema"],
            "allOf": [_if("schema", each.schema, each.made(maker)) for each in _KINDS.values()],
        }
    return {"$schema": DIALECT, **root, "$defs": dict(sorted(maker.definitions.items()))}


@cache
def meanings() -> Mapping[str, Mapping[str, str]]:
    """What the keys mean, by the heading over their table and the key, as plain text."""
    page = (resources.questionnaires() / KEYS).read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = {}
    for section in page.split("\n## ")[1:]:
        heading, _, rest = section.partition("\n")
        rows = re.findall(r"^\| `([\w-]+)` \| (.*?) \|$", rest, re.MULTILINE)
        found[heading.strip()] = {key: _plain(meaning) for key, meaning in rows}
    return found


def heading_of(kind: type) -> str:
    """Under which heading the keys of a dataclass are explained: "Curve point"."""
    if kind in _HEADINGS:
        return _HEADINGS[kind]
    words = re.findall("[A-Z][a-z]*", kind.__name__)
    return " ".join(words).capitalize()


def _plain(markdown: str) -> str:
    return markdown.replace("`", "").replace("\\|", "|")


def _if(key: str, value: str, then: Schema) -> Schema:
    return {"if": {"properties": {key: {"const": value}}, "required": [key]}, "then": then}


class _Maker:
    """Makes schemas of types; each dataclass becomes a definition that others refer to."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {"text": _TEXT}

    def of(self, kind: object) -> Schema:
        """The schema of a type as it is written in a file."""
        origin = get_origin(kind)
        if origin in {Union, types.UnionType}:
            kinds = [each for each in get_args(kind) if each is not type(None)]
            return self.of(kinds[0]) if len(kinds) == 1 else {"anyOf": [*map(self.of, kinds)]}
        if origin is Literal:
            return {"enum": list(get_args(kind))}
        if origin is tuple:
            return {"type": "array", "items": self.of(get_args(kind)[0])}
        if origin is Mapping:
            return self.mapping(*get_args(kind))
        if kind in _SCALARS:
            return _SCALARS[kind]
        assert isinstance(kind, type)
        if kind in _TYPED:
            return self.typed(kind)
        return self.named(heading_of(kind), lambda: self.object(kind))

    def mapping(self, key: object, value: object) -> Schema:
        """Keys and values."""
        made: Schema = {"type": "object", "additionalProperties": self.of(value)}
        if get_origin(key) is Literal:
            made["propertyNames"] = {"enum": list(get_args(key))}
        elif key in _KEY_PATTERNS:
            made["propertyNames"] = {"pattern": _KEY_PATTERNS[key]}
        return made

    def named(self, name: str, make: Callable[[], Schema]) -> Schema:
        """A reference to a definition, which is made when it is first needed."""
        id = name.lower().replace(" ", "-")
        if id not in self.definitions:
            self.definitions[id] = {}
            self.definitions[id] = make()
        return {"$ref": f"#/$defs/{id}"}

    def typed(self, base: type) -> Schema:
        """An item or a question of any type; the type decides which keys it takes."""

        def of_type(kind: type, type_: str) -> Schema:
            own = {"type": {"const": type_}}
            return self.named(heading_of(kind), lambda: self.object(kind, own, ("type",)))

        def any_type() -> Schema:
            kinds = {kind.type: kind for kind in _TYPED[base]}
            return {
                "title": heading_of(base),
                "type": "object",
                "properties": {
                    "type": {"enum": list(kinds), "description": _meaning(base, "type")}
                },
                "required": ["type"],
                "allOf": [_if("type", name, of_type(kind, name)) for name, kind in kinds.items()],
            }

        return self.named(f"Any {heading_of(base)}", any_type)

    def object(
        self,
        kind: type,
        own: Mapping[str, Schema] | None = None,
        required: tuple[str, ...] = (),
    ) -> Schema:
        """The keys of a dataclass; `own` ones are added, or stand in place of its own."""
        own = own or {}
        properties: dict[str, Schema] = {}
        needed = list(required)
        for name, (annotation, is_needed) in fields_of(kind).items():
            if name in _NOT_WRITTEN or name in own:
                continue
            properties[name] = self.of(annotation)
            needed += [name] if is_needed else []
        properties = {**own, **properties}
        described = {
            name: {**each, "description": _meaning(kind, name)} for name, each in properties.items()
        }
        return {
            "title": heading_of(kind),
            "description": _first_paragraph(kind),
            "type": "object",
            "properties": described,
            "required": needed,
            "additionalProperties": False,
        }


_NOT_WRITTEN = {"sha256"}


def _first_paragraph(kind: type) -> str:
    said = (kind.__doc__ or "").strip().partition("\n\n")[0]
    return " ".join(said.replace("`", "").split())


def _meaning(kind: type, key: str) -> str:
    """What a key means; those of an item are explained under "Item" but for its type's own."""
    for each in kind.__mro__:
        if dataclasses.is_dataclass(each) and key in (said := meanings().get(heading_of(each), {})):
            return said[key]
    return meanings().get(EVERY_FILE, {}).get(key, "")


EVERY_FILE = "Every file"


# --- the kinds of files -------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, slots=True)
class _Kind:
    """What a file says under `schema`, its dataclass, and the keys that are read otherwise."""

    schema: str
    keys: type
    own: Callable[[_Maker], dict[str, Schema]] = lambda _maker: {}
    required: tuple[str, ...] = ()

    def made(self, maker: _Maker) -> Schema:
        own = {"schema": {"const": self.schema}, **self.own(maker)}
        return maker.object(self.keys, own, ("schema", *self.required))


def _of_manifest(maker: _Maker) -> dict[str, Schema]:
    return {
        "dimensions": {"type": "array", "items": {"type": "string"}},
        "articles": {"anyOf": [{"type": "string"}, {"type": "array", "items": maker.of(Article)}]},
    }


def _of_brand(maker: _Maker) -> dict[str, Schema]:
    colour = {"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$", "default": ACCENT}
    return {"accent": colour, "logo": {"type": "string"}, "alt": maker.of(Text)}


def _of_case(maker: _Maker) -> dict[str, Schema]:
    def judgement() -> Schema:
        own = {"answer": _answer(maker)}
        return maker.object(calibration.Reasoned, own, ("answer",))

    of_item = maker.named(heading_of(calibration.Reasoned), judgement)
    return {"answers": {"type": "object", "additionalProperties": of_item}}


def _of_answers(maker: _Maker) -> dict[str, Schema]:
    fact: Schema = {"type": ["string", "number", "boolean"]}
    organization: Schema = {
        "type": "object",
        "properties": {
            "name": {**maker.of(Text), "description": meanings()["Organization"]["name"]}
        },
        "required": ["name"],
        "additionalProperties": fact,
    }
    answer: Schema = {"anyOf": [{"type": "null"}, _answer(maker)]}
    return {
        "organization": organization,
        "answers": {"type": "object", "additionalProperties": answer},
    }


ANSWERS: tuple[type, ...] = (
    given.Answer,
    given.MaturityAnswer,
    given.ChecklistAnswer,
    given.CoverageAnswer,
    given.KpiAnswer,
    given.RatingAnswer,
    given.ChoiceAnswer,
)


def _answer(maker: _Maker) -> Schema:
    """An answer to an item of any type: whatever one of them takes, or nothing yet."""

    def made() -> Schema:
        return {
            "title": "Answer",
            "description": _first_paragraph(given.Answer),
            "type": "object",
            "properties": {
                name: {**_nullable(each), "description": meanings()["Answer"].get(name, "")}
                for name, each in _slots(maker).items()
            },
            "additionalProperties": False,
        }

    return maker.named("Answer", made)


def _slots(maker: _Maker) -> dict[str, Schema]:
    """What may be said in answers: their dataclasses, and other ways to write the same."""
    kept = {name: kind for each in ANSWERS for name, (kind, _) in fields_of(each).items()}
    made = {name: maker.of(kind) for name, kind in kept.items()}
    for name, most in _BOUNDS.items():
        bounds = {"minimum": 0} if most is None else {"minimum": 0, "maximum": most}
        made[name] = {**made[name], **bounds}
    number = _SCALARS[Fraction]
    # A share may be given in place of both counts, a grade by its id, periods as one text.
    return {
        **made,
        "percent": number,
        "practices": {"type": "object", "additionalProperties": _nullable(_WORD)},
        "periods": {"anyOf": [made["periods"], _WORD]},
        "segments": {"enum": [True, False, "yes", "no"]},
        "targets": {
            "type": "object",
            "propertyNames": {"enum": list(given.TARGETS)},
            "additionalProperties": _nullable(number),
        },
    }


_BOUNDS: dict[str, int | None] = {
    "evidence": max(given.GRADES),
    "intention": TOP,
    "reality": TOP,
    "numerator": None,
    "denominator": None,
    "sample": None,
}
"""The highest value of what cannot be below 0, where there is one."""


def _nullable(schema: Schema) -> Schema:
    """The same, or nothing yet: in a sheet to be filled in, keys stand without values."""
    return {"anyOf": [schema, {"type": "null"}]}


_KINDS = {
    "questionnaire": _Kind(
        manifests.QUESTIONNAIRE_SCHEMA, Questionnaire, _of_manifest, ("dimensions",)
    ),
    "dimension": _Kind(manifests.DIMENSION_SCHEMA, Dimension),
    "articles": _Kind(manifests.ARTICLES_SCHEMA, manifests.Articles),
    "glossary": _Kind(glossary.SCHEMA, glossary.Glossary),
    "calibration": _Kind(calibration.SCHEMA, calibration.Told, _of_case, ("answers",)),
    "answers": _Kind(
        assessments.SCHEMA, assessments.Header, _of_answers, ("organization", "answers")
    ),
    "benchmark": _Kind(benchmarks.SCHEMA, Benchmark),
    "survey": _Kind(surveys.SCHEMA, Survey),
    "brand": _Kind(brands.SCHEMA, Brand, _of_brand),
}
_HEADINGS: dict[type, str] = {
    assessments.Header: "Answers file",
    calibration.Told: "Calibration case",
    calibration.Reasoned: "Judgement",
    manifests.Articles: "Articles file",
    Questionnaire: "Manifest",
    glossary.Term: "Term",
}
