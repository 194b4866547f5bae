"""What goes to translators and what comes back, whatever the format of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from assess.core.faults import N_, Fault, Translate, untranslated
from assess.definitions.problems import MOST_PROBLEMS, S206
from assess.definitions.translation.describing import Describing
from assess.definitions.translation.manuscript import Manuscript
from assess.definitions.translation.states import Digests, State, digest
from assess.definitions.translation.units import Unit
from assess.errors import AssessError
from assess.language import gettext
from assess.tags import nearest

SCHEMA = "assess/translation@1"

X901 = partial(
    Fault,
    "X901",
    N_("there is no text '{key}' any more; its translation “{said}” was not taken"),
    N_("look in a new export where it belongs now"),
)
X902 = partial(
    Fault,
    "X902",
    N_("'{key}': the source has changed since the export, to “{source}”"),
    N_("it is written, and out of date until you look it over in a new export"),
)
X903 = partial(
    Fault,
    "X903",
    N_("'{key}': {names} of the source is missing; the translation was not taken"),
    N_("put it where it belongs"),
)
X904 = partial(
    Fault,
    "X904",
    N_("'{key}': {names} does not stand in the source; the translation was not taken"),
    N_("write it without braces"),
)
X905 = partial(
    Fault,
    "X905",
    N_("'{key}': nothing stands here any more; “{present}” stays"),
    N_("write a translation, or take out the old one in the questionnaire itself"),
)
X906 = partial(
    Fault,
    "X906",
    N_("'{key}' stands twice with different translations; “{said}” was not taken"),
    N_("remove one of them; the other is at {first}"),
)
X907 = partial(
    Fault,
    "X907",
    N_("'{key}': here stands {what}, not a text"),
    N_("write the words themselves, in a cell formatted as text"),
)
X908 = partial(
    Fault,
    "X908",
    N_("'{key}': this replaced “{present}”, which was written since the export"),
    N_("take it back from version control if it was better"),
)
X909 = partial(
    Fault,
    "X909",
    N_("'{key}': the translation has characters that no text can hold, and was not taken"),
    N_("replace each �"),
)
X910 = partial(
    Fault,
    "X910",
    N_("'{key}': “{said}” is no state; the text counts as out of date"),
    N_("one of {known}"),
)
X911 = partial(
    Fault,
    "X911",
    N_("'{key}' is written in a way in {path}:{line} that nothing can be added to"),
    N_("add “{language}: …” there by hand"),
)
X912 = partial(
    Fault,
    "X912",
    N_("an entry with several forms for several numbers was not taken"),
    N_("texts of questionnaires have one form; remove msgid_plural"),
)
X913 = partial(
    Fault,
    "X913",
    N_("a translation without a key was not taken: “{said}”"),
    N_("copy the key of its text from the export"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something to tell about a place in a translator's file, such as "de.xlsx, Texts!F12"."""

    place: str
    fault: Fault

    def sentence(self, translate: Translate = untranslated) -> str:
        """`place: CODE message — suggestion`."""
        return f"{self.place}: {self.fault.code} {self.fault.sentence(translate)}"


def remark(remarks: list[Remark], place: str, fault: Fault) -> None:
    """Add a remark to those of a run; instead of the first that is too many, that there are."""
    if len(remarks) == MOST_PROBLEMS:
        fault = S206(details={"limit": MOST_PROBLEMS})
    if len(remarks) <= MOST_PROBLEMS:
        remarks.append(Remark(place=place, fault=fault))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One text on its way out."""

    unit: Unit
    where: str
    asked: str
    reference: str
    present: str
    state: State

    @property
    def digests(self) -> str:
        """Of the source and of the translation as they go out, so that changes are noticed."""
        return f"{digest(self.unit.source)} {digest(self.present)}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Everything that a file for translators holds; `reference` is "" where there is none."""

    manuscript: Manuscript
    target: str
    reference: str
    lines: Sequence[Line]

    @property
    def subject(self) -> str:
        """What is translated and into what, for programs: schema, id, version, language."""
        manuscript = self.manuscript
        named = (manuscript.id, manuscript.version or "-", self.target)
        return " ".join((SCHEMA, *named))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One translation that came back.

    `source` and `given` are the digests of the source and of the translation as they went
    out: "" of no translation, None where the file lost it.  A `doubtful` one is marked so.
    """

    place: str
    key: str
    said: str
    source: str | None = None
    given: str | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What came back: for which questionnaire, in which language, and what could not be read."""

    id: str
    language: str
    rows: Sequence[Row]
    remarks: Sequence[Remark] = field(default_factory=tuple)


class NotADelivery(AssessError):
    """The file is none that was exported, or was damaged since."""

    def __init__(self, path: object, reason: str) -> None:
        said = gettext(
            N_("{path}: not a file that “assess translate export” wrote, or damaged: {reason}")
        )
        super().__init__(said.format(path=path, reason=reason))


class UnknownReference(AssessError):
    """The questionnaire is not written in the language that is to stand beside."""

    def __init__(self, language: str, known: Sequence[str]) -> None:
        said = gettext(N_("no texts in “{language}” to show beside — there are {known}"))
        super().__init__(said.format(language=language, known=", ".join(known)))


def export_of(manuscript: Manuscript, target: str, digests: Digests, beside: str = "") -> Export:
    """All texts for a translator into a language; `beside` is a second language to look at.

    Without it that is one of the target's kind, if there is one.
    """
    others = [code for code in manuscript.languages[1:] if code != target]
    if beside and beside not in others:
        raise UnknownReference(beside, others)
    reference = beside or nearest(target, others) or ""
    describing = Describing(manuscript, reference)
    lines = tuple(
        Line(
            unit=unit,
            where=describing.where(unit),
            asked=describing.asked(unit),
            reference=unit.words(reference) if reference else "",
            present=unit.words(target),
            state=digests.state(unit, target),
        )
        for unit in manuscript.units
    )
    return Export(manuscript=manuscript, target=target, reference=reference, lines=lines)


def subject_of(text: str) -> tuple[str, str] | None:
    """The id and the language in what `Export.subject` said, None in anything else."""
    match text.split():
        case [schema, id, _, language] if schema == SCHEMA:
            return id, language
    return None
