"""Could anything be scored by this?  Checks of a questionnaire's rules, scales and conditions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from functools import partial

from assess.core.conditions import DIMENSION_FUNCTIONS, FUNCTIONS
from assess.core.faults import N_, Fault, words
from assess.core.items import TOP, Item, MaturityItem, RatingItem
from assess.core.numbers import shortest
from assess.core.questionnaire import Dimension, Fact, Questionnaire
from assess.core.scale import scale_of
from assess.core.surveys.survey import RatingQuestion
from assess.core.versions.version import Version
from assess.definitions.declared import MOST_LANGUAGES
from assess.definitions.faults import T306, one_of
from assess.definitions.languages import is_language, meant_by
from assess.definitions.reader import Reader
from assess.definitions.scalars import TRUTH, within

C403 = partial(
    Fault,
    "C403",
    N_("'{asked}' cannot be asked under '{key}'"),
    N_("ask one of {known}"),
)
C405 = partial(
    Fault, "C405", N_("'{fact}' is never '{word}', so this can never hold"), N_("{hint}")
)
Q506 = partial(
    Fault, "Q506", N_("{what} must be above 0, not {given}"), N_("give it a weight, or remove it")
)
Q512 = partial(Fault, "Q512", N_("a score of {given} is outside 0 to 1"), N_("{hint}"))
Q513 = partial(Fault, "Q513", N_("{what} has no {part}"), N_("add at least one"))
Q516 = partial(
    Fault, "Q516", N_("{what} is {given}, which is outside {low} to {high}"), N_("{hint}")
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
Q535 = partial(
    Fault,
    "Q535",
    N_("the scale goes from {lowest} to {highest}"),
    N_("let highest be above lowest"),
)
Q536 = partial(
    Fault,
    "Q536",
    N_("steps of {increment} do not lead from {lowest} to {highest}"),
    N_("choose an increment that divides the distance between them"),
)
Q537 = partial(Fault, "Q537", N_("{at} is not on the scale"), N_("describe only values {scale}"))
Q538 = partial(
    Fault,
    "Q538",
    N_("{id} has one axis, so there is nothing to combine"),
    N_("remove “combine”, or judge both axes"),
)
Q520 = partial(Fault, "Q520", N_("{what} has {given} twice"), N_("remove one of them"))

V704 = partial(
    Fault,
    "V704",
    N_("'{given}' is no version"),
    N_("write three numbers, quoted: “1.0.0”"),
)

PARTS = ("levels", "forms", "profiles")
"""What a questionnaire must have at least one of."""
GRADES = tuple(range(5))
MOST_DECIMALS = 6
MOST_WEEKS = 520
ASKED_OF_LEVELS = ("data_share", "score", "trend_periods")
ASKED_OF_ITEMS = ("facts", *sorted(set(FUNCTIONS) - DIMENSION_FUNCTIONS))


Found = Iterator[tuple[object, str, Fault]]
"""What is wrong, each with the value and the key in it that is to blame ("" for all of it)."""


def check_scoreable(questionnaire: Questionnaire, reader: Reader) -> None:
    """Note what would score wrongly, or not at all."""
    for found in _checks(questionnaire):
        reader.attempt(note, reader, found)
    if not reader.files_lost:
        note(reader, _empty_part(questionnaire, "dimensions"))
    _check_conditions(reader)
    reader.attempt(_check_expected_values, questionnaire, reader)


def note(reader: Reader, found: Found) -> None:
    """Note what a check found."""
    for value, key, fault in found:
        if reader.has_enough:
            return
        reader.blame(reader.place_of(value, key), fault)


def _check_expected_values(questionnaire: Questionnaire, reader: Reader) -> None:
    """A fact can never be a word outside its list, nor a value of another type."""
    facts = {fact.id: fact for fact in reversed(questionnaire.facts)}
    words_of = {id: frozenset(choice.id for choice in fact.choices) for id, fact in facts.items()}
    for asked in reader.conditions:
        for id, value, column in asked.condition.expected_values():
            fact = facts.get(id)
            if fact is None or reader.has_enough or _possible(fact, value, words_of[id]):
                continue
            word = str(value).lower() if isinstance(value, bool) else value
            details = {"fact": id, "word": word, "hint": _instead(fact, value)}
            reader.blame(within(asked.node, column), C405(details=details))


_POSSIBLE = {
    "choice": "",
    "text": N_("a quoted text"),
    "number": N_("a number"),
    "yes-no": N_("true or false"),
}


def _instead(fact: Fact, value: str | bool | float) -> Fault:
    """What a condition may compare a fact with instead of what it can never be."""
    bare = isinstance(value, str) and (value in TRUTH or value.replace(".", "", 1).isdigit())
    if bare and fact.type in {"yes-no", "number"}:
        return words(N_("write {word} without quotation marks"), word=value)
    if fact.type == "choice":
        return one_of(str(value), [choice.id for choice in fact.choices])
    return words(N_("it can be {known}"), known=words(_POSSIBLE[fact.type]))


def _possible(fact: Fact, value: str | bool | float, known: Collection[str]) -> bool:
    if fact.type == "yes-no":
        return isinstance(value, bool)
    if fact.type == "number":
        return not isinstance(value, bool | str)
    return isinstance(value, str) and (fact.type == "text" or value in known)


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


def _checks(questionnaire: Questionnaire) -> Iterator[Found]:
    """Checks that do not look at what another one looks at, so that each can be passed over."""
    yield from (_empty_part(questionnaire, part) for part in PARTS)
    yield _wrong_version(questionnaire)
    for wrong in (_wrong_languages, _wrong_levels, _wrong_grades, _wrong_scales, _wrong_rules):
        yield wrong(questionnaire)
    yield _facts_without_choices(questionnaire)
    for dimension in questionnaire.dimensions:
        yield _empty_dimension(dimension)
    for item in questionnaire.items():
        yield _wrong_steps(item)
        yield _wrong_refusal(item, questionnaire)
        if isinstance(item, MaturityItem):
            yield _wrong_axes(item)
            yield _wrong_anchors(item)
        if isinstance(item, RatingItem):
            yield wrong_scale(item)


def _wrong_refusal(item: Item, questionnaire: Questionnaire) -> Found:
    if item.na_allowed and questionnaire.scoring.not_applicable.policy == "forbidden":
        yield item, "na_allowed", Q519(details={"id": item.id})


def _wrong_scales(questionnaire: Questionnaire) -> Found:
    for name, grades in questionnaire.scales.items():
        if not grades:
            yield questionnaire.scales, name, Q513(details={"what": name, "part": "grades"})
        seen: set[object] = set()
        for grade in grades:
            if not 0 <= grade.value <= 1:
                yield grade, "value", outside(f"{name}.{grade.id}", grade.value, 0, 1)
            if {grade.id, grade.value} & seen:
                yield grade, "", Q518(details={"scale": name, "id": grade.id})
            seen |= {grade.id, grade.value}


def _wrong_steps(item: Item) -> Found:
    seen: set[int] = set()
    for step in item.improve:
        if not 1 <= step.to <= TOP:
            yield step, "to", outside("to", step.to, 1, TOP)
        if step.weeks < 1:
            yield step, "weeks", outside("weeks", step.weeks, 1, MOST_WEEKS)
        if step.to in seen:
            yield step, "to", Q520(details={"what": "improve", "given": step.to})
        seen.add(step.to)


def _wrong_axes(item: MaturityItem) -> Found:
    if not item.axes:
        yield item, "axes", Q513(details={"what": item.id, "part": "axes"})
    if len(item.axes) == 1 and item.combine != "capped":
        yield item, "combine", Q538(details={"id": item.id})
    if len(set(item.axes)) < len(item.axes):
        yield item, "axes", Q520(details={"what": "axes", "given": item.axes[0]})


def _wrong_anchors(item: MaturityItem) -> Found:
    for axis in item.axes:
        for at in item.anchors.of(axis):
            if not 0 <= at <= TOP:
                yield item.anchors, axis, outside(f"anchors.{axis}", at, 0, TOP)


def wrong_scale(item: RatingItem | RatingQuestion) -> Found:
    """What keeps anything from being rated on a scale."""
    ends = {"lowest": shortest(item.lowest), "highest": shortest(item.highest)}
    if item.lowest >= item.highest:
        yield item, "highest", Q535(details=ends)
        return
    step = item.increment
    if step is not None and (step <= 0 or (item.highest - item.lowest) % step != 0):
        yield item, "increment", Q536(details={"increment": shortest(step), **ends})
        return
    for at in item.anchors:
        if not item.has(at):
            yield item.anchors, str(at), Q537(details={"at": shortest(at), "scale": scale_of(item)})


def _empty_part(questionnaire: Questionnaire, part: str) -> Found:
    if not getattr(questionnaire, part):
        yield questionnaire, part, Q513(details={"what": questionnaire.id, "part": part})


def _facts_without_choices(questionnaire: Questionnaire) -> Found:
    for fact in questionnaire.facts:
        if fact.type == "choice" and not fact.choices:
            yield fact, "choices", Q513(details={"what": fact.id, "part": "choices"})


def _empty_dimension(dimension: Dimension) -> Found:
    if not dimension.items:
        yield dimension, "items", Q513(details={"what": dimension.id, "part": "items"})


def _wrong_version(questionnaire: Questionnaire) -> Found:
    if Version.parse(questionnaire.version) is None:
        yield questionnaire, "version", V704(details={"given": questionnaire.version})


def _wrong_languages(questionnaire: Questionnaire) -> Found:
    languages = questionnaire.languages
    if len(languages) > MOST_LANGUAGES:
        details = {"what": "languages", "given": len(languages), "low": 1, "high": MOST_LANGUAGES}
        hint = words(N_("declare only those in which its texts are written"))
        yield questionnaire, "languages", Q516(details={**details, "hint": hint})
        return
    if len(set(languages)) < len(languages):
        details = {"what": "languages", "given": languages[0]}
        yield questionnaire, "languages", Q520(details=details)
    for number, code in enumerate(languages):
        if not is_language(code):
            hint = words(N_("write a code such as en, zh-Hant or pt-BR"))
            if near := meant_by(code):
                hint = words(N_("did you mean '{near}'?"), near=near)
            yield languages, str(number), T306(details={"given": code, "hint": hint})


def _wrong_levels(questionnaire: Questionnaire) -> Found:
    for level in questionnaire.levels:
        if level.level < 1:
            yield level, "level", outside("level", level.level, 1, len(questionnaire.levels))


def _wrong_grades(questionnaire: Questionnaire) -> Found:
    count = len(questionnaire.evidence_grades)
    if count != len(GRADES):
        details = {"what": "evidence_grades", "given": count}
        yield questionnaire, "evidence_grades", Q517(details=details)


def _wrong_rules(questionnaire: Questionnaire) -> Found:
    rules = questionnaire.scoring
    if tuple(sorted(rules.evidence_ceiling)) != GRADES:
        keys = ", ".join(map(str, rules.evidence_ceiling))
        details = {"what": "evidence_ceiling", "given": keys}
        yield questionnaire, "scoring", Q517(details=details)
    numbers: list[tuple[object, str, Fraction | int, int]] = [
        (rules.not_applicable, "minimum_applicable", rules.not_applicable.minimum_applicable, 1),
        (rules, "mandatory_cap", rules.mandatory_cap, 1),
        (rules.rounding, "points", rules.rounding.points, MOST_DECIMALS),
        (rules.rounding, "percent", rules.rounding.percent, MOST_DECIMALS),
        *((rules.evidence_ceiling, f"{g}", s, TOP) for g, s in rules.evidence_ceiling.items()),
    ]
    for owner, key, given, high in numbers:
        if not 0 <= given <= high:
            yield owner, key, outside(key, given, 0, high)


def outside(what: str, given: Fraction | int, low: Fraction | int, high: Fraction | int) -> Fault:
    """The fault of a number beyond its bounds."""
    hint = words(N_("write a number from {low} to {high}"), low=low, high=high)
    details = {"what": what, "given": given, "low": low, "high": high}
    return Q516(details={**details, "hint": as_percent(given, high) or hint})


def no_share(given: Fraction) -> Fault:
    """The fault of a score that is no share of the best result."""
    hint = words(N_("scores are shares of the best result"))
    return Q512(details={"given": shortest(given), "hint": as_percent(given, 1) or hint})


def as_percent(given: Fraction | int, high: Fraction | int) -> Fault | None:
    """What to write where a percentage was meant and its sign is missing."""
    if high == 1 and 1 < given <= 100:  # noqa: PLR2004 — the best there is, in per cent
        return words(N_("write {given}%"), given=shortest(Fraction(given)))
    return None
