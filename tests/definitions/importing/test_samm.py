"""SAMM models become drafts that score as SAMM does."""

from fractions import Fraction
from pathlib import Path

import pytest

from assess.core.answers import ChecklistAnswer
from assess.core.items import ChecklistItem
from assess.core.questionnaire import Questionnaire
from assess.core.scoring import score
from assess.core.text import Text
from assess.definitions.importing import samm as importing
from assess.definitions.importing.account import Account, NotImportable
from assess.definitions.importing.samm import read_samm
from assess.definitions.problems import InvalidDefinition, UnreadableFile
from assess.definitions.yaml.documents import parse_document
from tests.definitions.importing.drafts import drafted, everything, scalars, told_codes
from tests.definitions.importing.sources import SAMM, samm


def imported(folder: Path, files: dict[str, str] | None = None) -> Questionnaire:
    source = samm(folder / "source", {**SAMM, **(files or {})})
    draft, _ = drafted(folder / "d", lambda account: read_samm(source, account))
    assert told_codes(draft) == set()
    return draft.questionnaire


def test_functions_practices_and_questions_become_dimensions_stages_and_items(tmp_path):
    made = imported(tmp_path)
    (shop,) = made.dimensions
    assert (shop.id, shop.title.source) == ("shop", "Shop")
    assert [(stage.id, stage.rollup) for stage in shop.stages] == [("CW", "sum")]
    assert [item.id for item in shop.items] == ["S-CW-1-A", "S-CW-1-B", "S-CW-2-A"]
    assert [item.points for item in shop.items] == [Fraction(1, 2), Fraction(1, 2), 1]


def test_a_question_keeps_its_criteria_and_its_answers(tmp_path):
    made = imported(tmp_path)
    item = made.item("S-CW-1-A")
    assert isinstance(item, ChecklistItem)
    assert [each.source for each in item.practices[0].quality] == [
        "The list has dates",
        "The list has prices",
    ]
    assert item.scale == "N"
    assert [(grade.value, grade.text.source) for grade in made.scales["N"]] == [
        (0, "No"),
        (Fraction(1, 4), "A part"),
        (1, "Most of it"),
    ]
    assert item.why is not None
    assert item.why.source == "Bad wood is not bought"


def test_it_scores_as_samm_does(tmp_path):
    """Mean of the streams on level 1 plus that on level 2: (0.25 + 1) / 2 + 0.5 = 1.125 of 2."""
    made = imported(tmp_path)
    answers = {
        id: ChecklistAnswer(practices={"done": Fraction(value)})
        for id, value in (("S-CW-1-A", "0.25"), ("S-CW-1-B", "1"), ("S-CW-2-A", "0.5"))
    }
    result = score(made, answers, form=made.form("full"), profile=made.profile("plain"))
    assert result.total.low == Fraction("1.125")


def test_maturity_levels_are_levels(tmp_path):
    made = imported(tmp_path)
    assert [(level.level, level.total, level.about) for level in made.levels] == [
        (1, Fraction(1), Text({"en": "First steps are made."})),
        (2, Fraction(2), Text({"en": "It is a habit."})),
    ]
    assert made.scoring.maximum == 2


def test_nothing_is_lost(tmp_path):
    imported(tmp_path)
    kept = "\n".join(line.strip() for line in everything(tmp_path / "d").splitlines())
    for name, text in SAMM.items():
        root = parse_document(text.encode(), name).root
        assert root is not None
        for said in scalars(root):
            for line in said.splitlines() if " " in said or said[:1].isupper() else ():
                assert line in kept or line in {"Function", "Practice", "Stream", "Question"}


def test_a_question_that_leads_nowhere_is_told(tmp_path):
    account = Account()
    read_samm(samm(tmp_path), account)
    (note,) = [each for each in account.of("left") if "leads to no activity" in each.said.message]
    assert note.where.endswith("S-XX-1-A.yml:1")
    assert "Who asks this?" in note.text


@pytest.mark.parametrize(
    "values",
    ["values: 3", "values: []", "values:\n- {text: No, value: 0}\n- {text: Some, value: 0.5}"],
)
def test_answers_that_make_no_scale_become_yes_and_no(tmp_path, values):
    made = imported(tmp_path, {"answer_sets/N.yml": f"id: n1\n{values}\n"})
    assert getattr(made.item("S-CW-1-A"), "scale", "") == "yes-no"


def test_without_its_levels_the_name_of_a_file_tells_the_level(tmp_path):
    made = imported(tmp_path, {"maturity_levels/2.yml": "id: other\n"})
    assert made.scoring.maximum == 2


def test_files_that_are_no_part_are_named(tmp_path):
    account = Account()
    read_samm(samm(tmp_path, {**SAMM, "more/readme.md": "x", "more/x.yml": "a: b"}), account)
    names = {Path(note.where).name for note in account.of("left")}
    assert {"readme.md", "x.yml"} <= names


def test_of_a_folder_around_the_model_it_is_told_that_only_the_model_is_read(tmp_path):
    samm(tmp_path, {**SAMM, "../de/S-CW-1-A.yml": "title: Liste"})
    for folder, number in ((tmp_path, 1), (tmp_path / "model", 0)):
        account = Account()
        read_samm(folder, account)
        told = [
            note for note in account.of("left") if "only the folder “model”" in note.said.message
        ]
        assert len(told) == number


def test_a_title_that_is_too_long_is_kept_whole(tmp_path):
    title = "List the sellers of wood with whom the shop has worked in the last ten years"
    activity = SAMM["activities/S-CW-1-A.yml"].replace("List the sellers", title)
    item = imported(tmp_path, {"activities/S-CW-1-A.yml": activity}).item("S-CW-1-A")
    assert item is not None
    assert item.help is not None
    assert item.help.source.startswith(f"{title}\n")


def test_what_is_no_model_gets_a_sentence(tmp_path):
    with pytest.raises(NotImportable, match="this is a file — name the folder"):
        read_samm(Path(__file__), Account())
    with pytest.raises(UnreadableFile, match="no such folder"):
        read_samm(tmp_path / "gone", Account())
    with pytest.raises(NotImportable, match="no question of a SAMM model"):
        read_samm(tmp_path, Account())
    only = {"questions/a.yml": SAMM["questions/S-CW-1-A.yml"]}
    with pytest.raises(NotImportable, match="no question leads to"):
        read_samm(samm(tmp_path / "only", only), Account())


def test_too_many_or_too_large_files_get_a_sentence(tmp_path, monkeypatch):
    source = samm(tmp_path)
    monkeypatch.setattr(importing, "MOST_BYTES", 500)
    with pytest.raises(NotImportable, match="more than 20 megabytes"):
        read_samm(source, Account())
    monkeypatch.setattr(importing, "MOST_FILES", 5)
    with pytest.raises(NotImportable, match="more than 5 files"):
        read_samm(source, Account())


def test_every_file_that_is_no_yaml_is_told_at_once(tmp_path):
    broken = {"questions/S-CW-1-A.yml": "a: [", "streams/S-CW-A.yml": "a: &b c"}
    with pytest.raises(InvalidDefinition) as told:
        read_samm(samm(tmp_path, {**SAMM, **broken}), Account())
    assert len(told.value.problems) == 2
