"""Does a survey hold together?  Checks of its questions, its measures and what they feed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import partial

from assess.core.faults import N_, Fault, words
from assess.core.items import KpiItem
from assess.core.numbers import shortest
from assess.core.questionnaire import Choice, Questionnaire
from assess.core.scale import scale_of
from assess.core.surveys.survey import (
    LEAST_MINIMUM,
    ChoiceQuestion,
    Feed,
    Measure,
    Question,
    RatingQuestion,
    Statistic,
    Survey,
    TextQuestion,
)
from assess.definitions.checks.consistency import Q501
from assess.definitions.checks.scoreable import Q513, note, outside, wrong_scale
from assess.definitions.faults import listed
from assess.definitions.notes import Asked
from assess.definitions.reader import Reader
from assess.definitions.scalars import within
from assess.definitions.yaml.documents import Place

M801 = partial(Fault, "M801", N_("no {kind} '{id}' in this survey"), N_("known are {known}"))
M802 = partial(Fault, "M802", N_("a measure by {statistic} needs '{key}'"), N_("add it"))
M803 = partial(
    Fault, "M803", N_("'{key}' means nothing to a measure by {statistic}"), N_("remove it")
)
M804 = partial(
    Fault,
    "M804",
    N_("a measure by {statistic} takes one question, not {given}"),
    N_("make a measure of each, or take their mean"),
)
M805 = partial(
    Fault,
    "M805",
    N_("'{id}' is answered by {type}, which makes no {statistic}"),
    N_("take a question of another type, or another statistic"),
)
M806 = partial(
    Fault,
    "M806",
    N_("detractors end at {detractors} and promoters begin at {promoters}"),
    N_("let promoters begin above the last detractor"),
)
M807 = partial(
    Fault,
    "M807",
    N_("a minimum of {given} would show what single customers said"),
    N_("write {least} or more"),
)
M808 = partial(
    Fault,
    "M808",
    N_("{id} has too many values to be shown side by side"),
    N_("choose a scale of at most 11 values, such as 0 to 10"),
)
M809 = partial(
    Fault,
    "M809",
    N_("{id} does not say what {at} means"),
    N_("describe at least both ends of the scale under “anchors”"),
)
M810 = partial(
    Fault,
    "M810",
    N_("'{asked}' cannot be asked of a customer's answers"),
    N_("ask answered(), chosen() or value() of an earlier question"),
)
M811 = partial(
    Fault,
    "M811",
    N_("there is no KPI item '{item}' in a questionnaire '{questionnaire}' here"),
    N_("name the questionnaire by its id and an item of type kpi in it"),
)
M812 = partial(
    Fault,
    "M812",
    N_("{item} is measured in “{unit}”, which a measure by {statistic} is not"),
    N_("a share is in “%”; the others are in points"),
)
M813 = partial(
    Fault,
    "M813",
    N_("{item} is fed twice, first on line {first}"),
    N_("let one measure feed it"),
)
M814 = partial(
    Fault, "M814", N_("'{key}' is {at}, which is not on the scale"), N_("take a value {scale}")
)

ASKED = {"answered", "chosen", "value"}
FEWEST_OPTIONS = 2
LONGEST_TEXT = 2000
MOST_MONTHS = 120
MOST_ENOUGH = 10_000
BOUNDS: Mapping[Statistic, tuple[str, ...]] = {
    "mean": (),
    "share": ("at_least",),
    "net-promoter": ("detractors", "promoters"),
}
"""Which values on the scale a statistic needs."""
OWN = ("at_least", "counts", "leaves_out", "detractors", "promoters")


def check_survey(survey: Survey, reader: Reader) -> None:
    """Note every way in which the survey contradicts itself."""
    checking = _Checking(survey, reader)
    checking.ids()
    checking.questions()
    for measure in survey.measures:
        checking.measure(measure)


def check_feeds(
    survey: Survey, find: Callable[[str], Questionnaire | None], reader: Reader
) -> None:
    """Note measures that feed what is not there, or is not measured like that."""
    fed: dict[tuple[str, str], Place] = {}
    for measure in survey.measures:
        for feed in measure.feeds:
            place = reader.place_of(feed)
            for fault in _wrong_feed(measure, feed, find):
                reader.blame(reader.place_of(feed, "item"), fault)
            first = fed.setdefault((feed.questionnaire, feed.item), place)
            if first is not place:
                reader.blame(place, M813(details={"item": feed.item, "first": first.line}))


def _wrong_feed(
    measure: Measure, feed: Feed, find: Callable[[str], Questionnaire | None]
) -> Iterable[Fault]:
    questionnaire = find(feed.questionnaire)
    item = questionnaire.item(feed.item) if questionnaire else None
    if not isinstance(item, KpiItem):
        details = {"item": feed.item, "questionnaire": feed.questionnaire}
        yield M811(details=details)
    elif (item.unit.source == "%") is not (measure.statistic == "share"):
        unit = {"unit": item.unit.source, "statistic": measure.statistic}
        yield M812(details={"item": feed.item, **unit})


class _Checking:
    def __init__(self, survey: Survey, reader: Reader) -> None:
        self.survey = survey
        self.reader = reader
        self.by_id = {question.id: question for question in reversed(survey.questions)}
        self.asked: dict[int, list[Asked]] = {}
        for each in reader.conditions:
            self.asked.setdefault(id(each.condition), []).append(each)

    def blame(self, value: object, fault: Fault, key: str = "") -> None:
        self.reader.blame(self.reader.place_of(value, key), fault)

    def ids(self) -> None:
        survey = self.survey
        self._unique(survey.questions)
        self._unique(survey.measures)
        for question in survey.questions:
            if isinstance(question, ChoiceQuestion):
                self._unique(question.options)

    def _unique(self, values: Iterable[Question] | Iterable[Measure] | Iterable[Choice]) -> None:
        seen: dict[str, Place] = {}
        for value in values:
            place = self.reader.place_of(value)
            first = seen.setdefault(value.id, place)
            if first is not place:
                details = {"id": value.id, "line": first.line, "path": first.path}
                self.blame(value, Q501(details=details))

    def questions(self) -> None:
        if not self.survey.questions:
            details = {"what": self.survey.id, "part": "questions"}
            self.blame(self.survey, Q513(details=details), "questions")
        self._enough(self.survey, self.survey.minimum)
        earlier: dict[str, None] = {}
        for question in self.survey.questions:
            match question:
                case RatingQuestion():
                    self._scale(question)
                case TextQuestion():
                    self._within(question, "longest", LONGEST_TEXT)
                case ChoiceQuestion():
                    if len(question.options) < FEWEST_OPTIONS:
                        details = {"what": question.id, "part": "options"}
                        self.blame(question, Q513(details=details), "options")
            self._condition(question, earlier)
            earlier[question.id] = None

    def _within(self, of: object, key: str, most: int) -> None:
        if not 1 <= (given := getattr(of, key)) <= most:
            self.blame(of, outside(key, given, 1, most), key)

    def _enough(self, of: object, given: int) -> None:
        if given < LEAST_MINIMUM:
            self.blame(of, M807(details={"given": given, "least": LEAST_MINIMUM}), "minimum")

    def _scale(self, question: RatingQuestion) -> None:
        wrong = list(wrong_scale(question))
        note(self.reader, iter(wrong))
        if wrong:
            return
        if not question.values:
            self.blame(question, M808(details={"id": question.id}), "highest")
        for at in (question.lowest, question.highest):
            if at not in question.anchors:
                details = {"id": question.id, "at": shortest(at)}
                self.blame(question, M809(details=details), "anchors")

    def _condition(self, question: Question, earlier: Mapping[str, None]) -> None:
        for each in self.asked.get(id(question.applies_if), ()):
            for reference in each.condition.references():
                at = within(each.node, reference.column)
                if reference.function not in ASKED:
                    self.reader.blame(at, M810(details={"asked": reference.function}))
                elif reference.id not in earlier:
                    self.reader.blame(at, _unknown(N_("question"), reference.id, earlier))
                elif reference.option is not None:
                    self._option_at(reference.id, reference.option, at)

    def _option_at(self, id: str, option: str, at: Place) -> None:
        question = self.by_id.get(id)
        known = [o.id for o in question.options] if isinstance(question, ChoiceQuestion) else []
        if option not in known:
            self.reader.blame(at, _unknown(N_("option"), option, known))

    def measure(self, measure: Measure) -> None:
        """Note what keeps a measure from being worked out."""
        if measure.minimum is not None:
            self._enough(measure, measure.minimum)
        for feed in measure.feeds:
            self._within(feed, "months", MOST_MONTHS)
            self._within(feed, "enough", MOST_ENOUGH)
        unknown = [n for n, id in enumerate(measure.questions) if id not in self.by_id]
        for number in unknown:
            at = self.reader.place_of(measure.questions, str(number))
            named = measure.questions[number]
            self.reader.blame(at, _unknown(N_("question"), named, self.by_id))
        if not measure.questions:
            details = {"what": measure.id, "part": "questions"}
            self.blame(measure, Q513(details=details), "questions")
        elif len(measure.questions) > 1 and measure.statistic != "mean":
            details = {"statistic": measure.statistic, "given": str(len(measure.questions))}
            self.blame(measure, M804(details=details), "questions")
        elif not unknown:
            for id in dict.fromkeys(measure.questions):
                self._fits(measure, self.by_id[id])

    def _fits(self, measure: Measure, question: Question) -> None:
        """Whether a statistic can be made of the answers to a question."""
        by_option = isinstance(question, ChoiceQuestion) and measure.statistic == "share"
        if isinstance(question, TextQuestion) or not (
            by_option or isinstance(question, RatingQuestion)
        ):
            details = {"id": question.id, "type": question.type, "statistic": measure.statistic}
            self.blame(measure, M805(details=details), "questions")
            return
        needed = ("counts",) if by_option else BOUNDS[measure.statistic]
        self._keys(measure, needed, (*needed, "leaves_out") if by_option else needed)
        if isinstance(question, ChoiceQuestion):
            known = [option.id for option in question.options]
            for id in (*measure.counts, *measure.leaves_out):
                if id not in known:
                    self.blame(measure, _unknown(N_("option"), id, known), "counts")
        elif isinstance(question, RatingQuestion):
            self._bounds(measure, question, needed)

    def _keys(self, measure: Measure, needed: Iterable[str], known: Iterable[str]) -> None:
        for key in OWN:
            given = getattr(measure, key) not in (None, ())
            details = {"statistic": measure.statistic, "key": key}
            if key in needed and not given:
                self.blame(measure, M802(details=details))
            elif given and key not in known:
                self.blame(measure, M803(details=details), key)

    def _bounds(self, measure: Measure, question: RatingQuestion, keys: Iterable[str]) -> None:
        for key in keys:
            at: Fraction | None = getattr(measure, key)
            if at is not None and not question.has(at):
                details = {"key": key, "at": shortest(at), "scale": scale_of(question)}
                self.blame(measure, M814(details=details), key)
        low, high = measure.detractors, measure.promoters
        if low is not None and high is not None and low >= high:
            bounds = {"detractors": shortest(low), "promoters": shortest(high)}
            self.blame(measure, M806(details=bounds), "promoters")


def _unknown(kind: str, id: str, known: Iterable[str]) -> Fault:
    from_here = listed(known) or "–"
    return M801(details={"kind": words(kind), "id": id, "known": from_here})
