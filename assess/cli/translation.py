"""Commands for who has a questionnaire translated: export, import."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from assess.cli.definitions import UnknownQuestionnaire, library_of
from assess.cli.output import require_free
from assess.cli.status import DONE, PROBLEMS
from assess.core.faults import N_
from assess.definitions.languages import is_language, meant_by
from assess.definitions.sheets.parts import MOST_BYTES
from assess.definitions.translation.exchange import Delivery, Export, export_of
from assess.definitions.translation.importing import Outcome, outcome_of, require_writable
from assess.definitions.translation.manuscript import open_manuscript
from assess.definitions.translation.states import State, read_digests
from assess.definitions.yaml.documents import read_bytes
from assess.errors import AssessError
from assess.files import write_whole
from assess.language import best_of, gettext, ngettext, speaking
from assess.tags import canonical

WORKBOOK, CATALOGUE = ".xlsx", ".po"


class NoLanguage(AssessError):
    """The code is no language that can be translated into."""

    def __init__(self, code: str, reason: str) -> None:
        said = gettext(N_("'{code}' is no language to translate into: {reason}"))
        super().__init__(said.format(code=code, reason=reason))


class UnknownExchange(AssessError):
    """Translators get no files with this ending."""

    def __init__(self, path: Path) -> None:
        said = gettext(N_("'{path}' is neither a workbook (.xlsx) nor a catalogue (.po)"))
        super().__init__(said.format(path=path))


def export(options: argparse.Namespace) -> int:
    """Write all texts into a file for translators; 1 when some do not fit into it."""
    require_free(options)
    ending = _ending(options.output)
    target = _language(options.to)
    manuscript = open_manuscript(_place(options.questionnaire, options), target)
    if target == manuscript.source:
        raise NoLanguage(target, gettext(N_("it is the source")))
    beside = canonical(options.beside)
    made = export_of(manuscript, target, read_digests(manuscript.digests(target)), beside)
    # The file speaks to the translator, who need not speak the language of this terminal.
    with speaking(options.language or best_of(target)):
        written, left_out = _rendered(made, ending)
    write_whole(options.output, written)
    print(_sent(options.output, made))
    if left_out:
        print(_too_long(left_out))
    return PROBLEMS if left_out else DONE


def take(options: argparse.Namespace) -> int:
    """Put a file of translators into the questionnaire; 1 when something was not as it should be.

    Nothing is written when the questionnaire would not load afterwards, unless that is wanted.
    """
    delivery = _delivery(options.file)
    manuscript = open_manuscript(_place(options.into, options), delivery.language)
    digests = read_digests(manuscript.digests(delivery.language))
    outcome = outcome_of(manuscript, delivery, digests)
    for remark in outcome.remarks:
        print(remark.sentence(gettext))
    require_writable(manuscript, outcome, delivery.language, incomplete=options.incomplete)
    if not options.dry_run:
        for path, content in outcome.files.items():
            write_whole(path, content)
    for line in _told(outcome, delivery, dry=options.dry_run):
        print(line)
    return PROBLEMS if outcome.remarks else DONE


def _place(named: str, options: argparse.Namespace) -> Path:
    """The folder of the questionnaire of this id, or the folder or file of this name."""
    library = library_of(options)
    # A survey is named by its folder too.
    known = [library.folder / named] if "/" not in named else []
    found = next((place for place in (*known, Path(named)) if place.exists()), None)
    if found is None:
        raise UnknownQuestionnaire(named, [*library.ids, *library.survey_ids])
    return found


def _ending(path: Path) -> str:
    if path.suffix.lower() not in {WORKBOOK, CATALOGUE}:
        raise UnknownExchange(path)
    return path.suffix.lower()


def _language(code: str) -> str:
    tag = canonical(code)
    if not is_language(tag):
        if near := meant_by(code):
            raise NoLanguage(code, gettext(N_("did you mean '{near}'?")).format(near=near))
        raise NoLanguage(code, gettext(N_("write a code such as zh-Hant, de or pt-BR")))
    return tag


def _rendered(export: Export, ending: str) -> tuple[bytes, Sequence[str]]:
    """The file for translators, and the keys of the texts that it has no room for."""
    today = date.today()  # noqa: DTZ011 — the day on the person's own calendar
    if ending == CATALOGUE:
        from assess.definitions.translation.catalogue import render_catalogue

        return render_catalogue(export, today), ()
    from assess.definitions.translation.workbook import render_workbook

    return render_workbook(export, today)


def _delivery(path: Path) -> Delivery:
    # One byte more than may be read, by which it is noticed that there are too many.
    ending, data = _ending(path), read_bytes(path, MOST_BYTES)
    if ending == CATALOGUE:
        from assess.definitions.translation.catalogue import read_catalogue

        return read_catalogue(path, data)
    from assess.definitions.translation.workbook_reading import read_workbook

    return read_workbook(path, data)


def _sent(path: Path, export: Export) -> str:
    counts = {state: sum(line.state is state for line in export.lines) for state in State}
    said = ngettext(
        "{path} written: {number} text, {missing} untranslated, {stale} out of date",
        "{path} written: {number} texts, {missing} untranslated, {stale} out of date",
        len(export.lines),
    )
    return said.format(
        path=path,
        number=len(export.lines),
        missing=counts[State.MISSING],
        stale=counts[State.STALE],
    )


def _too_long(keys: Sequence[str]) -> str:
    said = ngettext(
        "{number} text is too long for a cell and was left out: {keys} — export a .po file",
        "{number} texts are too long for a cell and were left out: {keys} — export a .po file",
        len(keys),
    )
    return said.format(number=len(keys), keys=gettext(", ").join(keys))


def _told(outcome: Outcome, delivery: Delivery, *, dry: bool) -> Iterator[str]:
    """What happened, or would have happened, to every text of the file, and to which files."""
    counts = (
        (gettext("written for the first time"), len(outcome.added)),
        (gettext("written over older ones"), len(outcome.changed)),
        (gettext("found still right"), len(outcome.confirmed)),
        (gettext("as they were"), len(outcome.unchanged)),
        (gettext("left as they are, having been changed here since the export"), len(outcome.kept)),
        (gettext("still without a translation"), len(outcome.left)),
        (gettext("not taken, for the reasons above"), outcome.skipped),
    )
    for said, number in counts:
        if number:
            yield f"{number:6} {said}"
    if outcome.declares:
        yield gettext("{language} is now one of the languages").format(language=delivery.language)
    if outcome.lacking:
        yield ngettext(
            "{number} text has no {language} yet",
            "{number} texts have no {language} yet",
            len(outcome.lacking),
        ).format(number=len(outcome.lacking), language=delivery.language)
    if dry:
        yield gettext("nothing was written, as --dry-run asks")
        return
    for path in outcome.files:
        yield gettext("{path} written").format(path=path)
