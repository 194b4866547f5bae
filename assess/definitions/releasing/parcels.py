"""From a zip or the files of a folder, as somebody sends them, to the files of one questionnaire.

Nothing of it touches a disk, and nothing it says about itself is believed: sizes are counted while
reading, names are judged before anything is read, and work and memory are bounded by the limits
below, whoever packed it.
"""

from __future__ import annotations

import io
import re
import stat
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice, pairwise
from typing import IO, NoReturn
from unicodedata import category, normalize
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from assess.core.faults import N_, Fault
from assess.definitions.problems import Problem, distinct
from assess.definitions.questionnaires import MANIFEST
from assess.definitions.releasing.lock import LOCK
from assess.definitions.surveys import FILE as SURVEY
from assess.definitions.yaml.documents import Mapping, Node, Place, Scalar, parse_document
from assess.definitions.yaml.documents import Sequence as SequenceNode
from assess.errors import AssessError
from assess.language import gettext

MEGABYTE = 1_000_000
MOST_BYTES = 8 * MEGABYTE
"""Of a zip as it is sent; the largest questionnaire we ship has half of one, with all around it."""
MOST_UNPACKED = 16 * MEGABYTE
LARGEST_FILE = 4 * MEGABYTE
MOST_FILES = 300
"""Of a questionnaire, with its examples and the versions that were released."""
MOST_ENTRIES = 5_000
"""Of a zip or a folder: a whole project may lie around the questionnaire."""
MOST_VALUES = 80_000
"""Of the files that a questionnaire is read from, and of its examples: each may have a problem."""
LONGEST_NAME = 150
"""Bytes between two slashes: every file system holds that, also beside the ending of another."""
DEEPEST = 20
MOST_TOLD = 20
"""Problems of one parcel: who packed it so will not mend them one by one."""

DRAFT = "draft"
"""The name of a questionnaire that does not tell its own."""
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_PARTS = {"translations": (".po", ".lock"), "examples": (".yaml",), "releases": (".json",)}
"""The folders of a questionnaire, and how the names of their files end."""
_UNMENTIONED = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|\._|Thumbs\.db$|desktop\.ini$)")
"""What systems add by themselves; nobody would miss it."""
_DIRECTORY = b"PK\x01\x02"
"""How an entry begins in the directory of a zip."""
_ENCRYPTED = 0x1
_SHORTEST_HEADER = 30

NO_ZIP = partial(
    Fault,
    "",
    N_("no zip that can be read"),
    N_("pack the folder of the questionnaire again, as .zip"),
)
TOO_LARGE = partial(
    Fault,
    "",
    N_("larger than {limit} megabytes"),
    N_("take out what does not belong to the questionnaire"),
)
TOO_MANY = partial(
    Fault,
    "",
    N_("holds more than {limit} files"),
    N_("upload the folder of the questionnaire alone"),
)
TOO_MUCH = partial(
    Fault,
    "",
    N_("unpacks to more than {limit} megabytes"),
    N_("take out what does not belong to the questionnaire"),
)
LOCKED = partial(Fault, "", N_("locked with a password"), N_("pack it without one"))
OUTSIDE = partial(
    Fault,
    "",
    N_("a name that leads out of the folder"),
    N_("pack the folder itself, with a program that separates names by “/”"),
)
NO_FILE = partial(
    Fault,
    "",
    N_("a link or a device, not a file"),
    N_("put the file itself in its place"),
)
TWICE = partial(
    Fault,
    "",
    N_("the same name as “{first}”, as far as every system can tell them apart"),
    N_("rename or remove one of the two"),
)
OTHERWISE_PACKED = partial(
    Fault,
    "",
    N_("packed in a way that is not read here"),
    N_("pack it as an ordinary .zip (“deflate”)"),
)
DAMAGED = partial(
    Fault, "", N_("damaged: what is unpacked is not what was packed"), N_("pack it again")
)
NO_MANIFEST = partial(
    Fault,
    "",
    N_("no manifest.yaml in it"),
    N_("choose the folder of a questionnaire, or a zip of it"),
)
SEVERAL = partial(
    Fault,
    "",
    N_("more than one questionnaire in it: {first} and {second}"),
    N_("upload each for itself"),
)
NO_ID = partial(
    Fault,
    "",
    N_("'{id}' cannot be the id of a questionnaire here"),
    N_("write letters, digits, “-” and “_”, a letter first and no more than 64"),
)
STRANGE_NAME = partial(
    Fault,
    "",
    N_("a name that not every system can hold"),
    N_("give it a shorter name without special characters"),
)
TOO_MANY_VALUES = partial(
    Fault,
    "",
    N_("its files hold more than {limit} values together"),
    N_("take out what does not belong to the questionnaire, or make two of it"),
)


class Refused(AssessError):
    """What was sent is not taken, or nobody should; with the problems, which have no codes."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = distinct(problems)
        told = (f"{each.place}: {each.fault.sentence(gettext)}" for each in self.problems)
        super().__init__("\n".join(told))


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """The files of one questionnaire by their paths below its folder, which is called by its id.

    `left_out` are the paths of what lay around them, as they were sent.
    """

    id: str
    files: dict[str, bytes]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file that was sent: its path as it was sent, and what reads its first bytes."""

    path: str
    read: Callable[[int], bytes]


def unpack(data: bytes, name: str) -> Parcel:
    """The questionnaire in a zip of this name; Refused tells what is wrong with it."""
    whole = Place(path=name, line=0, column=0)
    if len(data) > MOST_BYTES:
        _refuse(whole, TOO_LARGE(details={"limit": MOST_BYTES // MEGABYTE}))
    # Counted before the directory is read, which takes a thousand times the memory.
    if data.count(_DIRECTORY) > MOST_ENTRIES:
        _refuse(whole, TOO_MANY(details={"limit": MOST_ENTRIES}))
    try:
        packed = ZipFile(io.BytesIO(data))
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        _refuse(whole, NO_ZIP())
    with packed:
        infos = packed.infolist()
        _require(problem for info in infos for problem in _strange(info))
        if _overlap(infos):
            _refuse(whole, DAMAGED())
        entries = [
            _Entry(info.filename, partial(_unpacked, packed, info))
            for info in infos
            if not info.is_dir()
        ]
        return _parcel(entries, whole)


def gather(sent: Sequence[tuple[str, IO[bytes]]], name: str) -> Parcel:
    """The questionnaire among files with their paths; `name` stands for all of them together."""
    whole = Place(path=name, line=0, column=0)
    if len(sent) > MOST_ENTRIES:
        _refuse(whole, TOO_MANY(details={"limit": MOST_ENTRIES}))
    _require(problem for path, _ in sent for problem in _strange_name(path))
    return _parcel([_Entry(path, content.read) for path, content in sent], whole)


def _refuse(place: Place, fault: Fault) -> NoReturn:
    raise Refused([place.blame(fault)])


def _require(problems: Iterable[Problem]) -> None:
    """Raise the first of some problems, if there are any."""
    if found := list(islice(problems, MOST_TOLD)):
        raise Refused(found)


# --- names and entries, before anything is read -------------------------------------------


def _strange(info: ZipInfo) -> Iterator[Problem]:
    """Why an entry of a zip is not taken, whatever is in it."""
    yield from _strange_name(info.orig_filename)
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        yield _at(info.filename).blame(NO_FILE())


def _strange_name(path: str) -> Iterator[Problem]:
    """Why a name is not taken, wherever it would lie."""
    steps = path.removesuffix("/").split("/")
    drive = len(path) > 1 and path[1] == ":"
    if "\\" in path or "\0" in path or drive or {"", ".", ".."} & set(steps):
        yield _at(path).blame(OUTSIDE())
    elif (
        len(steps) > DEEPEST
        or any(len(step.encode(errors="replace")) > LONGEST_NAME for step in steps)
        or any(category(letter)[0] == "C" for letter in path)
    ):
        yield _at(path).blame(STRANGE_NAME())


def _overlap(infos: Iterable[ZipInfo]) -> bool:
    """Whether entries share bytes, as those of a small zip do that is to become a large one."""
    spans = sorted((info.header_offset, info.compress_size) for info in infos)
    return any(at + _SHORTEST_HEADER + size > then for (at, size), (then, _) in pairwise(spans))


def _at(path: str) -> Place:
    return Place(path=path, line=0, column=0)


# --- which files, and what is in them -----------------------------------------------------


def _parcel(entries: Iterable[_Entry], whole: Place) -> Parcel:
    """Read what belongs to the one questionnaire among the entries."""
    mentioned = [entry for entry in entries if not _UNMENTIONED.search(entry.path)]
    folder = _folder_of([entry.path for entry in mentioned], whole)
    wanted: dict[str, _Entry] = {}
    problems, left_out = [], []
    for entry in mentioned:
        # A system that takes letters apart would not find what the manifest names.
        path = normalize("NFC", entry.path.removeprefix(folder))
        if not entry.path.startswith(folder) or not _belongs(path):
            left_out.append(entry.path)
        elif (first := wanted.setdefault(path.casefold(), entry)) is not entry:
            problems.append(_at(entry.path).blame(TWICE(details={"first": first.path})))
    _require(problems)
    if len(wanted) > MOST_FILES:
        _refuse(whole, TOO_MANY(details={"limit": MOST_FILES}))
    files = {
        normalize("NFC", path.removeprefix(folder)): content
        for path, content in _contents(wanted.values(), whole)
    }
    for folder in ("", "examples"):
        if _values(files, folder) > MOST_VALUES:
            _refuse(whole, TOO_MANY_VALUES(details={"limit": MOST_VALUES}))
    return Parcel(id=_id_in(files[MANIFEST]), files=files, left_out=tuple(left_out))


def _folder_of(paths: list[str], whole: Place) -> str:
    """The folder of the one manifest among some paths, with a slash at its end."""
    hidden = re.compile(r"(?:^|/)\.")
    found = [p for p in paths if p.rpartition("/")[2] == MANIFEST and not hidden.search(p)]
    if not found:
        _refuse(whole, NO_MANIFEST())
    if len(found) > 1:
        first, second = found[:2]
        if first == second:
            _refuse(_at(second), TWICE(details={"first": first}))
        _refuse(whole, SEVERAL(details={"first": first, "second": second}))
    return found[0].removesuffix(MANIFEST)


def _belongs(path: str) -> bool:
    """Whether a path below its folder is one that a questionnaire consists of."""
    folder, _, name = path.rpartition("/")
    if name.startswith("."):
        return False
    if folder:
        return name.endswith(_PARTS.get(folder, ()))
    return name == LOCK or (name.endswith(".yaml") and name != SURVEY)


def _contents(entries: Iterable[_Entry], whole: Place) -> Iterator[tuple[str, bytes]]:
    """The bytes of each file, as long as all together are not too many."""
    left = MOST_UNPACKED
    for entry in entries:
        content = entry.read(min(LARGEST_FILE, left) + 1)
        if len(content) > left:
            _refuse(whole, TOO_MUCH(details={"limit": MOST_UNPACKED // MEGABYTE}))
        if len(content) > LARGEST_FILE:
            _refuse(_at(entry.path), TOO_MUCH(details={"limit": LARGEST_FILE // MEGABYTE}))
        left -= len(content)
        yield entry.path, content


def _unpacked(packed: ZipFile, info: ZipInfo, most: int) -> bytes:
    """The first bytes of an entry."""
    if info.flag_bits & _ENCRYPTED:
        _refuse(_at(info.filename), LOCKED())
    if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        _refuse(_at(info.filename), OTHERWISE_PACKED())
    try:
        with packed.open(info) as entry:
            return entry.read(most)
    # A broken archive fails in as many ways as there are bytes in it.
    except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as fault:
        raise Refused([_at(info.filename).blame(DAMAGED())]) from fault


def _id_in(manifest: bytes) -> str:
    """What a questionnaire calls itself; of one that does not say it, the check tells that."""
    root = parse_document(manifest, MANIFEST).root
    entry = root.entries.get("id") if isinstance(root, Mapping) else None
    if entry is None or not isinstance(entry.node, Scalar):
        return DRAFT
    if not _ID.fullmatch(entry.node.text):
        place = Place(path=MANIFEST, line=entry.node.place.line, column=entry.node.place.column)
        _refuse(place, NO_ID(details={"id": entry.node.text}))
    return entry.node.text


def _values(files: dict[str, bytes], folder: str) -> int:
    """How many values stand in the files of a folder, counted no further than they may be."""
    number = 0
    for path, content in files.items():
        if path.endswith(".yaml") and path.rpartition("/")[0] == folder:
            number += _size(parse_document(content, path).root)
            if number > MOST_VALUES:
                break
    return number


def _size(node: Node | None) -> int:
    match node:
        case Mapping():
            return 1 + sum(map(_size, (entry.node for entry in node.entries.values())))
        case SequenceNode():
            return 1 + sum(map(_size, node.nodes))
    return 1
