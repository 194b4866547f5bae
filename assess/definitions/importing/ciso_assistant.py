"""A framework of CISO Assistant: one YAML file, whose requirements are a flat list of nodes.

Top nodes become dimensions, the nodes below them stages; a requirement becomes a rating on the
framework's scale, or an item for each of its questions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from assess.core.faults import N_
from assess.definitions.importing.account import Account, NotImportable
from assess.definitions.importing.ciso_items import Requirements
from assess.definitions.importing.ciso_scale import Scale, levels_of
from assess.definitions.importing.ciso_words import Spoken
from assess.definitions.importing.ids import Ids, word
from assess.definitions.importing.outline import NOT_INTRODUCED, Dimension, Outline
from assess.definitions.importing.sizes import fitted
from assess.definitions.importing.texts import Said, Words, joined, known
from assess.definitions.importing.trees import Branch
from assess.definitions.problems import InvalidDefinition
from assess.definitions.yaml.documents import Limits, parse_document, read_bytes

LIMITS = Limits(bytes=20_000_000, nodes=150_000, aliases=True)
"""The largest library published has 1.4 megabytes; lists of answers are written once in some."""
REQUIREMENTS: Said = ("Requirements", "要求", "要求")
LONGEST_REF = 100
MOST_ABOVE = 30
"""Nodes above a node; published frameworks have no more than eight."""
OTHERS = {
    "metric_definitions",
    "preset",
    "quick_forms",
    "reference_controls",
    "requirement_mapping_set",
    "requirement_mapping_sets",
    "risk_matrix",
    "threats",
    "ttp_catalogs",
}
"""What else a library may hold, in the words of its keys."""
NO_PLACE = N_("no place for this: {text}")
_NAMES = ("urn", "parent_urn", "depth", "assessable")
"""Of a node: by which nodes refer to each other, which ids and order do here."""


@dataclass(slots=True, eq=False)
class Node:
    """A node of the framework with the nodes above it, the topmost first."""

    branch: Branch
    urn: str
    parent: str
    assessable: bool
    above: tuple[Node, ...] = ()
    used: bool = False
    told: Words | None = None
    below: set[str] = field(default_factory=set)
    """Implementation groups of the requirements below."""


def read_ciso_assistant(path: Path, account: Account) -> Outline:
    """The questionnaire in a library that holds a framework."""
    if path.is_dir():
        raise NotImportable(path, N_("this is a folder — name a file, such as iso27001-2022.yaml"))
    document = parse_document(read_bytes(path, LIMITS.bytes), str(path), LIMITS)
    if document.problems or document.root is None:
        raise InvalidDefinition(document.problems)
    library = Branch(document.root)
    objects = library.branch("objects")
    framework = _framework(objects) if objects else None
    if framework is None:
        raise _without_framework(path, library, objects)
    outline = _Reading(library, framework, account).outline(path)
    account.leftovers(library.leftovers(), NO_PLACE)
    if not outline.dimensions:
        raise NotImportable(path, N_("no requirement in it can be assessed — see “assessable”"))
    return outline


def _without_framework(path: Path, library: Branch, objects: Branch | None) -> NotImportable:
    """Why nothing can be made of a library, by what it holds instead."""
    held = [key for key in (objects or library).keys() if key in OTHERS]  # noqa: SIM118
    if held:
        message = N_(
            "no framework in it, but {kinds} — name a library of CISO Assistant with "
            "requirement_nodes under objects.framework"
        )
        return NotImportable(path, message, kinds=", ".join(held))
    message = N_(
        "no framework in it — name a library of CISO Assistant with requirement_nodes under "
        "objects.framework"
    )
    return NotImportable(path, message)


def _framework(objects: Branch) -> Branch | None:
    found = objects.branch("framework")
    if found is None:
        several = objects.branches("frameworks")
        found = several[0] if several else None
    return found if found is not None and "requirement_nodes" in found else None


class _Reading:
    def __init__(self, library: Branch, framework: Branch, account: Account) -> None:
        self.library = library
        self.framework = framework
        self.account = account
        self.words = Spoken(library, account)
        self.languages = self.words.languages
        self.nodes = self._nodes()

    # --- the whole -----------------------------------------------------------------------

    def outline(self, path: Path) -> Outline:
        """The questionnaire; what it lacks is still to be written."""
        name = self.framework.text("ref_id") or self.library.peek("ref_id") or path.stem
        id = word(name.casefold(), "framework")
        made = Outline(id=id, languages=self.languages, source=path)
        made.title = self.words(self.framework, "name") or self.words(self.library, "name")
        if self.library.peek("name") == self.framework.peek("name"):
            made.title = {**self.words(self.library, "name"), **made.title}
        made.about = self.words(self.framework, "description")
        made.article = (made.title, self._about_source())
        scale = Scale(self.framework, self.words, self.account)
        made.levels = levels_of(scale, made, self.account)
        self._dimensions(made, scale)
        fitted(made, self.account)
        self._groups(made)
        self._unused()
        scale.tell_unused()
        self.framework.skip("urn")
        self.library.skip("urn", "ref_id")
        return made

    def _about_source(self) -> Words:
        keys = ("provider", "packager", "version", "publication_date", "copyright")
        names = dict.fromkeys([self.library.text("ref_id"), self.framework.peek("ref_id")])
        told = [f"ref_id: {name}" for name in names if name]
        told += [f"{key}: {said}" for key in keys if (said := self.library.text(key))]
        line = self.words.said("; ".join(told), self.library.where())
        return joined(self.words(self.library, "description"), line)

    # --- the tree ------------------------------------------------------------------------

    def _nodes(self) -> list[Node]:
        nodes = [
            Node(
                branch=branch,
                urn=branch.text("urn").casefold(),
                parent=branch.text("parent_urn").casefold(),
                assessable=branch.truth("assessable"),
            )
            for branch in self.framework.branches("requirement_nodes")
        ]
        by_urn = {node.urn: node for node in reversed(nodes) if node.urn}
        for node in nodes:
            node.branch.skip(*_NAMES)
            node.above = self._above(node, by_urn)
        return nodes

    def _above(self, node: Node, by_urn: dict[str, Node]) -> tuple[Node, ...]:
        above: list[Node] = []
        lower, seen = node, {node.urn}
        while lower.parent:
            higher = by_urn.get(lower.parent)
            if higher is None or higher.urn in seen or len(above) >= MOST_ABOVE:
                message = N_("the node above, {urn}, is not there or stands below it itself")
                self.account.changed(lower.branch.where("parent_urn"), message, urn=lower.parent)
                break
            seen.add(higher.urn)
            above.insert(0, higher)
            lower = higher
        return tuple(above)

    def _dimensions(self, made: Outline, scale: Scale) -> None:
        requirements = Requirements(made, scale, self.words, self.account)
        parents = {node.parent for node in self.nodes}
        by_top: dict[int, Dimension] = {}
        stages: dict[int, str] = {}
        ids: dict[int, Ids] = {}
        for node in self.nodes:
            if not node.assessable:
                continue
            top = node.above[0] if node.above else node if node.urn in parents else None
            key = id(top) if top else 0
            if key not in by_top:
                by_top[key] = self._dimension(top, made)
                ids[key] = Ids()
            dimension = by_top[key]
            stage = node.above[1] if len(node.above) > 1 else None
            if stage is not None and id(stage) not in stages:
                stages[id(stage)] = self._stage(stage, dimension, ids[key])
            deeper = [self._told(each) for each in node.above[2:]]
            items = requirements.items(
                node.branch, stages.get(id(stage), "") if stage else "", joined(*deeper)
            )
            node.used = True
            for higher in node.above:
                higher.below.update(items[0].groups)
            dimension.items += items
        made.dimensions = [each for each in by_top.values() if each.items]

    def _dimension(self, top: Node | None, made: Outline) -> Dimension:
        if top is None:
            said = known(REQUIREMENTS, self.languages)
            return Dimension(id=made.ids.of("requirements", "requirements"), title=said)
        name = top.branch.peek("ref_id") or top.branch.peek("name")
        dimension = Dimension(id=made.ids.of(name.casefold(), "dimension"), title=self._label(top))
        if not top.assessable:
            top.used = True
            dimension.intro = joined(
                self.words(top.branch, "description"), self.words(top.branch, "annotation")
            )
            self.account.carried(
                top.branch.where(), N_("top node → dimension {id}"), id=dimension.id
            )
        return dimension

    def _stage(self, node: Node, dimension: Dimension, ids: Ids) -> str:
        stage = ids.of(node.branch.peek("ref_id") or node.branch.peek("name"), "stage")
        dimension.stages[stage] = self._label(node)
        if not node.assessable and not node.used:
            node.used = True
            about = self.words(node.branch, "description")
            if about and node.branch.peek("name"):
                # A stage has a title only.
                told = joined(self._label(node), about, between=": ")
                if not dimension.introduce(told):
                    text = "\n".join(told.values())
                    self.account.left(node.branch.where(), NOT_INTRODUCED, text, id=dimension.id)
            self.account.carried(node.branch.where(), N_("node → stage {id}"), id=stage)
        return stage

    def _label(self, node: Node) -> Words:
        ref = node.branch.text("ref_id")
        words = self.words(node.branch, "name") or self.words(node.branch, "description")
        if not words:
            return {self.languages[0]: ref or node.urn}
        # A longer one is no name of anything, and takes long to be looked for.
        known = re.escape(ref[:LONGEST_REF])
        word = re.compile(rf"(?<!\w){known}(?!\w)", re.IGNORECASE)
        return {
            code: text if not ref or word.search(text) else f"{ref} {text}"
            for code, text in words.items()
        }

    def _told(self, node: Node) -> Words:
        """What a node says that is neither dimension nor stage: it stands with its items."""
        branch = node.branch
        if not node.assessable:
            node.used = True
        if node.told is None:
            ref = branch.text("ref_id") or branch.peek("name")
            said = joined(self.words(branch, "name"), self.words(branch, "description"))
            node.told = {code: f"{ref}: {text}" if ref else text for code, text in said.items()}
        return node.told

    def _unused(self) -> None:
        for node in self.nodes:
            # What stands above is in the groups of what stands below.
            if node.branch.peeked("implementation_groups") <= node.below:
                node.branch.skip("implementation_groups")
            if not node.used:
                branch = node.branch
                message = N_("the node holds nothing that is assessed")
                self.account.left(branch.where(), message, branch.rest())

    # --- tiers ---------------------------------------------------------------------------

    def _groups(self, made: Outline) -> None:
        """Implementation groups become forms, if they ask something in every dimension."""
        asked: dict[str, list[str]] = {}
        for item in made.items():
            for tier in item.groups:
                asked.setdefault(tier, []).append(item.id)
        ids = Ids(("full",))
        for group in self.framework.branches("implementation_groups_definition"):
            ref = group.text("ref_id")
            title = self.words(group, "name") or {self.languages[0]: ref}
            items = asked.pop(ref, [])
            own = set(items)
            if items and all(
                any(item.id in own for item in each.items) for each in made.dimensions
            ):
                id = ids.of(ref, "group")
                made.forms.append((id, title, items))
                self.account.carried(group.where(), N_("implementation group → form {id}"), id=id)
                continue
            message = N_("a form must ask something in every dimension; the group asks {number}")
            text = "\n".join([ref, *title.values(), *items])
            self.account.left(group.where(), message, text, number=len(items))
        for ref, items in asked.items():
            message = N_(
                "no implementation group “{group}” is defined; {number} items belong to it"
            )
            details = {"group": ref, "number": len(items)}
            self.account.left(self.framework.where(), message, "\n".join(items), **details)
