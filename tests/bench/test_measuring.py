"""How times become lines of the table, which parts a change touches, and who holds memory."""

import json
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

import pytest

from tests.bench.__main__ import CONTESTS, GOALS
from tests.bench.documents import SHORT, Document, example
from tests.bench.measure import Measured, Missing, Remark, against, compare, take_turns
from tests.bench.parts import changed_parts, lengths, only, parts_of
from tests.bench.processes import PROC, Watch, descendants
from tests.bench.table import markdown, plain, put_into
from tests.bench.warm import Warm

ROOT = Path(__file__).resolve().parents[2]


def test_a_ratio_is_the_median_of_the_ratios_of_the_rounds():
    times = {"ours": [1.0, 2.0, 30.0], "theirs": [2.0, 8.0, 10.0]}

    row = against("P1", times, "ours", "theirs", "short")

    assert row.ratio == 0.5
    assert (row.amount, row.yardstick_amount) == (2.0, 8.0)
    assert (row.what, row.rounds) == ("ours, short", 3)


@pytest.fixture
def small_heap(monkeypatch):
    """A process of many tests has millions of objects to look through for garbage."""
    monkeypatch.setattr("tests.bench.measure.gc.collect", lambda: 0)


@pytest.mark.usefixtures("small_heap")
def test_contenders_take_turns():
    turns: list[str] = []

    take_turns(
        {"a": lambda: turns.append("a"), "b": lambda: turns.append("b")},
        calls={"b": 2},
        rounds=2,
        warm=True,
    )

    assert "".join(turns) == "abbabb"


@pytest.mark.usefixtures("small_heap")
def test_every_contender_has_had_a_call_before_its_time_is_taken():
    calls = count()

    (row,) = compare("C1", {"ours": lambda: next(calls)}, ("nothing", lambda: None), rounds=3)

    assert row.rounds == 3
    assert next(calls) == 4


@pytest.fixture
def rows() -> list[Measured | Missing | Remark]:
    times = {"ours": [0.0000126], "theirs": [2.82]}
    return [
        against("P3", times, "ours", "theirs"),
        Missing(goal="P1", what="Typst", why="the package typst"),
        Remark("short: 32 pages"),
    ]


def test_the_table_tells_a_rival_that_is_not_here(rows):
    *_, told, missing, remark = plain(rows)

    assert "1/223,810 ×" in told
    assert "12.6 µs" in told
    assert "not here: the package typst" in missing
    assert remark.strip() == "short: 32 pages"


def test_the_table_for_the_documentation_has_its_remarks_below(rows):
    assert list(markdown(rows))[2:] == [
        "| P3 | ours | 12.6 µs | 1/223,810 × | theirs | 2.82 s | 1 |",
        "| P1 | Typst | – | – | not here: the package typst | – | – |",
        "",
        "- short: 32 pages",
    ]


def test_a_table_is_put_between_its_marks_and_nothing_else_is_changed(tmp_path):
    page = tmp_path / "performance.md"
    page.write_text(
        "A\n<!-- make bench -->\nold\n<!-- end -->\nB\n"
        '<!-- make bench ARGS="--only P4" -->\nkept\n<!-- end -->\n'
    )

    put_into(page, [], ["new", "| 1 |"])

    assert page.read_text() == (
        "A\n<!-- make bench -->\n\nnew\n| 1 |\n\n<!-- end -->\nB\n"
        '<!-- make bench ARGS="--only P4" -->\nkept\n<!-- end -->\n'
    )
    put_into(page, ["P4"], ["other"])
    assert "kept" not in page.read_text()
    with pytest.raises(ValueError, match="has no lines"):
        put_into(page, ["P3"], [])


def test_the_documentation_has_a_place_for_each_of_its_tables(tmp_path):
    page = tmp_path / "performance.md"
    page.write_text((ROOT / "docs" / "performance.md").read_text(encoding="utf-8"), "utf-8")

    put_into(page, [], ["all"])
    put_into(page, ["measures"], ["each"])

    assert "\nall\n" in page.read_text(encoding="utf-8")
    assert "\neach\n" in page.read_text(encoding="utf-8")


def test_every_goal_of_a_print_has_a_contest():
    assert {"P1", "P2", "P3", "P4", "P5"} <= set(GOALS)
    assert all(callable(contest) for contest in CONTESTS)


# --- what a change touches -----------------------------------------------------------


@pytest.fixture
def document() -> Document:
    return example(SHORT, "en")


def html_of(document: Document) -> str:
    html = json.loads(document.job)["html"]
    assert isinstance(html, str)
    return html


def test_a_report_falls_into_its_parts(document):
    names = [part.anchor or part.name for part in parts_of(html_of(document))]

    assert names[:4] == ["cover", "summary", "Contents", "reading"]
    assert names[-6:] == ["answers", "trace", "references", "quality", "glossary", "seal"]
    assert "leadership" in names


def test_a_changed_note_touches_the_cover_the_answers_and_the_seal(document):
    before, after = html_of(document), html_of(document.changed(0, "note"))

    changed = changed_parts(parts_of(before), parts_of(after))

    assert [part.anchor or part.name for part in changed] == ["cover", "answers", "seal"]
    less = only(changed, after)
    assert [part.source for part in parts_of(less)] == [part.source for part in changed]
    assert "running-name" in less


def test_a_changed_step_touches_more_than_a_note(document):
    before = parts_of(html_of(document))

    touched = {
        change: len(changed_parts(before, parts_of(html_of(document.changed(0, change)))))
        for change in ("step", "note")
    }

    assert touched["note"] < touched["step"] < len(before)


def test_parts_fill_pages_from_where_they_stand_to_the_next():
    page = """<html><body><section class="cover"><p>A</p></section>
    <nav class="page"><h2>Contents</h2></nav>
    <section><h2 id="reading">Reading</h2></section>
    <div class="page"><section id="answers"><h2>Answers</h2></section>
    <section id="seal"><h2>Seal</h2></section></div></body></html>"""

    long = lengths(parts_of(page), {"reading": 1.5, "answers": 2.0, "seal": 4.25}, 5)

    assert long == {
        "cover": 1.0,
        "Contents": 0.5,
        "Reading": 0.5,
        "Answers": 2.25,
        "Seal": 0.75,
    }


# --- children --------------------------------------------------------------------------


@pytest.mark.skipif(not PROC.is_dir(), reason="no /proc here")
def test_the_memory_of_grandchildren_is_seen():
    child = "b = b'x' * 60_000_000; print(len(b), flush=True); input()"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    with subprocess.Popen(
        [sys.executable, "-c", parent], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        with Watch(process.pid) as watch:
            process.stdout.readline()
            assert len(list(descendants(process.pid))) == 1
            seen = len(watch.looks)
            while len(watch.looks) < seen + 2:
                time.sleep(0.01)
        process.communicate(b"\n")

    assert watch.peak() > 60


ECHO = """
import os
from tests.bench.warm import serve
kept = []
serve(
    {"say": lambda given: f"{kept} {given['word']} {os.getpid() == first}".encode(),
     "fail": lambda given: 1 / 0},
    lasting={"keep": lambda given: kept.append(given["word"]) or b"kept"},
)
"""


def test_a_warm_child_forks_for_a_task_and_keeps_what_lasts(tmp_path, monkeypatch):
    (tmp_path / "echo.py").write_text(ECHO.replace("kept = []", "kept = []\nfirst = os.getpid()"))
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{ROOT}")
    child = Warm("echo")
    try:
        assert child.ask("keep", word="one") == b"kept"
        assert child.ask("say", word="two") == b"['one'] two False"
        with pytest.raises(RuntimeError, match="fail: nothing was made"):
            child.ask("fail")
        assert child.ask("say", word="three") == b"['one'] three False"
    finally:
        child.close()
