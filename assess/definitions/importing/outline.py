"""What is made of a source: the parts of a questionnaire, with what an author has yet to write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from assess.core.faults import N_
from assess.definitions.importing.account import NotImportable
from assess.definitions.importing.emitting import Plain, Value, emitted, member
from assess.definitions.importing.ids import Ids
from assess.definitions.importing.texts import (
    LONGEST_SHORT,
    LONGEST_TITLE,
    Said,
    Words,
    complete,
    cut,
    holdable,
    joined,
    known,
    shortened,
    todo,
    without,
)
from assess.definitions.questionnaires import (
    DIMENSION_SCHEMA,
    MANIFEST,
    QUESTIONNAIRE_SCHEMA,
)
from assess.definitions.yaml.documents import MAXIMUM_BYTES, MAXIMUM_NODES

FIRST_VERSION = "0.1.0"
YES_NO = "yes-no"
Held = Literal["items", "answers", "characters"]
MOST_HELD: dict[Held, int] = {"items": 2_000, "answers": 20_000, "characters": 20_000_000}
"""What a draft may hold, several times what the largest published framework has."""
LEAST_OF_ITEM = 500
"""Characters in a language."""
TOO_MUCH: dict[Held, str] = {
    "items": N_("it makes more than {limit} items — import a part of it"),
    "answers": N_("its items have more than {limit} answers in all — import a part of it"),
    "characters": N_("it makes a draft of more than {limit} characters — import a part of it"),
}
FILES_OF_OURS = ("manifest", "articles", "glossary", "calibration", "survey", "imported", "brand")
"""Names that a dimension's file cannot have."""

GRADES: tuple[Said, ...] = (
    ("No evidence", "无证据", "無證據"),
    ("Stated in an interview", "访谈口述", "訪談口述"),
    ("Document seen", "已见文件", "已見文件"),
    ("Document seen and practice verified", "已见文件并核实做法", "已見文件並核實做法"),
    ("Verified and backed by results data", "已核实并有结果数据", "已核實並有成果資料"),
)
NO: Said = ("No", "否", "否")
YES: Said = ("Yes", "是", "是")
FULL: Said = ("Full form", "完整版", "完整版")
PLAIN: Said = ("Every item by its points", "按各题分值", "依各題分值")
LONGEST_INTRO = 50_000
"""Characters after which nothing more is put into an introduction."""
NOT_INTRODUCED = N_("the introduction of dimension {id} is long enough without it")
LEVELS: tuple[tuple[Said, str], ...] = (
    (("Started", "起步级", "起步級"), "30"),
    (("Steady", "规范级", "規範級"), "50"),
    (("Leading", "卓越级", "卓越級"), "75"),
)
EVIDENCE: Said = (
    "what an assessor asks to see",
    "评审员要看的文件或数据",
    "評審員要看的文件或資料",
)
INTRO: Said = (
    "what it looks at and what a good organization does",
    "说明考察什么、做得好的组织是什么样",
    "說明考察什麼、做得好的組織是什麼樣",
)
ABOUT: Said = (
    "what it looks at and for whom, in one sentence",
    "用一句话说明评价的内容和适用对象",
    "用一句話說明評價的內容和適用對象",
)
NAME: Said = ("a name", "名称", "名稱")
SHORT: Said = ("its name in a chart", "图表中的简称", "圖表中的簡稱")
QUESTION: Said = (
    "one question, about one thing?",
    "只问一件事的一个问题？",
    "只問一件事的一個問題？",
)


@dataclass(slots=True, kw_only=True)
class Dimension:
    """A dimension in the making."""

    id: str
    title: Words = field(default_factory=dict)
    intro: Words = field(default_factory=dict)
    stages: dict[str, Words] = field(default_factory=dict)
    stage_rollup: str = ""
    items: list[Item] = field(default_factory=list)

    def introduce(self, said: Words) -> bool:
        """Put words behind the introduction; False where it is long enough already."""
        if any(len(text) > LONGEST_INTRO for text in self.intro.values()):
            return False
        self.intro = joined(self.intro, said)
        return True


@dataclass(slots=True, kw_only=True)
class Item:
    """An item in the making: what all types have, and under `own` the keys of its type."""

    id: str
    type: str
    text: Words
    title: Words = field(default_factory=dict)
    short: Words = field(default_factory=dict)
    help: Words = field(default_factory=dict)
    why: Words = field(default_factory=dict)
    evidence: Words = field(default_factory=dict)
    points: Fraction = Fraction(10)
    stage: str = ""
    applies_if: str = ""
    na_allowed: bool = False
    passage: str = ""
    groups: list[str] = field(default_factory=list)
    own: dict[str, Value] = field(default_factory=dict)
    written: str = ""
    """Its lines, once they were made."""


@dataclass(slots=True, kw_only=True)
class Outline:
    """A questionnaire in the making; every text is a map by language until it is written."""

    id: str
    languages: tuple[str, ...]
    source: object
    title: Words = field(default_factory=dict)
    about: Words = field(default_factory=dict)
    facts: list[tuple[str, Words]] = field(default_factory=list)
    article: tuple[Words, Words] | None = None
    scales: dict[str, list[Value]] = field(default_factory=dict)
    forms: list[tuple[str, Words, list[str]]] = field(default_factory=list)
    scoring: dict[str, Value] = field(default_factory=dict)
    levels: list[Mapping[str, Value]] = field(default_factory=list)
    dimensions: list[Dimension] = field(default_factory=list)
    ids: Ids = field(default_factory=lambda: Ids(FILES_OF_OURS))
    _held: Counter[str] = field(default_factory=Counter)

    def hold(self, what: Held, *said: Words, number: int = 1) -> None:
        """Count an item or an answer, and words that come to stand there.

        What is said once in a source may stand in many places of a draft: NotImportable where all
        of it would be too much.
        """
        self._held[what] += number
        if what == "items":
            # What is still to be written stands there in every language.
            self._held["characters"] += number * len(self.languages) * LEAST_OF_ITEM
        self._held["characters"] += sum(len(each) for words in said for each in words.values())
        for each, most in MOST_HELD.items():
            if self._held[each] > most:
                raise NotImportable(self.source, TOO_MUCH[each], limit=most)

    def items(self) -> Iterable[Item]:
        """Every item."""
        return (item for dimension in self.dimensions for item in dimension.items)

    def text(self, words: Words, said: Said = NAME, about: str = "") -> Value:
        """A text as it is written: plain in one language, a map in several."""
        held = {each: made for each, text in words.items() if (made := holdable(text))}
        found = complete(held, self.languages) or todo(said, self.languages, about)
        ordered = {each: found[each] for each in self.languages if each in found}
        return ordered[self.languages[0]] if len(self.languages) == 1 else dict(ordered)

    def own(self, said: Said) -> Value:
        """A text of ours that may stay."""
        return self.text(known(said, self.languages))

    def yes_no(self) -> str:
        """The scale of practices that are there or not."""
        self.scales.setdefault(
            YES_NO,
            [
                {"id": "no", "value": 0, "text": self.own(NO)},
                {"id": "yes", "value": 1, "text": self.own(YES)},
            ],
        )
        return YES_NO


def files_of(outline: Outline) -> dict[str, str]:
    """The files of the questionnaire by their names; NotImportable where one cannot be read."""
    files = {
        MANIFEST: emitted(_manifest(outline)),
        **{f"{each.id}.yaml": dimension_text(each, outline) for each in outline.dimensions},
    }
    for name, text in files.items():
        # A line holds a key and a value; what could be parted has been.
        if len(text.encode()) > MAXIMUM_BYTES or 2 * text.count("\n") > MAXIMUM_NODES:
            message = N_(
                "{file} would be too large to be read — shorten the longest texts or lists"
            )
            raise NotImportable(outline.source, message, file=name)
    return files


def dimension_text(dimension: Dimension, outline: Outline) -> str:
    """The file of a dimension, of whose items nothing changes any more."""
    items = (_item_text(item, outline) for item in dimension.items)
    return f"{emitted(_head(dimension, outline))}items:\n{''.join(items)}"


def _item_text(item: Item, outline: Outline) -> str:
    # How large a dimension is, is asked several times.
    item.written = item.written or member(_item(item, outline))
    return item.written


def _manifest(outline: Outline) -> dict[str, Value]:
    made: dict[str, Value] = {
        "schema": QUESTIONNAIRE_SCHEMA,
        "id": outline.id,
        "version": Plain(f'"{FIRST_VERSION}"'),
        "status": "draft",
        "languages": list(outline.languages),
        "title": outline.text(outline.title),
        "about": outline.text(outline.about, ABOUT),
    }
    if outline.facts:
        made["facts"] = [
            {"id": id, "type": "text", "title": outline.text(title)} for id, title in outline.facts
        ]
    if outline.article:
        title, about = outline.article
        made["articles"] = [
            {"id": "source", "title": outline.text(title), "about": outline.text(about, ABOUT)}
        ]
    if outline.scales:
        made["scales"] = {name: list(grades) for name, grades in outline.scales.items()}
    forms: list[Value] = [{"id": "full", "title": outline.own(FULL), "items": "all"}]
    forms += [
        {"id": id, "title": outline.text(title), "items": list(items)}
        for id, title, items in outline.forms
    ]
    return made | {
        "evidence_grades": [outline.own(said) for said in GRADES],
        "forms": forms,
        "profiles": [{"id": "plain", "title": outline.own(PLAIN)}],
        "scoring": outline.scoring or {"maximum": 100},
        "levels": list(outline.levels) or _levels(outline),
        "dimensions": [f"{each.id}.yaml" for each in outline.dimensions],
    }


def _levels(outline: Outline) -> list[Value]:
    return [
        {"level": number, "name": outline.own(name), "total": Plain(total)}
        for number, (name, total) in enumerate(LEVELS, start=1)
    ]


def _head(dimension: Dimension, outline: Outline) -> dict[str, Value]:
    title = dimension.title
    intro = joined(without(cut(title, LONGEST_TITLE), dimension.intro), dimension.intro)
    made: dict[str, Value] = {
        "schema": DIMENSION_SCHEMA,
        "id": dimension.id,
        "title": outline.text(shortened(title, LONGEST_TITLE), NAME, dimension.id),
        "short": outline.text(shortened(title, LONGEST_SHORT), SHORT, dimension.id),
        "intro": outline.text(intro, INTRO),
    }
    used = {item.stage for item in dimension.items}
    rollup: dict[str, Value] = {"rollup": dimension.stage_rollup} if dimension.stage_rollup else {}
    stages: list[Value] = [
        {"id": id, "title": outline.text(words, NAME, id)} | rollup
        for id, words in dimension.stages.items()
        if id in used
    ]
    if stages:
        made["stages"] = stages
    return made


def _item(item: Item, outline: Outline) -> dict[str, Value]:
    title = item.title or item.text
    made: dict[str, Value] = {"id": item.id, "type": item.type, "points": item.points}
    if item.stage:
        made["stage"] = item.stage
    if item.applies_if:
        made["applies_if"] = item.applies_if
    made |= {
        "title": outline.text(shortened(title, LONGEST_TITLE), NAME, item.id),
        "short": outline.text(item.short or shortened(title, LONGEST_SHORT), SHORT, item.id),
        "text": outline.text(item.text, QUESTION, item.id),
    }
    whole = without(cut(item.title, LONGEST_TITLE), item.text)
    for key, words in (("help", joined(whole, item.help)), ("why", item.why)):
        if words:
            made[key] = outline.text(words)
    made |= item.own
    made["evidence"] = outline.text(item.evidence, EVIDENCE)
    made["verification"] = ["document", "interview"]
    if item.na_allowed:
        made["na_allowed"] = True
    if outline.article and (passage := holdable(item.passage)):
        made["sources"] = [{"article": "source", "passage": passage}]
    return made
