"""From a folder with `brand.yaml` and a logo to a `Brand`, or every problem in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from assess.core.brand import (
    ACCENT,
    LEAST_CONTRAST,
    LONGEST,
    WHITE,
    Brand,
    Logo,
    MediaType,
    contrast,
    is_colour,
)
from assess.core.faults import N_, Fault
from assess.core.text import Text
from assess.definitions.faults import T301
from assess.definitions.logos import B106, content_of, media_type_of, problems_of_svg
from assess.definitions.problems import InvalidDefinition
from assess.definitions.reader import Reader
from assess.definitions.scalars import Unreadable
from assess.definitions.texts import Languages
from assess.definitions.yaml.documents import (
    Mapping,
    Node,
    Place,
    Scalar,
    parse_document,
    read_bytes,
)
from assess.language import languages as languages_spoken
from assess.tags import nearest

BRAND = "brand.yaml"
SCHEMA = "assess/brand@1"

_T = TypeVar("_T")

B101 = partial(
    Fault,
    "B101",
    N_("the accent “{given}” is not a colour"),
    N_(
        "write # and six digits or letters from A to F in quotation marks, "
        'such as "#0B5C6B"; without the marks # begins a comment'
    ),
)
B102 = partial(
    Fault,
    "B102",
    N_("the accent {given} has a contrast of {ratio}:1 on white, below {least}:1"),
    N_("take a darker colour"),
)
B113 = partial(
    Fault,
    "B113",
    N_("the logo has no words for those who do not see it"),
    N_("add “alt: …” and say what it shows"),
)
B114 = partial(
    Fault, "B114", N_("{key} has {given} characters, more than {limit}"), N_("shorten it")
)


def load_brand(folder: Path) -> Brand:
    """Load the brand in this folder; InvalidDefinition holds all problems at once.

    A text written without a language is the same in all that the program speaks; a language
    that is missing is done without where there is another of its kind.
    """
    languages = languages_spoken()
    path = folder / BRAND
    document = parse_document(read_bytes(path), str(path))
    reader = Reader(Languages(languages, complete=False))
    brand = _brand(document.root, reader, folder) if document.root is not None else None
    problems = [*document.problems, *reader.problems]
    if problems or brand is None:
        raise InvalidDefinition(problems)
    return replace(
        brand,
        name=_everywhere(brand.name, languages),
        contact=brand.contact and _everywhere(brand.contact, languages),
        disclaimer=brand.disclaimer and _everywhere(brand.disclaimer, languages),
    )


def _brand(node: Node, reader: Reader, folder: Path) -> Brand | None:
    try:
        root = reader.mapping(node, "the file")
        reader.expect_schema(root, SCHEMA)
        _check_texts(root, reader)
        accent, logo = _accent(root, reader), _logo(root, reader, folder)
        extra = ["schema", "accent", "logo", "alt"]
        return reader.dataclass(Brand, root, "the file", extra=extra, accent=accent, logo=logo)
    except Unreadable:
        return None


def _everywhere(text: Text, languages: tuple[str, ...]) -> Text:
    said = text.translations
    near = {language: nearest(language, said) for language in languages}
    return Text(
        {language: said[other] if other else text.source for language, other in near.items()}
    )


def _missing(languages: Iterable[str], there: Collection[str]) -> Iterator[str]:
    """The languages for which there is not even another of their kind, one of each kind."""
    told: list[str] = []
    for language in languages:
        if nearest(language, [*there, *told]) is None:
            told.append(language)
            yield language


def _read(kind: type[_T], root: Mapping, key: str, reader: Reader) -> _T | None:
    """The value of a key; None when it is not there or a problem was noted."""
    entry = root.entries.get(key)
    try:
        return reader.read(kind, entry.node, key) if entry else None
    except Unreadable:
        return None


def _check_texts(root: Mapping, reader: Reader) -> None:
    """Note texts that are too long, and languages that are missing beside others."""
    for key, limit in LONGEST.items():
        entry = root.entries.get(key)
        wordings = {key: entry.node} if entry else {}
        if entry and isinstance(entry.node, Mapping):
            wordings = {f"{key}.{name}": each.node for name, each in entry.node.entries.items()}
            for language in _missing(reader.languages.declared, entry.node.entries):
                reader.blame(entry.node.place, T301(details={"key": key, "language": language}))
        for name, node in wordings.items():
            given = len(node.text.strip()) if isinstance(node, Scalar) else 0
            if given > limit:
                details = {"key": name, "given": given, "limit": limit}
                reader.blame(node.place, B114(details=details))


def _accent(root: Mapping, reader: Reader) -> str:
    entry = root.entries.get("accent")
    if entry is None or not isinstance(entry.node, Scalar) or entry.node.refused:
        return _read(str, root, "accent", reader) or ACCENT
    given = entry.node.text
    if not is_colour(given):
        reader.blame(entry.node.place, B101(details={"given": given}))
    elif contrast(given, WHITE) < LEAST_CONTRAST:
        # Rounded down: 4.499 must not be told as 4.50.
        ratio = f"{int(contrast(given, WHITE) * 100) / 100:.2f}"
        details = {"given": given, "ratio": ratio, "least": LEAST_CONTRAST}
        reader.blame(entry.node.place, B102(details=details))
    return given


def _logo(root: Mapping, reader: Reader, folder: Path) -> Logo | None:
    alt, name = _read(Text, root, "alt", reader), _read(str, root, "logo", reader)
    entry = root.entries.get("logo")
    if entry is None:
        return None
    if "alt" not in root.entries:
        reader.blame(entry.place, B113())
    picture = _picture(name, entry.node.place, reader, folder) if name else None
    if picture is None or alt is None:
        return None
    kind, data = picture
    return Logo(media_type=kind, data=data, alt=_everywhere(alt, reader.languages.declared))


def _picture(
    name: str, place: Place, reader: Reader, folder: Path
) -> tuple[MediaType, bytes] | None:
    """What the file of this name is, and its bytes; `place` is where it is named."""
    data = content_of(folder, name)
    if isinstance(data, Fault):
        reader.blame(place, data)
        return None
    kind = media_type_of(data)
    if kind is None:
        reader.blame(place, B106(details={"name": name}))
        return None
    if kind == "image/svg+xml":
        reader.problems += problems_of_svg(data, str(folder / name))
    return kind, data
