"""Texts that people can type or paste and nobody expects, and what a reader sees of each."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.rendering.hostile import everywhere

REPLACED = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class Odd:
    """What was typed, and what is shown; "" for the same."""

    typed: str
    shown: str = ""

    @property
    def seen(self) -> str:
        return self.shown or self.typed


ODD: Mapping[str, Odd] = {
    "nul": Odd("a\0b", f"a{REPLACED}b"),
    "controls": Odd("".join(map(chr, range(1, 9))) + "\x1b[2J", REPLACED * 9 + "[2J"),
    "late controls": Odd("a\x7f\x80\x9fb", f"a{REPLACED * 3}b"),
    "overrides": Odd("a\u202eb\u202dc\u202ad\u202be\u202cf", "abcdef"),
    "isolates": Odd("a\u2066b\u2067c\u2068d\u2069e", "abcde"),
    "byte order mark": Odd("\ufeffa\ufeff"),
    "private": Odd("\ue000\U000f0000"),
    "no characters": Odd("\ufffe\uffff\ufdd0\U0010ffff", REPLACED * 4),
    "emoji": Odd("👩\u200d👩\u200d👧\ufe0f 🏳\ufe0f\u200d🌈"),
    "stacked marks": Odd(
        "Z" + "".join(map(chr, range(0x300, 0x364))), "Z" + "".join(map(chr, range(0x300, 0x304)))
    ),
    "joined letters": Odd("می\u200cخواهم क\u094d\u200dष"),
    "breaks": Odd("a\tb\nc\r\nd\re\u2028f\u2029g\vh\fi\x85j", "a b c d e f g h i j"),
    "endless word": Odd("W" * 300),
    "markup": Odd('</w:t>]]><a:t x="\'">&amp;&#0; _x0041_ {{ 7*7 }}'),
}
"""All of them together are shorter than a name may be."""


def marked(kind: str, words: str) -> str:
    return f"[{kind}: {words} :{kind}]"


together = everywhere(" ".join(marked(kind, odd.typed) for kind, odd in ODD.items()))
"""An assessment with all of them in every field."""
