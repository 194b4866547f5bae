"""Published models said in our format, and how answers to them are loaded and scored."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from assess.core.assessment import Assessment
from assess.core.questionnaire import Questionnaire
from assess.core.report import Report, compile_report
from assess.core.scorecard import Scorecard
from assess.core.scoring import score_assessment
from assess.definitions.library import Library

MODELS = Library(Path(__file__).parent / "models")
HEAD = """\
schema: assess/answers@1
questionnaire: {model}
version: "1.0.0"
profile: plain
purpose: {purpose}
organization: {{name: Invented Works}}
assessed_on: 2026-10-01
deductions: {deductions}
answers:
"""


def example(model: str) -> tuple[Questionnaire, Assessment]:
    """The example that lies beside a model."""
    return MODELS.assessment(MODELS.examples(model)["works"])


def answered(
    folder: Path,
    model: str,
    answers: Mapping[str, str],
    *,
    deductions: str = "{}",
    purpose: str = "self-assessment",
) -> tuple[Questionnaire, Assessment]:
    """Answers as they stand in a file, by the normal loader."""
    head = HEAD.format(model=model, deductions=deductions, purpose=purpose)
    path = folder / "answers.yaml"
    path.write_text(
        head + "".join(f"  {id}: {{{said}}}\n" for id, said in answers.items()), encoding="utf-8"
    )
    return MODELS.assessment(path)


def scored(loaded: tuple[Questionnaire, Assessment]) -> Scorecard:
    return score_assessment(*loaded)


def claimed(card: Scorecard, id: str) -> Fraction | None:
    """The claimed score of an item or a dimension."""
    found = card.dimension(id) or card.item(id)
    assert found is not None
    return found.claimed


def reported(loaded: tuple[Questionnaire, Assessment]) -> Report:
    return compile_report(*loaded, None, engine="1")
