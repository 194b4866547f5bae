"""YAML files made to hurt: small ones that grow, and large ones that take long to judge.

Each trap is the files of a folder, by their names; the first is the one that is checked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from tests.definitions import files
from tests.definitions.brands import NORTHLIGHT
from tests.definitions.mutations import seeds

Files = Mapping[str, str | bytes]
Trap = Callable[[], Files]

DIMENSION = "schema: assess/dimension@1\nid: one\ntitle: One\nshort: One\nintro: One.\nitems:\n"
MANY = 5000
"""Of what has so many parts that a file cannot hold many more."""


def lines(line: str, numbers: Iterable[int]) -> str:
    """A line for each number, which stands for § in it."""
    return "".join(line.replace("§", str(number)) + "\n" for number in numbers)


def _manifest(*changes: tuple[str, str]) -> str:
    return files.spoilt(files.MANIFEST, *changes)


def _dimension(items: str) -> Files:
    return {"one.yaml": DIMENSION + items}


def _with(name: str, text: str) -> Files:
    return {name: text}


# --- what YAML itself allows -------------------------------------------------------------


def _laughs() -> str:
    rows = ["a: &a [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    for last, this in zip("abcdefghijkl", "bcdefghijklm", strict=True):
        rows.append(f"{this}: &{this} [{', '.join([f'*{last}'] * 9)}]")
    return "\n".join(rows)


def _merges() -> str:
    rows = [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 40)]
    return "\n".join(["a0: &a0 {k: v}", *rows])


def _aliases() -> str:
    return "a: &a 1\n" + lines("b§: *a", range(20_000))


PLAIN: dict[str, Callable[[], str | bytes]] = {
    "billion laughs": _laughs,
    "merge bomb": _merges,
    "thousands of aliases": _aliases,
    "an anchor that holds itself": lambda: "a: &a [*a]\nb: &b {b: *b}\n",
    "lists in lists": lambda: "[" * 500_000,
    "maps in maps": lambda: "{a: " * 200_000,
    "lines of lists in lists": lambda: "- " * 400_000,
    "keys of keys": lambda: "? " * 400_000,
    "keys in brackets": lambda: "{[" * 400_000,
    "deeper line by line": lambda: "".join(f"{' ' * n}a:\n" for n in range(1300)),
    "one long text": lambda: "a: " + "x" * 990_000,
    "one long text in quotes": lambda: 'a: "' + "\\x41" * 240_000 + '"\n',
    "one long text in lines": lambda: "a:\n" + "  b\n" * 240_000,
    "one long block": lambda: "a: |\n" + "  b\n" * 240_000,
    "one long key": lambda: "? " + "k" * 990_000 + "\n: 1\n",
    "one long key in quotes": lambda: "'" + "k" * 990_000 + "': 1\n",
    "many long keys": lambda: lines("? §" + "k" * 9_000 + "\n: 1", range(100)),
    "nothing but lines": lambda: "\n" * 990_000,
    "nothing but carriage returns": lambda: "\r" * 990_000,
    "nothing but spaces": lambda: " " * 990_000 + "a",
    "nothing but tabs": lambda: "\t" * 990_000,
    "nothing but comments": lambda: "# x\n" * 240_000,
    "nothing but quotes": lambda: "'" * 990_001,
    "nothing but zeros": lambda: b"\0" * 990_000,
    "nothing but 0xff": lambda: b"\xff" * 990_000,
    "two megabytes": lambda: b"a: " + b"x" * 2_000_000,
    "many documents": lambda: "--- a\n" * 160_000,
    "many empty documents": lambda: "---\n" * 240_000,
    "many directives": lambda: "".join(f"%TAG !t{n}! tag:a,1:{n}\n" for n in range(30_000)),
    "many tags": lambda: lines("k§: !!python/object/apply:os.system [id]", range(12_000)),
    "many of one key": lambda: "a: 1\n" * 24_900,
    "too many values": lambda: "- x\n" * 240_000,
    "combining marks": lambda: "a: " + "e\u0301" * 300_000,
    "zero width": lambda: "a: " + "\u200b" * 300_000,
    "emoji": lambda: "a: " + "👩‍👩‍👧" * 50_000,
    "UTF-16": lambda: ("a: 1\n" * 90_000).encode("utf-16"),
}
"""What any file may be, whatever it should hold."""

# --- questionnaires ----------------------------------------------------------------------


def _items(line: str, numbers: Iterable[int]) -> Files:
    return _dimension(lines("  - " + line, numbers))


def _chain() -> Files:
    """Every item needs the next one, and the last one the first."""
    return _dimension(
        "".join(
            f"  - {{id: I{n}, type: coverage, needs: [I{(n + 1) % MANY}]}}\n" for n in range(MANY)
        )
    )


def _everyone_needs_everyone() -> Files:
    every = ", ".join(f"I{n}" for n in range(200))
    return _dimension("".join(f"  - {{id: I{n}, needs: [{every}]}}\n" for n in range(200)))


def _slow_conditions() -> Files:
    """Conditions that always hold, of which nobody knows before every case is tried."""
    parts = [f'(level("M1") == {n} or level("M1") != {n} or not answered("M1"))' for n in range(4)]
    parts += [f"(facts.headcount > {n} or facts.headcount <= {n} or true)" for n in range(3)]
    always = " and ".join(parts)
    item = "{id: I§, type: coverage, applies_if: '" + always + "'}"
    return _dimension(files.ONE.partition("items:\n")[2] + lines("  - " + item, range(1500)))


def _choices() -> Files:
    choices = ", ".join(f"{{id: c{n}, text: C}}" for n in range(4000))
    manifest = _manifest(("choices: [{id: retail, text: Retail}]", f"choices: [{choices}]"))
    item = "{id: I§, type: coverage, applies_if: \"facts.sector == 'c'\"}"
    return {"manifest.yaml": manifest, **_items(item, range(3000))}


def _forms() -> Files:
    every = ", ".join(f"I{n}" for n in range(300))
    rows = "".join(f"  - {{id: f{n}, title: F, items: [{every}]}}\n" for n in range(150))
    manifest = _manifest(("  - {id: full, title: Full, items: all}\n", rows))
    return {"manifest.yaml": manifest, **_items("{id: I§, type: coverage}", range(MANY))}


def _roles() -> Files:
    rows = lines("  - {id: r§, title: R}", range(4000))
    manifest = _manifest(("  - {id: boss, title: Boss}\n", rows))
    steps = ", ".join("{to: 1, owner: nobody}" for _ in range(5))
    return {
        "manifest.yaml": manifest,
        **_items("{id: I§, type: coverage, improve: [" + steps + "]}", range(1000)),
    }


def _languages() -> Files:
    codes = ", ".join(f"l{n}" for n in range(20_000))
    return {"manifest.yaml": _manifest(("languages: [en]", f"languages: [en, {codes}]"))}


def _grades() -> Files:
    grades = "".join(f"    - {{id: g{n}, value: 0.{n:05}, text: G}}\n" for n in range(6000))
    return {"manifest.yaml": _manifest(("  share:\n", "  many:\n" + grades + "  share:\n"))}


def _levels() -> Files:
    rows = "".join(f"  - {{level: {n}, name: L, total: {n}}}\n" for n in range(7000, 0, -1))
    old = "  - {level: 1, name: First, total: 150, each_dimension: 10%}\n"
    return {"manifest.yaml": _manifest((old, old + rows))}


def _bands() -> Files:
    rows = "".join(f"    - {{id: b{n}, to: 0.{n:05}, name: B}}\n" for n in range(6000))
    return {"manifest.yaml": files.MANIFEST + "scoring:\n  rollup: cumulative\n  bands:\n" + rows}


def _many(part: str, row: str, number: int) -> Trap:
    """More of a part of the manifest."""
    return lambda: _with(
        "manifest.yaml",
        files.MANIFEST.replace(f"{part}:\n", f"{part}:\n" + lines(row, range(number)), 1),
    )


def _member(of: str, row: str, number: int, *, kind: str) -> Trap:
    """One item with very many of something."""
    return lambda: _dimension(
        f"  - id: M1\n    type: {kind}\n    {of}:\n" + lines(f"      - {row}", range(number))
    )


QUESTIONNAIRES: dict[str, Trap] = {
    "unknown keys": lambda: _dimension("  []\n" + lines("titel§: a", range(20_000))),
    "keys nearly right": lambda: _items(
        "{id: I§, tipe: coverage, titel: a, shart: b}", range(4500)
    ),
    "items that lack everything": lambda: _items("{id: I§, type: maturity}", range(9000)),
    "items of no type": lambda: _items("{id: I§, type: nothing}", range(9000)),
    "items of one id": lambda: _items("{id: I, type: coverage}", range(9000)),
    "a circle of needs": _chain,
    "everyone needs everyone": _everyone_needs_everyone,
    "needs of what is not there": lambda: _items("{id: I§, needs: [J§, K§, L§, M§]}", range(4000)),
    "conditions that are slow to judge": _slow_conditions,
    "conditions that are none": lambda: _items("{id: I§, applies_if: (((§}", range(6000)),
    "conditions about what is not there": lambda: _items(
        "{id: I§, applies_if: level('J§') > 1}", range(6000)
    ),
    "conditions with a word that none of thousands is": _choices,
    "conditions full of brackets": lambda: _items(
        "{applies_if: " + "(" * 240 + "1" + ")" * 240 + "}", range(1900)
    ),
    "conditions full of nots": lambda: _items("{applies_if: " + "not " * 120 + "1}", range(1900)),
    "placeholders": lambda: _dimension("  []\nintro: '" + "{a}" * 300_000 + "'\n"),
    "half placeholders": lambda: _dimension("  []\nintro: '" + "{" * 900_000 + "'\n"),
    "texts in no language": lambda: _items("{title: {xx: a, yy: b}, text: {zz: c}}", range(4000)),
    "many forms of many items": _forms,
    "many roles, and owners that are none": _roles,
    "many languages": _languages,
    "many grades": _grades,
    "many levels, downwards": _levels,
    "many bands": _bands,
    "many facts": _many("facts", "  - {id: f§, type: number, title: F}", 6000),
    "many profiles": _many("profiles", "  - {id: p§, title: P, points: {one: 1}}", 5000),
    "many articles": _many("articles", "  - {id: a§, title: A, about: B}", 6000),
    "many dimensions that are not there": lambda: _with(
        "manifest.yaml",
        _manifest(
            ("[one.yaml, two.yaml]", "[" + ", ".join(f"d{n}.yaml" for n in range(40_000)) + "]")
        ),
    ),
    "many of one dimension": lambda: _with(
        "manifest.yaml", _manifest(("[one.yaml, two.yaml]", "[" + "one.yaml, " * 40_000 + "]"))
    ),
    "a dimension with a zero in its name": lambda: _with(
        "manifest.yaml", _manifest(("[one.yaml, two.yaml]", '["one\\0.yaml"]'))
    ),
    "a dimension with a long name": lambda: _with(
        "manifest.yaml", _manifest(("[one.yaml, two.yaml]", f"[{'d' * 900_000}]"))
    ),
    "steps without end": _member(
        "improve", "{to: §, do: A, effort: 1, weeks: 1, owner: boss}", 3500, kind="coverage"
    ),
    "options without end": _member("options", "{id: o§, text: A, score: 0.1}", 6000, kind="choice"),
    "practices without end": _member("practices", "{id: p§, text: A}", 8000, kind="checklist"),
    "a curve without end": _member("curve", "{at: 1, score: 2}", 9000, kind="kpi"),
    "verification without end": _member("verification", "nothing", 20_000, kind="coverage"),
    "stages without end": lambda: _dimension(
        "  []\nstages:\n" + lines("  - {id: s§, title: S}", range(9000))
    ),
    "names from before": lambda: _items("{id: I§, renamed_from: [J§, K, L]}", range(4000)),
    "numbers of many digits": lambda: _items("{points: " + "9" * 900 + "}", range(1000)),
    "one number of many digits": lambda: _dimension("  - {points: " + "9" * 900_000 + "}\n"),
    "one condition of many characters": lambda: _dimension(
        "  - {applies_if: '" + "(" * 900_000 + "'}\n"
    ),
}


# --- what stands beside ------------------------------------------------------------------


def _terms() -> Files:
    return _with(
        "glossary.yaml",
        "schema: assess/glossary@1\nterms:\n" + lines("  - {text: t§, mean: a}", range(9000)),
    )


def _excerpts() -> Files:
    return _with(
        "calibration.yaml",
        files.CASE.replace(
            "excerpts:\n", "excerpts:\n" + lines("  - {id: e, title: E, lines: [a]}", range(5000))
        ),
    )


def _documents() -> Files:
    known = lines("  - {id: e§, title: E, lines: [a]}", range(2000))
    named = ", ".join(f"x{n}" for n in range(30_000))
    text = files.CASE.replace("excerpts:\n", "excerpts:\n" + known)
    return _with("calibration.yaml", text.replace("[minutes]", f"[{named}]"))


def _questions() -> Files:
    row = "  - {id: q§, type: text, short: Q, text: Q, applies_if: answered('overall')}"
    return _with(
        "survey.yaml", seeds.SURVEY.replace("measures:", lines(row, range(3500)) + "measures:")
    )


def _measures() -> Files:
    row = "  - {id: m§, title: M, questions: [overall, told, gone], statistic: mean}"
    questions = lines("  - {id: q§, type: text, short: Q, text: Q}", range(1800))
    text = seeds.SURVEY.replace("measures:\n", questions + "measures:\n" + lines(row, range(1800)))
    return _with("survey.yaml", text)


def _feeds() -> Files:
    feeds = ", ".join(f"{{questionnaire: small, item: I{n}}}" for n in range(9000))
    return _with("survey.yaml", seeds.SURVEY.replace("{questionnaire: small, item: K1}", feeds))


def _references() -> Files:
    head, one = seeds.BENCHMARK.split("references:\n")
    return _with("set.yaml", head + "references:\n" + one * 2000)


BESIDE: dict[str, Trap] = {
    "terms with a wrong key": _terms,
    "documents of one id": _excerpts,
    "documents that are not there": _documents,
    "questions with conditions": _questions,
    "measures of what is not there": _measures,
    "feeds of what is not there": _feeds,
    "references of one key": _references,
    "languages of references": lambda: _with(
        "set.yaml", seeds.BENCHMARK.replace("[en]", "[en, " + "a, " * 40_000 + "]")
    ),
    "a brand of one long name": lambda: _with(
        "brand.yaml", NORTHLIGHT.replace("Northlight", "N" * 900_000)
    ),
    "a brand with a zero in the name of its logo": lambda: _with(
        "brand.yaml", NORTHLIGHT.replace("logo.svg", '"a\\0b"')
    ),
}

LOCKS: dict[str, Trap] = {
    "a lock of many files": lambda: _with(
        "manifest.lock",
        "schema: assess/lock@1\nversion: '1'\ndigest: a\nfiles:\n"
        + lines("  f§: a", range(24_000)),
    ),
}

# --- answers -----------------------------------------------------------------------------


def _more_answers(row: str, number: int) -> Trap:
    return lambda: _with("answers.yaml", seeds.ANSWERS + lines(row, range(number)))


def _in_answers(old: str, new: str) -> Trap:
    return lambda: _with("answers.yaml", seeds.ANSWERS.replace(old, new))


ANSWERS: dict[str, Trap] = {
    "items that are not there": _more_answers("  J§: {chosen: best}", 12_000),
    "practices that are not there": _in_answers(
        "{a: 1, b: 0.5}", "{" + ", ".join(f"p{n}: 1" for n in range(24_000)) + "}"
    ),
    "periods without end": _in_answers("[72, 74, 76]", "[" + "72, " * 45_000 + "]"),
    "a note without end": _in_answers("As they said", "客" * 300_000),
    "facts that are not there": _in_answers(
        "region: North", ", ".join(f"f{n}: 1" for n in range(24_000))
    ),
    "priorities that are not there": _in_answers(
        "{two: high}", "{" + ", ".join(f"p{n}: high" for n in range(24_000)) + "}"
    ),
    "deductions that are not there": _in_answers(
        "capacity: 4", "deductions: {" + ", ".join(f"p{n}: 1" for n in range(24_000)) + "}"
    ),
    "what was lost": _in_answers(
        "capacity: 4", "lost: {" + ", ".join(f"p{n}: {{a: b}}" for n in range(12_000)) + "}"
    ),
    "a capacity beyond all": _in_answers("capacity: 4", "capacity: " + "9" * 18),
    "a headcount beyond all": _in_answers("headcount: 12", "headcount: " + "9" * 900_000),
}

# --- kept versions -----------------------------------------------------------------------


def _json(text: str) -> Files:
    return _with("1.0.0.json", text)


RELEASES: dict[str, Trap] = {
    "JSON of nothing but brackets": lambda: _json("[" * 30_000_000),
    "JSON of empty lists": lambda: _json('{"manifest.yaml": [' + "[]," * 9_000_000 + "[]]}"),
    "JSON of numbers": lambda: _json('{"manifest.yaml": [' + "1," * 14_000_000 + "1]}"),
    "JSON of one number": lambda: _json('{"manifest.yaml": ' + "9" * 20_000_000 + "}"),
    "JSON of one long text": lambda: _json(json.dumps({"manifest.yaml": "x" * 30_000_000})),
    "JSON of many files": lambda: _json(
        json.dumps({"manifest.yaml": "a: b", **{f"{n}.yaml": "" for n in range(900_000)}})
    ),
    "JSON of escapes": lambda: _json('{"manifest.yaml": "' + "\\u0041" * 5_000_000 + '"}'),
    "JSON with a half character": lambda: _json('{"manifest.yaml": "\\ud800"}'),
    "JSON that is too large": lambda: _json('{"a": "' + "x" * 33_000_000 + '"}'),
    "JSON of a number that is none": lambda: _json('{"manifest.yaml": NaN}'),
}
