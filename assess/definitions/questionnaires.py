"""From a questionnaire's folder to a `Questionnaire`, or every problem in it."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assess.core.questionnaire import Article, Dimension, Questionnaire
from assess.definitions import consistency
from assess.definitions.documents import Document, Mapping, Node, Scalar, parse_document, read_bytes
from assess.definitions.documents import Sequence as SequenceNode
from assess.definitions.problems import InvalidDefinition, Problem, UnreadableFile
from assess.definitions.reader import S202, Languages, Reader, Unreadable

MANIFEST = "manifest.yaml"
QUESTIONNAIRE_SCHEMA = "assess/questionnaire@1"
DIMENSION_SCHEMA = "assess/dimension@1"
ARTICLES_SCHEMA = "assess/articles@1"


ReadFile = Callable[[str], bytes]


def load_questionnaire(folder: Path) -> Questionnaire:
    """Load the questionnaire in this folder; InvalidDefinition holds all problems at once."""
    return _loaded(str(folder), lambda name: read_bytes(folder / name))


def load_source(source: str) -> Questionnaire:
    """Load a questionnaire from the text that `source_of` made of its files."""
    files = json.loads(source)

    def read(name: str) -> bytes:
        if name not in files:
            raise UnreadableFile(name, "it was not kept")
        return str(files[name]).encode()

    return _loaded("kept", read)


def source_of(folder: Path) -> str:
    """The files of a questionnaire as one JSON text, to be kept with the answers for ever."""
    manifest = parse_document(read_bytes(folder / MANIFEST), MANIFEST)
    names = [MANIFEST, *_file_names(manifest.root)]
    return json.dumps({name: read_bytes(folder / name).decode() for name in names})


def _loaded(place: str, read: ReadFile) -> Questionnaire:
    loading = _Loading(place, read)
    questionnaire = loading.load()
    if loading.problems or questionnaire is None:
        raise InvalidDefinition(loading.problems)
    return questionnaire


@dataclass(frozen=True, slots=True, kw_only=True)
class _Articles:
    """The keys of a file of source articles."""

    articles: tuple[Article, ...]


class _Loading:
    """One run over the files of a questionnaire."""

    def __init__(self, place: str, read: ReadFile) -> None:
        self.place = place
        self.read = read
        self.problems: list[Problem] = []
        self.documents: list[Document] = []

    def load(self) -> Questionnaire | None:
        manifest = self._parse(MANIFEST)
        if not isinstance(manifest.root, Mapping):
            self._without_manifest(manifest)
            return None
        reader = Reader(_languages(manifest.root))
        given: dict[str, object] = {"dimensions": self._dimensions(reader, manifest.root)}
        entry = manifest.root.entries.get("articles")
        if entry is not None and isinstance(entry.node, Scalar):
            given["articles"] = self._articles(reader, entry.node)
        reader.expect_schema(manifest.root, QUESTIONNAIRE_SCHEMA)
        questionnaire = self._manifest(reader, manifest.root, given)
        if questionnaire is not None:
            consistency.check(questionnaire, reader)
        self.problems += reader.problems
        return questionnaire

    def _without_manifest(self, manifest: Document) -> None:
        if manifest.root is not None:
            reader = Reader(Languages(("en",), complete=False))
            try:
                reader.mapping(manifest.root, "the file")
            except Unreadable:
                self.problems += reader.problems

    def _parse(self, name: str) -> Document:
        document = parse_document(self.read(name), f"{self.place}/{name}")
        self.documents.append(document)
        self.problems += document.problems
        return document

    def _manifest(
        self, reader: Reader, root: Mapping, given: dict[str, object]
    ) -> Questionnaire | None:
        """The questionnaire, with what other files of it hold."""
        try:
            questionnaire = reader.dataclass(
                Questionnaire,
                root,
                "the manifest",
                extra=["schema", *given],
                sha256=_digest(self.documents),
                **given,
            )
            return reader.placed(questionnaire, root.place)
        except Unreadable:
            return None

    def _dimensions(self, reader: Reader, root: Mapping) -> tuple[Dimension, ...]:
        entry = root.entries.get("dimensions")
        if entry is None:
            reader.blame(root.place, S202(details={"key": "dimensions"}))
            return ()
        if not isinstance(entry.node, SequenceNode):
            with contextlib.suppress(Unreadable):
                reader.read(tuple[str, ...], entry.node, "dimensions")
            return ()
        dimensions = []
        for node in entry.node.nodes:
            try:
                dimensions.append(
                    self._dimension(reader, reader.read(str, node, "dimensions"), node)
                )
            except Unreadable:
                continue
        return tuple(dimensions)

    def _dimension(self, reader: Reader, name: str, node: Node) -> Dimension:
        root = self._file(reader, name, node, DIMENSION_SCHEMA)
        dimension = reader.dataclass(Dimension, root, "the dimension", extra=["schema"])
        return reader.placed(dimension, root.place)

    def _articles(self, reader: Reader, node: Scalar) -> tuple[Article, ...]:
        with contextlib.suppress(Unreadable):
            root = self._file(reader, node.text, node, ARTICLES_SCHEMA)
            return reader.dataclass(_Articles, root, "the file", extra=["schema"]).articles
        return ()

    def _file(self, reader: Reader, name: str, node: Node, schema: str) -> Mapping:
        """Another file of the questionnaire, which the manifest names at this place."""
        if "/" in name or "\\" in name or name.startswith("."):
            reader.blame(node.place, consistency.Q514(details={"name": name}))
            raise Unreadable
        try:
            document = self._parse(name)
        except UnreadableFile:
            reader.blame(node.place, consistency.Q514(details={"name": name}))
            raise Unreadable from None
        if document.root is None:
            raise Unreadable
        root = reader.mapping(document.root, "the file")
        reader.expect_schema(root, schema)
        return root


def _languages(root: Mapping) -> Languages:
    """The declared languages, read before anything else since every text depends on them."""
    entry = root.entries.get("languages")
    nodes: Sequence[Node] = getattr(entry.node, "nodes", []) if entry else []
    declared = tuple(node.text for node in nodes if isinstance(node, Scalar))
    status = root.entries.get("status")
    released = status is not None and getattr(status.node, "text", "") == "released"
    return Languages(declared or ("en",), complete=released)


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
