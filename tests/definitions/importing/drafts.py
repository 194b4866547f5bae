"""A source as a draft in a folder, and what is wrong with it."""

from collections.abc import Callable
from pathlib import Path

from assess.definitions.importing.account import Account
from assess.definitions.importing.listing import FILE, listing
from assess.definitions.importing.outline import Outline, files_of
from assess.definitions.questionnaires import Examined, examine
from assess.definitions.yaml.documents import Mapping, Node, Scalar, parse_document
from assess.definitions.yaml.documents import Sequence as SequenceNode


def drafted(folder: Path, read: Callable[[Account], Outline]) -> tuple[Examined, Account]:
    """The draft of a source in this folder."""
    account = Account()
    outline = read(account)
    folder.mkdir()
    for name, text in files_of(outline).items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / FILE).write_text(listing(account, "source"), encoding="utf-8")
    return examine(folder), account


def told_codes(examined: Examined) -> set[str]:
    """The codes of the problems of a draft."""
    return {problem.fault.code for problem in examined.problems}


def everything(folder: Path) -> str:
    """Every text of a draft and of the list beside it."""
    texts = [(folder / FILE).read_text(encoding="utf-8")]
    for path in folder.glob("*.yaml"):
        root = parse_document(path.read_bytes(), path.name).root
        assert root is not None
        texts += scalars(root)
    return "\n".join(texts)


def scalars(node: Node) -> list[str]:
    """Every key and value below a node."""
    match node:
        case Scalar(text=text):
            return [text]
        case SequenceNode(nodes=nodes):
            return [text for each in nodes for text in scalars(each)]
        case Mapping(entries=entries):
            return [text for key, e in entries.items() for text in (key, *scalars(e.node))]
