"""What can go wrong with a request of ours, besides what storage knows.

AssessError
├── QuestionnaireGone     the version that was answered is no longer here
├── AssessmentClosed      the assessment takes no more answers
├── NoSuchPlace           no such dimension, item, slot or language
└── PrintingUnavailable   reports cannot be printed on this machine
"""

from __future__ import annotations

from assess.errors import AssessError


class QuestionnaireGone(AssessError, LookupError):
    """The version of a questionnaire that was answered is no longer here."""

    def __init__(self, id: str) -> None:
        super().__init__(f"this version of the questionnaire {id!r} is not installed here")


class AssessmentClosed(AssessError):
    """The assessment takes no more answers."""

    def __init__(self, status: str) -> None:
        super().__init__(f"the assessment is {status} and takes no more answers")


class NoSuchPlace(AssessError, LookupError):
    """An address names something that the questionnaire does not have."""

    def __init__(self, what: str) -> None:
        super().__init__(f"the questionnaire has no such {what}")


class PrintingUnavailable(AssessError):
    """Reports cannot be printed on this machine."""

    def __init__(self) -> None:
        super().__init__("reports cannot be printed on this machine")
