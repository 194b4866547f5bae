"""Every text has a key, and every key has words for a translator."""

import dataclasses
import shutil
import types
import typing
from collections.abc import Iterator
from collections.abc import Mapping as MappingType

import pytest
import yaml

from assess import resources
from assess.core.benchmark import Benchmark
from assess.core.items import ITEM_TYPES, Item
from assess.core.questionnaire import Dimension, Questionnaire
from assess.core.surveys.survey import QUESTION_TYPES, Question, Survey
from assess.core.text import Text
from assess.definitions.problems import InvalidDefinition, UnreadableFile
from assess.definitions.translation.describing import Describing, kind_of
from assess.definitions.translation.manuscript import Manuscript
from assess.definitions.translation.units import Unit
from assess.language import speaking
from tests.definitions.translation.small import folder_of, manuscript

SHIPPED = resources.questionnaires()
EVERYTHING = ("customer-management", "customer-voice", "benchmarks/published.yaml")


def keys(opened: Manuscript) -> list[str]:
    return [unit.key for unit in opened.units]


def texts_in(value: object) -> int:
    """How many maps by language there are in what YAML reads."""
    if isinstance(value, dict):
        here = isinstance(value.get("en"), str)
        return here + sum(map(texts_in, value.values()))
    return sum(map(texts_in, value)) if isinstance(value, list) else 0


@pytest.mark.parametrize("name", EVERYTHING)
def test_every_text_of_what_is_shipped_is_found_once(name):
    opened = manuscript(SHIPPED / name)

    assert len(set(keys(opened))) == len(opened.units)
    assert len(opened.units) == sum(texts_in(yaml.safe_load(file.data)) for file in opened.files)


def test_keys_follow_the_files_and_items_are_found_by_their_ids(folder):
    found = keys(manuscript(folder))

    assert {
        *("title", "facts/sector/choices/retail/text", "evidence_grades/5", "levels/3/name"),
        *("dimensions/one/stages/early/title", "items/M1/anchors/reality/3", "roles/boss/title"),
        *("items/M1/improve/5/proves", "items/C1/practices/b/quality/1", "scales/share/no/text"),
        *("items/X1/options/best/text", "items/P1/denominator", "articles/000/about"),
        *("terms/1/means", "case/passages/1/paragraphs/1", "case/answers/M1/reason"),
    } <= set(found)


def test_what_is_no_text_is_not_found(folder):
    found = set(keys(manuscript(folder)))

    # A unit without letters, a word of the program, words of one language alone.
    assert not {"items/K1/unit", "items/K1/curve_source"} & found
    assert not [key for key in found if "never" in key or "applies_if" in key]


def test_keys_stay_when_texts_and_places_change(folder, tmp_path):
    before = keys(manuscript(folder))
    (tmp_path / "other").mkdir()

    after = keys(
        manuscript(folder_of(tmp_path / "other", ("Maturity", "Ripeness"), ("Do it", "Do that")))
    )

    assert after == before


@pytest.mark.parametrize("name", EVERYTHING)
def test_every_text_of_what_is_shipped_is_described(name):
    opened = manuscript(SHIPPED / name)
    describing = Describing(opened, "zh-Hans")

    with speaking("zh-Hans"):
        assert [u.key for u in opened.units if kind_of(u) == u.key] == []
        assert [u.key for u in opened.units if u.key in describing.where(u)] == []


def texts_of(kind: object, trail: tuple[str, ...] = ()) -> Iterator[str]:
    """A key for every text that a type has room for, with x for what differs."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is Text:
        yield "/".join(trail)
    elif origin in {typing.Union, types.UnionType}:
        for each in arguments:
            yield from texts_of(each, trail)
    elif origin is tuple:
        yield from texts_of(arguments[0], (*trail, "x"))
    elif origin is MappingType:
        yield from texts_of(arguments[1], (*trail, "x"))
    elif kind in {Item, Question}:
        start = ("items", "x") if kind is Item else trail
        for each in ITEM_TYPES if kind is Item else QUESTION_TYPES:
            yield from texts_of(each, start)
    elif dataclasses.is_dataclass(kind):
        for name, hint in typing.get_type_hints(kind).items():
            start = ("dimensions", "x") if kind is Dimension else trail
            yield from texts_of(hint, (*start, name))


@pytest.mark.parametrize("kind", [Questionnaire, Benchmark, Survey])
def test_every_kind_of_text_that_there_can_be_has_words(kind, folder):
    node = manuscript(folder).units[0].node
    wanted = set(texts_of(kind))
    assert "title" in wanted

    units = [Unit(key=key, family="", file="", node=node, source="") for key in sorted(wanted)]
    with speaking("zh-Hans"):
        assert [unit.key for unit in units if kind_of(unit) == unit.key] == []


def test_a_text_is_described_with_its_way_and_its_question(folder):
    opened = manuscript(folder)
    describing = Describing(opened, "zh-Hans")
    at = opened.by_key

    with speaking("en"):
        assert describing.where(at["items/M1/anchors/reality/3"]) == (
            "One › M1 成熟度 › reality at step 3"
        )
        assert describing.where(at["dimensions/two/intro"]) == "Two › introduction to a dimension"
        assert describing.where(at["terms/1/means"]).startswith("glossary.yaml › ")
    question = "How far is it at {organization}?"
    assert describing.asked(at["items/M1/anchors/reality/3"]) == question
    assert describing.asked(at["case/answers/M1/reason"]) == question
    assert describing.asked(at["facts/sector/choices/retail/text"]) == "Sector"
    assert describing.asked(at["items/M1/text"]) == describing.asked(at["title"]) == ""


def test_what_the_translation_mends_is_no_problem(folder):
    manifest = folder / "manifest.yaml"
    text = manifest.read_text(encoding="utf-8")
    released = text.replace("draft", "released").replace("[en, zh-Hans]", "[en, zh-Hans, zh-Hant]")
    manifest.write_text(
        released.replace("zh-Hans: 小", "zh-Hans: 小\n  zh-Hant: 小"), encoding="utf-8"
    )

    assert manuscript(folder).by_key["title"].words("zh-Hant") == "小"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("points: 20", "points: many", "S203"),
        ("zh-Hans: 成熟度", "de: Reife", "T302"),
        ("en: Maturity, ", "", "T301"),
        ("{organization}", "{organisation}", "T304"),
    ],
)
def test_every_other_problem_is_told(tmp_path, old, new, code):
    folder = folder_of(tmp_path, (old, new))

    with pytest.raises(InvalidDefinition) as told:
        manuscript(folder)
    assert code in [problem.fault.code for problem in told.value.problems]


def test_problems_beside_the_manifest_are_told_too(tmp_path):
    folder = folder_of(tmp_path, ("ambiguous: true", "ambiguous: maybe"))

    with pytest.raises(InvalidDefinition) as told:
        manuscript(folder)
    assert "glossary.yaml" in told.value.problems[0].path


def test_a_folder_without_a_questionnaire_is_told(tmp_path):
    with pytest.raises(UnreadableFile):
        manuscript(tmp_path)
    with pytest.raises(UnreadableFile):
        manuscript(tmp_path / "gone.yaml")


def test_a_survey_is_found_by_its_folder_and_by_its_file(tmp_path):
    folder = shutil.copytree(SHIPPED / "customer-voice", tmp_path / "voice")

    assert keys(manuscript(folder)) == keys(manuscript(folder / "survey.yaml"))
