"""YAML files spoilt by chance: their bytes, lines, keys and values."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.definitions.mutations.words import CHARACTERS, VALUES, condition
from tests.rendering.mutations import mutated as spoilt_bytes

Spoil = Callable[[str, random.Random], str]

_VALUE = re.compile(r"(?<=: )[^\s{}\[\],#|>][^{}\[\],#\n]*|(?<=- )[^\s{}\[\],#|>:]+(?=\n)")
_KEY = re.compile(r"[\w.-]+(?=:[ \n])")
_ASKS = re.compile(r"(?<=applies_if: )[^\n]+|(?<=require: )[^\n]+")
_NUMBER = re.compile(r"(?<=[ :\[])-?\d+(?:\.\d+)?%?(?=[,\]}\n])")
_SIGNS = ["[", "{", "]", "}", "&a ", "*a", "!", ": ", "- ", "? ", "\t", '"', "'", "#", "<<: ", "|"]


def spoilt(data: bytes, chance: random.Random) -> tuple[str, bytes]:
    """The file with one to three things put otherwise, and the names of what was done."""
    done = []
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        spoil = chance.choice(_OFTEN if chance.random() < 0.7 else _SELDOM)
        text = data.decode("utf-8", errors="replace")
        if text.strip():
            data = spoil(text, chance).encode("utf-8", errors="replace")
            done.append(spoil.__name__)
    if chance.random() < 0.2:
        spoil_whole = chance.choice(_WHOLE)
        data = spoil_whole(data, chance) if data else data
        done.append(spoil_whole.__name__)
    return ", ".join(done) or "as it was", data


# --- values and keys ---------------------------------------------------------------------


def _put(
    text: str, pattern: re.Pattern[str], chance: random.Random, new: Callable[[str], str]
) -> str:
    """The text with one find of a pattern put otherwise."""
    found = list(pattern.finditer(text))
    if not found:
        return text
    one = chance.choice(found)
    return text[: one.start()] + new(one[0]) + text[one.end() :]


def other_value(text: str, chance: random.Random) -> str:
    return _put(text, _VALUE, chance, lambda _: chance.choice(VALUES))


def value_from_elsewhere(text: str, chance: random.Random) -> str:
    values = _VALUE.findall(text) or [""]
    return _put(text, _VALUE, chance, lambda _: chance.choice(values))


def wrapped_value(text: str, chance: random.Random) -> str:
    around = chance.choice(
        ["[{}]", "{{en: {}}}", "{{a: {}}}", "[{}, {}]", "'{}'", '"{}"', "[[{}]]"]
    )
    return _put(text, _VALUE, chance, lambda value: around.format(value, value))


def other_number(text: str, chance: random.Random) -> str:
    numbers = [each for each in VALUES if each[:1] in "0123456789-.１٣" and each]
    return _put(text, _NUMBER, chance, lambda _: chance.choice(numbers))


def other_condition(text: str, chance: random.Random) -> str:
    said = condition(chance)
    quoted = "'" + said.replace("'", "''") + "'"
    pattern = _ASKS if _ASKS.search(text) else _VALUE
    return _put(text, pattern, chance, lambda _: chance.choice([quoted, f"[{quoted}]"]))


def other_key(text: str, chance: random.Random) -> str:
    keys = _KEY.findall(text) or ["a"]
    new = chance.choice([chance.choice(keys), chance.choice(VALUES), "k" * 2000, "items", "id"])
    return _put(text, _KEY, chance, lambda _: new)


def misspelt_key(text: str, chance: random.Random) -> str:
    def slip(key: str) -> str:
        at = chance.randrange(len(key))
        return key[:at] + chance.choice("abcdeiorstx_- ") + key[at + 1 :]

    return _put(text, _KEY, chance, slip)


# --- lines -------------------------------------------------------------------------------


def _lines(text: str) -> list[str]:
    return text.split("\n")


def _block(lines: list[str], chance: random.Random) -> tuple[int, int]:
    """A line with all that is indented more below it: from and until."""
    start = chance.randrange(len(lines))
    deep = len(lines[start]) - len(lines[start].lstrip(" -"))
    end = start + 1
    while end < len(lines) and len(lines[end]) - len(lines[end].lstrip(" ")) > deep:
        end += 1
    return start, end


def without_a_block(text: str, chance: random.Random) -> str:
    lines = _lines(text)
    start, end = _block(lines, chance)
    return "\n".join(lines[:start] + lines[end:])


def without_a_line(text: str, chance: random.Random) -> str:
    lines = _lines(text)
    del lines[chance.randrange(len(lines))]
    return "\n".join(lines)


def doubled_block(text: str, chance: random.Random) -> str:
    lines = _lines(text)
    start, end = _block(lines, chance)
    times = chance.choice([1, 1, 1, 2, 40])
    return "\n".join(lines[:end] + lines[start:end] * times + lines[end:])


def moved_block(text: str, chance: random.Random) -> str:
    lines = _lines(text)
    start, end = _block(lines, chance)
    block, rest = lines[start:end], lines[:start] + lines[end:]
    at = chance.randrange(len(rest) + 1)
    return "\n".join(rest[:at] + block + rest[at:])


def indented_otherwise(text: str, chance: random.Random) -> str:
    lines = _lines(text)
    start, end = _block(lines, chance)
    end = end if chance.random() < 0.5 else start + 1
    by = chance.choice(["  ", " ", "      ", "\t", "- ", ""])
    lines[start:end] = [by + (line if by else line.lstrip(" ")) for line in lines[start:end]]
    return "\n".join(lines)


def emptied(text: str, chance: random.Random) -> str:
    lines = _lines(text)
    at = chance.randrange(len(lines))
    lines[at] = lines[at].partition(": ")[0].rstrip(":") + ":"
    return "\n".join(lines)


def joined_lines(text: str, chance: random.Random) -> str:
    lines = _lines(text)
    at = chance.randrange(len(lines))
    lines[at : at + 2] = [" ".join(lines[at : at + 2])]
    return "\n".join(lines)


# --- characters --------------------------------------------------------------------------


def odd_character(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + chance.choice(CHARACTERS) + text[at:]


def odd_sign(text: str, chance: random.Random) -> str:
    at, sign = chance.randrange(len(text)), chance.choice(_SIGNS)
    return text[:at] + sign + text[at + chance.choice([0, len(sign)]) :]


def cut(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text))]


_OFTEN: list[Spoil] = [
    *(other_value, other_value, value_from_elsewhere, wrapped_value, other_number, other_key),
    *(other_condition, misspelt_key, without_a_block, doubled_block, moved_block, emptied),
]
_SELDOM: list[Spoil] = [
    *(without_a_line, indented_otherwise, joined_lines, odd_character, odd_sign, cut),
]

SPOILS = tuple(dict.fromkeys([*_OFTEN, *_SELDOM]))

# --- the whole ---------------------------------------------------------------------------


def bytes_otherwise(data: bytes, chance: random.Random) -> bytes:
    return spoilt_bytes(data, chance)


def other_encoding(data: bytes, chance: random.Random) -> bytes:
    name = chance.choice(["utf-16", "utf-32", "latin-1", "gb18030", "utf-8-sig", "utf-7", "cp1252"])
    return data.decode("utf-8", errors="replace").encode(name, errors="replace")


def other_line_ends(data: bytes, chance: random.Random) -> bytes:
    return data.replace(b"\n", chance.choice([b"\r\n", b"\r", "\x85".encode(), "\u2028".encode()]))


def more_around(data: bytes, chance: random.Random) -> bytes:
    before = chance.choice(
        [b"", b"\xef\xbb\xbf", b"---\n", b"%YAML 1.1\n---\n", b"%TAG ! a\n---\n"]
    )
    after = chance.choice(
        [b"", b"...\n", b"---\n", b"\n--- a\n", b"\x00", b"# x" * 1000, b"\n" * 99]
    )
    return before + data + after


_WHOLE = [bytes_otherwise, other_encoding, other_line_ends, more_around]
