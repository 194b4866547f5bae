"""What people do with files from elsewhere, and what they are told then.

Each way takes a folder of its own and what came: a file by its name, or several, of which the
first one is named to the program.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from assess import __version__
from assess.cli.importing import REFUSED
from assess.core.assessment import Assessment
from assess.core.questionnaire import Questionnaire
from assess.core.report import compile_report
from assess.core.result import result_of
from assess.core.scoring import score
from assess.definitions.answer_files import load_assessment, workbook_document
from assess.definitions.assessments import FindQuestionnaire, read_assessment
from assess.definitions.importing.account import Account, NotImportable
from assess.definitions.importing.ciso_assistant import read_ciso_assistant
from assess.definitions.importing.listing import counted, lines_of, listing
from assess.definitions.importing.outline import Outline, files_of
from assess.definitions.importing.samm import read_samm
from assess.definitions.importing.xlsform.reading import read_xlsform
from assess.definitions.questionnaires import examine, load_questionnaire
from assess.definitions.releasing.releases import load_frozen
from assess.definitions.sheets.parts import Refused
from assess.definitions.sheets.unpacking import said_of, told
from assess.definitions.translation.catalogue import read_catalogue
from assess.definitions.translation.importing import outcome_of
from assess.definitions.translation.manuscript import open_manuscript
from assess.definitions.translation.states import read_digests
from assess.definitions.translation.workbook_reading import read_workbook
from assess.language import gettext
from tests.definitions import files
from tests.definitions.importing import sources
from tests.definitions.mutations import seeds, shipped_files
from tests.definitions.mutations.checking import Misplaced, Words, checked, loaded, spoilers
from tests.definitions.mutations.seeds import Seed
from tests.definitions.sheets.people import SMALL
from tests.definitions.translation import small as bilingual

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Way:
    """A kind of file, an honest one, and what is done with one in a folder.

    `often` is how many of a hundred files are of this kind; `packed` ones are workbooks.  What is
    accepted must be sound: `use` does something with it, and may take its time.
    """

    name: str
    often: int
    seed: Callable[[random.Random], Seed]
    reach: Callable[[Path, Files], Words]
    use: Callable[[Path, Files], object] | None = None
    packed: bool = False


# --- assess check ------------------------------------------------------------------------


def _put(folder: Path, came: Files) -> Path:
    """The files in this folder; what comes back is the first one."""
    for name, data in came.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder / next(iter(came))


def _small(folder: Path, came: Files) -> Words:
    """Files of the small questionnaire, with all others that belong to it."""
    others = {name: text.encode() for name, text in seeds.of_small_texts().items()}
    return checked(_put(folder / "small", {**others, **came}).parent)


def _scored(folder: Path, came: Files) -> None:
    asked = load_questionnaire(folder / "small")
    for profile in asked.profiles:
        score(asked, {}, form=asked.forms[0], profile=profile)


def _locked(folder: Path, came: Files) -> Words:
    """A lock beside the small questionnaire."""
    others = {name: text.encode() for name, text in files.FILES.items()}
    return checked(_put(folder / "small", {**others, **came}).parent)


def _beside(folder: Path, came: Files) -> Words:
    """A file of its own that belongs to the small questionnaire."""
    if not (folder / "small").exists():
        _put(folder / "small", {name: text.encode() for name, text in files.FILES.items()})
        _put(folder / "beside", {"logo.svg": seeds.LOGO.encode()})
    return checked(_put(folder / "beside", came))


def _frozen(folder: Path, came: Files) -> Words:
    path = _put(folder, came)
    return loaded(lambda: load_frozen(path))


# --- answers -----------------------------------------------------------------------------


@cache
def _asked() -> Questionnaire:
    with TemporaryDirectory() as folder:
        return files.load(Path(folder))


def _knowing(asked: Questionnaire) -> FindQuestionnaire:
    """Finds this questionnaire, else the shipped ones."""

    def find(id: str, version: str) -> Questionnaire | None:
        return asked if id == asked.id else seeds.library().answered(id, version)

    return find


def _answers(folder: Path, came: Files) -> Words:
    path = _put(folder, came)
    return loaded(lambda: _assessment(path))


def _assessment(path: Path) -> tuple[Questionnaire, Assessment]:
    return load_assessment(path, _knowing(_asked()), {"small": 0})


def _report(folder: Path, came: Files) -> None:
    _worked_out(*_assessment(folder / next(iter(came))))


def _worked_out(asked: Questionnaire, assessment: Assessment) -> None:
    report = compile_report(asked, assessment, None, engine=__version__)
    json.dumps(result_of(report))


def _sheet(folder: Path, came: Files) -> Words:
    return loaded(lambda: _filled_in(folder, came))


def _filled_in(folder: Path, came: Files) -> tuple[Questionnaire, Assessment]:
    ((name, data),) = came.items()
    find, known = _knowing(SMALL), {SMALL.id: SMALL}
    return read_assessment(workbook_document(data, str(folder / name), find, known), find, known)


def _answered(folder: Path, came: Files) -> None:
    _worked_out(*_filled_in(folder, came))


# --- assess import -----------------------------------------------------------------------


def _draft(folder: Path, source: Path, read: Callable[[Account], Outline]) -> Words:
    """As `assess import` does it."""
    account = Account()
    outline = read(account)
    inside = folder / "draft"
    inside.mkdir(exist_ok=True)
    for old in inside.iterdir():
        old.unlink()
    for name, text in files_of(outline).items():
        (inside / name).write_text(text, encoding="utf-8")
    listing(account, str(source))
    if spoilt := [line for line in (*lines_of(account), counted(account)) if spoilers(line)]:
        raise Misplaced(f"a note that breaks its line: {spoilt[0]!r}")
    return []


def _readable(folder: Path, came: Files) -> None:
    """In a draft every key and value can be read."""
    problems = examine(folder / "draft").problems
    strange = [each.sentence() for each in problems if each.fault.code[0] in "SYT"]
    if strange:
        raise Misplaced(f"a draft that cannot be read: {strange[0]}")


def _xlsform(folder: Path, came: Files) -> Words:
    ((name, data),) = came.items()
    path = folder / name
    try:
        # As from a process of its own: all that is known of the workbook are the bytes it says.
        book = told(said_of(data))
    except Refused as refused:
        raise NotImportable(path, REFUSED[refused.fault.code]) from refused
    return _draft(folder, path, lambda account: read_xlsform(book, path, account))


def _ciso(folder: Path, came: Files) -> Words:
    path = _put(folder, came)
    return _draft(folder, path, lambda account: read_ciso_assistant(path, account))


def _samm(folder: Path, came: Files) -> Words:
    source = sources.samm(folder / "samm")
    _put(source / "model", came)
    return _draft(folder, source, lambda account: read_samm(source, account))


# --- assess translate import -------------------------------------------------------------


def _delivered(folder: Path, came: Files) -> Words:
    ((name, data),) = came.items()
    path = folder / name
    delivery = (read_catalogue if path.suffix == ".po" else read_workbook)(path, data)
    if not (folder / "small").exists():
        bilingual.folder_of(folder)
    manuscript = open_manuscript(folder / "small", delivery.language)
    digests = read_digests(manuscript.digests(delivery.language))
    outcome = outcome_of(manuscript, delivery, digests)
    if not all(remark.place for remark in outcome.remarks):
        raise Misplaced("a remark without a place")
    return [remark.sentence(gettext) for remark in outcome.remarks]


WAYS = (
    Way("questionnaire", 27, seeds.of_small, _small, _scored),
    Way("lock", 1, seeds.a_lock, _locked),
    Way("beside", 10, seeds.beside, _beside),
    Way("release", 2, seeds.a_release, _frozen),
    Way("shipped", 10, seeds.a_shipped_one, shipped_files.reached),
    Way("answers", 10, seeds.answers, _answers, _report),
    Way("ciso-assistant", 4, seeds.a_library, _ciso, _readable),
    Way("samm", 3, seeds.of_a_model, _samm, _readable),
    Way("catalogue", 3, seeds.a_catalogue, _delivered),
    Way("sheet", 14, seeds.a_sheet, _sheet, _answered, packed=True),
    Way("xlsform", 10, seeds.a_form, _xlsform, _readable, packed=True),
    Way("translation", 6, seeds.a_translation, _delivered, packed=True),
)
