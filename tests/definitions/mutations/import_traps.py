"""Sources and translations made to hurt: what is small in them becomes large here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tests.definitions.importing import sources
from tests.definitions.mutations.sheet_xml import book

Rows = Sequence[Sequence[str]]

# --- CISO Assistant ----------------------------------------------------------------------

_HEAD, _NODES = sources.LIBRARY.split("    requirement_nodes:\n")


def _library(nodes: str, head: str = _HEAD) -> str:
    return head + "    requirement_nodes:\n" + nodes


def _node(urn: object, more: str, assessable: bool = True) -> str:
    return f"    - {{urn: u{urn}, assessable: {str(assessable).lower()}, {more}}}\n"


def _long_above() -> str:
    """Words of nodes above that stand with every requirement below them."""
    above = "".join(
        _node(n, f"parent_urn: u{n - 1}, description: {'x' * 30_000}", assessable=False)
        for n in range(25)
    )
    return _library(above + "".join(_node(f"r{n}", "parent_urn: u24") for n in range(3000)))


def _long_about() -> str:
    """Words of a requirement that stand with every question of it."""
    choices = "[{urn: a, value: A, add_score: 1}, {urn: b, value: B, add_score: 0}]"
    asked = ", ".join(
        f"q{n}: {{type: unique_choice, text: Q, choices: {choices}}}" for n in range(2500)
    )
    return _library(_node(1, f"description: {'x' * 400_000}, questions: {{{asked}}}"))


def _scores() -> str:
    rows = "".join(f"    - {{score: {n}, name: S}}\n" for n in range(3000))
    head = _HEAD.replace("    scores_definition:\n", "    scores_definition:\n" + rows)
    head = head.replace("max_score: 4", "max_score: 9000").replace("min_score: 1", "min_score: 0")
    return _library("".join(_node(n, "ref_id: R") for n in range(3000)), head)


def _languages() -> str:
    said = ", ".join(
        f"{a}{b}{c}: {{name: X}}"
        for a in "abcdefghij"
        for b in "abcdefghijklmnopqrstuvwxyz"
        for c in "abcdefghij"
    )
    head = _HEAD.replace("fr: {name: Soin des portes}", said.replace(", ", "\n  "))
    return _library("".join(_node(n, "ref_id: R") for n in range(3000)), head)


def _endless() -> str:
    return _library("".join(_node(n, f"parent_urn: u{n + 1}") for n in range(8000)))


def _groups() -> str:
    rows = "".join(f"    - {{ref_id: G{n}, name: G}}\n" for n in range(3000))
    head = _HEAD.replace(
        "    implementation_groups_definition:\n", "    implementation_groups_definition:\n" + rows
    )
    every = ", ".join(f"G{n}" for n in range(300))
    return _library(
        "".join(_node(n, f"implementation_groups: [{every}]") for n in range(100)), head
    )


def _meant_again() -> str:
    """A long text that nobody asks for, and aliases of it."""
    one = _node(0, f"threats: &t {'x' * 400_000}")
    return _library(one + "".join(_node(n, "threats: *t") for n in range(1, 5000)))


def _said_again() -> str:
    """A long text that is asked for, and aliases of it."""
    one = _node(0, f"description: &t {'x' * 400_000}")
    return _library(one + "".join(_node(n, "description: *t") for n in range(1, 5000)))


def _laughs() -> str:
    rows = ["a: &a [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    for last, this in zip("abcdefgh", "bcdefghi", strict=True):
        rows.append(f"{this}: &{this} [{', '.join([f'*{last}'] * 9)}]")
    return "\n".join(rows)


def _stages() -> str:
    top = _node("t", "name: T", assessable=False)
    rows = "".join(
        _node(n, f"parent_urn: ut, name: S{n}, description: {'x' * 60}", assessable=False)
        + _node(f"r{n}", f"parent_urn: u{n}")
        for n in range(1950)
    )
    return _library(top + rows)


LIBRARIES: dict[str, Callable[[], str]] = {
    "long words above requirements": _long_above,
    "long words above questions": _long_about,
    "scores with requirements": _scores,
    "languages with requirements": _languages,
    "nodes above nodes": _endless,
    "groups of groups": _groups,
    "stages of one dimension": _stages,
    "a long name of a node": lambda: _library(_node(1, f"name: N, ref_id: {'r' * 900_000}") * 2),
    "a long text that is meant again": _meant_again,
    "a long text that is said again": _said_again,
    "a billion laughs": _laughs,
    "an alias of what comes later": lambda: _library(_node(1, "description: *t")),
    "an alias of what it stands in": lambda: _library("    - &t {urn: u1, description: *t}\n"),
    "requirements without end": lambda: _library("".join(_node(n, "a: 1") for n in range(8000))),
    "nodes of one urn": lambda: _library(_node(1, "parent_urn: u1") * 8000),
}

# --- SAMM --------------------------------------------------------------------------------


def _shared_activity() -> Mapping[str, str]:
    made = dict(sources.SAMM)
    long = "x" * 900_000
    made["activities/S-CW-1-A.yml"] = (
        f"stream: s1\nlevel: l1\nid: a1\ntitle: T\nlongDescription: {long}\n"
    )
    for number in range(400):
        made[f"questions/{number}.yml"] = f"activity: a1\nanswerSet: n1\nid: qq{number}\ntext: Q\n"
    return made


def _answer_set() -> Mapping[str, str]:
    made = dict(sources.SAMM)
    rows = "".join(f"- {{text: T, value: 0.{n:06}, order: {n}}}\n" for n in range(6000))
    made["answer_sets/N.yml"] = "id: n1\nvalues:\n" + rows + "- {text: T, value: 1}\n"
    return made


def _practices() -> Mapping[str, str]:
    made = dict(sources.SAMM)
    for n in range(200):
        made[f"security_practices/{n}.yml"] = f"function: f1\nid: pp{n}\nname: P\n"
        made[f"streams/{n}.yml"] = f"practice: pp{n}\nid: ss{n}\nname: S\n"
        made[f"activities/{n}.yml"] = f"stream: ss{n}\nlevel: l1\nid: aa{n}\ntitle: T\n"
        made[f"questions/{n}.yml"] = f"activity: aa{n}\nanswerSet: n1\nid: qq{n}\ntext: Q\n"
    return made


MODELS: dict[str, Callable[[], Mapping[str, str]]] = {
    "one long activity of many questions": _shared_activity,
    "a set of many answers": _answer_set,
    "many practices": _practices,
}

# --- XLSForm -----------------------------------------------------------------------------

_SURVEY = ["type", "name", "label", "relevant"]
_CHOICES = ["list_name", "name", "label"]


def _form(survey: Rows, choices: Rows = ()) -> bytes:
    return book({"survey": survey, "choices": [_CHOICES, *choices]})


def _long_list(number: int, *questions: Sequence[str]) -> bytes:
    choices = [["many", str(n), "A"] for n in range(number)]
    return _form([_SURVEY, *questions], choices)


def _nested() -> bytes:
    asked = [["integer", "n", "N"]]
    groups = [
        ["begin_group", f"g{n}", "G", f"${{n}} > {n}" + " or ${n} > 1" * 25] for n in range(4000)
    ]
    return _form([_SURVEY, *asked, *groups, *([["integer", f"m{n}", "M"] for n in range(4000)])])


FORMS: dict[str, Callable[[], bytes]] = {
    "a long list in many questions": lambda: _long_list(
        500, *([["select_one many", f"q{n}", "Q"] for n in range(3000)])
    ),
    "a long list in many conditions": lambda: _long_list(
        500,
        ["select_one many", "q", "Q"],
        *([["integer", f"c{n}", "C", "${q} > 5"] for n in range(3000)]),
    ),
    "a list of too many answers": lambda: _long_list(
        12_000, ["select_one many", "q", "Q"], ["integer", "c", "C", "${q} > 5"]
    ),
    "many labels of many rows": lambda: _form(
        [["type", "name", *(["label"] * 10_000)], *([["integer", f"q{n}"] for n in range(14_000)])]
    ),
    "many languages": lambda: _form(
        [
            ["type", "name", *(f"label::L{n}" for n in range(10_000))],
            *([["integer", f"q{n}"] for n in range(2000)]),
        ]
    ),
    "groups in groups with conditions": _nested,
    "many notes": lambda: _form(
        [
            _SURVEY,
            ["begin_group", "g", "G"],
            *([["note", f"n{n}", "x" * 50] for n in range(12_000)]),
            ["integer", "q", "Q"],
        ]
    ),
    "many of one name": lambda: _form([_SURVEY, *([["integer", "q", "Q"] for _ in range(12_000)])]),
    "many groups": lambda: _form(
        [
            _SURVEY,
            *([["begin_group", "g", "G"], ["integer", "q", "Q"], ["end_group", "", ""]] * 5000),
        ]
    ),
    "long conditions": lambda: _form(
        [
            _SURVEY,
            ["integer", "n", "N"],
            *([["integer", "q", "Q", "not(" * 100 + "${n}"] for _ in range(10_000)]),
        ]
    ),
    "a constraint of spaces": lambda: _form(
        [
            ["type", "name", "constraint"],
            *([["integer", "q", ". >= 1" + " " * 400 + "and"] for _ in range(5000)]),
        ]
    ),
    "types of spaces": lambda: _form(
        [_SURVEY, *([["select_one" + " " * 500 + "x", "q", "Q"] for _ in range(5000)])]
    ),
}

# --- catalogues --------------------------------------------------------------------------


_SUBJECT = "# assess/translation@1 small 1.0.0 zh-Hant\n"


def _catalogue(entries: str, head: str = "") -> str:
    kind = '"Content-Type: text/plain; charset=utf-8\\n"'
    return f'{_SUBJECT}msgid ""\nmsgstr ""\n{kind}\n{head}\n{entries}'


def _entry(number: int, words: str = "W") -> str:
    return f'msgctxt "items/X{number}/title"\nmsgid "A{number}"\nmsgstr "{words}"\n\n'


CATALOGUES: dict[str, Callable[[], str | bytes]] = {
    "many entries": lambda: _catalogue("".join(_entry(n) for n in range(30_000))),
    "many of one entry": lambda: _catalogue(_entry(1) * 30_000),
    "one long line": lambda: _catalogue(_entry(1, "x" * 7_000_000)),
    "many lines of one text": lambda: _catalogue('msgid "a"\nmsgstr ""\n' + '"x"\n' * 900_000),
    "escapes": lambda: _catalogue(_entry(1, "\\n\\\\" * 1_500_000)),
    "percent signs": lambda: _catalogue(_entry(1, "%(" * 2_000_000)),
    "comments": lambda: _catalogue("#. x\n" * 900_000 + _entry(1)),
    "flags": lambda: _catalogue("#, fuzzy" + ", a" * 1_500_000 + "\n" + _entry(1)),
    "places": lambda: _catalogue("#: a:1" + " b:2" * 1_000_000 + "\n" + _entry(1)),
    "what was before": lambda: _catalogue('#~ msgid "a"\n#~ msgstr "b"\n\n' * 90_000),
    "plurals without end": lambda: _catalogue(
        'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n',
        '"Plural-Forms: nplurals=99999999; plural=0;\\n"',
    ),
    "a plural beyond all": lambda: _catalogue(
        'msgid "a"\nmsgid_plural "b"\nmsgstr[99999999999] "c"\n'
    ),
    "another character set": lambda: _catalogue(_entry(1)).replace("utf-8", "idna"),
    "a character set that is none": lambda: _catalogue(_entry(1)).replace("utf-8", "zlib"),
    "twenty megabytes": lambda: b"# x\n" * 5_000_000,
    "nothing but zeros": lambda: b"\0" * 7_000_000,
    "nothing but quotes": lambda: '"' * 7_000_000,
}
