"""Frameworks of CISO Assistant become drafts."""

from fractions import Fraction
from pathlib import Path

import pytest

from assess.core.items import ChecklistItem, ChoiceItem, RatingItem
from assess.core.questionnaire import Questionnaire
from assess.core.text import Text
from assess.definitions.importing import sizes
from assess.definitions.importing.account import Account, NotImportable
from assess.definitions.importing.ciso_assistant import read_ciso_assistant
from assess.definitions.problems import InvalidDefinition
from assess.definitions.yaml.documents import parse_document
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
    assert numbers == [Fraction(1), Fraction(4), Fraction(1), Fraction(30)]
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


@pytest.mark.parametrize("text", ["", "a: *x\n", "a: !!python/object:os.system x\n", "[" * 50])
def test_yaml_that_nobody_should_read_is_refused(tmp_path, text):
    with pytest.raises(InvalidDefinition):
        read_ciso_assistant(library(tmp_path, text), Account())


# --- what published libraries hold besides --------------------------------------------------

NODES = """\
objects:
  framework:
    ref_id: F
    name: Floors
    requirement_nodes:
"""


def floors(*nodes: str) -> str:
    """A framework of these nodes, each in the braces of YAML."""
    return "locale: en\nname: Floors\n" + NODES + "".join(f"    - {{{node}}}\n" for node in nodes)


def asked(answers: str, kind: str = "unique_choice") -> str:
    """A framework of one requirement with one question."""
    question = f"{{type: {kind}, text: 'How?', choices: [{answers}]}}"
    return floors(
        f"urn: 'u:1', assessable: true, ref_id: A, name: Mop, questions: {{'u:q': {question}}}"
    )


def scores(made: Questionnaire, id: str = "A") -> dict[str, Fraction]:
    item = made.item(id)
    assert isinstance(item, ChoiceItem)
    return {option.text.source: option.score for option in item.options}


def told(folder: Path, text: str) -> list[str]:
    """Every note as the list keeps it, with its texts."""
    account = Account()
    read_ciso_assistant(library(folder, text), account)
    return [f"{note.kind}: {note.said.sentence()} {note.text}" for note in account.notes]


def test_a_list_of_answers_that_stands_once_serves_all_questions(tmp_path):
    made = imported(
        tmp_path,
        floors(
            "urn: 'u:1', assessable: true, ref_id: '1', question: {question_type: unique_choice, "
            "question_choices: &a ['Yes', 'No', Other, N/A], "
            "questions: [{urn: 'q:1', text: Dry?}]}",
            "urn: 'u:2', assessable: true, ref_id: '2', question: {question_type: unique_choice, "
            "question_choices: *a, questions: [{urn: 'q:2', text: Clean?}]}",
            "urn: 'u:3', assessable: true, ref_id: '3', question: {question_type: text, "
            "question_choices: null, questions: [{urn: 'q:3', text: How often?}]}",
        ),
    )
    assert (
        scores(made, "r-1") == scores(made, "r-2") == {"Yes": 1, "No": 0, "Other": Fraction(1, 2)}
    )
    assert [item.text.source for item in made.items()] == ["Dry?", "Clean?", "How often?"]
    assert all(item.na_allowed for item in made.items())


@pytest.mark.parametrize(
    ("answers", "worth"),
    [
        # True of what must not be: the answer that says nothing is the better one.
        ("{value: 'True', compute_result: non_compliant}, {value: 'False'}", [0, 1]),
        ("{value: 'True', compute_result: partially_compliant}, {value: 'False'}", [1, 0]),
        (
            (
                "{value: a, compute_result: compliant}, {value: b, compute_result: false}, "
                "{value: c, compute_result: not_applicable}"
            ),
            [1, 0],
        ),
        (
            "{value: I don’t know}, {value: Never}, {value: Often}, {value: Always}",
            [0, 0, "1/2", 1],
        ),
        ("{value: N/A}, {value: Never}, {value: Always}", [0, 1]),
        ("{value: 'Yes'}, {value: Partly}, {value: 'No'}", [1, "1/2", 0]),
        ("{value: 'Yes', compute_result: odd}, {value: 'No'}", [1, 0]),
        ("{value: a, add_score: 5}, {value: b, add_score: -5, compute_result: compliant}", [1, 0]),
    ],
)
def test_what_answers_are_worth(tmp_path, answers, worth):
    found = scores(imported(tmp_path, asked(answers)))
    assert list(found.values()) == [Fraction(each) for each in worth]


def test_of_several_answers_those_that_say_nothing_is_there_are_no_practices(tmp_path):
    answers = "{value: Mop}, {value: Broom}, {value: Not applicable}, {value: Don't know}"
    made = imported(tmp_path, asked(answers, "multiple_choice"))
    item = made.item("A")
    assert isinstance(item, ChecklistItem)
    assert [practice.text.source for practice in item.practices] == ["Mop", "Broom"]
    assert any(
        "“Don't know” is no practice" in each
        for each in told(tmp_path, asked(answers, "multiple_choice"))
    )


def test_requirements_weigh_what_they_say_and_1_else_and_their_questions_share_it(tmp_path):
    choices = "choices: [{value: a, add_score: 0}, {value: b, add_score: 1}]"
    made = imported(
        tmp_path,
        floors(
            "urn: 'u:1', assessable: true, ref_id: A, name: Mop",
            "urn: 'u:2', assessable: true, ref_id: B, name: Dry, weight: 3",
            "urn: 'u:3', assessable: true, ref_id: C, name: Wax, weight: 0",
            "urn: 'u:4', assessable: true, ref_id: D, name: Wet, questions: {"
            f"'q:1': {{type: unique_choice, text: One?, weight: 3, {choices}}}, "
            f"'q:2': {{type: unique_choice, text: Two?, {choices}}}}}",
        ),
    )
    points = {item.id: item.points for item in made.items()}
    assert points == {"A": 10, "B": 30, "C": 10, "D": Fraction("7.5"), "D-2": Fraction("2.5")}


def test_questions_in_words_stand_with_the_items_beside_them(tmp_path):
    text = floors(
        "urn: 'u:1', assessable: true, ref_id: A, name: Mop, questions: {'q:1': {type: text, text: "
        "Which mop?}, 'q:2': {type: unique_choice, text: Wet?, choices: [{value: a}, {value: b}]}, "
        "'q:3': {type: date, text: Since when?, config: {past: only}}}"
    )
    (item,) = imported(tmp_path, text).items()
    assert item.help is not None
    assert item.help.source == "Mop\nWhich mop?\nSince when?"
    assert any(
        "of type “date” stands with item A" in each and "past: only" in each
        for each in told(tmp_path, text)
    )


def test_a_name_that_is_too_long_for_a_title_is_kept_whole(tmp_path):
    name = "Floors are mopped before the first guests come and after the last ones have gone"
    text = floors(
        f"urn: 'u:0', assessable: false, ref_id: T, name: {name}",
        f"urn: 'u:1', parent_urn: 'U:0', assessable: true, ref_id: A, name: {name}, "
        "description: Mop",
    )
    made = imported(tmp_path, text)
    (dimension,) = made.dimensions
    assert dimension.intro.source == f"T {name}"
    assert dimension.items[0].help == Text({"en": name})
    assert dimension.items[0].title.source.startswith("TODO Floors are mopped")


def test_groups_that_are_defined_nowhere_are_told_with_their_items(tmp_path):
    text = floors(
        "urn: 'u:0', assessable: false, ref_id: T, name: Top, implementation_groups: [G]",
        "urn: 'u:1', parent_urn: 'u:0', assessable: true, ref_id: A, name: Mop, "
        "implementation_groups: [G]",
    )
    notes = told(tmp_path, text)
    assert "left: no implementation group “G” is defined; 1 items belong to it A" in notes
    # A node above is in the groups of those below, which says nothing new.
    assert not any("no place" in note for note in notes)


def test_a_library_may_be_larger_than_a_file_of_ours(tmp_path):
    text = floors("urn: 'u:1', assessable: true, ref_id: A, name: Mop")
    assert imported(tmp_path, text + "#" * 1_500_000).item("A")


def test_no_dimension_is_larger_than_its_file_may_be(tmp_path, monkeypatch):
    monkeypatch.setattr(sizes, "MAXIMUM_BYTES", 20_000)
    tops = [
        "urn: 'u:top', assessable: false, ref_id: T, name: Top",
        *(f"urn: 'u:{id}', parent_urn: 'u:top', assessable: false, ref_id: {id}" for id in "ab"),
    ]
    nodes = [
        f"urn: 'u:{n}', parent_urn: 'u:{'ab'[n > 20]}', assessable: true, ref_id: R{n}, "
        f"name: Mop {n}, implementation_groups: [G]"
        for n in range(35)
    ]
    text = floors(*tops, *nodes)
    made = imported(tmp_path, text)
    assert [each.title.source for each in made.dimensions] == ["T Top (1/2)", "T Top (2/2)"]
    assert [len(each.items) for each in made.dimensions] == [21, 14]
    assert any("too large for one file; it became 2" in note for note in told(tmp_path, text))


def test_codes_of_languages_are_those_that_we_use(tmp_path):
    node = (
        "urn: 'u:1', assessable: true, ref_id: A, name: 拖地, translations: "
        "{zh_TW: {name: 拖地板}, pt-br: {name: Esfregar}, xx: {name: Xyzzy}}"
    )
    text = floors(node).replace("locale: en", "locale: zh")
    assert imported(tmp_path, text).languages == ("zh-Hans", "zh-Hant", "pt-BR")
    assert any("Xyzzy" in note for note in told(tmp_path, text) if note.startswith("left"))


@pytest.mark.parametrize("key", ["requirement_mapping_sets", "risk_matrix", "threats"])
def test_a_library_of_something_else_is_told_by_what_it_holds(tmp_path, key):
    with pytest.raises(NotImportable, match=f"no framework in it, but {key}"):
        read_ciso_assistant(library(tmp_path, f"objects: {{{key}: [{{name: x}}]}}\n"), Account())


def test_a_folder_is_no_library(tmp_path):
    with pytest.raises(NotImportable, match="this is a folder"):
        read_ciso_assistant(tmp_path, Account())
