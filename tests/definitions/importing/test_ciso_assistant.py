"""Frameworks of CISO Assistant become drafts."""

from fractions import Fraction
from pathlib import Path

import pytest

from assess.core.questionnaire import ChecklistItem, ChoiceItem, Questionnaire, RatingItem
from assess.definitions.documents import parse_document
from assess.definitions.importing.account import Account, NotImportable
from assess.definitions.importing.ciso_assistant import read_ciso_assistant
from assess.definitions.problems import InvalidDefinition
from tests.definitions.files import spoilt
from tests.definitions.importing.drafts import drafted, everything, scalars, told_codes
from tests.definitions.importing.sources import LIBRARY, library

SCALE = LIBRARY[LIBRARY.index("    min_score") : LIBRARY.index("    implementation_groups_def")]


def imported(folder: Path, text: str = LIBRARY) -> Questionnaire:
    path = library(folder, text)
    draft, _ = drafted(folder / "d", lambda account: read_ciso_assistant(path, account))
    assert told_codes(draft) == set()
    return draft.questionnaire


def changed(*changes: tuple[str, str]) -> str:
    return spoilt(LIBRARY, *changes)


def test_top_nodes_become_dimensions_and_those_below_stages(tmp_path):
    made = imported(tmp_path)
    assert [d.title.source for d in made.dimensions] == ["A Hinges", "B Locks"]
    assert [s.title.source for s in made.dimensions[0].stages] == ["A.1 Oil"]
    assert made.dimensions[0].intro.source == (
        "What doors hang on.\nA.1 Oil: What keeps them quiet."
    )


def test_a_requirement_is_a_rating_on_the_frameworks_scale(tmp_path):
    item = imported(tmp_path).item("A-1-1")
    assert isinstance(item, RatingItem)
    numbers = [item.lowest, item.highest, item.increment, item.points]
    assert numbers == [Fraction(1), Fraction(4), Fraction(1), Fraction(3)]
    assert item.anchors[Fraction(2)].source == "Minded: Somebody looks."
    assert item.text.translations["fr"] == "Les gonds sont huilés."
    assert item.help is not None
    assert item.help.source == "A.1.x: Oil is counted.\nLook at the can."
    assert item.evidence.source == "The oil bill."
    assert item.sources[0].passage == "A.1.1"
    assert item.na_allowed


def test_questions_become_items_and_depend_on_each_other(tmp_path):
    made = imported(tmp_path)
    who, what = made.item("B-1"), made.item("B-1-2")
    assert isinstance(who, ChoiceItem)
    assert [option.score for option in who.options] == [0, 1]
    assert isinstance(what, ChecklistItem)
    assert [practice.weight for practice in what.practices] == [2, 1]
    assert what.applies_if is not None
    assert what.applies_if.text == 'chosen("B-1", "a2")'


def test_named_scores_are_levels_and_groups_are_forms(tmp_path):
    made = imported(tmp_path)
    assert [(level.name.source, level.total) for level in made.levels] == [
        ("Minded", Fraction(33)),
        ("Kept", Fraction(100)),
    ]
    assert [form.id for form in made.forms] == ["full", "B"]
    assert made.form("B").items == ("A-1-1", "B-1", "B-1-2")


def test_without_a_scale_requirements_are_asked_by_compliance(tmp_path):
    item = imported(tmp_path, changed((SCALE, ""))).item("A-1-1")
    assert isinstance(item, ChoiceItem)
    assert [option.score * 2 for option in item.options] == [0, 1, 2]


def test_a_flat_framework_has_one_dimension(tmp_path):
    nodes = LIBRARY.index("    requirement_nodes")
    flat = LIBRARY[:nodes] + (
        "    requirement_nodes:\n"
        "    - {urn: u1, assessable: true, depth: 1, ref_id: '1', name: Wash}\n"
        "    - {urn: u2, assessable: true, depth: 1, ref_id: '2', name: Dry}\n"
    )
    made = imported(tmp_path, flat)
    assert [d.id for d in made.dimensions] == ["requirements"]
    assert [item.id for item in made.items()] == ["r-1", "r-2"]


def test_a_node_below_itself_or_below_nothing_stands_on_top(tmp_path):
    made = imported(
        tmp_path,
        changed(
            ("      ref_id: A\n", "      parent_urn: urn:acme:node:a.1.x\n      ref_id: A\n"),
            ("      parent_urn: urn:acme:node:b\n", "      parent_urn: urn:acme:node:gone\n"),
        ),
    )
    assert {item.id for item in made.items()} == {"A-1-1", "B-1", "B-1-2"}


def test_nothing_is_lost(tmp_path):
    imported(tmp_path)
    kept = everything(tmp_path / "d").casefold()
    root = parse_document(LIBRARY.encode(), "x").root
    assert root is not None
    texts = {each for each in scalars(root) if " " in each or each[:1].isupper()}
    assert "Rust" in texts
    assert {each for each in texts if each.casefold() not in kept} == set()


def test_places_are_lines_and_paths(tmp_path):
    account = Account()
    path = library(tmp_path)
    read_ciso_assistant(path, account)
    threats = "objects.framework.requirement_nodes[3].threats"
    assert any(note.where == f"{path}:60 {threats}" for note in account.of("left"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: b\n", "no framework"),
        ("- a\n", "no framework"),
        ("objects: {framework: {name: x}}\n", "no framework"),
        ("objects: {framework: {requirement_nodes: 7}}\n", "no requirement"),
        ("objects: {framework: {requirement_nodes: [a, b]}}\n", "no requirement"),
    ],
)
def test_what_is_no_framework_gets_a_sentence(tmp_path, text, reason):
    with pytest.raises(NotImportable, match=reason):
        read_ciso_assistant(library(tmp_path, text), Account())


@pytest.mark.parametrize("text", ["", "a: &x 1\n", "a: !!python/object:os.system x\n", "[" * 50])
def test_yaml_that_nobody_should_read_is_refused(tmp_path, text):
    with pytest.raises(InvalidDefinition):
        read_ciso_assistant(library(tmp_path, text), Account())
