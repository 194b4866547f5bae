"""Small questionnaires for tests: each function makes one thing, with the rest filled in."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from assess.core.answers import (
    Answer,
    Answers,
    ChecklistAnswer,
    ChoiceAnswer,
    CoverageAnswer,
    KpiAnswer,
    MaturityAnswer,
    RatingAnswer,
)
from assess.core.assessment import Assessment, Organization
from assess.core.conditions import Condition, Value
from assess.core.items import (
    Anchors,
    ChecklistItem,
    ChoiceItem,
    CoverageItem,
    CurvePoint,
    Item,
    KpiItem,
    MaturityItem,
    Option,
    Practice,
    RatingItem,
    Step,
)
from assess.core.questionnaire import Dimension, Form, Grade, Profile, Questionnaire, Role, Stage
from assess.core.scorecard import ItemScore, Scorecard
from assess.core.scoring import score
from assess.core.scoring_rules import (
    Band,
    Deduction,
    Ladder,
    Level,
    NotApplicable,
    Purpose,
    Rollup,
    Rounding,
    ScoringRules,
)
from assess.core.text import Text

Number = int | str | Fraction
More: TypeAlias = Any
"""Further fields, handed on to the class that checks them."""

SHARES: Mapping[str, Number] = {"no": 0, "some": "0.25", "half": "0.5", "most": 1}
SATISFACTION: tuple[tuple[Number, Number], ...] = ((60, 0), (80, "0.8"), (90, 1))


def words(english: str = "…") -> Text:
    return Text({"en": english})


def steps(effort: Number = 5, weeks: int = 4) -> tuple[Step, ...]:
    """Advice for every step, each at the same cost."""
    return tuple(
        Step(
            to=to,
            do=words(f"to {to}"),
            effort=Fraction(effort),
            weeks=weeks,
            owner="boss",
            proves=words(),
        )
        for to in range(1, 6)
    )


def common(id: str, points: Number, more: Mapping[str, More]) -> dict[str, More]:
    return {
        "id": id,
        "points": Fraction(points),
        "title": words(id),
        "short": words(id),
        "text": words(id),
        "evidence": words(),
        "verification": ("document",),
        "improve": steps(),
        **more,
    }


def maturity(id: str = "M1", points: Number = 10, **more: More) -> MaturityItem:
    anchors = {step: words(f"{id} at {step}") for step in (0, 1, 3, 5)}
    more = {"anchors": Anchors(intention=anchors, reality=anchors), **more}
    return MaturityItem(**common(id, points, more))


def practice(id: str, weight: Number = 1, *, mandatory: bool = False) -> Practice:
    return Practice(id=id, weight=Fraction(weight), mandatory=mandatory, text=words(id))


def checklist(
    *practices: Practice, id: str = "C1", points: Number = 10, **more: More
) -> ChecklistItem:
    practices = practices or (practice("a"), practice("b"))
    return ChecklistItem(scale="share", practices=practices, **common(id, points, more))


def coverage(id: str = "P1", points: Number = 10, **more: More) -> CoverageItem:
    more = {"numerator": words(), "denominator": words(), "period": words(), **more}
    return CoverageItem(**common(id, points, more))


def kpi(
    id: str = "K1",
    points: Number = 10,
    *,
    better: Literal["higher", "lower"] = "higher",
    curve: tuple[tuple[Number, Number], ...] = SATISFACTION,
    **more: More,
) -> KpiItem:
    """A KPI; the curve is (value, score) pairs."""
    more = {"curve_source": words("a study"), **more}
    return KpiItem(
        better=better,
        curve=tuple(CurvePoint(at=Fraction(at), score=Fraction(worth)) for at, worth in curve),
        unit=words("points"),
        measure=words(),
        **common(id, points, more),
    )


def choice(
    id: str = "X1",
    points: Number = 10,
    *,
    options: Mapping[str, Number] | None = None,
    **more: More,
) -> ChoiceItem:
    options = options or {"none": 0, "partly": "0.4", "fully": 1}
    return ChoiceItem(
        options=tuple(
            Option(id=name, text=words(name), score=Fraction(worth))
            for name, worth in options.items()
        ),
        **common(id, points, more),
    )


def rating(id: str = "R1", points: Number = 10, highest: Number = 10, **more: More) -> RatingItem:
    """A rating from 0 by ones to `highest`."""
    more = {"increment": Fraction(1), **more}
    return RatingItem(highest=Fraction(highest), **common(id, points, more))


def dimension(
    id: str,
    *items: Item,
    stages: tuple[str, ...] | Mapping[str, Rollup | None] = (),
    rollup: Rollup | None = None,
) -> Dimension:
    """A dimension; `stages` may say how each makes a score of its items."""
    rollups = stages if isinstance(stages, Mapping) else dict.fromkeys(stages)
    return Dimension(
        id=id,
        title=words(id),
        short=words(id),
        intro=words(),
        rollup=rollup,
        stages=tuple(
            Stage(id=stage, title=words(stage), rollup=of) for stage, of in rollups.items()
        ),
        items=items,
    )


def level(number: int, total: Number | None, **gates: More) -> Level:
    """A level; `each` and `knock_out` are shares, `require` is conditions as text."""
    require = tuple(Condition.parse(text) for text in gates.pop("require", ()))
    shares = {name: Fraction(share) for name, share in gates.items()}
    return Level(
        level=number,
        name=words(f"level {number}"),
        total=None if total is None else Fraction(total),
        each_dimension=shares.get("each"),
        knock_out=shares.get("knock_out"),
        require=require,
    )


def shipped_levels() -> tuple[Level, ...]:
    """The gates of questionnaires/customer-management/manifest.yaml."""
    return (
        level(1, 150, each="0.10"),
        level(2, 300, each="0.20", knock_out="0.20"),
        level(3, 450, each="0.35", knock_out="0.40", require=['data_share("results") >= 80%']),
        level(4, 600, each="0.50", knock_out="0.60", require=['score("V12") >= 0.6']),
        level(5, 750, each="0.65", knock_out="0.60", require=['trend_periods("results") >= 3']),
    )


def form(id: str, items: Literal["all", "core"] | tuple[str, ...]) -> Form:
    return Form(id=id, title=words(id), items=items, screening=items != "all")


def profile(id: str, **points: Number) -> Profile:
    shares = {dimension: Fraction(value) for dimension, value in points.items()}
    return Profile(id=id, title=words(id), points=shares)


def questionnaire(*dimensions: Dimension, **more: More) -> Questionnaire:
    """A questionnaire; without profiles, `even` shares 1000 points out evenly."""
    even = {each.id: Fraction(1000, len(dimensions)) for each in dimensions}
    scale = tuple(
        Grade(id=id, value=Fraction(value), text=words(id)) for id, value in SHARES.items()
    )
    given = {
        "levels": shipped_levels(),
        "forms": (form("full", "all"), form("core", "core")),
        "profiles": (Profile(id="even", title=words(), points=even),),
        **more,
    }
    return Questionnaire(
        id="small",
        version="1.0.0",
        status="released",
        languages=("en",),
        title=words("Small"),
        about=words(),
        roles=(Role(id="boss", title=words()),),
        scales={"share": scale},
        evidence_grades=tuple(words(str(grade)) for grade in range(5)),
        dimensions=dimensions,
        sha256="cafe",
        **given,
    )


def two_items(**more: More) -> Questionnaire:
    """One dimension of two items, M1 with three times the points of M2."""
    return questionnaire(dimension("only", maturity("M1", 30), maturity("M2", 10)), **more)


def bands(**ends: Number) -> tuple[Band, ...]:
    """Bands by the score that each ends at."""
    return tuple(Band(id=id, to=Fraction(to), text=words(id)) for id, to in ends.items())


NPLF = {
    "bands": bands(N="0.15", P="0.5", L="0.85", F=1),
    "cumulative": Ladder(reached="L", below="F"),
}
"""The ratings and the rungs of ISO/IEC 33020."""


def deduction(id: str, **more: More) -> Deduction:
    """A deduction; `points` and `percent` are numbers."""
    costs: dict[str, More] = {
        key: Fraction(more.pop(key)) for key in ("points", "percent") if key in more
    }
    return Deduction(id=id, text=words(id), **costs, **more)


def rules(**more: More) -> ScoringRules:
    """Scoring rules: `na` is the policy, `minimum` must apply, `mode` is how to round."""
    target = more.pop("target", None)
    return ScoringRules(
        not_applicable=NotApplicable(
            policy=more.pop("na", "exclude"),
            target=None if target is None else Fraction(target),
            minimum_applicable=Fraction(more.pop("minimum", "0.7")),
        ),
        rounding=Rounding(mode=more.pop("mode", "half-up")),
        **more,
    )


def steps_are(intention: int | None, reality: int | None, **more: More) -> MaturityAnswer:
    return MaturityAnswer(intention=intention, reality=reality, **more)


def at(step: int, **more: More) -> MaturityAnswer:
    """A maturity answer worth step / 5."""
    return steps_are(step, step, **more)


def ticked(practices: Mapping[str, Number], **more: More) -> ChecklistAnswer:
    values = {id: Fraction(value) for id, value in practices.items()}
    return ChecklistAnswer(practices=values, **more)


def counted(
    numerator: Number | None, denominator: Number | None, sample: int | None = None, **more: More
) -> CoverageAnswer:
    return CoverageAnswer(
        numerator=None if numerator is None else Fraction(numerator),
        denominator=None if denominator is None else Fraction(denominator),
        sample=sample,
        **more,
    )


def measured(value: Number | None, *periods: Number, **more: More) -> KpiAnswer:
    return KpiAnswer(
        value=None if value is None else Fraction(value),
        periods=tuple(Fraction(period) for period in periods),
        **more,
    )


def rated(value: Number | None, **more: More) -> RatingAnswer:
    return RatingAnswer(value=None if value is None else Fraction(value), **more)


def chosen(option: str | None, **more: More) -> ChoiceAnswer:
    return ChoiceAnswer(chosen=option, **more)


def without(kind: type[Answer] = MaturityAnswer) -> Answer:
    """An item marked as not applicable."""
    return kind(not_applicable="there is none")


def card(
    asked: Questionnaire,
    answers: Answers,
    *,
    purpose: Purpose = "self-assessment",
    form: str = "full",
    profile: str = "",
    facts: Mapping[str, Value] | None = None,
    deductions: Mapping[str, int] | None = None,
) -> Scorecard:
    """The scorecard of these answers, under the first profile unless another is named."""
    chosen_profile = asked.profile(profile) if profile else asked.profiles[0]
    return score(
        asked,
        answers,
        purpose=purpose,
        form=asked.form(form),
        profile=chosen_profile,
        facts=facts,
        deductions=deductions,
    )


def scored(item: Item, answer: Answer | None, purpose: Purpose = "self-assessment") -> ItemScore:
    """The score of one answer, in a questionnaire that asks nothing else."""
    answers = {} if answer is None else {item.id: answer}
    found = card(questionnaire(dimension("only", item)), answers, purpose=purpose).item(item.id)
    assert found is not None
    return found


def assessment(
    answers: Answers, facts: Mapping[str, Value] | None = None, **more: More
) -> Assessment:
    """These answers as an assessment of Acme in the small questionnaire."""
    given = {"purpose": "self-assessment", "form": "full", "profile": "even", **more}
    return Assessment(
        questionnaire="small",
        version="1.0.0",
        sha256="cafe",
        organization=Organization(name=words("Acme"), facts=facts or {}),
        assessed_on=date(2026, 10, 1),
        answers=answers,
        **given,
    )
