"""Where a new dimension or item goes: what it may refer to, and the file it is added to."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from assess.core.faults import N_, Fault
from assess.definitions.drafting.items import Surroundings
from assess.definitions.drafting.skeletons import item_block
from assess.definitions.problems import InvalidDefinition
from assess.definitions.questionnaires import MANIFEST, examine_unlocked
from assess.definitions.releasing.lock import read_lock
from assess.definitions.yaml.documents import Mapping, Place, parse_document, read_bytes
from assess.definitions.yaml.documents import Sequence as SequenceNode

V711 = partial(
    Fault,
    "V711",
    N_("no item can be added behind this"),
    N_("let “items” be the last key, with its items in “- id: …” lines"),
)
V712 = partial(Fault, "V712", N_("'{id}' is in use already"), N_("give the new item another id"))
V713 = partial(
    Fault,
    "V713",
    N_("version {version} is released and cannot change any more"),
    N_("give the manifest another version and “status: draft”"),
)


def surroundings_of(folder: Path, languages: tuple[str, ...] = ()) -> Surroundings:
    """What the questionnaire in a folder offers to refer to, as far as there is one."""
    if not (folder / MANIFEST).exists():
        return Surroundings(languages=languages or ("en",))
    asked = examine_unlocked(folder).questionnaire
    scales, roles = getattr(asked, "scales", {}), getattr(asked, "roles", ())
    dimensions = getattr(asked, "dimensions", ())
    items = [item for dimension in dimensions for item in dimension.items]
    return Surroundings(
        languages=languages or getattr(asked, "languages", ()) or ("en",),
        scale=next(iter(scales), "share"),
        role=roles[0].id if roles else "executive",
        taken=frozenset(each.id for each in [*items, *dimensions]),
    )


def with_item(path: Path, kind: str, id: str, languages: tuple[str, ...] = ()) -> bytes:
    """The file of a dimension with a new item at its end; InvalidDefinition if it has no room."""
    data = read_bytes(path)
    document = parse_document(data, str(path))
    root = document.root
    if document.problems or not isinstance(root, Mapping):
        raise InvalidDefinition(document.problems)
    start = Place(path=str(path), line=1, column=1)
    last = next(reversed(root.entries), "")
    node = root.entries[last].node if last == "items" else None
    if not isinstance(node, SequenceNode) or not node.nodes:
        raise InvalidDefinition([(root.entries[last].place if last else start).blame(V711())])
    text = data.decode("utf-8-sig")
    dash = text.splitlines()[node.place.line - 1][: node.place.column]
    if dash.strip() != "-":
        raise InvalidDefinition([node.place.blame(V711())])
    around = surroundings_of(path.parent, languages)
    # The manifest may not name this file yet.
    if id in around.taken or id in _ids(node):
        raise InvalidDefinition([start.blame(V712(details={"id": id}))])
    _require_open(path.parent, start)
    ended = text if text.endswith("\n") else f"{text}\n"
    return (ended + item_block(kind, id, around, dash[:-1])).encode()


def _ids(items: SequenceNode) -> set[str]:
    """The ids of the items of a file."""
    entries = [item.entries.get("id") for item in items.nodes if isinstance(item, Mapping)]
    return {getattr(entry.node, "text", "") for entry in entries if entry}


def _require_open(folder: Path, at: Place) -> None:
    """Nothing can be added to what is released."""
    lock = read_lock(folder)
    if lock is None or not (folder / MANIFEST).exists():
        return
    version = getattr(examine_unlocked(folder).questionnaire, "version", "")
    if version == lock.version:
        raise InvalidDefinition([at.blame(V713(details={"version": version}))])
