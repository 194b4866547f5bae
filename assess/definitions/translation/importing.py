"""Translations that came back into the files of a questionnaire: what is taken, and why not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assess.core.faults import N_, Fault, words
from assess.definitions.releasing.lock import read_lock
from assess.definitions.translation.edits import Languages, edited
from assess.definitions.translation.exchange import (
    X901,
    X902,
    X903,
    X904,
    X905,
    X906,
    X908,
    X909,
    X911,
    Delivery,
    Remark,
    Row,
    remark,
)
from assess.definitions.translation.manuscript import Manuscript, SourceFile
from assess.definitions.translation.states import (
    DIGITS,
    Digests,
    State,
    digest,
    is_of_family,
    written_digests,
)
from assess.definitions.translation.units import Unit
from assess.errors import AssessError
from assess.language import gettext, ngettext

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_NO_CHARACTER = "\N{REPLACEMENT CHARACTER}"
IN_DOUBT = "0" * DIGITS
"""Recorded instead of a digest for words that a translator does not stand by."""


class CannotDeclare(AssessError):
    """The manifest lists its languages in a way that nothing can be added to."""

    def __init__(self, path: Path, language: str) -> None:
        said = gettext(N_("{path}: no language can be added to “languages” — add {language} there"))
        super().__init__(said.format(path=path, language=language))


class Locked(AssessError):
    """The version was released, so that its files never change."""

    def __init__(self, id: str, version: str) -> None:
        said = gettext(
            N_(
                "nothing was written: version {version} of {id} is released and never changes — "
                "give it another version and “status: draft” in its manifest first"
            )
        )
        super().__init__(said.format(id=id, version=version))


class Incomplete(AssessError):
    """Not every text would have the language, so that nothing would load any more."""

    def __init__(self, id: str, language: str, lacking: int) -> None:
        said = ngettext(
            "nothing was written: {number} text of {id} would be without {language}, and what "
            "is released loads only with all of them — import a whole translation, or write all "
            "the same with --incomplete",
            "nothing was written: {number} texts of {id} would be without {language}, and what "
            "is released loads only with all of them — import a whole translation, or write all "
            "the same with --incomplete",
            lacking,
        )
        super().__init__(said.format(number=lacking, id=id, language=language))


class AnotherSubject(AssessError):
    """The file is about another questionnaire."""

    def __init__(self, given: str, wanted: str) -> None:
        said = words(
            N_("the file translates '{given}', not '{wanted}' — name the right one"),
            given=given,
            wanted=wanted,
        )
        super().__init__(said.sentence(gettext))


class IntoItsSource(AssessError):
    """The language to be translated into is the one that is translated from."""

    def __init__(self, language: str) -> None:
        said = words(
            N_("{language} is the source — change it in the files themselves"), language=language
        )
        super().__init__(said.sentence(gettext))


@dataclass(kw_only=True)
class Outcome:
    """What an import does.

    The units by what happens to them; the contents of every file to write, by its path; and
    the remarks.  `kept` stay because the questionnaire has a newer translation than the file,
    `left` are still without one there, `confirmed` were stale and are right as they are,
    `lacking` are without the language when all is written.
    """

    added: list[Unit] = field(default_factory=list)
    changed: list[Unit] = field(default_factory=list)
    confirmed: list[Unit] = field(default_factory=list)
    unchanged: list[Unit] = field(default_factory=list)
    kept: list[Unit] = field(default_factory=list)
    left: list[Unit] = field(default_factory=list)
    lacking: list[Unit] = field(default_factory=list)
    skipped: int = 0
    remarks: list[Remark] = field(default_factory=list)
    files: dict[Path, bytes] = field(default_factory=dict)
    declares: bool = False


def outcome_of(manuscript: Manuscript, delivery: Delivery, digests: Digests) -> Outcome:
    """What importing a delivery comes to; nothing is written yet."""
    if delivery.id != manuscript.id:
        raise AnotherSubject(delivery.id, manuscript.id)
    if delivery.language == manuscript.source:
        raise IntoItsSource(delivery.language)
    return _Importing(manuscript, delivery, digests).outcome()


def require_writable(
    manuscript: Manuscript, outcome: Outcome, language: str, *, incomplete: bool
) -> None:
    """Raise `Locked` or `Incomplete` where writing would leave what does not load any more.

    The latter only unless a part of the texts is wanted all the same.
    """
    lock = read_lock(manuscript.folder)
    changed = {path.name for path in outcome.files}
    if lock and lock.version == manuscript.version and changed & lock.files.keys():
        raise Locked(manuscript.id, manuscript.version)
    if manuscript.released and outcome.declares and outcome.lacking and not incomplete:
        raise Incomplete(manuscript.id, language, len(outcome.lacking))


class _Importing:
    def __init__(self, manuscript: Manuscript, delivery: Delivery, digests: Digests) -> None:
        self.manuscript = manuscript
        self.delivery = delivery
        self.language = delivery.language
        self.digests = digests
        self.result = Outcome(remarks=list(delivery.remarks), skipped=len(delivery.remarks))
        self.words: dict[Unit, str] = {}
        self.taken: dict[Unit, Row] = {}
        self.recorded = _kept_digests(manuscript, digests, self.language)

    def outcome(self) -> Outcome:
        for row in self._one_of_each():
            self._row(row)
        self._edit()
        self._record()
        self._count_lacking()
        return self.result

    def _one_of_each(self) -> list[Row]:
        """One row for each key: the first that is not empty."""
        taken: dict[str, Row] = {}
        for row in self.delivery.rows:
            other = taken.get(row.key)
            if other is None or not other.said:
                taken[row.key] = row
            elif row.said not in {"", other.said}:
                details = {"key": row.key, "said": row.said, "first": other.place}
                self._skip(row, X906(details=details))
        return list(taken.values())

    def _row(self, row: Row) -> None:
        unit = self._unit(row)
        if unit is None:
            if row.said:
                self._skip(row, X901(details={"key": row.key, "said": row.said}))
        elif not row.said:
            self._empty(row, unit)
        elif fault := _unfit(row, unit):
            self._skip(row, fault)
        else:
            self._take(row, unit)

    def _unit(self, row: Row) -> Unit | None:
        """The unit of a row, also where it has moved within its list since the export."""
        unit = self.manuscript.by_key.get(row.key)
        if unit is not None and row.source in {None, digest(unit.source)}:
            return unit
        alike = self.manuscript.movable.get(row.source or "", ())
        moved = [other for other in alike if is_of_family(row.key, other.family)]
        return moved[0] if len(moved) == 1 else unit

    def _empty(self, row: Row, unit: Unit) -> None:
        present = unit.words(self.language)
        if not present:
            self.result.left.append(unit)
        elif row.given:
            self._skip(row, X905(details={"key": row.key, "present": present}))
        else:
            # It went out empty, and somebody else has written it since.
            self.result.kept.append(unit)

    def _take(self, row: Row, unit: Unit) -> None:
        present, result = unit.words(self.language), self.result
        is_newer = row.given not in {None, digest(present)}
        if is_newer and digest(row.said) == row.given:
            result.kept.append(unit)
            return
        if present == row.said:
            stale = self.digests.state(unit, self.language) is State.STALE
            is_confirmed = stale and not row.doubtful
            (result.confirmed if is_confirmed else result.unchanged).append(unit)
        else:
            if is_newer and present:
                self._remark(row, X908(details={"key": row.key, "present": present}))
            (result.changed if present else result.added).append(unit)
            self.words[unit] = row.said
            self.taken[unit] = row
        self._note_source(row, unit)

    def _note_source(self, row: Row, unit: Unit) -> None:
        """Note from which source the words were translated, or that they are in doubt."""
        now = digest(unit.source)
        if row.doubtful:
            if self.recorded.get(unit.key) in {None, now}:
                self.recorded[unit.key] = IN_DOUBT
            return
        self.recorded[unit.key] = row.source or now
        if row.source not in {None, now}:
            self._remark(row, X902(details={"key": row.key, "source": unit.source}))

    def _skip(self, row: Row, fault: Fault) -> None:
        self.result.skipped += 1
        self._remark(row, fault)

    def _remark(self, row: Row, fault: Fault) -> None:
        remark(self.result.remarks, row.place, fault)

    def _edit(self) -> None:
        """The new contents of the files."""
        declared, target = self.manuscript.languages, self.language
        self.result.declares = bool(self.words) and target not in declared
        for number, file in enumerate(self.manuscript.files):
            adds = self.result.declares and number == 0
            to = Languages(self.manuscript.source, target, (*declared, target) if adds else ())
            if adds and edited(file.data, file.document, {}, to) is None:
                raise CannotDeclare(file.path, target)
            words = {u: said for u, said in self.words.items() if u.file == file.path.name}
            if words or adds:
                self._edit_file(file, words, to)

    def _edit_file(self, file: SourceFile, words: Mapping[Unit, str], to: Languages) -> None:
        written = edited(file.data, file.document, words, to)
        if written is None:
            fits = {
                unit: said
                for unit, said in words.items()
                if edited(file.data, file.document, {unit: said}, to) is not None
            }
            for unit in words.keys() - fits.keys():
                self._take_back(unit)
            written = edited(file.data, file.document, fits, to)
        if written is not None and written != file.data:
            self.result.files[file.path] = written

    def _take_back(self, unit: Unit) -> None:
        for group in (self.result.added, self.result.changed):
            if unit in group:
                group.remove(unit)
        self.recorded.pop(unit.key, None)
        del self.words[unit]
        details = {
            "key": unit.key,
            "path": unit.file,
            "line": unit.node.place.line,
            "language": self.language,
        }
        self._skip(self.taken[unit], X911(details=details))

    def _record(self) -> None:
        path = self.manuscript.digests(self.language)
        if self.recorded:
            written = written_digests(self.recorded, self.manuscript.units)
            if not path.exists() or path.read_bytes() != written:
                self.result.files[path] = written

    def _count_lacking(self) -> None:
        have = {unit for unit in self.manuscript.units if unit.words(self.language)}
        have |= self.words.keys()
        self.result.lacking = [unit for unit in self.manuscript.units if unit not in have]


def _kept_digests(manuscript: Manuscript, digests: Digests, language: str) -> dict[str, str]:
    """The digests under the keys that their texts have now."""
    kept = {}
    for unit in manuscript.units:
        state, now = digests.state(unit, language), digest(unit.source)
        recorded = digests.recorded.get(unit.key)
        if state is State.CURRENT and digests.recorded and recorded not in {None, now}:
            kept[unit.key] = now
        elif recorded is not None and state is not State.MISSING:
            kept[unit.key] = recorded
    return kept


def _unfit(row: Row, unit: Unit) -> Fault | None:
    """Why words cannot be the translation of a text."""
    there, wanted = (set(_PLACEHOLDER.findall(words)) for words in (row.said, unit.source))
    if _NO_CHARACTER in row.said:
        return X909(details={"key": row.key})
    if lost := wanted - there:
        return X903(details={"key": row.key, "names": _listed(lost)})
    if invented := there - wanted:
        return X904(details={"key": row.key, "names": _listed(invented)})
    return None


def _listed(names: Iterable[str]) -> str:
    return " ".join(sorted(names))
