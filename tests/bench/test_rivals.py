"""The rivals print what we print, and the naive one lacks what makes our print fast."""

import json
import re
import sys
from base64 import b64decode
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from assess.rendering import pdf
from tests.bench.contests.printing import OURS, OtherWords, Race, race, races
from tests.bench.documents import FORMS, SHORT, Document, example
from tests.bench.measure import Measured, Missing, Scope
from tests.bench.rivals.chromium import Chromium
from tests.bench.rivals.naive import Measure, Naive, NothingToUndo, undone
from tests.bench.rivals.typst_markup import MARK, marked, markup
from tests.bench.tree import Element, parsed
from tests.bench.words import share_of_words

STRING = re.compile(r'#"((?:[^"\\]|\\.)*)"')
CSS = """@bottom-right { content: "Page " counter(page) " of " counter(pages) ""; }
.wide { width: 70%; } .rest { width: 30%; }"""
PAGE = """<!DOCTYPE html><html lang="en"><head><title>A "quoted" \\ title</title></head><body>
<p class="running-name">Harbour</p><h1>Harbour</h1>
<nav class="page contents"><ul><li><a href="#one">First</a></li></ul></nav>
<section class="page"><h2 id="one">First</h2>
<p>Some <strong>bold</strong> #words [here]; 50&nbsp;%</p>
<table><caption>Numbers</caption><colgroup><col class="wide"><col class="rest"></colgroup>
<thead><tr><th>Name</th><th class="number">Value</th></tr></thead>
<tbody><tr><th>Total</th><td class="number">464.5</td></tr></tbody></table>
<dl><dt>Gate</dt><dd>A condition</dd></dl>
<svg class="chart" viewBox="0 0 80 20"><title>A chart</title><text x="1" y="9">drawn</text></svg>
</section></body></html>"""


@pytest.fixture
def board() -> Document:
    """A report of a single page."""
    return replace(example(SHORT, "en"), edition="board")


def page_of(document: Document) -> tuple[str, str]:
    """The page of a report and its style sheet."""
    job = json.loads(document.job)
    return job["html"], b64decode(job["documents"]["report.css"]["data"]).decode()


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_our_report_without_our_measures_fits_tables_to_their_text(language):
    html, css = page_of(example(SHORT, language))

    page, sheet = undone(Measure.TABLES, html, css)

    assert "table-layout: fixed" in css
    assert "<col" in html
    assert "table-layout" not in sheet
    assert "<col" not in page
    assert page.count("<td") == html.count("<td")


def test_a_leader_of_several_dots_becomes_one_of_single_dots():
    _, sheet = undone(Measure.LEADER, "", 'a { content: leader(" . . . .") counter(page); }')

    assert sheet == 'a { content: leader(".") counter(page); }'


@pytest.mark.parametrize(
    ("measure", "html", "css"),
    [
        (Measure.TABLES, "<colgroup></colgroup>", "table { table-layout: auto; }"),
        (Measure.TABLES, "<table></table>", "table { table-layout: fixed; }"),
        (Measure.LEADER, "", "a { content: leader(dotted); }"),
        (Measure.LEADER, "", 'a { content: leader("."); }'),
    ],
)
def test_a_measure_that_is_not_taken_is_told(measure, html, css):
    with pytest.raises(NothingToUndo):
        undone(measure, html, css)


def test_the_collector_is_left_alone_unless_that_is_undone(board, monkeypatch):
    monkeypatch.setattr(Naive, "__init__", lambda self: setattr(self, "not_undone", set()))

    assert Naive().prepared(board.job)["collect"]
    assert not Naive().prepared(board.job, [Measure.TABLES])["collect"]


def test_the_markup_has_headings_links_tables_and_charts():
    said = markup(PAGE, CSS)

    assert '#heading(level: 2)[#"First";] <one>' in said
    assert "#link(<one>)" in said
    assert "#table(columns: (70fr,30fr,), table.header(" in said
    assert '#image(bytes("<svg xmlns=' in said
    assert 'alt: "A chart"' in said
    assert '#"Page "' in said


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_every_report_can_be_told_to_typst_with_all_its_words(name, language):
    html, css = page_of(example(name, language))

    said = markup(html, css)

    written = "".join(json.loads(f'"{words}"') for words in STRING.findall(said))
    wanted = set(texts(next(parsed(html).all("body"))))
    assert len(wanted) > 300
    assert {text for text in wanted if text not in written} == set()


def texts(element: Element) -> Iterator[str]:
    """Every text outside charts, each as one line."""
    for child in element.children:
        if isinstance(child, str):
            yield " ".join(child.split())
        elif child.tag != "svg":
            yield from texts(child)


def test_the_markup_differs_all_over_from_one_time_to_the_next():
    said = markup(PAGE, CSS)

    assert said.count(MARK) == 2
    assert marked(said, 1) != marked(said, 2)
    assert MARK not in marked(said, 1)


def test_typst_prints_the_words_of_the_page():
    typst = pytest.importorskip("typst", reason="only `.ci/setup bench` installs Typst")
    source = marked(markup(PAGE, CSS), 1).encode()

    made = typst.Compiler().compile(source, format="pdf", pdf_standards=["a-3a", "ua-1"])

    printed = pdf._printed(json.dumps(_job(PAGE)).encode())
    assert share_of_words(printed, made) == 1


def _job(html: str) -> dict[str, object]:
    return {
        "html": html,
        "documents": {},
        "identifier": "0" * 64,
        "day": "2026-10-01",
        "attachments": [],
    }


def test_chromium_is_given_the_style_sheet_inside_the_page(board):
    page = Chromium.prepared(Chromium.__new__(Chromium), board.job)

    assert "report:///report.css" not in page
    assert "table-layout: fixed" in page


@pytest.mark.pdf
def test_a_race_is_run_and_tells_our_time_beside_that_of_the_naive_print(board):
    with closing(Naive()) as naive:
        rows = list(race(board, [naive], rounds=1))

    measured = [row for row in rows if isinstance(row, Measured)]
    assert [(row.goal, row.yardstick) for row in measured] == [("P1", Naive.name)]
    assert OURS in measured[0].what


def test_rivals_that_are_not_here_are_told_and_the_others_race(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.setattr("tests.chromium.NAMES", ("no-such-browser",))
    rows = races(Scope(folder=tmp_path, rounds=1))

    told = [next(rows), next(rows)]
    assert isinstance(rows, Generator)
    rows.close()

    assert told == [
        Missing(goal="P1", what="Chromium", why="the program chromium"),
        Missing(goal="P1", what="Typst", why="the package typst"),
    ]


def test_a_rival_that_prints_other_words_is_told(board, monkeypatch):
    from tests.bench.contests import printing

    monkeypatch.setattr(printing, "share_of_words", lambda *_: 0.5)
    ran = Race([_Silent()], pdfs={OURS: b"", _Silent.name: b""})

    with pytest.raises(OtherWords, match=r"silent printed 50\.0% of our words"):
        ran.check()


class _Silent:
    name = "silent"

    def prepared(self, job: bytes) -> bytes:
        return job

    def printed(self, prepared: bytes) -> bytes:
        return prepared
