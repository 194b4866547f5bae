"""The program's words for what the core knows by code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from assess.core import vocabulary
from assess.core.answers import (
    Answer,
    ChecklistAnswer,
    ChoiceAnswer,
    CoverageAnswer,
    KpiAnswer,
    MaturityAnswer,
    RatingAnswer,
)
from assess.core.benchmark import Reference
from assess.core.calibration import Tendency
from assess.core.characters import printable
from assess.core.explaining.explanation import Explanation
from assess.core.faults import N_
from assess.core.findings import Rated
from assess.core.items import (
    Axis,
    ChecklistItem,
    ChoiceItem,
    Item,
    KpiItem,
    RatingItem,
    Verification,
)
from assess.core.maturity import Gate
from assess.core.numbers import decimal_string
from assess.core.questionnaire import Questionnaire
from assess.core.recommendations import Kind, Recommendation
from assess.core.report import Report
from assess.core.roadmap import Planned
from assess.core.scale import scale_of
from assess.core.scorecard import ItemScore, Status, Unrated
from assess.core.scoring_rules import Purpose
from assess.core.sources import Source
from assess.language import current, gettext
from assess.rendering.filters import number, percent, points, text, with_unit

STATUSES = {
    Status.ANSWERED: N_("answered"),
    Status.PARTLY: N_("partly answered"),
    Status.UNANSWERED: N_("not answered"),
    Status.NOT_APPLICABLE: N_("not applicable"),
    Status.HIDDEN: N_("does not apply"),
    Status.NOT_IN_FORM: N_("not in this form"),
}
KINDS = {
    Kind.MUST_FIX: N_("must-fix"),
    Kind.QUICK_WIN: N_("quick win"),
    Kind.STRATEGIC: N_("strategic"),
    Kind.FILL_IN: N_("fill-in"),
    Kind.DEFER: N_("later"),
}
PURPOSES: dict[Purpose, str] = {
    "self-assessment": N_("self-assessment, unverified"),
    "audit": N_("assessment report"),
    "certification": N_("assessment report for certification"),
}
AXES = vocabulary.AXES
_AXIS_HEADS: dict[Axis, str] = {"intention": N_("intention"), "reality": N_("reality")}
TENDENCIES = {
    Tendency.LENIENT: N_("You rate more leniently than the experts."),
    Tendency.CLOSE: N_("You rate about as the experts do."),
    Tendency.STRICT: N_("You rate more strictly than the experts."),
}
UNRATED = {
    Unrated.TOO_LITTLE_APPLIES: N_("not rated: too little of it applies"),
    Unrated.NOTHING_ANSWERED: N_("not rated: nothing is answered yet"),
}
TYPES = {
    "maturity": N_("maturity"),
    "checklist": N_("checklist"),
    "coverage": N_("share"),
    "kpi": N_("measure"),
    "choice": N_("choice"),
    "rating": N_("rating"),
}
VERIFICATIONS: dict[Verification, str] = {
    "document": N_("document"),
    "interview": N_("interview"),
    "observation": N_("observation"),
    "sample": N_("sample"),
    "data": N_("data"),
}
COMPARISONS = vocabulary.COMPARISONS


def axis(questionnaire: Questionnaire, axis: Axis) -> str:
    """What a questionnaire calls an axis."""
    named = questionnaire.axes.get(axis)
    return text(named) if named else gettext(AXES[axis])


def axis_head(questionnaire: Questionnaire, axis: Axis) -> str:
    """The same above a column."""
    named = questionnaire.axes.get(axis)
    return text(named) if named else gettext(_AXIS_HEADS[axis])


def scale(item: RatingItem) -> str:
    """Which values a rating takes."""
    return scale_of(item).sentence(gettext)


def rated(item: RatingItem, value: Fraction) -> str:
    """A value with its unit, or with the ends of its scale."""
    if item.unit is not None:
        return with_unit(number(value), text(item.unit))
    ends = {"lowest": number(item.lowest), "highest": number(item.highest)}
    return gettext("{value} ({lowest} to {highest})").format(value=number(value), **ends)


def rated_words(found: Rated) -> str:
    """The words of a value; of one without words those of its neighbours, "" where it has none."""
    if found.words is not None:
        return text(found.words)
    near = {
        side: gettext("{value}, “{words}”").format(
            value=number(at), words=text(found.item.anchors[at])
        )
        for side, at in (("below", found.below), ("above", found.above))
        if at is not None
    }
    if len(near) > 1:
        return gettext("between {below} and {above}").format(**near)
    if "below" in near:
        return gettext("above {below}").format(**near)
    return gettext("below {above}").format(**near) if near else ""


def level_words(number: int) -> str:
    """A level by its number, in the middle of a sentence."""
    return gettext("level {number}").format(number=number) if number else gettext("below level 1")


def listed(*parts: str) -> str:
    """The parts that say something, in a row as the language sets it."""
    return gettext(", ").join(part for part in parts if part)


def purpose(given: Purpose, questionnaire: Questionnaire) -> str:
    """What an assessment is for and worth; by a questionnaire that is a draft it is but a trial."""
    return listed(gettext(PURPOSES[given]), draft(questionnaire))


def draft(questionnaire: Questionnaire) -> str:
    """That a questionnaire is none that was released; "" for one that was."""
    return gettext("draft questionnaire") if questionnaire.status == "draft" else ""


def ways(verification: Iterable[Verification]) -> str:
    """How an answer is verified."""
    return listed(*(gettext(VERIFICATIONS[way]) for way in verification))


def role_titles(questionnaire: Questionnaire, ids: Iterable[str]) -> str:
    """Roles in a row."""
    return listed(*(text(questionnaire.role(id).title) for id in ids))


def sources(questionnaire: Questionnaire, cited: Sequence[Source]) -> str:
    """The articles and passages that an item rests on."""
    titles = {article.id: text(article.title) for article in questionnaire.articles}
    passages: dict[str, list[str]] = {source.article: [] for source in cited}
    for source in cited:
        passages[source.article] += [source.passage] if source.passage else []
    return gettext("; ").join(
        f"{titles[id]} ({gettext(', ').join(of)})" if of else titles[id]
        for id, of in passages.items()
    )


def named(title: str, id: str, score: str) -> str:
    """A title with its code and score behind it."""
    return gettext("{title} ({id}, {score})").format(title=title, id=id, score=score)


def labelled(label: str, value: str) -> str:
    """A value behind its label."""
    return gettext("{label}: {value}").format(label=label, value=value)


def gate_name(gate: Gate) -> str:
    """What a gate is about, in the reader's language."""
    language = current()
    if gate.kind == "total":
        return gettext("Total")
    if gate.kind == "dimension" and gate.dimension is not None:
        return gate.dimension.title.within(language)
    if gate.kind == "knock_out" and gate.item is not None:
        return gate.item.title.within(language)
    return _requirement_name(gate)


def _requirement_name(gate: Gate) -> str:
    """The three functions that levels may ask, else the condition as it is written."""
    function = gate.name.split("(")[0]
    if gate.item is not None:
        return gate.item.title.within(current())
    if gate.dimension is not None and function == "data_share":
        title = gate.dimension.title.within(current())
        return gettext("Share of “{dimension}” with data").format(dimension=title)
    if gate.dimension is not None and function == "trend_periods":
        title = gate.dimension.title.within(current())
        return gettext("Periods shown in “{dimension}”").format(dimension=title)
    return gate.name


def reason(recommendation: Recommendation) -> str:
    """Why this move stands where it stands, as one phrase."""
    urgency = recommendation.urgency
    # Of the gates before an item its own is named first: that of its dimension is others' as well.
    gates = sorted(recommendation.gates, key=lambda gate: gate.kind != "knock_out")
    gate = next(iter(gates), None)
    if gate is not None:
        template = (
            gettext("knock-out item at {now}, needs {needed} for the next level")
            if urgency.knock_out
            else gettext("{gate} stands at {now}, needs {needed} for the next level")
        )
        return template.format(
            gate=gate_name(gate),
            now=gate_number(gate, gate.value),
            needed=gate_number(gate, gate.threshold),
        )
    yield_of_day = decimal_string(recommendation.points_gained / recommendation.step.effort, 2)
    if urgency.weakest:
        return gettext("weakest dimension; {points} points a person-day").format(
            points=yield_of_day
        )
    return gettext("{points} points a person-day").format(points=yield_of_day)


def _as_share(gate: Gate) -> bool:
    return gate.kind != "total" and not gate.name.startswith("trend_periods")


def gate_number(gate: Gate, value: Fraction | None) -> str:
    """A gate's value or threshold: points, a percentage, or a count of periods."""
    if gate.kind == "total":
        return points(value)
    return percent(value) if _as_share(gate) else number(value)


def shortfall(gate: Gate) -> str:
    """How much a gate is missed by, in its own unit; a dash when it holds."""
    if gate.met:
        return "–"
    return gettext("no value yet") if gate.value is None else gate_number(gate, gate.shortfall)


def no_extremes(report: Report) -> str:
    """Why a list of strengths or of gaps is empty."""
    if not report.strengths and not report.gaps:
        return gettext("Nothing is answered yet.")
    answered = [each for each in report.scorecard.items if each.status is Status.ANSWERED]
    if all(each.claimed == 1 for each in answered):
        return gettext("Nothing: what is answered stands at its best.")
    return gettext("Nothing else is answered yet.")


def quarter(planned: Planned | None) -> str:
    """The quarter in which a move begins, counted from the assessment."""
    return "–" if planned is None else gettext("Q{number}").format(number=planned.quarter)


def sample_size(reference: Reference) -> str:
    """How many a reference rests on, or why no number is stated."""
    if reference.n is None:
        return text(reference.n_note)
    number = f"{reference.n:,}"
    if reference.n_is == "more than":
        return gettext("n > {number}").format(number=number)
    if reference.n_is == "about":
        return gettext("n about {number}").format(number=number)
    return gettext("n = {number}").format(number=number)


def years(reference: Reference) -> str:
    """When a reference was measured."""
    span = f"{reference.year_from}–{reference.year}" if reference.year_from else str(reference.year)
    return gettext("c. {year}").format(year=span) if reference.year_is == "about" else span


def reference_value(reference: Reference) -> str:
    """The figure of a reference in its unit."""
    return with_unit(number(reference.value), text(reference.unit))


def citation(reference: Reference, historic: bool) -> str:
    """A reference as the legend of a line: whose figure, how many, when."""
    template = (
        gettext("{label} {value} ({n}, {year}, historic)")
        if historic
        else gettext("{label} {value} ({n}, {year})")
    )
    return template.format(
        label=text(reference.label),
        value=reference_value(reference),
        n=sample_size(reference),
        year=years(reference),
    )


_SUBJECTS = {
    "claimed": N_("claimed"),
    "evidenced": N_("backed by evidence"),
    "points": N_("points"),
    "interval": N_("interval"),
    "gross": N_("before deductions"),
}
_REASONS = {status.value: words for status, words in STATUSES.items()} | {
    unrated.value: words for unrated, words in UNRATED.items()
}


def subject(report: Report, explanation: Explanation) -> str:
    """What an explanation is about: item id or dimension, and the kind of number in words."""
    id, _, kind = explanation.subject.partition(" ")
    names = {part.id: text(part.title) for part in report.questionnaire.dimensions}
    for part in report.questionnaire.dimensions:
        names |= {f"{part.id}.{stage.id}": text(stage.title) for stage in part.stages}
    names["total"] = gettext("Total")
    return labelled(names.get(id, id), gettext(_SUBJECTS[kind]))


def exclusions(explanation: Explanation) -> str:
    """What was left out of a number, and why."""
    return listed(
        *(
            gettext("{id} ({reason})").format(id=id, reason=gettext(_REASONS.get(why, why)))
            for id, why in explanation.excluded
        )
    )


def given(report: Report, score: ItemScore) -> str:
    """An answer in one line, or that there is none."""
    said = answer_words(report.questionnaire, score.item, score.answer) if score.answer else ""
    return said or gettext(STATUSES[score.status])


def answer_words(questionnaire: Questionnaire, item: Item, answer: Answer) -> str:
    """What an answer says, in one line; "" when it says nothing that is scored."""
    if answer.not_applicable:
        return labelled(gettext("Not applicable"), printable(answer.not_applicable))
    match answer:
        case MaturityAnswer():
            steps: dict[Axis, int | None] = {
                "intention": answer.intention,
                "reality": answer.reality,
            }
            said = [f"{axis(questionnaire, a)} {s}" for a, s in steps.items() if s is not None]
        case ChecklistAnswer():
            assert isinstance(item, ChecklistItem)
            words = {g.value: text(g.text) for g in questionnaire.scales[item.scale]}
            counts = Counter(answer.practices.values())
            said = [f"{words[value]} × {counts[value]}" for value in sorted(counts, reverse=True)]
        case CoverageAnswer() if answer.numerator is not None and answer.denominator is not None:
            said = [
                gettext("{numerator} of {denominator}").format(
                    numerator=number(answer.numerator), denominator=number(answer.denominator)
                ),
                *([printable(answer.period)] if answer.period else []),
            ]
        case KpiAnswer() if answer.value is not None:
            assert isinstance(item, KpiItem)
            said = [with_unit(number(answer.value), text(item.unit))]
        case ChoiceAnswer() if answer.chosen is not None:
            assert isinstance(item, ChoiceItem)
            options = {option.id: text(option.text) for option in item.options}
            said = [options[answer.chosen]]
        case RatingAnswer() if answer.value is not None:
            assert isinstance(item, RatingItem)
            said = [rated(item, answer.value), text(item.anchors.get(answer.value))]
        case _:
            said = []
    return listed(*said)
