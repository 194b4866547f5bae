"""The JSON Schemas for editors: they accept what is sound and refuse what a schema can see."""

import dataclasses
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from assess import resources
from assess.core import answers as given
from assess.core.items import ITEM_TYPES, Item
from assess.core.surveys.survey import QUESTION_TYPES, Question
from assess.definitions import schemas
from assess.definitions.reader import fields_of
from assess.definitions.schemas import DIALECT, EVERY_FILE, heading_of, kinds, meanings, schema_of
from assess.definitions.yaml.documents import Mapping, Node, Scalar, Sequence, parse_document
from tests.definitions.catalogue import Entry, Example, content, entries, minimal

SHIPPED = sorted(resources.questionnaires().rglob("*.yaml"))
SPECIAL = {"true": True, "false": False, "null": None, "~": None, "": None}
NUMBER = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?")


def value(node: Node):
    """What an editor makes of a file: the values of YAML 1.2."""
    match node:
        case Mapping():
            return {key: value(entry.node) for key, entry in node.entries.items()}
        case Sequence():
            return [value(child) for child in node.nodes]
        case Scalar(text=text, plain=True) if text in SPECIAL:
            return SPECIAL[text]
        case Scalar(text=text, plain=True) if NUMBER.fullmatch(text):
            return int(text) if text.lstrip("+-").isdigit() else float(text)
        case Scalar(text=text):
            return text


@cache
def validator(kind: str | None) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema_of(kind))


def refusals(data: bytes, name: str) -> list[str]:
    """Why the schema of any file refuses this one."""
    document = parse_document(data, name)
    if document.root is None:
        return []
    return [error.message for error in validator(None).iter_errors(value(document.root))]


@pytest.mark.parametrize("kind", [*kinds(), None])
def test_every_schema_is_one(kind):
    schema = schema_of(kind)

    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == DIALECT
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_shipped_file_is_accepted(path: Path):
    data = path.read_bytes()
    root = parse_document(data, path.name).root
    assert root is not None
    says = value(root)["schema"]
    kind = says.removeprefix("assess/").partition("@")[0]

    assert refusals(data, path.name) == []
    assert [error.message for error in validator(kind).iter_errors(value(root))] == []


def test_the_files_of_the_catalogue_are_accepted():
    for name, text in minimal().items():
        if name.endswith(".yaml"):
            assert refusals(text.encode(), name) == [], name


# A schema sees one file as values: not how it is written as YAML, not what other files and other
# keys say, not whether words mean something.
UNSEEN = {
    *("Y101", "Y102", "Y103", "Y104", "Y105", "Y106", "Y107", "Y108", "Y109", "Y110", "Y111"),
    *("Y112", "Y113", "T301", "T302", "T304", "T305", "T306", "T307", "T308"),
    *("C401", "C402", "C403", "C404", "C405", "C406", "C407"),
    *(f"Q{number}" for number in range(501, 545) if number != 534),
    *("A603", "A604", "A605", "A607", "A610", "A611", "A612"),
    *("A620", "A621", "A622", "A624", "A625"),
    *("B102", "B103", "B104", "B105", "B106", "B107", "B108", "B109", "B110", "B111", "B112"),
    *("B113", "B114", "B701", "B702", "B703", "B704", "B705", "K801", "K802"),
    *(f"M{number}" for number in range(801, 815)),
    *(f"W{number}" for number in range(901, 916)),
    *("V710", "V711", "X903", "X911"),
}


@pytest.mark.parametrize(
    "entry",
    [e for e in entries().values() if any(each.file.endswith(".yaml") for each in e.wrong)],
    ids=lambda entry: entry.code,
)
def test_a_wrong_example_is_refused_unless_a_schema_cannot_see_it(entry: Entry):
    assert refused(entry.right) == []
    assert (refused(entry.wrong) == []) is (entry.code in UNSEEN)


def refused(examples: list[Example]) -> list[str]:
    of_yaml = [each for each in examples if each.file.endswith(".yaml")]
    return [why for each in of_yaml for why in refusals(content(each), each.file)]


# --- what the keys mean -------------------------------------------------------------------


def objects(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Everything in a schema that has keys of its own."""
    found = [schema, *schema["$defs"].values()]
    return [each for each in found if each.get("additionalProperties") is False]


@pytest.mark.parametrize("kind", kinds())
def test_an_editor_can_tell_what_every_key_means(kind):
    described = objects(schema_of(kind))

    assert described
    for each in described:
        assert each["description"], each["title"]
        for key, of_key in each["properties"].items():
            assert of_key.get("description"), f"{each['title']}: {key}"


def known_keys() -> dict[str, set[str]]:
    """The keys that the program takes, by the heading they are explained under."""
    found: dict[str, set[str]] = {EVERY_FILE: {"schema"}, "Organization": {"name"}}
    for kind in kinds():
        for each in objects(schema_of(kind)):
            found.setdefault(each["title"], set()).update(each["properties"])
    for base, types in ((Item, ITEM_TYPES), (Question, QUESTION_TYPES)):
        shared = {"type", *fields_of(base)}
        found[heading_of(base)] = shared
        for of_type in types:
            found[heading_of(of_type)] -= shared
    return {heading: keys - {"schema"} or keys for heading, keys in found.items()}


def test_every_key_is_explained_and_no_other():
    assert {heading: set(keys) for heading, keys in meanings().items()} == known_keys()


def test_an_answer_has_the_keys_of_every_type_of_answer():
    assert {kind for kind in vars(given).values() if is_answer(kind)} == set(schemas.ANSWERS)
    assert len(schemas.ANSWERS) == len(ITEM_TYPES) + 1


def is_answer(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, given.Answer)


def test_a_key_that_is_missing_or_unknown_is_told(tmp_path):
    text = minimal()["care.yaml"]

    (missing,) = refusals(text.replace("intro: How customers are cared for.\n", "").encode(), "a")
    (unknown,) = refusals(text.replace("intro:", "into: x\nintro:").encode(), "a")

    assert "'intro' is a required property" in missing
    assert "'into' was unexpected" in unknown


def test_the_schema_says_which_words_may_be_chosen():
    verification = schema_of("dimension")["$defs"]["kpi-item"]["properties"]["verification"]

    assert "data" in verification["items"]["enum"]
    assert dataclasses.is_dataclass(Item)
