"""What can be wrong with a key, its value or its text, whatever the file is about."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache, partial

from assess.core.faults import LONGEST_QUOTED, N_, Fault, words

S201 = partial(Fault, "S201", N_("unknown key '{key}'"), N_("did you mean '{near}'?"))
S201_far = partial(Fault, "S201", N_("unknown key '{key}'"), N_("known here: {known}"))
S201_other = partial(
    Fault, "S201", N_("unknown key '{key}'"), N_("only items of type {types} have it")
)
S201_digits = partial(
    Fault, "S201", N_("unknown key '{key}'"), N_("write decimals with a point, such as 0.5")
)
S202 = partial(Fault, "S202", N_("missing key '{key}'"), N_("add it"))
S202_schema = partial(
    Fault, "S202", N_("missing key '{key}'"), N_("write “schema: {schema}” in the first line")
)
S203 = partial(Fault, "S203", N_("'{key}' takes {wanted}, not {given}"), N_("{hint}"))
S204 = partial(Fault, "S204", N_("'{key}' is “{given}”"), N_("{hint}"))
S205 = partial(Fault, "S205", N_("unknown item type '{given}'"), N_("{hint}"))
T301 = partial(
    Fault, "T301", N_("{key}: no text for language {language}"), N_("add “{language}: …”")
)
T301_all = partial(
    Fault,
    "T301",
    N_("{key}: no text for language {language}"),
    N_("write it in {number} texts, or do without the language"),
)
T302 = partial(Fault, "T302", N_("{key}: language '{language}' is not declared"), N_("{hint}"))
T303 = partial(Fault, "T303", N_("{key}: the text is empty"), N_("write it"))
T304 = partial(
    Fault, "T304", N_("{key}: unknown placeholder '{{{name}}}'"), N_("known are {known}")
)
T305 = partial(
    Fault, "T305", N_("{key}: the text is still to be written"), N_("write it instead of “TODO …”")
)
T307 = partial(
    Fault,
    "T307",
    N_("{key}: the quotation marks {marks} are part of the text"),
    N_('write straight ones (") round it, or none'),
)
T308 = partial(
    Fault,
    "T308",
    N_("{key}: “{cut}” is taken for a comment"),
    N_("quote the text if it belongs to it, else write a space behind “#”"),
)
T306 = partial(Fault, "T306", N_("'{given}' is no code of a language"), N_("{hint}"))
C401 = partial(Fault, "C401", N_("{key}: {reason}"), N_("{hint}"))

MOST_COMPARED, MOST_KNOWN, LONGEST_COMPARED = 40, 2_000, 60
"""Words that are compared letter by letter, that are compared at all, and letters of each."""
SHORTEST = 3
"""Letters by which a word is known that is cut short."""
UNWRITTEN = "TODO"
"""How a text begins that is still to be written, in every language."""


def unknown_key(name: str, known: Iterable[str]) -> Fault:
    """The fault of a key that has no meaning, with the nearest one that has."""
    known = list(known)
    if near := nearest(name, known):
        return S201(details={"key": name, "near": near})
    return S201_far(details={"key": name, "known": listed(known)})


def one_of(given: str, known: Sequence[str]) -> Fault:
    """What to write instead of a word that is none of those that there are."""
    if near := nearest(given, known):
        return words(N_("did you mean '{near}'?"), near=near)
    if len(known) == 1:
        return words(N_("it must be {known}"), known=known[0])
    return words(N_("it must be one of {known}"), known=listed(known))


def known_as(given: str, known: Collection[str]) -> Fault:
    """What there is instead of an id that nothing has."""
    if near := nearest(given, known):
        return words(N_("did you mean '{near}'?"), near=near)
    if not known:
        return words(N_("there is none yet"))
    return words(N_("known are {known}"), known=listed(known))


def nearest(word: str, known: Iterable[str]) -> str:
    """The word that was probably meant by another one, "" where none is near.

    It may be misspelt, have other capitals or hyphens, or be cut short ("min" for "minimum").
    Among many words, such as ids, only one slip is thought of: a file may have a thousand faults.
    """
    known = tuple(each for each in known if len(each) <= LONGEST_COMPARED)
    if len(word) > LONGEST_COMPARED:
        return ""
    bare = _bare(word)
    if len(known) > MOST_COMPARED:
        slips = _slips(known) if len(known) <= MOST_KNOWN else {}
        return next((slips[each] for each in (bare, *_shorter(bare)) if each in slips), "")
    if alike := [each for each in known if _bare(each) == bare]:
        return alike[0]
    if near := difflib.get_close_matches(word, known, n=1):
        return near[0]
    begun = [each for each in known if len(bare) >= SHORTEST and _bare(each).startswith(bare)]
    return begun[0] if len(begun) == 1 else ""


@lru_cache(maxsize=8)
def _slips(known: tuple[str, ...]) -> dict[str, str]:
    """What words become when a letter of them is lost, and as they are; the first word counts."""
    found: dict[str, str] = {}
    for word in known:
        for each in filter(None, (bare := _bare(word), *_shorter(bare))):
            found.setdefault(each, word)
    return found


def _shorter(bare: str) -> Iterator[str]:
    return (bare[:at] + bare[at + 1 :] for at in range(len(bare)))


def _bare(word: str) -> str:
    return "".join(filter(str.isalnum, word)).casefold()


def listed(known: Iterable[str]) -> str:
    """Words as a sentence lists them, as many as it has room for."""
    return _listed(tuple(known))


@lru_cache(maxsize=8)
def _listed(known: tuple[str, ...]) -> str:
    # One string for a thousand faults, and one character more than is told of it.
    return ", ".join(dict.fromkeys(known[:LONGEST_QUOTED]))[: LONGEST_QUOTED + 1]
