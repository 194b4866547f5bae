"""The trees of files as plain values, to be compared."""

from assess.definitions.yaml.documents import Mapping, Node, Sequence


def placed(node: Node) -> object:
    """The tree with every place in it."""
    here = (node.place.line, node.place.column)
    match node:
        case Mapping():
            inner = [
                (key, (entry.place.line, entry.place.column), placed(entry.node))
                for key, entry in node.entries.items()
            ]
            return (here, inner)
        case Sequence():
            return (here, [placed(child) for child in node.nodes])
    return (here, node.text, node.plain)
