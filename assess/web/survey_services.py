"""The surveys of this site: what is asked, what customers sent, and what it comes to."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from threading import Lock

from assess.core.surveys.results import SurveyResults, aggregate
from assess.core.surveys.sheets import SheetReader
from assess.core.surveys.survey import Survey
from assess.definitions.library import Library
from assess.definitions.problems import InvalidDefinition
from assess.definitions.surveys import load_survey_source
from assess.storage.assessments import AssessmentStore
from assess.storage.faults import UnknownQuestionnaire
from assess.storage.surveys import SurveyRecord, SurveyStore
from assess.web.faults import QuestionnaireGone

MOST_REMEMBERED = 100
"""Results that are kept at hand: sheets are never changed, so they hold until another comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The results of some sheets and on which days they came; None where there are none."""

    results: SurveyResults
    first: date | None
    last: date | None


class Surveys:
    """Definitions and sheets of surveys; sources are kept with those of questionnaires."""

    def __init__(self, library: Library, store: SurveyStore, sources: AssessmentStore) -> None:
        self.library = library
        self.store = store
        self._sources = sources
        self._thawed: dict[str, Survey] = {}
        self._counted: OrderedDict[tuple[object, ...], Counted] = OrderedDict()
        self._lock = Lock()

    def keep(self) -> None:
        """Freeze every survey of the library, so that it may be put to customers."""
        for survey in self.known():
            source = self.library.survey_source(survey.id)
            self._sources.keep_questionnaire(survey.id, survey.version, survey.sha256, source)

    def known(self) -> Iterator[Survey]:
        """Every survey that may begin."""
        for id in self.library.survey_ids:
            survey = self.library.survey(id)
            assert survey is not None
            yield survey

    def feeding(self, questionnaire: str) -> list[Survey]:
        """The surveys that measure something of a questionnaire."""
        return [
            survey
            for survey in self.known()
            if any(f.questionnaire == questionnaire for m in survey.measures for f in m.feeds)
        ]

    def definition(self, record: SurveyRecord) -> Survey:
        """What a survey asks, as it was when it began; or `QuestionnaireGone`."""
        today = self.library.survey(record.definition)
        if today is not None and today.sha256 == record.sha256:
            return today
        if record.sha256 not in self._thawed:
            try:
                source = self._sources.questionnaire_source(record.sha256)
                self._thawed[record.sha256] = load_survey_source(source)
            except (UnknownQuestionnaire, InvalidDefinition) as fault:
                raise QuestionnaireGone(record.definition) from fault
        return self._thawed[record.sha256]

    def counted(
        self, record: SurveyRecord, first: date | None = None, last: date | None = None
    ) -> Counted:
        """What the sheets come to that were sent between two days, both of them included."""
        key = (record.id, record.sheets, first, last)
        with self._lock:
            found = self._counted.pop(key, None)
        if found is None:
            found = self._count(record, first or date.min, last or date.max)
        with self._lock:
            self._counted[key] = found
            while len(self._counted) > MOST_REMEMBERED:
                self._counted.popitem(last=False)
        return found

    def _count(self, record: SurveyRecord, first: date, last: date) -> Counted:
        survey = self.definition(record)
        reader = SheetReader(survey)
        sent = [s for s in self.store.sheets(record.id) if first <= s.answered_on <= last]
        days = [sheet.answered_on for sheet in sent]
        return Counted(
            results=aggregate(survey, (reader.read(sheet.answers).sheet for sheet in sent)),
            first=min(days, default=None),
            last=max(days, default=None),
        )
