"""Reports to print and draw: the shipped example, and answers at every extreme."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import NoReturn

from assess import __version__, resources
from assess.core.answers import (
    Answer,
    ChecklistAnswer,
    CoverageAnswer,
    KpiAnswer,
    MaturityAnswer,
)
from assess.core.assessment import Assessment, Organization
from assess.core.items import ChecklistItem, Item, KpiItem
from assess.core.questionnaire import Questionnaire
from assess.core.report import Report, compile_report
from assess.core.text import Text
from assess.definitions.library import Library
from assess.rendering.reading import Reader, Unreadable, files_of

LANGUAGES = ("en", "zh-Hans")
LONG_NAME = Text(
    {
        "en": "The Harbour Trading, Warehousing, Cold Chain and Cross-Border Logistics Holding "
        "Company of Eastern Zhejiang, Limited by Shares",
        "zh-Hans": "浙东海港贸易仓储冷链与跨境物流控股集团股份有限公司宁波杭州温州联合客户服务总部",
    }
)


@cache
def library() -> Library:
    return Library(resources.questionnaires())


def shipped() -> Questionnaire:
    found = library().questionnaire("customer-management")
    assert found is not None
    return found


def find(id: str, sha256: str) -> Questionnaire | None:
    """The shipped questionnaire, if this is what a report was made with."""
    found = shipped()
    return found if (found.id, found.sha256) == (id, sha256) else None


def _unread(_: bytes) -> NoReturn:
    raise Unreadable("not read")


UNREAD = Reader(_unread, _unread)
"""Stands for a reader where the bytes already tell: reading takes seconds."""
BRIEF = Reader(cache(files_of), lambda _: ())
"""Reads the files of a report without its pages, whose words take seconds."""


def harbour() -> Assessment:
    return library().assessment(library().examples("customer-management")["harbour"])[1]


def compiled(assessment: Assessment) -> Report:
    return compile_report(shipped(), assessment, library().benchmark, engine=__version__)


def half() -> Assessment:
    """Every second answer of the example."""
    example = harbour()
    return replace(example, answers=dict(list(example.answers.items())[::2]))


def empty() -> Assessment:
    return replace(harbour(), answers={})


def noted() -> Assessment:
    """A long name, markup and notes of 5,000 characters, what does not apply left out."""
    example = harbour()
    answers = dict(example.answers)
    english = (
        "The log of 2026 shows 187 uses, <b>all</b> & “none” refused; see file 12.3-4. " * 70
    )[:4999] + "."
    chinese = (
        "2026年的日志记录了187次使用，<b>全部</b>获批；其中“超限”零次（见12.3-4号文件）。" * 150
    )[:5000]
    answers["L1"] = replace(answers["L1"], note=english)
    answers["OA1"] = replace(answers["OA1"], note=chinese)
    answers["V5"] = KpiAnswer(not_applicable="Nobody complained in 2026. " + chinese[:4900])
    organization = Organization(name=LONG_NAME, facts=example.organization.facts)
    return replace(example, answers=answers, organization=organization)


def gated() -> Assessment:
    """Every knock-out item near the bottom, so that a dozen gates stand before level 3."""
    questions = [item for item in shipped().items() if item.core]
    answers = {
        item.id: answered(item, Fraction("0.2" if item.knock_out else "0.4")) for item in questions
    }
    return replace(harbour(), answers=answers)


def answered(item: Item, share: Fraction) -> Answer:
    """An answer worth about this share of the item's points."""
    if isinstance(item, ChecklistItem):
        value = Fraction(1, 4) if 0 < share < 1 else share
        return ChecklistAnswer(practices={p.id: value for p in item.practices}, evidence=4)
    if isinstance(item, KpiItem):
        ladder = sorted(item.curve, key=lambda point: point.score)
        point = next((p for p in ladder if p.score >= share), ladder[-1])
        whole = {"periods": (point.at,) * 3, "comparison": "above", "segments": True}
        return KpiAnswer(value=point.at, evidence=4, **(whole if share == 1 else {}))  # type: ignore[arg-type]
    if item.type == "coverage":
        return CoverageAnswer(numerator=share * 100, denominator=Fraction(100), evidence=4)
    step = int(share * 5)
    return MaturityAnswer(intention=step, reality=step, evidence=4)


CASES: Mapping[str, Assessment] = {
    "harbour": harbour(),
    "half": half(),
    "empty": empty(),
    "noted": noted(),
    "gated": gated(),
}


@cache
def second() -> Report:
    """The example a year after an assessment in which half was not answered yet."""
    return compile_report(
        shipped(),
        CASES["harbour"],
        library().benchmark,
        engine=__version__,
        earlier=(shipped(), replace(CASES["gated"], assessed_on=CASES["harbour"].assessed_on)),
    )
