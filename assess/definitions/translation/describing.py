"""What a text is and where it stands, in words for a translator who never saw the files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from assess.core.faults import N_
from assess.definitions.translation.manuscript import Manuscript
from assess.definitions.translation.units import Unit
from assess.language import gettext

_KINDS = (
    # keys, a name standing for one part of them, and what the text is
    ("title", N_("title")),
    ("about", N_("what it is about")),
    ("facts/id/title", N_("fact about an organization")),
    ("facts/id/ask", N_("question about an organization")),
    ("facts/id/choices/choice/text", N_("choice “{choice}”")),
    ("roles/id/title", N_("role")),
    ("axes/axis", N_("name of the axis “{axis}”")),
    ("scales/id/grade/text", N_("answer “{grade}” of a scale")),
    ("evidence_grades/number", N_("grade of evidence, from the lowest to the highest")),
    ("forms/id/title", N_("title of a form")),
    ("profiles/id/title", N_("title of a weight profile")),
    ("scoring/bands/band/text", N_("name of the band “{band}” of scores")),
    ("deductions/id/text", N_("what costs points")),
    ("levels/number/name", N_("name of level {number}")),
    ("levels/number/about", N_("what level {number} means")),
    ("dimensions/id/title", N_("title of a dimension")),
    ("dimensions/id/short", N_("short title of a dimension, for charts")),
    ("dimensions/id/intro", N_("introduction to a dimension")),
    ("dimensions/id/stages/stage/title", N_("title of stage “{stage}”")),
    ("items/id/title", N_("title of a question")),
    ("items/id/short", N_("short title of a question, for charts")),
    ("items/id/text", N_("question")),
    ("items/id/help", N_("help to a question")),
    ("items/id/why", N_("why it is asked")),
    ("items/id/evidence", N_("what is to be shown as evidence")),
    ("items/id/na_when", N_("when a question does not apply")),
    ("items/id/practices/practice/text", N_("practice “{practice}”")),
    (
        "items/id/practices/practice/quality/number",
        N_("criterion {number} of practice “{practice}”"),
    ),
    ("items/id/anchors/intention/step", N_("intention at step {step}")),
    ("items/id/anchors/reality/step", N_("reality at step {step}")),
    ("items/id/anchors/value", N_("what the value {value} means")),
    ("items/id/improve/step/do", N_("what to do to reach step {step}")),
    ("items/id/improve/step/proves", N_("what proves that step {step} is reached")),
    ("items/id/numerator", N_("what is counted")),
    ("items/id/denominator", N_("of what it is a share")),
    ("items/id/period", N_("period in which it is counted")),
    ("items/id/unit", N_("unit of a measure")),
    ("items/id/measure", N_("how it is measured")),
    ("items/id/curve_source", N_("where the curve of a measure comes from")),
    ("items/id/options/option/text", N_("option “{option}”")),
    ("thanks", N_("thanks at the end of a survey")),
    ("questions/id/short", N_("short title of a question, for charts")),
    ("questions/id/text", N_("question")),
    ("questions/id/help", N_("help to a question")),
    ("questions/id/unsure", N_("answer of those who cannot tell")),
    ("questions/id/anchors/value", N_("what the value {value} means")),
    ("questions/id/options/option/text", N_("option “{option}”")),
    ("measures/id/title", N_("title of a measure")),
    ("measures/id/about", N_("what a measure is about")),
    ("measures/id/feeds/number/caution", N_("how a measure differs from the question it answers")),
    ("articles/id/title", N_("title of a source article")),
    ("articles/id/about", N_("what a source article is about")),
    ("articles/id/practices/number/text", N_("practice that a source article names")),
    ("terms/number/text", N_("term of the glossary")),
    ("terms/number/means", N_("what a term of the glossary means")),
    ("case/title", N_("title of the case for calibration")),
    ("case/about", N_("what the case for calibration is about")),
    ("case/passages/number/title", N_("heading in the case")),
    ("case/passages/number/paragraphs/paragraph", N_("paragraph of the case")),
    ("case/excerpts/id/title", N_("title of a document in the case")),
    ("case/excerpts/id/lines/number", N_("line {number} of a document in the case")),
    ("case/answers/id/reason", N_("why the experts answer the question so")),
    ("references/id/label", N_("name of a published figure")),
    ("references/id/unit", N_("unit of a published figure")),
    ("references/id/population", N_("who was studied")),
    ("references/id/n_note", N_("why no number of cases is known")),
    ("references/id/country", N_("country of a published figure")),
    ("references/id/meaning", N_("what a published figure means")),
)
_FIXED = {part for keys, _ in _KINDS for part in keys.split("/")} - {
    *("id", "axis", "choice", "grade", "band", "number", "stage", "practice", "step", "value"),
    *("option", "paragraph"),
}
_TITLED = {"dimensions", "facts", "articles", "forms", "profiles", "roles", "measures"}
_BEHIND = " › "


def _pattern(keys: str) -> re.Pattern[str]:
    parts = keys.split("/")
    return re.compile(
        "/".join(part if part in _FIXED else f"(?P<{part}>[^/]+)" for part in parts) + r"(~\d+)?"
    )


_PATTERNS = tuple((_pattern(keys), said) for keys, said in _KINDS)


class Describing:
    """Describes the units of one manuscript, in the language spoken."""

    def __init__(self, manuscript: Manuscript, reference: str) -> None:
        self.manuscript = manuscript
        self.reference = reference

    def where(self, unit: Unit) -> str:
        """The way to a text: dimension, question, and what it is there."""
        return _BEHIND.join((*self._way(unit), kind_of(unit)))

    def asked(self, unit: Unit) -> str:
        """The question that a text belongs to; "" where it belongs to none, or is one."""
        section, id, *_ = *unit.key.split("/"), ""
        keys = {
            "items": (f"items/{id}/text",),
            "facts": (f"facts/{id}/ask", f"facts/{id}/title"),
            "questions": (f"questions/{id}/text",),
        }.get(section, ())
        if unit.key.startswith("case/answers/"):
            keys = (f"items/{unit.key.split('/')[2]}/text",)
        found = (self.manuscript.by_key.get(key) for key in keys)
        question = next((other for other in found if other), None)
        return question.source if question and question is not unit else ""

    def _way(self, unit: Unit) -> Iterator[str]:
        section, id, *_ = *unit.key.split("/"), ""
        if section == "items":
            if dimension := self._dimensions.get(unit.file):
                yield self._words(dimension)
            yield f"{id} {self._title(f'items/{id}/title')}".strip()
        elif section in _TITLED:
            yield self._title(f"{section}/{id}/title") or id
        elif section == "questions":
            yield self._title(f"questions/{id}/short") or id
        elif section == "references":
            yield self._title(f"references/{id}/label") or id
        else:
            yield unit.file

    @cached_property
    def _dimensions(self) -> dict[str, Unit]:
        """The titles of the dimensions by the names of their files."""
        title = re.compile("dimensions/[^/]+/title")
        return {unit.file: unit for unit in self.manuscript.units if title.fullmatch(unit.key)}

    def _title(self, key: str) -> str:
        title = self.manuscript.by_key.get(key)
        return self._words(title) if title else ""

    def _words(self, unit: Unit) -> str:
        """In the language of reference, which the translator reads too, where it is there."""
        return (self.reference and unit.words(self.reference)) or unit.source


def kind_of(unit: Unit) -> str:
    """What a text is; its key where a new kind of text has no words here yet."""
    for pattern, said in _PATTERNS:
        if found := pattern.fullmatch(unit.key):
            return gettext(said).format(**found.groupdict())
    return unit.key
