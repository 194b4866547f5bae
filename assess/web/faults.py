"""What can go wrong with a request of ours, besides what storage knows.

AssessError
├── QuestionnaireGone     the version that was answered is no longer here
├── AssessmentClosed      the assessment takes no more answers
├── NoSuchPlace           no such dimension, item, slot or language
├── SurveyClosed          the survey takes no answers at the moment
├── SurveyFull            the survey has all the answers it takes
├── TooMuchSent           more than the sheet of a survey can hold
├── SheetTooLarge         a file larger than any filled sheet
├── ParcelTooLarge        files larger than any questionnaire
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


class SurveyClosed(AssessError):
    """The survey takes no answers at the moment."""

    def __init__(self) -> None:
        super().__init__("the survey is closed and takes no answers")


class SurveyFull(AssessError):
    """The survey has all the answers it takes."""

    def __init__(self) -> None:
        super().__init__("the survey has all the answers it takes")


class TooMuchSent(AssessError):
    """More than the sheet of a survey can hold."""

    def __init__(self) -> None:
        super().__init__("more was sent than the sheet of a survey can hold")


class SheetTooLarge(AssessError):
    """A file larger than any filled sheet."""

    def __init__(self) -> None:
        super().__init__("the file is larger than any filled sheet")


class ParcelTooLarge(AssessError):
    """Files larger than any questionnaire."""

    def __init__(self) -> None:
        super().__init__("the files are larger than any questionnaire")


class PrintingUnavailable(AssessError):
    """Reports cannot be printed on this machine."""

    def __init__(self) -> None:
        super().__init__("reports cannot be printed on this machine")
