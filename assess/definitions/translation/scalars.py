"""A text as a value of a YAML file, on one line: bare where that is safe, else in quotes."""

from __future__ import annotations

import json
import re

import yaml

_STRING = "tag:yaml.org,2002:str"
_RESOLVER = yaml.resolver.Resolver()
_NEARLY_TRUE = {"y", "n"}
"""Booleans for some readers of YAML, though not for ours."""
_BEGINS_OTHERWISE = tuple("-?:,[]{}#&*!|>'\"%@`=<~")
_ENDS_OTHERWISE = re.compile(r": |:\t|:$|[ \t]#")
_NOT_IN_FLOW = re.compile(r"[,?:\[\]{}]")
_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def scalar(text: str, *, flow: bool) -> str:
    """The text as it may stand behind a key; `flow` where that is within `{…}` or `[…]`."""
    return text if _may_be_bare(text, flow=flow) else _quoted(text)


def _may_be_bare(text: str, *, flow: bool) -> bool:
    if text != text.strip() or text.startswith(_BEGINS_OTHERWISE):
        return False
    if _ENDS_OTHERWISE.search(text) or _UNPRINTABLE.search(text) or re.search("[\t\n\r]", text):
        return False
    if flow and _NOT_IN_FLOW.search(text):
        return False
    kind = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return bool(kind == _STRING) and text.lower() not in _NEARLY_TRUE


def _quoted(text: str) -> str:
    # What JSON writes is YAML, but for characters that YAML takes for ends of lines.
    written = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
