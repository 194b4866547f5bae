from dataclasses import replace
from fractions import Fraction

import pytest

from assess.core.answers import ChecklistAnswer, MaturityAnswer
from assess.core.calibration import Case
from assess.definitions.calibration import load_case
from assess.definitions.problems import InvalidDefinition
from tests.definitions.files import CASE, MANIFEST, load, seen

F = Fraction


@pytest.fixture
def read(tmp_path):
    def read(text: str) -> Case:
        path = tmp_path / "calibration.yaml"
        path.write_text(text, encoding="utf-8")
        return load_case(path, load(tmp_path))

    return read


def test_a_case_tells_a_story_and_holds_the_judgements_of_experts(read):
    case = read(CASE)

    assert [text.source for text in case.passages[0].paragraphs] == ["Two people.", "One dog."]
    assert case.excerpts[0].id == "minutes"
    assert case.judgements["M1"].answer == MaturityAnswer(intention=3, reality=2)
    assert case.judgements["M1"].documents == ("minutes",)
    assert case.judgements["C1"].answer == ChecklistAnswer(practices={"a": F(1), "b": F(1, 2)})


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("documents: [minutes]", "documents: [report]", "K801"),
        ("  M1:", "  M9:", "A620"),
        ("reality: 2", "reality: 9", "A602"),
        ("answer: {intention: 3, reality: 2}", "answer:", "S202"),
        ("    reason: It was planned.\n", "", "S202"),
        ("about: It is small.\n", "", "S202"),
        ("answers:", "replies:", "S202"),
    ],
)
def test_every_problem_of_a_case_is_told(read, old, new, code):
    assert old in CASE
    with pytest.raises(InvalidDefinition) as told:
        read(CASE.replace(old, new))

    assert code in [found[-1] for found in seen(told.value)]


def test_a_case_of_a_draft_may_lack_translations(tmp_path):
    path = tmp_path / "calibration.yaml"
    path.write_text(CASE, encoding="utf-8")
    two = MANIFEST.replace("languages: [en]", "languages: [en, zh-Hans]")
    draft = load(tmp_path, manifest=two.replace("status: released", "status: draft"))

    assert load_case(path, draft).title.within("zh-Hans").endswith(" [en]")
    with pytest.raises(InvalidDefinition):
        load_case(path, replace(draft, status="released"))
