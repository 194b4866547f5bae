"""Which languages a file says it is written in, before anything else of it is read."""

from __future__ import annotations

from assess.definitions.yaml.documents import Mapping, Node, Scalar, Sequence

LANGUAGES = "languages"
MOST_LANGUAGES = 50
"""More are not heeded: every text is looked at in each of them."""


def declared_languages(root: Node | None, otherwise: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The languages under the key `languages`, the source first; else what is given."""
    entry = root.entries.get(LANGUAGES) if isinstance(root, Mapping) else None
    nodes = entry.node.nodes[:MOST_LANGUAGES] if entry and isinstance(entry.node, Sequence) else []
    return tuple(n.text for n in nodes if isinstance(n, Scalar) and n.text) or otherwise
