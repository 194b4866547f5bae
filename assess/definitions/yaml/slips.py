"""What somebody probably did where a file stops being YAML.

The parser tells where it could not go on, in words about tokens.  A look at the lines there
mostly shows the slip itself: a tab, a colon that is full-width, a text that is not quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from assess.core.faults import N_, Fault, words

Y102 = partial(
    Fault,
    "Y102",
    N_("not YAML: {reason}"),
    N_("mend the line; quote texts that contain “: ”, “#” or a quotation mark"),
)
_Y102 = partial(Fault, "Y102", N_("not YAML: {reason}"), N_("{hint}"))

LONGEST = 2000
"""Characters of a line that is looked at; nobody slips in a longer one and sees it."""

Position = tuple[int, int]
"""A line and a column, counted from 0."""
Slip = tuple[Position, Fault]

_INDENT = re.compile(r"\s*")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|' + r"(?<![^\s{\[,:])'(?:[^']|'')*'")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_KEY = r"[A-Za-z_][\w.-]*"
_FULL_WIDTH_COLON = re.compile(rf"(?:^\s*(?:- +)?|[{{,]\s*){_KEY}(：)")
_FULL_WIDTH_COMMA = re.compile(r"[\"'}\]]\s*([，、；])")
_FULL_WIDTH_BRACKET = re.compile(r"(?:: +|- +)([｛［【])|([｝］】])\s*$")
_HALF_WIDTH = dict(zip("：，、；｛［【｝］】", ":,,,{[[}]]", strict=True))
_GLUED_COLON = re.compile(rf"(?:^\s*(?:- +)?{_KEY}(?=:[^\s:/])|[{{,]\s*{_KEY}(?=:[,}}]))")
_GLUED_DASH = re.compile(rf"^\s*-(?={_KEY}:(?:\s|$)|[{{\"'])")
_SIGN = re.compile(r"(?:: +|^\s*- +|[{\[] *)([%@`]|[*&](?=\s)|[|>](?=[^\s+\d-]))")
_NEXT_KEY = re.compile(rf"{_KEY}:(?:\s|$)")
_FENCE = re.compile(r"\s*(```|~~~)")
_CURLY = "“”„‘’「」『』＂"


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the parser could not go on, where what it was reading began, and its own words."""

    at: Position
    since: Position | None
    reason: str


def slip(lines: Sequence[str], stop: Stop) -> Slip:
    """The slip that stopped the parser, at its own place; else what the parser says."""
    lines = ["" if len(line) > LONGEST else line for line in lines]
    for found in _slips(lines, stop):
        return found
    return stop.at, Y102(details={"reason": stop.reason})


def unheld(character: int) -> Fault:
    """The fault of a character that YAML does not let into a file."""
    reason = words(N_("there is a control character (U+{code})"), code=f"{character:04X}")
    return _told(reason, words(N_("remove it")))


def _slips(lines: Sequence[str], stop: Stop) -> Iterator[Slip]:
    """The likeliest first."""
    suspects = _suspects(lines, stop)
    for number in suspects:
        yield from (((number, column), fault) for column, fault in _in_line(lines[number]))
    for number in suspects:
        yield from (((number, column), fault) for column, fault in _quotes(lines[number]))
    yield from _second_colon(lines, stop)
    yield from _bracket(lines, stop)
    yield from _indentation(lines, stop)


def _suspects(lines: Sequence[str], stop: Stop) -> list[int]:
    """The line that stopped the parser, the one above it, and where it began to read."""
    numbers = [stop.at[0], *_above(lines, stop.at[0]), *([stop.since[0]] if stop.since else [])]
    return [number for number in dict.fromkeys(numbers) if number < len(lines)]


def _above(lines: Sequence[str], number: int) -> list[int]:
    """The nearest line above that says something, if there is one."""
    for above in range(min(number, len(lines)) - 1, -1, -1):
        said = lines[above].strip()
        if said and not said.startswith("#"):
            return [above]
    return []


def _in_line(line: str) -> Iterator[tuple[int, Fault]]:
    """What is wrong with a line whatever stands around it, from the left."""
    if match := _FENCE.match(line):
        reason = words(N_("“{sign}” is no part of a file"), sign=match[1])
        yield match.start(1), _told(reason, words(N_("remove the line")))
    yield from _wrong_space(line)
    bare = _without_quoted(line)
    signs = [*_FULL_WIDTH_COLON.finditer(bare), *_FULL_WIDTH_BRACKET.finditer(bare)]
    # A comma stands behind a quotation mark, which what is bare has no more.
    signs += [m for m in _FULL_WIDTH_COMMA.finditer(line) if bare[m.start(1)] == m[1]]
    for match in sorted(signs, key=re.Match.start):
        yield _full_width(match)
    for pattern, sign in ((_GLUED_COLON, ":"), (_GLUED_DASH, "-")):
        if match := pattern.search(bare if sign == ":" else line):
            reason = words(N_("“{sign}” needs a space behind it"), sign=sign)
            at = match.end() - (sign == "-")
            yield at, _told(reason, words(N_("write the space")))
    if match := _SIGN.search(bare):
        reason = words(N_("a text cannot begin with “{sign}”"), sign=match[1])
        yield match.start(1), _told(reason, _QUOTE_IT)


def _wrong_space(line: str) -> Iterator[tuple[int, Fault]]:
    """The first character that stands where a line is indented and is no space."""
    indent = _INDENT.match(line)
    for column, character in enumerate(indent[0] if indent else ""):
        if character == "\t":
            reason = words(N_("a tab stands where only spaces may"))
            yield column, _told(reason, words(N_("indent with spaces, two for each step")))
            return
        if character != " ":
            code = f"U+{ord(character):04X}"
            reason = words(N_("what looks like a space is another character ({code})"), code=code)
            yield column, _told(reason, words(N_("indent with ordinary spaces")))
            return


def _full_width(match: re.Match[str]) -> tuple[int, Fault]:
    number = match.lastindex or 0
    sign = match[number]
    reason = words(N_("“{sign}” is full-width, which YAML takes for text"), sign=sign)
    hint = words(N_("write “{sign}”"), sign=_HALF_WIDTH[sign])
    if sign in "：，、；":
        hint = words(N_("write “{sign}” and a space"), sign=_HALF_WIDTH[sign])
    return match.start(number), _told(reason, hint)


def _quotes(line: str) -> Iterator[tuple[int, Fault]]:
    """A quotation mark that is not closed, or what stands behind one that is."""
    open_at = _without_quoted(line).find('"')
    for match in _QUOTED.finditer(line):
        rest = line[match.end() :].lstrip()
        if not rest or rest[0] in ",:}]#":
            continue
        if open_at >= 0:
            open_at = match.start()
            break
        at = len(line) - len(rest)
        if _NEXT_KEY.match(rest):
            yield at, _told(words(N_("a comma is missing")), words(N_("write it before this key")))
        else:
            reason = words(N_("text stands behind a text in quotation marks"))
            hint = words(N_("put quotation marks round all of it; inside them write “…”"))
            yield at, _told(reason, hint)
        return
    if open_at >= 0:
        reason = words(N_("a quotation mark is not closed"))
        yield open_at, _told(reason, words(N_("close it; inside quotation marks write “…”")))


def _second_colon(lines: Sequence[str], stop: Stop) -> Iterator[Slip]:
    """A text with a colon and a space in it."""
    number, column = stop.at
    line = _without_quoted(lines[number]) if number < len(lines) else ""
    key = re.search(rf"^.*?{_KEY}: +(?=\S)", line[:column])
    if line[column : column + 1] != ":" or key is None:
        return
    text = re.split(r": +", line[:column])[-1]
    if text[:1] and text[0] in _CURLY:
        reason = words(N_("“{sign}” is no quotation mark to YAML"), sign=text[0])
        hint = words(N_("write “{sign}” before and behind the text"), sign='"')
        yield (number, column - len(text)), _told(reason, hint)
    else:
        reason = words(N_("a text without quotation marks contains “: ”"))
        yield stop.at, _told(reason, _QUOTE_IT)


def _bracket(lines: Sequence[str], stop: Stop) -> Iterator[Slip]:
    """A bracket that is not closed, or one that closes nothing."""
    number, column = stop.at
    sign = lines[number][column : column + 1] if number < len(lines) else ""
    if sign and sign in "}]":
        reason = words(N_("“{sign}” closes nothing"), sign=sign)
        yield stop.at, _told(reason, words(N_("remove it")))
    elif stop.since is not None and stop.since[0] < number:
        opened = lines[stop.since[0]][stop.since[1] : stop.since[1] + 1]
        if opened and opened in "{[":
            reason = words(N_("“{sign}” is not closed"), sign=opened)
            hint = words(N_("write “{sign}” where it ends"), sign="}" if opened == "{" else "]")
            yield stop.since, _told(reason, hint)


def _indentation(lines: Sequence[str], stop: Stop) -> Iterator[Slip]:
    """A line that begins where none of those above it does."""
    number, column = stop.at
    line = lines[number] if number < len(lines) else ""
    above = _above(lines, number)
    if not line.strip() or not above:
        return
    indent = _indent(line)
    if column > indent > _indent(lines[above[0]]):
        reason = words(N_("the line stands below one that has its value already"))
        hint = words(N_("let both begin in one column, or write “- ” before the first of them"))
        yield (number, indent), _told(reason, hint)
    elif column == indent:
        reason = words(N_("the line begins where nothing above lets it begin"))
        hint = words(N_("let it begin below the keys that it stands beside"))
        yield (number, indent), _told(reason, hint)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _without_quoted(line: str) -> str:
    """The line with blanks for what stands in quotation marks and for a comment."""
    bare = _QUOTED.sub(lambda match: " " * len(match[0]), line)
    return _COMMENT.sub(lambda match: " " * len(match[0]), bare)


_QUOTE_IT = words(N_("put quotation marks round the text"))


def _told(reason: Fault, hint: Fault) -> Fault:
    return _Y102(details={"reason": reason, "hint": hint})
