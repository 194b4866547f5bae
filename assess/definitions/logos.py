"""The logo of a brand: a file that lies in the folder, is a picture, and only a picture.

An SVG can run programs, move, and load what lies elsewhere.  None of that belongs into a
report, so that a drawing which has it is refused, with the place in the drawing.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path, PurePath
from xml.parsers import expat

from assess.core.brand import LARGEST_LOGO, MediaType
from assess.core.faults import N_, Fault
from assess.definitions.problems import Problem
from assess.definitions.yaml.documents import Y101, Place

B103 = partial(
    Fault,
    "B103",
    N_("the file '{name}' lies outside the folder"),
    N_("name a file that lies beside brand.yaml"),
)
B104 = partial(
    Fault,
    "B104",
    N_("the file '{name}' cannot be read"),
    N_("name a file that lies beside brand.yaml"),
)
B105 = partial(
    Fault,
    "B105",
    N_("the file '{name}' is larger than {limit} KiB"),
    N_("export the logo with fewer pixels or simpler shapes"),
)
B106 = partial(
    Fault,
    "B106",
    N_("the file '{name}' is neither PNG, JPEG nor SVG, whatever its name says"),
    N_("export the logo as one of these"),
)
B107 = partial(
    Fault, "B107", N_("not a well-formed SVG: {reason}"), N_("export the logo again as plain SVG")
)
B108 = partial(
    Fault,
    "B108",
    N_("the outermost element is <{name}>, not <svg> of the SVG namespace"),
    N_("export the logo again as plain SVG"),
)
B109 = partial(
    Fault,
    "B109",
    N_("{declaration} is refused"),
    N_("delete the declaration, or export the logo again as plain SVG"),
)
B110 = partial(
    Fault,
    "B110",
    N_("the element <{name}> is refused"),
    N_("a logo only stands there: remove it, or export the logo as PNG"),
)
B111 = partial(
    Fault,
    "B111",
    N_("the event handler {name} is refused"),
    N_("a logo only stands there: remove it, or export the logo as PNG"),
)
B112 = partial(
    Fault,
    "B112",
    N_("{name} leads out of the drawing: “{given}”"),
    N_("draw it in the file itself, or export the logo as PNG"),
)

_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_SIGNATURES: dict[bytes, MediaType] = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_ENTITIES = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ACTIVE = {
    *("script", "handler", "listener", "foreignobject", "iframe", "embed", "object", "audio"),
    *("video", "set", "discard", "animate", "animatecolor", "animatemotion", "animatetransform"),
}
_ADDRESSES = {"href", "src", "base"}
# What CSS loads from elsewhere; a backslash can spell any of it otherwise.
_OUTSIDE = re.compile(
    r"url\(\s*+[\"']?+\s*+(?!#)|@import|\b(?:image|image-set|src)\(|\\", re.IGNORECASE
)


def content_of(folder: Path, name: str) -> bytes | Fault:
    """The bytes of a file that lies in the folder, wherever links lead, or what is wrong."""
    outside, unreadable = B103(details={"name": name}), B104(details={"name": name})
    if PurePath(name).is_absolute() or ".." in PurePath(name).parts:
        return outside
    try:
        path = (folder / name).resolve(strict=True)
        if not path.is_relative_to(folder.resolve()):
            return outside
        if not path.is_file():
            return unreadable
        with path.open("rb") as file:
            data = file.read(LARGEST_LOGO + 1)
    except (OSError, RuntimeError, ValueError):
        # A loop of links is a RuntimeError before Python 3.13, a NUL in a name a ValueError.
        return unreadable
    if len(data) > LARGEST_LOGO:
        return B105(details={"name": name, "limit": LARGEST_LOGO // 1024})
    return data


def media_type_of(data: bytes) -> MediaType | None:
    """What a file is by its first bytes; None when it is none of the pictures we print."""
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            return kind
    text = data.removeprefix(_BYTE_ORDER_MARK).lstrip()
    return "image/svg+xml" if text.startswith(b"<") else None


def problems_of_svg(data: bytes, path: str) -> list[Problem]:
    """Whatever in a drawing runs, moves or leads out of it; `path` names it in problems."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return [Place(path=path, line=line, column=1).blame(Y101())]
    found = _ENTITIES.search(text)
    if found is None:
        return _Drawing(path).problems_in(text)
    # Not parsed: what entities are declared can grow without end.
    line, before = text.count("\n", 0, found.start()) + 1, text.rfind("\n", 0, found.start())
    place = Place(path=path, line=line, column=found.start() - before)
    return [place.blame(B109(details={"declaration": found[0]}))]


class _Drawing:
    """Parses an SVG and notes what a logo must not have."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.depth = 0
        self.styles = 0
        self.style: list[str] = []
        # Names come as “namespace name”.
        self.parser = expat.ParserCreate("UTF-8", " ")
        self.parser.XmlDeclHandler = self.declaration
        self.parser.ProcessingInstructionHandler = self.instruction
        self.parser.StartElementHandler = self.start
        self.parser.CharacterDataHandler = self.characters
        self.parser.EndElementHandler = self.end

    def problems_in(self, text: str) -> list[Problem]:
        """Every problem in the drawing."""
        try:
            self.parser.Parse(text, True)
        except expat.ExpatError as error:
            place = Place(path=self.path, line=error.lineno, column=error.offset + 1)
            reason = expat.ErrorString(error.code)
            self.problems.append(place.blame(B107(details={"reason": reason})))
        return self.problems

    def blame(self, fault: Fault) -> None:
        """Note a problem where the parser stands."""
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        self.problems.append(Place(path=self.path, line=line, column=column).blame(fault))

    def lead_out(self, name: str, given: str) -> None:
        """Note what leads out of the drawing."""
        self.blame(B112(details={"name": name, "given": " ".join(given.split())[:80]}))

    def declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        """Refuse an encoding in which the next parser would read something else."""
        if encoding is not None and encoding.lower() != "utf-8":
            self.blame(Y101())

    def instruction(self, target: str, data: str) -> None:
        """Refuse a style sheet from elsewhere."""
        if target == "xml-stylesheet":
            self.lead_out(target, data)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Check an element and its attributes."""
        namespace, _, local = name.rpartition(" ")
        if self.depth == 0 and (namespace, local) != (_SVG, "svg"):
            self.blame(B108(details={"name": local}))
        elif local.lower() in _ACTIVE or namespace == _XHTML:
            self.blame(B110(details={"name": local}))
        self.depth += 1
        self.styles += local.lower() == "style"
        for attribute, value in attributes.items():
            self.attribute(attribute, value)

    def attribute(self, name: str, value: str) -> None:
        """Check an attribute; those of other namespaces hold no CSS."""
        namespace, _, local = name.rpartition(" ")
        if local.lower().startswith("on"):
            self.blame(B111(details={"name": local}))
        elif local.lower() in _ADDRESSES:
            if not value.strip().startswith("#"):
                self.lead_out(local, value)
        elif not namespace and _OUTSIDE.search(value):
            self.lead_out(local, value)

    def characters(self, text: str) -> None:
        """Keep what belongs to a style sheet: it can come in pieces."""
        if self.styles:
            self.style.append(text)

    def end(self, name: str) -> None:
        """Check a style sheet once it is complete."""
        self.depth -= 1
        self.styles -= name.rpartition(" ")[2].lower() == "style"
        if self.style and not self.styles:
            found = _OUTSIDE.search("".join(self.style))
            if found:
                self.lead_out("style", found.string[found.start() :])
            self.style = []
