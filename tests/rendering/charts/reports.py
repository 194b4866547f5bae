"""Reports to draw: scores at every extreme, long words, many dimensions, items and stages."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache, partial

from assess.core.answers import Answers
from assess.core.assessment import Assessment
from assess.core.items import Item
from assess.core.questionnaire import Dimension, Questionnaire, Stage
from assess.core.report import Report, compile_report
from assess.core.text import Text
from tests.core import factory
from tests.rendering.cases import CASES, LANGUAGES, answered, compiled, harbour, library, shipped

GERMAN = "Kundenbeziehungsmanagementverantwortlichkeit und Beschwerdebearbeitungsgeschwindigkeit"
CHINESE = "客户关系管理高层责任与跨部门投诉处理时效综合评价维度"


def named(english: str, chinese: str) -> Text:
    return Text({"en": english, "zh-Hans": chinese})


SHORT, LONG = named("Short", "短"), named(GERMAN, CHINESE)


def labelled(dimension: Dimension, words: Text, items: Text | None = None) -> Dimension:
    """A dimension with these words as its titles, and its items with others."""
    renamed = tuple(
        replace(item, short=items or named(item.id, item.id), title=items or words)
        for item in dimension.items
    )
    return replace(dimension, title=words, short=words, items=renamed)


def many(dimensions: int, items: int, words: Text, item_words: Text | None = None) -> Questionnaire:
    made = [
        labelled(
            factory.dimension(f"d{n}", *(factory.maturity(f"D{n}{i}") for i in range(items))),
            words,
            item_words,
        )
        for n in range(dimensions)
    ]
    return replace(factory.questionnaire(*made), languages=LANGUAGES)


def report(asked: Questionnaire, answer: Callable[[Item], int | None]) -> Report:
    answers: Answers = {
        item.id: factory.at(step)
        for item in asked.items()
        for step in [answer(item)]
        if step is not None
    }
    return compile_report(asked, factory.assessment(answers), library().benchmark, engine="test")


def _coded(asked: Questionnaire) -> Questionnaire:
    """The same with long ids."""
    return replace(
        asked,
        dimensions=tuple(
            replace(
                dimension,
                items=tuple(
                    replace(item, id=f"response_time_{item.id}") for item in dimension.items
                ),
            )
            for dimension in asked.dimensions
        ),
    )


def staged(stages: int, words: Text) -> Questionnaire:
    """One dimension with so many stages, two items in each."""
    made = many(1, 2 * stages, SHORT).dimensions[0]
    items = tuple(replace(item, stage=f"s{n // 2}") for n, item in enumerate(made.items))
    named_stages = tuple(Stage(id=f"s{n}", title=words) for n in range(stages))
    dimension = replace(made, items=items, stages=named_stages)
    return replace(factory.questionnaire(dimension), languages=LANGUAGES)


def full_form() -> Assessment:
    """Every item of the shipped questionnaire, from worst to best."""
    answers = {
        item.id: answered(item, Fraction(sum(map(ord, item.id)) * 7 % 5, 5))
        for item in shipped().items()
    }
    return replace(harbour(), form="full", answers=answers)


def _long_levels(asked: Questionnaire) -> Questionnaire:
    words = named("Quantitatively managed", "量化管理级")
    return replace(asked, levels=tuple(replace(level, name=words) for level in asked.levels))


def _mixed(item: Item) -> int | None:
    steps: tuple[int | None, ...] = (*range(6), None)
    return steps[sum(map(ord, item.id)) % 7]


SEVEN = partial(many, 7, 4)
PLAIN: Mapping[str, Callable[[], Report]] = {
    "all 0": lambda: report(SEVEN(SHORT), lambda _: 0),
    "all full": lambda: report(SEVEN(SHORT), lambda _: 5),
    "nothing answered": lambda: report(SEVEN(SHORT), lambda _: None),
    "mixed": lambda: report(SEVEN(SHORT), _mixed),
    "one item": lambda: report(many(1, 1, SHORT), lambda _: 3),
    "two dimensions": lambda: report(many(2, 2, SHORT), _mixed),
    "35 items in one dimension": lambda: report(many(1, 35, SHORT), _mixed),
    "35 items and long words": lambda: report(many(3, 35, LONG, LONG), _mixed),
    "long words": lambda: report(SEVEN(LONG, LONG), _mixed),
    "long words, all full": lambda: report(SEVEN(LONG, LONG), lambda _: 5),
    "long names of levels": lambda: report(_long_levels(SEVEN(SHORT)), _mixed),
    "nine dimensions": lambda: report(
        many(9, 3, named("A middling label", "中等长度标题")), _mixed
    ),
    "long codes": lambda: report(_coded(SEVEN(SHORT, LONG)), _mixed),
}
STAGED: Mapping[str, Callable[[], Report]] = {
    "two stages": lambda: report(staged(2, SHORT), lambda _: 5),
    "two stages with long words": lambda: report(staged(2, LONG), _mixed),
    "seven stages": lambda: report(staged(7, SHORT), lambda _: 0),
    "seven stages with long words": lambda: report(staged(7, LONG), _mixed),
    "seven open stages": lambda: report(staged(7, LONG), lambda _: None),
}
SHIPPED: Mapping[str, Callable[[], Report]] = {
    "the full form": lambda: compiled(full_form()),
    **{f"the {name} example": partial(compiled, case) for name, case in CASES.items()},
}
"""Reports on the shipped questionnaire, which has stages and measures."""
REPORTS = {**PLAIN, **STAGED, **SHIPPED}


@cache
def report_of(name: str) -> Report:
    return REPORTS[name]()


def example() -> Report:
    return report_of("the harbour example")


def whole() -> Report:
    return report_of("the full form")
