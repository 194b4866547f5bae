"""The sample organization as an assessment that can be opened and changed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from assess.core.answers import slots_from
from assess.core.assessment import Assessment
from assess.core.numbers import shortest
from assess.storage.answers import Change
from assess.storage.assessments import new_token
from assess.storage.faults import UnknownAssessment
from assess.web.context import services
from assess.web.details import Details

ACTOR = "sample"


def keep_sample(questionnaire_id: str, name: str, language: str, folder: Path) -> str:
    """The secret link of the sample in the edition of a language.

    Each edition is kept once; a file in `folder` remembers its link.
    """
    library = services().library
    edition = library.examples(questionnaire_id, language)[name]
    link = folder / f"{edition.stem}-link"
    if link.exists() and _still_there(token := link.read_text().strip()):
        return token
    _, assessment = library.assessment(edition)
    token = new_token()
    _keep(assessment, token, language)
    link.touch(mode=0o600)
    link.write_text(token)
    return token


def _still_there(token: str) -> bool:
    try:
        services().store.find(token)
    except UnknownAssessment:
        return False
    return True


def _keep(assessment: Assessment, token: str, language: str) -> None:
    store = services().store
    record = store.create(
        token=token,
        questionnaire_sha256=assessment.sha256,
        purpose=assessment.purpose,
        form=assessment.form,
        profile=assessment.profile,
        language=language,
        details=_details(assessment, language).kept(),
    )
    changes = [
        Change(item=item, slot=slot, value=value, base_rev=0, op_id=f"sample-{item}-{slot}")
        for item, answer in assessment.answers.items()
        for slot, value in slots_from(answer).items()
    ]
    store.save_many(record.id, changes, actor=ACTOR)


def _details(assessment: Assessment, language: str) -> Details:
    organization = assessment.organization
    return Details(
        name=organization.name.within(language),
        assessed_on=assessment.assessed_on.isoformat(),
        facts={id: _typed(value) for id, value in organization.facts.items() if value is not None},
    )


def _typed(value: str | bool | Fraction) -> str:
    """A fact as a person would have typed it into its field."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else shortest(value)
