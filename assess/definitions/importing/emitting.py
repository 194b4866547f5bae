"""Plain values as YAML in blocks, as an author would write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from assess.core.numbers import decimal_string, shortest
from assess.definitions.yaml.rewriting import INDENT, quoted

Value: TypeAlias = "str | bool | int | Fraction | Plain | list[Value] | Mapping[str, Value]"

DECIMALS = 6
_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_TAKEN_OTHERWISE = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


@dataclass(frozen=True, slots=True)
class Plain:
    """What stands without quotes, such as 70%."""

    text: str


def emitted(root: Mapping[str, Value]) -> str:
    """Keys and values as a file."""
    lines: list[str] = []
    _put_entries(root, "", lines)
    return "".join(f"{line}\n" for line in lines)


def member(value: Value) -> str:
    """The lines of a member of a list that stands under a key of a file."""
    lines: list[str] = []
    _put_members([value], INDENT, lines)
    return "".join(f"{line}\n" for line in lines)


def _put_entries(entries: Mapping[str, Value], indent: str, lines: list[str]) -> None:
    for key, value in entries.items():
        name = f"{indent}{_key(key)}:"
        if _is_short(value):
            lines.append(f"{name} {_in_line(value)}")
            continue
        lines.append(name)
        if isinstance(value, Mapping):
            _put_entries(value, indent + INDENT, lines)
        elif isinstance(value, list):
            _put_members(value, indent + INDENT, lines)


def _put_members(values: list[Value], indent: str, lines: list[str]) -> None:
    for value in values:
        if _is_short(value) or not isinstance(value, Mapping):
            lines.append(f"{indent}- {_in_line(value)}")
            continue
        first = len(lines)
        _put_entries(value, indent + INDENT, lines)
        lines[first] = f"{indent}- {lines[first].strip()}"


def _is_short(value: Value) -> bool:
    """Whether it stands behind its key: a scalar, a list of them, nothing."""
    if isinstance(value, str):
        return True
    if isinstance(value, Mapping):
        return not value
    if isinstance(value, list):
        return all(isinstance(each, str) and _BARE.fullmatch(each) for each in value)
    return True


def _in_line(value: Value) -> str:
    match value:
        case str():
            return scalar(value)
        case Plain(text=text):
            return text
        case bool():
            return "true" if value else "false"
        case int() | Fraction():
            return number(Fraction(value))
        case list():
            return f"[{', '.join(map(_in_line, value))}]"
        case Mapping():
            return (
                "{" + ", ".join(f"{scalar(key)}: {_in_line(v)}" for key, v in value.items()) + "}"
            )
    raise TypeError(value)


@lru_cache(maxsize=1000)
def _key(text: str) -> str:
    return scalar(text)


def scalar(text: str) -> str:
    """A word as it is, anything else in quotes."""
    if _BARE.fullmatch(text) and text.casefold() not in _TAKEN_OTHERWISE:
        return text
    # Conditions are full of quotation marks.
    if '"' in text and text.isprintable() and not set(text) & set("'\\"):
        return f"'{text}'"
    return quoted(text)


@lru_cache(maxsize=1000)
def number(value: Fraction) -> str:
    """A number to the last digit, or to six decimals where there is no last one."""
    exact = shortest(value)
    # A number has at most 12 decimals in a file.
    if "/" not in exact and len(exact.partition(".")[2]) <= DECIMALS:
        return exact
    return decimal_string(value, DECIMALS).rstrip("0").rstrip(".")
