"""What holds for every published model as for every shipped questionnaire: nothing is left out."""

import pytest

from assess.cli import main
from assess.core.explaining.items import explain_item
from assess.core.explaining.totals import explain_dimension, trace
from assess.core.items import ITEM_TYPES
from assess.core.record import assessment_of, assessment_record
from assess.definitions.questionnaires import load_source
from tests.questionnaires.published import MODELS, example, reported, scored

every_model = pytest.mark.parametrize("model", list(MODELS.ids))


def test_the_models_are_these():
    assert list(MODELS.ids) == [
        "after-sales",
        "averages",
        "domain-maturity",
        "excellence",
        "process-capability",
        "samm",
        "two-axes",
    ]


def test_the_models_use_what_the_format_has():
    asked = [MODELS.questionnaire(id) for id in MODELS.ids]
    dimensions = [(q, d) for q in asked if q is not None for d in q.dimensions]

    rollups = {q.rollup(d) for q, d in dimensions} | {q.scoring.total for q, _ in dimensions}
    assert rollups == {"weighted-mean", "mean", "sum", "minimum", "cumulative"}
    types = {item.type for _, d in dimensions for item in d.items}
    assert {kind.type for kind in ITEM_TYPES} - types == {"kpi"}


@every_model
def test_a_model_is_kept_and_read_back_as_it_is(model):
    questionnaire, assessment = example(model)
    kept = load_source(MODELS.source(model))

    assert kept == questionnaire
    assert assessment_of(assessment_record(assessment), kept) == assessment


@every_model
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_its_empty_sheet_asks_for_everything_and_loads(model, language, tmp_path):
    path = tmp_path / "sheet.yaml"
    folder = str(MODELS.folder)
    options = ["--questionnaires", folder, "--form", "full", "--lang", language, "-o", str(path)]
    with pytest.raises(SystemExit, match="0"):
        main(["sheet", model, *options])
    sheet = path.read_text(encoding="utf-8")
    path.write_text(sheet.replace("  name:\n", "  name: Acme\n", 1), encoding="utf-8")
    questionnaire, assessment = MODELS.assessment(path)

    assert assessment.answers == {}
    assert set(assessment.deductions.values()) <= {0}
    assert set(assessment.deductions) == {each.id for each in questionnaire.deductions}
    for item in questionnaire.items():
        assert f"\n  {item.id}:\n" in sheet
    for named in questionnaire.axes.values():
        assert f"# {named.source}" in sheet


@every_model
def test_every_number_of_it_explains_itself(model):
    card = scored(example(model))
    told = {each.subject: each for each in trace(card)}

    for dimension in card.dimensions:
        for explanation in explain_dimension(card, dimension):
            assert told[explanation.subject] == explanation
            assert "–" not in {explanation.worked, explanation.result}
        for item in dimension.items:
            assert explain_item(card, item)[0] == told[f"{item.item.id} claimed"]


@every_model
def test_its_report_is_the_same_each_time(model):
    first, second = reported(example(model)), reported(example(model))

    assert first.seal == second.seal
    assert first.decision.rated
