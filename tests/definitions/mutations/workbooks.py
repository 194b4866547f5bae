"""Workbooks spoilt by chance: their bytes, the archive that they are, and the XML in it."""

from __future__ import annotations

import random
import re
import struct
from collections.abc import Callable
from html import escape

from tests.definitions.mutations.archives import STORED, Part, archive_of, parts_of
from tests.definitions.mutations.words import CHARACTERS, VALUES
from tests.rendering.mutations import mutated as spoilt_bytes

Parts = list[Part]
Spoil = Callable[[str, random.Random], str]

ATTRIBUTES = [
    *("A1:XFD1048576", "XFD1048576", "A1", "A0", "ZZZZ1", "A99999999", "$B$2", "A1:B2:C3", "b2"),
    *("", "0", "-1", "1", "2", "999999999", "9" * 400, "1e9", "true", "yes", "r", "\t", "客"),
    *("s", "str", "inlineStr", "b", "e", "d", "n", "shared", "array", "rId1", "rId2", "rId999"),
    *("worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "../../../etc/passwd", "xl/styles.xml"),
    *("http://127.0.0.1/", "file:///etc/passwd", "External", "&#0;", "&#x1F600;", "&lol;", "&lt;"),
    *("General", "0%", "yyyy-mm-dd", "[h]", '"', "\\", "[", "d" * 300, "[$-409]" * 50, "hidden"),
]
TEXTS = [
    *("1e999", "-1e308", "1e-400", "nan", "inf", "1/3", "0.30000000000000004", "2958466", "-1"),
    *("_x0000_", "_xD800_", "_xDC00__xD800_", "_x000D_\n", "_x005F_x0041_", "#REF!", "TRUE"),
    *("{", "{}", '{"schema": "assess/sheet@1"}', "{" * 2000, "[" * 2000, "=1+1", "@SUM(1)", "\t"),
    *("- version", "1 a b 0 M1", "999999 abcdefabcdef abcdefabcdef 999999999 M1.intention", "- x"),
    *("begin_group", "end_group", "select_one pace", "select_multiple ways", "range"),
    *("selected(${ways}, 'card')", "${mark} > 1 and ${mark} < 9", "not(" * 90, ". >= 0"),
    *("start=0 end=1e9 step=0.000001", "start=1 end=1 step=0", "${a}", "{organization}", "}{"),
    *("label::English (en)", "label", "type", "name", "default_language", "form_id", "key"),
    *("9" * 300, "x" * 32_767, "客" * 3000, "ﷺ" * 2000, "a\u0300" * 500),
]  # fmt: skip
NAMES = [
    *(b"xl/vbaProject.bin", b"xl/externalLinks/a.xml", b"xl/model/a", b"XL/WORKBOOK.XML"),
    *(
        b"../../etc/passwd",
        b"C:\\a",
        b"xl\\workbook.xml",
        b"\xff\xfe",
        b"a\x00b",
        b"",
        b"xl/",
        b".",
    ),
    *(b"xl/worksheets/sheet1.xml", b"xl/workbook.xml", b"[Content_Types].xml", b"a" * 60_000),
]
BEGINNINGS = [
    "<!DOCTYPE a [<!ENTITY lol 'lol'>]>",
    "<!DOCTYPE a SYSTEM 'file:///etc/passwd'>",
    "<?xml version='1.1'?>",
    "<?xml version='1.0' encoding='utf-16'?>",
    "<?xml version='1.0' encoding='utf-7'?>",
    "<?xml version='1.0' encoding='big5'?>",
    "<?xml version='1.0' encoding='none'?>",
    "<!-- -->" * 50,
    "<?a b?>",
    "<a/>",
    " ",
]
_ATTRIBUTE = re.compile(r'(?<==")[^"]*(?=")')
_TEXT = re.compile(r"(?<=>)[^<>]+(?=</)")
_ELEMENT = re.compile(r"<(\w+)\b[^<>]*/>|<(\w+)\b[^<>]*>(?:[^<]|<(?!/\2>))*?</\2>")
_TAG = re.compile(r"(?<=<)/?\w+")
_VALUE = re.compile("<v>")


def spoilt(data: bytes, chance: random.Random) -> tuple[str, bytes]:
    """The workbook with one to three things put otherwise, and the names of what was done."""
    if chance.random() < 0.1:
        return "bytes", spoilt_bytes(data, chance)
    parts, done = parts_of(data), []
    for _ in range(chance.choice([1, 1, 2, 3])):
        if chance.random() < 0.25:
            spoil_parts = chance.choice(_ARCHIVE)
            parts = spoil_parts(parts, chance)
            done.append(spoil_parts.__name__)
        elif parts:
            done.append(_spoil_xml(parts, chance))
    around: dict[str, bytes | int] = {}
    if chance.random() < 0.03:
        around = chance.choice([{"comment": b"c" * 60_000}, {"number": 65_535}, {"number": 0}])
    made = archive_of(parts, **around)  # type: ignore[arg-type]
    if chance.random() < 0.05:
        made = chance.choice([b"junk" * 9 + made, made + b"junk" * 9, made[: len(made) - 9]])
        done.append("around")
    return ", ".join(done), made


# --- the archive -------------------------------------------------------------------------


def without_a_part(parts: Parts, chance: random.Random) -> Parts:
    gone = chance.randrange(len(parts)) if parts else 0
    return parts[:gone] + parts[gone + 1 :]


def renamed_part(parts: Parts, chance: random.Random) -> Parts:
    if parts:
        chance.choice(parts).name = chance.choice(NAMES)
    return parts


def one_more_part(parts: Parts, chance: random.Random) -> Parts:
    content = chance.choice([b"", b"x", b"<a/>", b"\x00" * 99, *(each.content for each in parts)])
    name = chance.choice([*NAMES, *(each.name for each in parts)])
    return [*parts, Part(name=name, content=content)]


def lying_part(parts: Parts, chance: random.Random) -> Parts:
    if not parts:
        return parts
    part, number = chance.choice(parts), chance.choice([0, 1, 99, 2**31, 2**32 - 1])
    match chance.randrange(8):
        case 0:
            part.crc = number
        case 1:
            part.size = number
        case 2:
            part.packed_size = number
        case 3:
            part.offset = chance.choice([0, 1, 99, 2**31, 2**32 - 1])
        case 4:
            part.flags = chance.choice([1, 8, 32, 64, 0x800, 0x2000, 0xFFFF])
        case 5:
            part.method = chance.choice([STORED, 1, 9, 12, 14, 93, 99, 0xFFFF])
        case 6:
            part.attributes = chance.choice([0xA1FF << 16, 0x10, 0xFFFFFFFF])
        case _:
            part.needs = chance.choice([0, 45, 63, 0xFFFF])
    return parts


def other_extra(parts: Parts, chance: random.Random) -> Parts:
    if parts:
        part = chance.choice(parts)
        part.extra = chance.choice(
            [
                struct.pack("<HHQQ", 1, 16, len(part.content), 2**63),
                struct.pack("<HH", 1, 16),
                struct.pack("<HHBL", 0x7075, 9, 1, 0) + b"name",
                b"\x01",
                b"\xff" * 60_000,
            ]
        )
        if chance.random() < 0.5:
            part.size = part.packed_size = 2**32 - 1
    return parts


def over_another(parts: Parts, chance: random.Random) -> Parts:
    """Two entries of the directory that lead to the same bytes."""
    if parts:
        first = chance.choice(parts)
        parts = [*parts, Part(name=b"xl/more.xml", content=first.content, offset=0)]
    return parts


_ARCHIVE = [
    *(without_a_part, renamed_part, one_more_part, lying_part, lying_part, lying_part),
    *(other_extra, over_another),
]

# --- the XML -----------------------------------------------------------------------------


def _spoil_xml(parts: Parts, chance: random.Random) -> str:
    ours = [part for part in parts if part.name.startswith(b"xl/") or part.name[:1] == b"["]
    sheets = [part for part in ours if b"sheet" in part.name or b"Strings" in part.name]
    part = chance.choice((sheets if chance.random() < 0.7 else ours) or parts)
    if chance.random() < 0.1:
        part.content = spoilt_bytes(part.content, chance) if part.content else b"<"
        return "bytes of a part"
    spoil = chance.choice(_XML)
    text = part.content.decode("utf-8", errors="replace")
    part.content = spoil(text, chance).encode("utf-8", errors="replace")
    return spoil.__name__


def _put(text: str, pattern: re.Pattern[str], chance: random.Random, new: str) -> str:
    found = [each.span() for each in pattern.finditer(text)]
    if not found:
        return text
    start, end = chance.choice(found)
    return text[:start] + new + text[end:]


def other_attribute(text: str, chance: random.Random) -> str:
    return _put(text, _ATTRIBUTE, chance, chance.choice(ATTRIBUTES).replace('"', "&quot;"))


def attribute_from_elsewhere(text: str, chance: random.Random) -> str:
    return _put(text, _ATTRIBUTE, chance, chance.choice(_ATTRIBUTE.findall(text) or [""]))


def other_text(text: str, chance: random.Random) -> str:
    words = chance.choice(chance.choice([TEXTS, VALUES, CHARACTERS]))
    return _put(text, _TEXT, chance, escape(words))


def text_from_elsewhere(text: str, chance: random.Random) -> str:
    return _put(text, _TEXT, chance, chance.choice(_TEXT.findall(text) or [""]))


def element_otherwise(text: str, chance: random.Random) -> str:
    """An element taken out, put in several times, or moved."""
    found = [each.span() for each in _ELEMENT.finditer(text)]
    if not found:
        return text
    start, end = chance.choice(found)
    times = chance.choice([0, 0, 2, 2, 3, 50])
    made = text[:start] + text[start:end] * times + text[end:]
    if chance.random() < 0.3:
        at = chance.choice(found)[0]
        made = made[:at] + text[start:end] + made[at:]
    return made


def other_tag(text: str, chance: random.Random) -> str:
    tags = ["c", "v", "f", "row", "is", "t", "si", "rPh", "/c", "/row", "sheet", "a:b", "mergeCell"]
    return _put(text, _TAG, chance, chance.choice(tags))


def a_formula(text: str, chance: random.Random) -> str:
    formula = chance.choice(['<f t="shared" si="0"/>', "<f>1+1</f>", "<f>" * 30, "<f/><f/>"])
    return _put(text, _VALUE, chance, f"{formula}<v>")


def other_beginning(text: str, chance: random.Random) -> str:
    head = text.find("?>") + 2 if text.startswith("<?xml") else 0
    return chance.choice(BEGINNINGS) + text[chance.choice([0, head]) :]


def deeper(text: str, chance: random.Random) -> str:
    times = chance.choice([10, 1000, 20_000])
    return _put(text, _TEXT, chance, "<a>" * times + "</a>" * chance.choice([times, 0]))


_XML: list[Spoil] = [
    *(other_attribute, other_attribute, attribute_from_elsewhere, other_text, other_text),
    *(text_from_elsewhere, text_from_elsewhere, element_otherwise, other_tag, a_formula),
    *(other_beginning, deeper),
]
