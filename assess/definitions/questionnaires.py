"""From a questionnaire's folder to a `Questionnaire`, or every problem in it."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Sequence
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, fields, replace
from functools import cache, partial
from pathlib import Path

from assess.core.faults import N_, Fault, words
from assess.core.questionnaire import Dimension, Questionnaire
from assess.core.sources import Article
from assess.definitions.checks import consistency
from assess.definitions.checks.scoreable import Q520
from assess.definitions.declared import MOST_LANGUAGES
from assess.definitions.faults import S202, nearest
from assess.definitions.languages import is_language, meant_by
from assess.definitions.problems import InvalidDefinition, Problem, UnreadableFile, distinct
from assess.definitions.reader import Reader
from assess.definitions.releasing.lock import breaches
from assess.definitions.scalars import Unreadable
from assess.definitions.texts import Languages
from assess.definitions.yaml.documents import (
    Document,
    Mapping,
    Node,
    Place,
    Scalar,
    parse_document,
    read_bytes,
)
from assess.definitions.yaml.documents import Sequence as SequenceNode

MANIFEST = "manifest.yaml"
QUESTIONNAIRE_SCHEMA = "assess/questionnaire@1"
DIMENSION_SCHEMA = "assess/dimension@1"
ARTICLES_SCHEMA = "assess/articles@1"


MOST_BEFORE_SCHEMA = 1000
"""Bytes in which a file that is not read says what it is."""
Q543 = partial(
    Fault,
    "Q543",
    N_("the dimension '{name}' lies beside the manifest, but is not named"),
    N_("name it here, or remove the file"),
)
ReadFile = Callable[[str], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A questionnaire as far as it could be read, and everything there is to say about it.

    `questionnaire` may lack attributes unless there are no problems: see `Notes.attempt`.
    """

    questionnaire: Questionnaire
    notes: Reader
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    documents: tuple[Document, ...]

    @property
    def understood(self) -> bool:
        """Whether every key was known and could be read, whatever else is wrong."""
        notes, asked = self.notes, self.questionnaire
        if not notes.all_items or not notes.is_whole(asked):
            return False
        parts = [*asked.dimensions, *asked.items()]
        strange = any(each.fault.code.startswith(("S", "Y")) for each in self.problems)
        return not strange and all(map(notes.is_whole, parts))


def examine(folder: Path) -> Examined:
    """Read the questionnaire in this folder, whatever is wrong with it."""
    examined = examine_unlocked(folder)
    questionnaire = examined.questionnaire
    if not examined.notes.is_whole(questionnaire):
        return examined
    at = examined.notes.place_of(questionnaire, "version")
    broken = breaches(folder, questionnaire, examined.documents, at)
    return replace(examined, problems=distinct([*examined.problems, *broken]))


def examine_unlocked(folder: Path, manifest: bytes | None = None) -> Examined:
    """The same whatever was released before; `manifest` stands for the one in the folder."""

    def read(name: str) -> bytes:
        return manifest if name == MANIFEST and manifest else read_bytes(folder / name)

    @cache
    def names() -> list[str]:
        return sorted(path.name for path in folder.glob("*.yaml"))

    return _Loading(str(folder), read, names).examine()


def load_questionnaire(folder: Path) -> Questionnaire:
    """Load the questionnaire in this folder; InvalidDefinition holds all problems at once."""
    return _sound(examine(folder))


def load_source(source: str) -> Questionnaire:
    """Load a questionnaire from the text that `source_of` made of its files.

    It was sound when it was kept.  A check that was added to the program since then must not
    take anybody their answers, so that only what cannot be read is a problem.
    """
    return load_files(json.loads(source), "kept")


def load_files(files: MappingType[str, str], place: str) -> Questionnaire:
    """The same from the texts of the files by their names; `place` names them in problems."""

    def read(name: str) -> bytes:
        if name not in files:
            raise UnreadableFile(name, "it was not kept")
        return files[name].encode()

    examined = _Loading(place, read, lambda: list(files)).examine()
    return examined.questionnaire if examined.understood else _sound(examined)


def _sound(examined: Examined) -> Questionnaire:
    if examined.problems:
        raise InvalidDefinition(examined.problems)
    return examined.questionnaire


def source_of(folder: Path) -> str:
    """The files of a questionnaire as one JSON text, to be kept with the answers for ever."""
    manifest = parse_document(read_bytes(folder / MANIFEST), MANIFEST)
    names = [MANIFEST, *_file_names(manifest.root)]
    return json.dumps({name: read_bytes(folder / name).decode() for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class Articles:
    """The keys of a file of source articles."""

    articles: tuple[Article, ...]


class _Loading:
    """One run over the files of a questionnaire."""

    def __init__(self, place: str, read: ReadFile, names: Callable[[], list[str]]) -> None:
        self.place = place
        self.read = read
        self.names = names
        self.problems: list[Problem] = []
        self.documents: list[Document] = []

    def examine(self) -> Examined:
        document = self._parse(MANIFEST)
        reader = Reader(_languages(document.root))
        root = Mapping(place=Place(path=document.path, line=1, column=1))
        readable = False
        if document.root is not None:
            with contextlib.suppress(Unreadable):
                root, readable = reader.mapping(document.root, "the file"), True
        questionnaire = (
            self._manifest(reader, root) if readable else self._without_manifest(reader, root)
        )
        consistency.check(questionnaire, reader)
        languages = root.entries.get("languages")
        reader.gather(languages.node.place if languages else root.place)
        return Examined(
            questionnaire=questionnaire,
            notes=reader,
            problems=distinct([*self.problems, *reader.problems]),
            warnings=distinct(reader.warnings),
            documents=tuple(self.documents),
        )

    def _parse(self, name: str) -> Document:
        document = parse_document(self.read(name), f"{self.place}/{name}")
        self.documents.append(document)
        self.problems += document.problems
        return document

    def _manifest(self, reader: Reader, root: Mapping) -> Questionnaire:
        """The questionnaire, with what other files of it hold."""
        reader.expect_schema(root, QUESTIONNAIRE_SCHEMA)
        given: dict[str, object] = {"dimensions": self._dimensions(reader, root)}
        lost = set()
        entry = root.entries.get("articles")
        if entry is not None and isinstance(entry.node, Scalar):
            before = reader.left_out
            given["articles"] = self._articles(reader, entry.node)
            lost = {"articles"} if reader.left_out > before else set()
        return reader.dataclass(
            Questionnaire,
            root,
            "the manifest",
            extra=["schema", *given],
            lost=lost,
            sha256=_digest(self.documents),
            **given,
        )

    def _without_manifest(self, reader: Reader, root: Mapping) -> Questionnaire:
        """Nothing but the dimensions, as far as the files tell that they are some."""
        dimensions = self._dimensions_beside(reader)
        lost = {field.name for field in fields(Questionnaire)} - {"dimensions"}
        return reader.placed(
            reader.part(Questionnaire, {"dimensions": dimensions}, lost), root.place
        )

    def _dimensions(self, reader: Reader, root: Mapping) -> tuple[Dimension, ...]:
        entry = root.entries.get("dimensions")
        if entry is None:
            reader.blame(root.place, S202(details={"key": "dimensions"}))
            return self._dimensions_beside(reader)
        if not isinstance(entry.node, SequenceNode):
            with contextlib.suppress(Unreadable):
                reader.read(tuple[str, ...], entry.node, "dimensions")
            return self._dimensions_beside(reader)
        named: dict[str, Node] = {}
        for node in entry.node.nodes:
            try:
                name = reader.read(str, node, "dimensions")
            except Unreadable:
                reader.files_lost = True
                continue
            if name in named:
                twice = Q520(details={"what": "dimensions", "given": name})
                reader.blame(node.place, twice)
            named.setdefault(name, node)
        self._warn_of_unnamed(reader, named, entry.node.place)
        return self._read_dimensions(reader, named)

    def _warn_of_unnamed(self, reader: Reader, named: Collection[str], at: Place) -> None:
        """Files of dimensions that lie beside a draft and do not belong to it."""
        if reader.languages.complete:
            return
        for name in self.names():
            if name not in named and self._is_dimension(name):
                reader.warn(at, Q543(details={"name": name}))

    def _is_dimension(self, name: str) -> bool:
        return DIMENSION_SCHEMA.encode() in self.read(name)[:MOST_BEFORE_SCHEMA]

    def _dimensions_beside(self, reader: Reader) -> tuple[Dimension, ...]:
        """Every dimension that lies beside a manifest that does not name them."""
        reader.files_lost = True
        named: dict[str, Node] = {}
        for name in self.names():
            if name == MANIFEST:
                continue
            root = parse_document(self.read(name), f"{self.place}/{name}").root
            if isinstance(root, Mapping) and _schema_of(root) == DIMENSION_SCHEMA:
                named[name] = root
        return self._read_dimensions(reader, named)

    def _read_dimensions(self, reader: Reader, named: dict[str, Node]) -> tuple[Dimension, ...]:
        dimensions = []
        for name, node in named.items():
            try:
                root = self._file(reader, name, node, DIMENSION_SCHEMA)
                dimensions.append(
                    reader.dataclass(Dimension, root, "the dimension", extra=["schema"])
                )
            except Unreadable:
                reader.files_lost = True
        return tuple(dimensions)

    def _articles(self, reader: Reader, node: Scalar) -> tuple[Article, ...]:
        try:
            root = self._file(reader, node.text, node, ARTICLES_SCHEMA)
            return reader.dataclass(Articles, root, "the file", extra=["schema"]).articles
        except Unreadable:
            reader.left_out += 1
            return ()

    def _file(self, reader: Reader, name: str, node: Node, schema: str) -> Mapping:
        """Another file of the questionnaire, which the manifest names at this place."""
        if reader.has_enough:
            raise Unreadable
        if "/" in name or "\\" in name or name.startswith("."):
            details = {"name": name, "hint": words(N_("name a file that lies beside the manifest"))}
            reader.blame(node.place, consistency.Q514(details=details))
            raise Unreadable
        try:
            document = self._parse(name)
        except UnreadableFile:
            details = {"name": name, "hint": self._instead(name)}
            reader.blame(node.place, consistency.Q514(details=details))
            raise Unreadable from None
        if document.root is None:
            raise Unreadable
        root = reader.mapping(document.root, "the file")
        reader.expect_schema(root, schema)
        return root

    def _instead(self, name: str) -> Fault:
        """Which file was probably meant by the name of one that is not there."""
        if near := nearest(name, self.names()):
            return words(N_("did you mean '{near}'?"), near=near)
        return words(N_("name a file that lies beside the manifest"))


def _languages(root: Node | None) -> Languages:
    """The declared languages, read before anything else since every text depends on them."""
    if not isinstance(root, Mapping):
        return Languages((), complete=False)
    entry = root.entries.get("languages")
    nodes: Sequence[Node] = getattr(entry.node, "nodes", []) if entry else []
    written = [node.text for node in nodes if isinstance(node, Scalar) and node.text]
    del written[MOST_LANGUAGES:]
    # A code that is told to be none stands for what was meant, so that texts are not blamed too.
    declared = tuple(code if is_language(code) else meant_by(code) or code for code in written)
    status = root.entries.get("status")
    released = status is not None and getattr(status.node, "text", "") == "released"
    return Languages(declared, complete=released)


def _schema_of(root: Mapping) -> str:
    entry = root.entries.get("schema")
    return entry.node.text if entry and isinstance(entry.node, Scalar) else ""


def _file_names(root: Node | None) -> Iterable[str]:
    """The files besides the manifest; nothing is wrong in what was loaded once."""
    assert isinstance(root, Mapping)
    dimensions = [node.text for node in getattr(root.entries["dimensions"].node, "nodes", [])]
    articles = root.entries["articles"].node if "articles" in root.entries else None
    return [*dimensions, *([articles.text] if isinstance(articles, Scalar) else [])]


def _digest(documents: Iterable[Document]) -> str:
    """One digest over the digests of all files, in the order of the manifest."""
    lines = [f"{Path(document.path).name} {document.sha256}" for document in documents]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
