"""Could anything be scored by this?  Checks of a questionnaire's rules, scales and conditions."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from assess.core.conditions import DIMENSION_FUNCTIONS, FUNCTIONS
from assess.core.faults import N_, Fault, words
from assess.core.questionnaire import TOP, Fact, Grade, Item, MaturityItem, Questionnaire
from assess.definitions.reader import Reader, within

C403 = partial(
    Fault,
    "C403",
    N_("'{asked}' cannot be asked under '{key}'"),
    N_("ask one of {known}"),
)
C405 = partial(
    Fault,
    "C405",
    N_("'{fact}' is never '{word}', so this can never hold"),
    N_("it can be {known}"),
)
Q513 = partial(Fault, "Q513", N_("{what} has no {part}"), N_("add at least one"))
Q516 = partial(
    Fault, "Q516", N_("{what} is {given}, which is outside {low} to {high}"), N_("correct it")
)
Q517 = partial(
    Fault,
    "Q517",
    N_("{what} must cover the grades 0 to 4, but has {given}"),
    N_("give one entry for each of the five grades"),
)
Q518 = partial(
    Fault,
    "Q518",
    N_("scale '{scale}' has another grade with the id or value of '{id}'"),
    N_("give each grade its own id and value"),
)
Q519 = partial(
    Fault,
    "Q519",
    N_("{id} may be not applicable, which the scoring rules forbid"),
    N_("remove na_allowed, or choose another policy"),
)
Q520 = partial(Fault, "Q520", N_("{what} has {given} twice"), N_("remove one of them"))

GRADES = tuple(range(5))
MOST_DECIMALS = 6
MOST_WEEKS = 520
ASKED_OF_LEVELS = ("data_share", "score", "trend_periods")
ASKED_OF_ITEMS = ("facts", *sorted(set(FUNCTIONS) - DIMENSION_FUNCTIONS))


def check_scoreable(questionnaire: Questionnaire, reader: Reader) -> None:
    """Note what would score wrongly, or not at all."""
    for value, fault in _faults(questionnaire):
        reader.blame(reader.place_of(value), fault)
    _check_conditions(reader)
    _check_expected_values(questionnaire, reader)


def _check_expected_values(questionnaire: Questionnaire, reader: Reader) -> None:
    """A fact can never be a word outside its list, nor a value of another type."""
    for asked in reader.conditions:
        for id, value, column in asked.condition.expected_values():
            fact = questionnaire.fact(id)
            if fact is None or _possible(fact, value):
                continue
            known = words(_POSSIBLE[fact.type])
            if fact.type == "choice":
                known = words(
                    N_("one of {known}"), known=", ".join(choice.id for choice in fact.choices)
                )
            details = {"fact": id, "word": value, "known": known}
            reader.blame(within(asked.node, column), C405(details=details))


_POSSIBLE = {
    "choice": "",
    "text": N_("a quoted text"),
    "number": N_("a number"),
    "yes-no": N_("true or false"),
}


def _possible(fact: Fact, value: str | bool | float) -> bool:
    if fact.type == "yes-no":
        return isinstance(value, bool)
    if fact.type == "number":
        return not isinstance(value, bool | str)
    return isinstance(value, str) and (fact.type == "text" or fact.choice(value) is not None)


def _check_conditions(reader: Reader) -> None:
    for asked in reader.conditions:
        known = ASKED_OF_LEVELS if asked.key == "require" else ASKED_OF_ITEMS
        for reference in asked.condition.references():
            if reference.function not in known:
                details = {
                    "asked": reference.function,
                    "key": asked.key,
                    "known": ", ".join(known),
                }
                reader.blame(within(asked.node, reference.column), C403(details=details))


def _faults(questionnaire: Questionnaire) -> Iterator[tuple[object, Fault]]:
    yield from _empty_parts(questionnaire)
    yield from _wrong_rules(questionnaire)
    for name, grades in questionnaire.scales.items():
        yield from _wrong_scale(questionnaire, name, grades)
    for item in questionnaire.items():
        yield from _wrong_steps(item)
        if item.na_allowed and questionnaire.scoring.not_applicable.policy == "forbidden":
            yield item, Q519(details={"id": item.id})


def _wrong_scale(
    questionnaire: Questionnaire, name: str, grades: tuple[Grade, ...]
) -> Iterator[tuple[object, Fault]]:
    if not grades:
        yield questionnaire, Q513(details={"what": name, "part": "grades"})
    for n, grade in enumerate(grades):
        if not 0 <= grade.value <= 1:
            yield grade, _outside(f"{name}.{grade.id}", grade.value, 0, 1)
        if any(grade.id == other.id or grade.value == other.value for other in grades[:n]):
            yield grade, Q518(details={"scale": name, "id": grade.id})


def _wrong_steps(item: Item) -> Iterator[tuple[object, Fault]]:
    for n, step in enumerate(item.improve):
        if not 1 <= step.to <= TOP:
            yield step, _outside("to", step.to, 1, TOP)
        if step.weeks < 1:
            yield step, _outside("weeks", step.weeks, 1, MOST_WEEKS)
        if any(step.to == other.to for other in item.improve[:n]):
            yield step, Q520(details={"what": "improve", "given": step.to})
    if isinstance(item, MaturityItem):
        for axis in item.axes:
            for at in item.anchors.of(axis):
                if not 0 <= at <= TOP:
                    yield item.anchors, _outside(f"anchors.{axis}", at, 0, TOP)
        if len(set(item.axes)) < len(item.axes):
            yield item, Q520(details={"what": "axes", "given": item.axes[0]})


def _empty_parts(questionnaire: Questionnaire) -> Iterator[tuple[object, Fault]]:
    for part in ("levels", "forms", "profiles", "dimensions"):
        if not getattr(questionnaire, part):
            yield questionnaire, Q513(details={"what": questionnaire.id, "part": part})
    for dimension in questionnaire.dimensions:
        if not dimension.items:
            yield dimension, Q513(details={"what": dimension.id, "part": "items"})
    for item in questionnaire.items():
        if isinstance(item, MaturityItem) and not item.axes:
            yield item, Q513(details={"what": item.id, "part": "axes"})


def _wrong_rules(questionnaire: Questionnaire) -> Iterator[tuple[object, Fault]]:
    rules, languages = questionnaire.scoring, questionnaire.languages
    if len(set(languages)) < len(languages):
        yield questionnaire, Q520(details={"what": "languages", "given": languages[0]})
    for level in questionnaire.levels:
        if level.level < 1:
            yield level, _outside("level", level.level, 1, len(questionnaire.levels))
    if len(questionnaire.evidence_grades) != len(GRADES):
        count = len(questionnaire.evidence_grades)
        yield questionnaire, Q517(details={"what": "evidence_grades", "given": count})
    if tuple(sorted(rules.evidence_ceiling)) != GRADES:
        keys = ", ".join(map(str, rules.evidence_ceiling))
        yield questionnaire, Q517(details={"what": "evidence_ceiling", "given": keys})
    numbers: list[tuple[str, Fraction | int, int]] = [
        ("minimum_applicable", rules.not_applicable.minimum_applicable, 1),
        ("mandatory_cap", rules.mandatory_cap, 1),
        ("rounding.points", rules.rounding.points, MOST_DECIMALS),
        ("rounding.percent", rules.rounding.percent, MOST_DECIMALS),
        *((f"evidence_ceiling.{g}", step, TOP) for g, step in rules.evidence_ceiling.items()),
    ]
    for what, given, high in numbers:
        if not 0 <= given <= high:
            yield questionnaire, _outside(what, given, 0, high)


def _outside(what: str, given: Fraction | int, low: int, high: int) -> Fault:
    return Q516(details={"what": what, "given": given, "low": low, "high": high})
