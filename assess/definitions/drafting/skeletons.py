"""What an author starts from: a questionnaire, a dimension, or an item with all its keys.

A skeleton is a draft that `assess check` accepts; what it warns of are texts to be written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assess.core.faults import N_
from assess.definitions.drafting.items import Surroundings, item_lines
from assess.definitions.drafting.lines import Draft, Said, flow
from assess.definitions.questionnaires import DIMENSION_SCHEMA, QUESTIONNAIRE_SCHEMA

FIRST_VERSION = "0.1.0"
FIRST_DIMENSION = "first"

_GRADES: tuple[Said, ...] = (
    ("No evidence", "无证据"),
    ("Stated in an interview", "访谈口述"),
    ("Document seen", "已见文件"),
    ("Document seen and practice verified", "已见文件并核实做法"),
    ("Verified and backed by results data", "已核实并有结果数据"),
)
_SHARES: tuple[tuple[str, str, Said], ...] = (
    ('"no"', "0", ("No", "没有")),
    ("some", "0.25", ("Some (10 % or more)", "少数（≥10%）")),
    ("half", "0.5", ("At least half", "至少一半")),
    ("most", "1", ("Most or all (80 % or more)", "大多数或全部（≥80%）")),
)
_LEVELS: tuple[tuple[Said, Mapping[str, str]], ...] = (
    (("Started", "起步级"), {"total": "300"}),
    (("Steady", "规范级"), {"total": "500", "each_dimension": "30%"}),
    (("Leading", "卓越级"), {"total": "750", "each_dimension": "60%"}),
)


def questionnaire_files(id: str, languages: tuple[str, ...]) -> dict[str, str]:
    """The files of a new questionnaire by their names."""
    around = Surroundings(languages=languages)
    return {
        "manifest.yaml": _text(_manifest(id, Draft(languages))),
        f"{FIRST_DIMENSION}.yaml": dimension_file(FIRST_DIMENSION, "F1", around),
    }


def dimension_file(id: str, item: str, around: Surroundings) -> str:
    """The file of a new dimension, with one item."""
    return _text(_dimension(id, item, around))


def item_block(kind: str, id: str, around: Surroundings, indent: str = "  ") -> str:
    """An item as it stands below `items:`."""
    return _text(item_lines(kind, id, around, indent))


def _text(lines: Iterator[str]) -> str:
    return "\n".join(lines) + "\n"


def _manifest(id: str, draft: Draft) -> Iterator[str]:
    yield from draft.comment(
        N_(
            "Every key is explained in questionnaires/README.md; “assess check” tells what is "
            "wrong."
        )
    )
    yield draft.entry("schema", QUESTIONNAIRE_SCHEMA)
    yield from draft.comment(N_("A word that never changes: every answers file names it."))
    yield draft.entry("id", id)
    yield from draft.comment(
        N_(
            "Words alone raise the last number, a new item the middle one, and what changes "
            "scores the first; “assess diff” tells which is due."
        )
    )
    yield draft.entry("version", f'"{FIRST_VERSION}"')
    yield from draft.comment(
        N_("A draft may lack texts. “assess release” makes “released” of it when none is missing.")
    )
    yield draft.entry("status", "draft")
    yield from draft.comment(N_("The first is the source, from which the others are translated."))
    yield draft.entry("languages", f"[{', '.join(draft.languages)}]")
    yield from draft.text(
        "title", ("what is measured, in three to five words", "用几个字说明评价什么")
    )
    yield from draft.text(
        "about",
        ("what it looks at and for whom, in one sentence", "用一句话说明评价的内容和适用对象"),
    )
    yield from _who(draft)
    yield from _answers(draft)
    yield from _scoring(draft)
    yield from draft.comment(N_("The files of the dimensions, in the order they are asked."))
    yield draft.entry("dimensions", f"[{FIRST_DIMENSION}.yaml]")


def _who(draft: Draft) -> Iterator[str]:
    yield ""
    yield from draft.comment(
        N_(
            "What to know about an organization before it is asked; conditions name it, for "
            "example facts.headcount >= 50."
        )
    )
    yield "facts:"
    people = draft.words(("Number of people", "员工人数"))
    yield f"  - {flow({'id': 'headcount', 'type': 'number', 'title': people})}"
    yield from draft.comment(N_("Who may judge an item, and who would own an improvement."))
    yield "roles:"
    lead = draft.words(("Executive", "高层管理者"))
    yield f"  - {flow({'id': 'executive', 'title': lead})}"


def _answers(draft: Draft) -> Iterator[str]:
    yield ""
    yield from draft.comment(
        N_("The answers that checklists offer, each worth a value from 0 to 1.")
    )
    yield "scales:"
    yield "  share:"
    for id, value, said in _SHARES:
        yield f"    - {flow({'id': id, 'value': value, 'text': draft.words(said)})}"
    yield from draft.comment(
        N_(
            "What backs an answer, in five grades; the higher, the more of the score counts as "
            "backed."
        )
    )
    yield "evidence_grades:"
    for said in _GRADES:
        yield f"  - {draft.words(said)}"
    yield from draft.comment(
        N_(
            "Which items are asked: all, those with “core: true”, or a list of ids. A screening "
            "form gives a first estimate."
        )
    )
    yield "forms:"
    full, core = draft.words(("Full form", "完整版")), draft.words(("Short form", "简版"))
    yield f"  - {flow({'id': 'full', 'title': full, 'items': 'all'})}"
    yield f"  - {flow({'id': 'core', 'title': core, 'items': 'core', 'screening': 'true'})}"


def _scoring(draft: Draft) -> Iterator[str]:
    yield ""
    yield from draft.comment(
        N_(
            "How the maximum is shared out: the points of a profile sum to it, and name every "
            "dimension."
        )
    )
    yield "profiles:"
    capability = draft.words(("Capability", "能力型"))
    points = flow({FIRST_DIMENSION: "1000"})
    yield f"  - {flow({'id': 'capability', 'title': capability, 'points': points})}"
    yield "scoring:"
    yield "  maximum: 1000"
    yield "  not_applicable: {policy: exclude, minimum_applicable: 70%}"
    yield "  mandatory_cap: 0.4"
    yield "  rounding: {mode: half-up, points: 1, percent: 0}"
    yield from draft.comment(
        N_(
            "A level is reached when all its gates hold: points in total, a share of every "
            "dimension, a share of every knock-out item."
        )
    )
    yield "levels:"
    for number, (name, gates) in enumerate(_LEVELS, start=1):
        yield f"  - {flow({'level': str(number), 'name': draft.words(name), **gates})}"
    yield ""


def _dimension(id: str, item: str, around: Surroundings) -> Iterator[str]:
    draft = Draft(around.languages)
    yield draft.entry("schema", DIMENSION_SCHEMA)
    yield draft.entry("id", id)
    yield from draft.text("title", ("the name of the dimension", "维度名称"))
    yield from draft.text(
        "short", ("its name in a chart, one or two words", "图表中的简称，二至四字")
    )
    yield from draft.text(
        "intro",
        (
            "what it looks at and what a good organization does, in two sentences",
            "用两句话说明考察什么、做得好的组织是什么样",
        ),
    )
    yield from draft.comment(
        N_(
            "“assess new item TYPE ID --into FILE” adds another item; the types are in "
            "questionnaires/README.md."
        )
    )
    yield "items:"
    yield from item_lines("checklist", item, around, "  ")
