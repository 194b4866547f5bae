"""A questionnaire of ratings as the one that a site asks: few values, many, and two named axes."""

from pathlib import Path

from tests.definitions.files import advice

MANIFEST = """\
schema: assess/questionnaire@1
id: customer-management
version: "9.0.0"
status: draft
languages: [en, zh-Hans]
title: {en: Ratings, zh-Hans: 评分}
about: {en: Numbers on scales., zh-Hans: 各种评分。}
axes:
  intention: {en: Documentation, zh-Hans: 文件}
  reality: {en: Implementation, zh-Hans: 执行}
roles:
  - {id: boss, title: {en: Boss, zh-Hans: 负责人}}
evidence_grades:
  - {en: None, zh-Hans: 无}
  - {en: Stated, zh-Hans: 口述}
  - {en: Seen, zh-Hans: 已见}
  - {en: Verified, zh-Hans: 已核实}
  - {en: Measured, zh-Hans: 有结果}
forms:
  - {id: full, title: {en: Full, zh-Hans: 完整版}, items: all}
  - {id: core, title: {en: Short, zh-Hans: 简版}, items: all}
profiles:
  - {id: capability, title: {en: Plain, zh-Hans: 普通}}
scoring:
  maximum: 10
  rollup: mean
  total: mean
  rounding: {points: 2, percent: 1}
levels:
  - {level: 1, name: {en: First, zh-Hans: 一}, total: 5}
dimensions: [rated.yaml]
"""
ITEM = """\
  - id: {id}
    type: {type}
    points: 1
    na_allowed: true
    title: {{en: {title}, zh-Hans: 题目{id}}}
    short: {{en: {title}, zh-Hans: 题目{id}}}
    text: {{en: How is {title}?, zh-Hans: 题目{id}如何？}}
    evidence: {{en: A list., zh-Hans: 清单。}}
    verification: [data]
{own}    improve:
{advice}"""
SURVEY = """\
    highest: 10
    increment: 1
    anchors: {0: {en: Never, zh-Hans: 从不}, 10: {en: Always, zh-Hans: 总是}}
"""
PER_CENT = """\
    highest: 100
    increment: 5
    unit: "%"
    anchors: {0: {en: No result, zh-Hans: 无结果}, 100: {en: The best, zh-Hans: 最佳}}
"""
AXES = """\
    combine: mean
    anchors:
      intention:
        0: {en: Nothing is written, zh-Hans: 没有}
        1: {en: Notes, zh-Hans: 笔记}
        3: {en: A document, zh-Hans: 制度}
        5: {en: A reviewed document, zh-Hans: 经评审的制度}
      reality:
        0: {en: Nothing is done, zh-Hans: 未执行}
        1: {en: By chance, zh-Hans: 偶尔执行}
        3: {en: Everywhere, zh-Hans: 全面执行}
        5: {en: Everywhere and better each year, zh-Hans: 逐年提升}
"""
RATED = """\
schema: assess/dimension@1
id: rated
title: {en: Rated, zh-Hans: 评分项}
short: {en: Rated, zh-Hans: 评分项}
intro: {en: All of it is rated., zh-Hans: 均为评分。}
items:
"""


def write(folder: Path) -> Path:
    """The questionnaire below a folder of questionnaires, which comes back."""
    place = folder / "customer-management"
    place.mkdir(parents=True)
    (place / "manifest.yaml").write_text(MANIFEST, encoding="utf-8")
    items = "".join(
        ITEM.format(id=id, type=kind, title=title, own=own, advice=localized(advice(6)))
        for id, kind, title, own in (
            ("R1", "rating", "the survey", SURVEY),
            ("R2", "rating", "the percentage", PER_CENT),
            ("M1", "maturity", "the measure", AXES),
        )
    )
    (place / "rated.yaml").write_text(RATED + items, encoding="utf-8")
    return folder


def localized(steps: str) -> str:
    """The steps of an item in two languages."""
    return steps.replace("do: Do it", "do: {en: Do it, zh-Hans: 去做}").replace(
        "proves: A paper", "proves: {en: A paper, zh-Hans: 文件}"
    )
