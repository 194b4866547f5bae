"""`assess migrate`: answers of an earlier version carried to a later one."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from assess.cli.definitions import library_of
from assess.cli.output import require_free
from assess.cli.status import DONE
from assess.cli.versions import Named, compared, named, version_of
from assess.core.characters import one_line
from assess.core.faults import N_
from assess.core.questionnaire import Questionnaire
from assess.core.versions.carrying import Carried
from assess.core.versions.version import Version
from assess.definitions.answer_files import ENDINGS as WORKBOOKS
from assess.definitions.answer_files import as_text
from assess.definitions.library import Library
from assess.definitions.migration import LOST, Migration
from assess.definitions.migration import migrate as carried_over
from assess.definitions.yaml.documents import ANSWERS, Mapping, Scalar, parse_document
from assess.errors import AssessError
from assess.files import write_whole
from assess.language import gettext, ngettext
from assess.rendering import amendments as told


class NothingToMigrate(AssessError):
    """The answers are for that version, or for a later one."""

    def __init__(self, path: Path, given: str, wanted: str) -> None:
        said = gettext(
            N_("{path} is for {given}, and {wanted} is not later — name a later version")
        )
        super().__init__(said.format(path=path, given=given, wanted=wanted))


class NotAnswersFile(AssessError):
    """A workbook has no place for what is lost."""

    def __init__(self, path: Path) -> None:
        said = gettext(
            N_(
                "{path} cannot be written: carried answers go into a .yaml file, which "
                "“assess sheet --answers” makes a workbook of"
            )
        )
        super().__init__(said.format(path=path))


def migrate(options: argparse.Namespace) -> int:
    """Carry answers over, tell what became of them, and write them if a file is named."""
    require_free(options)
    if options.output and options.output.suffix.lower() in WORKBOOKS:
        raise NotAnswersFile(options.output)
    library = library_of(options)
    data = _answers(options, library)
    old, new = _versions(options, library, data)
    _require_later(options.answers, old, new)
    made = carried_over(data, options.answers, compared(old, new))
    if options.output:
        write_whole(options.output, made.text.encode())
    if options.json:
        print(json.dumps(_as_json(made, options.output), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(made, options)))
    return DONE


def _answers(options: argparse.Namespace, library: Library) -> bytes:
    """The answers as an editor shows them, also those that were filled into a workbook."""

    def find(id: str, version: str) -> Questionnaire | None:
        if options.origin:
            return named(options.origin, library).questionnaire
        return version_of(library, id, version).questionnaire if id in library.ids else None

    return as_text(options.answers, find, library.ids)


def _versions(options: argparse.Namespace, library: Library, data: bytes) -> tuple[Named, Named]:
    """The version that was answered and the one that is wanted."""
    root = parse_document(data, str(options.answers), ANSWERS).root
    entries = root.entries if isinstance(root, Mapping) else {}
    nodes = (entries[key].node if key in entries else None for key in ("questionnaire", "version"))
    id, version = (node.text if isinstance(node, Scalar) else "" for node in nodes)
    wanted = str(options.to)
    if options.origin:
        old = named(options.origin, library)
    elif id in library.ids and version:
        old = version_of(library, id, version)
    else:
        # The file itself is at fault; whoever reads it tells how.
        library.assessment(options.answers)
        raise AssertionError(id)
    by_number = Version.parse(wanted) is not None and old.questionnaire.id in library.ids
    new = version_of(library, old.questionnaire.id, wanted) if by_number else named(wanted, library)
    return old, new


def _require_later(path: Path, old: Named, new: Named) -> None:
    versions = [each.questionnaire.version for each in (old, new)]
    first, last = map(Version.parse, versions)
    same = old.questionnaire.sha256 == new.questionnaire.sha256
    if same or (first is not None and last is not None and first >= last):
        raise NothingToMigrate(path, *versions)


def _lines(made: Migration, options: argparse.Namespace) -> Iterator[str]:
    old, new = made.comparison.old, made.comparison.new
    yield f"{options.answers}: {old.id} {old.version} → {new.version}"
    number = len(made.kept)
    said = ngettext("{number} answer carried", "{number} answers carried", number)
    yield said.format(number=number)
    for each in made.kept:
        yield from (f"  {line}" for line in _renamings(each))
    yield from _meaning(made)
    if made.unanswered:
        yield gettext("new, to be answered:")
        yield from (f"  {told.titled(made.comparison, item.id)}" for item in made.unanswered)
    if made.lost:
        yield gettext("without a place, kept under “{key}” and scored no longer:").format(key=LOST)
        yield from (f"  {place}: {one_line(text)}" for place, text in made.lost.items())
    if options.output:
        yield gettext("{path} written").format(path=options.output)
    else:
        yield gettext("nothing is written: name a file with -o")


def _renamings(carried: Carried) -> Iterator[str]:
    """What is called otherwise now."""
    assert carried.now is not None
    pairs = [(carried.was.id, carried.now.id), *carried.names.items()]
    for old, new in pairs:
        if old != new:
            yield gettext("{old} is called {new} now").format(old=old, new=new)


def _meaning(made: Migration) -> Iterator[str]:
    """Which answers should be looked at again, and which rules are others for all of them."""
    amendments = [amendment for each in made.kept for amendment in each.meaning]
    if amendments:
        yield gettext("means something else now, so look at these answers again:")
        lines = told.grouped(made.comparison, amendments)
        yield from (f"  {line}" for line in lines)
    if made.rules:
        yield gettext("scored by other rules now:")
        yield from (f"  {told.sentence(each)}" for each in made.rules)


def _as_json(made: Migration, output: Path | None) -> dict[str, object]:
    return {
        "questionnaire": made.comparison.old.id,
        "from": made.comparison.old.version,
        "to": made.comparison.new.version,
        "written": str(output) if output else None,
        "carried": [_carried_json(each) for each in made.kept],
        "rules": [told.as_json(each) for each in made.rules],
        "new": [item.id for item in made.unanswered],
        LOST: dict(made.lost),
    }


def _carried_json(carried: Carried) -> dict[str, object]:
    assert carried.now is not None
    renamed = {old: new for old, new in carried.names.items() if old != new}
    return {
        "from": carried.was.id,
        "to": carried.now.id,
        "renamed": renamed,
        "changed": [told.as_json(each) for each in carried.meaning],
    }
