"""What can be told of the nodes of a file without knowing what they should be."""

from __future__ import annotations

from assess.core.faults import N_, Fault, words
from assess.definitions.yaml.documents import Entry, Mapping, Node, Place, Scalar, Sequence

LONGEST = 200
"""Characters of a value that a problem quotes at most."""


def languages_of(node: Scalar | Mapping) -> tuple[str, ...]:
    """The languages of a text while it is not known which are declared: its own."""
    return tuple(node.entries) if isinstance(node, Mapping) and node.entries else ("en",)


def placeholders(said: str) -> list[str]:
    """The names in braces in a text."""
    return [part.split("}")[0] for part in said.split("{")[1:] if "}" in part]


def spelled(node: Node) -> Fault | str:
    """What stands at a node, as a problem quotes it."""
    if isinstance(node, Scalar):
        cut = node.text if len(node.text) <= LONGEST else f"{node.text[:LONGEST]}…"
        return f"“{cut}”" if cut else words(N_("nothing"))
    return words(N_("a list") if isinstance(node, Sequence) else N_("keys and values"))


def place_of_value(entry: Entry) -> Place:
    """Where a value stands; of what stands in lines of its own, where its key does."""
    below = entry.node.place.line > entry.place.line and not isinstance(entry.node, Scalar)
    return entry.place if below else entry.node.place
