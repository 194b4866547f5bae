"""Printing reaches nothing outside its job, interprets nothing of the user's, and ends."""

import contextlib
import gc
import io
import json
import logging
import os
import re
import shutil
import stat
import subprocess
import sys
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pypdf
import pytest
from PIL import Image
from pypdf.generic import BooleanObject
from weasyprint.urls import FatalURLFetchingError

from assess.core.assessment import Organization
from assess.core.report import Report
from assess.core.text import Text
from assess.language import speaking
from assess.rendering import children, fonts, pdf, printing
from assess.rendering.fonts import MissingFont, require_fonts
from assess.rendering.pdf import MissingLibrary, PrintingFailed, ReportTooLarge, report_html
from assess.rendering.presentation import Presentation
from tests.rendering.cases import compiled, harbour
from tests.rendering.pages import missing_glyphs

ENGLISH = Presentation(language="en")
SECRET = "the secret of the file"
REFUSED = (
    "http://127.0.0.1:1/",
    "https://example.org/style.css",
    "file:///etc/hostname",
    "data:text/css,p{color:red}",
    "ftp://127.0.0.1/",
    "style.css",
    "report.css",
    "../report.css",
    "report:///other.css",
    "report:///../report.css",
    "report://host/report.css",
    "REPORT:///report.css",
    "",
)


def document(text: str) -> dict[str, str]:
    return {"type": "text/css; charset=utf-8", "data": b64encode(text.encode()).decode()}


def job(html: str, **documents: str) -> dict[str, object]:
    return {
        "html": html,
        "documents": {name: document(text) for name, text in documents.items()},
        "identifier": "0123456789abcdef" * 4,
        "day": "2026-10-01",
        "attachments": [],
    }


def page(body: str) -> str:
    return f'<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>{body}</body></html>'


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    """The printing child switches the collector off; here it must go on."""
    yield
    gc.enable()


@pytest.mark.parametrize("address", REFUSED)
def test_the_fetcher_knows_only_the_documents_of_its_job(address):
    with pytest.raises(FatalURLFetchingError, match="refused"):
        printing.Assets({"report.css": document("p {}")}).fetch(address)


def test_no_picture_is_smoothed_as_those_of_an_emoji_would_be():
    drawn = io.BytesIO()
    Image.new("RGBA", (2, 2), (9, 99, 9, 99)).save(drawn, "PNG")
    order = job(page('<img alt="two" src="report:///two.png">'))
    order["documents"] = {
        "two.png": {"type": "image/png", "data": b64encode(drawn.getvalue()).decode()}
    }
    pictures = pypdf.PdfReader(io.BytesIO(printing.print_pdf(order))).pages[0]["/Resources"]

    (picture,) = pictures["/XObject"].values()  # type: ignore[index]
    assert picture["/Interpolate"] == BooleanObject(False)
    assert picture["/SMask"]["/Interpolate"] == BooleanObject(False)


def test_the_fetcher_gives_the_documents_of_its_job():
    found = printing.Assets({"report.css": document("p {}")}).fetch("report:///report.css")

    assert found.read() == b"p {}"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.svg"
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="9">{SECRET}'
        "</text></svg>",
        encoding="utf-8",
    )
    return path


WAYS_OUT = {
    "image": '<img alt="x" src="{url}">',
    "image set": '<img alt="x" srcset="{url} 2x">',
    "link": '<link rel="stylesheet" href="{url}">',
    "import": "<style>@import '{url}';</style>",
    "background": '<p style="background: url({url})">x</p>',
    "marker": '<ul style="list-style-image: url({url})"><li>x</li></ul>',
    "generated": "<style>p::before {{ content: url({url}) }}</style><p>x</p>",
    "font": "<style>@font-face {{ font-family: x; src: url({url}) }} p {{ font-family: x }}</style>"
    "<p>x</p>",
    "object": '<object data="{url}">x</object>',
    "embed": '<embed src="{url}">',
    "picture in a picture": '<svg width="9" height="9"><title>x</title>'
    '<image href="{url}" width="9" height="9"/></svg>',
    "use": '<svg width="9" height="9"><title>x</title><use href="{url}#x"/></svg>',
    "attachment": '<a rel="attachment" href="{url}">x</a>',
    "attached link": '<link rel="attachment" href="{url}">',
}


@pytest.mark.parametrize("way", WAYS_OUT)
@pytest.mark.parametrize("kind", ["file", "http"])
def test_no_element_reaches_outside(canary, secret, way, kind):
    url = secret.as_uri() if kind == "file" else canary.address
    printed = b""
    with contextlib.suppress(FatalURLFetchingError):
        printed = printing.print_pdf(job(page(WAYS_OUT[way].format(url=url))))

    assert canary.songs == 0
    if printed:
        reader = pypdf.PdfReader(io.BytesIO(printed))
        assert SECRET not in "".join(page.extract_text() for page in reader.pages)
        assert reader.attachments == {}
        assert SECRET.encode() not in printed


@pytest.mark.pdf
def test_a_job_that_reaches_outside_is_not_printed(canary, caplog):
    with pytest.raises(PrintingFailed):
        pdf._printed(json.dumps(job(page(f'<img alt="x" src="{canary.address}">'))).encode())

    assert canary.songs == 0
    assert "refused to fetch" in caplog.text


def test_the_canary_would_sing(canary):
    import urllib.request

    with contextlib.suppress(OSError):
        urllib.request.urlopen(canary.address, timeout=2)  # noqa: S310 — our own address
    assert canary.songs == 1


# --- text of the users ------------------------------------------------------------

EVIL = (
    '</td></table><script>alert(1)</script><img src="http://127.0.0.1:1/x" onerror=alert(2)>'
    '<a href="javascript:alert(3)">click</a><style>*{display:none}</style>'
    '<link rel=attachment href="file:///etc/passwd"> {{ 7*7 }} {% raw %} &amp; &lt;b&gt;'
)


class Elements(HTMLParser):
    """Counts the elements of a page and collects its addresses and texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.addresses: set[str] = set()
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.addresses |= {value or "" for name, value in attrs if name in {"href", "src"}}
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def _worded(words: str) -> Report:
    """The example with these words wherever a person may write."""
    example = harbour()
    answers = {id: replace(answer, note=words) for id, answer in example.answers.items()}
    organization = Organization(
        name=Text({"en": words, "zh-Hans": words}),
        facts={**example.organization.facts, "region": words},
    )
    return compiled(replace(example, answers=answers, organization=organization))


def test_what_users_write_is_text_and_nothing_else():
    evil, plain = (Elements(report_html(_worded(words), ENGLISH)) for words in (EVIL, "lorem"))

    assert evil.tags == plain.tags
    assert evil.addresses == plain.addresses
    assert {a for a in evil.addresses if not a.startswith(("#", "report:///"))} == set()
    told = [text for text in plain.texts if "lorem" in text]
    # The line at the foot of every page is cut.
    cut = f"{EVIL[:159]}…"
    shown = [text.replace(EVIL, "lorem").replace(cut, "lorem") for text in evil.texts]
    assert [text for text in shown if "lorem" in text] == told


def test_no_address_of_a_report_leaves_it():
    found = Elements(report_html(compiled(harbour()), ENGLISH))

    assert all(address.startswith(("#", "report:///")) for address in found.addresses)


# --- limits ------------------------------------------------------------------------

ENDLESS = page("<p>word</p>" * 200_000)


@pytest.fixture
def child(tmp_path: Path, monkeypatch) -> Callable[..., Path]:
    """Starts the printing child with tighter limits; gives the file that will name its process."""

    def limited(**limits: int) -> Path:
        settings = "".join(f"l.{name} = {value}; " for name, value in limits.items())
        script, process = tmp_path / "python", tmp_path / "process"
        script.write_text(
            f'#!/bin/sh\necho $$ >"{process}"\nexec "{sys.executable}" -c '
            f"'import assess.limits as l, assess.rendering.printing as p; "
            f"{settings}p.main()'\n"
        )
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(sys, "executable", str(script))
        # One that is forked would be of a process that began without these limits.
        monkeypatch.setattr(children, "CAN_FORK", False)
        return process

    return limited


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("limits", "end"),
    [
        ({"PROCESSOR_SECONDS": 2}, "failed with -(9|24)"),  # killed by the system
        ({"MEMORY_BYTES": 300_000_000}, "MemoryError"),
    ],
    ids=["processor", "memory"],
)
def test_a_job_that_devours_the_machine_is_ended(child, limits, end, caplog):
    child(**limits)

    with pytest.raises(ReportTooLarge):
        pdf._printed(json.dumps(job(ENDLESS)).encode())

    assert re.search(end, caplog.text)


@pytest.mark.pdf
def test_the_same_limits_let_a_small_job_pass(child):
    child(PROCESSOR_SECONDS=20, MEMORY_BYTES=300_000_000)

    assert pdf._printed(json.dumps(job(page("<p>word</p>"))).encode()).startswith(b"%PDF-")


@pytest.mark.pdf
def test_a_job_that_hangs_is_stopped(child, monkeypatch):
    process = child()
    monkeypatch.setattr(pdf, "WALL_SECONDS", 2)

    with pytest.raises(PrintingFailed, match="2 seconds") as stopped:
        pdf._printed(json.dumps(job(ENDLESS)).encode())

    assert isinstance(stopped.value.__cause__, subprocess.TimeoutExpired)
    with pytest.raises(ProcessLookupError):
        os.kill(int(process.read_text()), 0)


def test_a_missing_library_is_told_with_its_cure(monkeypatch):
    said = b"OSError: cannot load library 'libpango-1.0-0'"
    ended = subprocess.CompletedProcess("", 1, b"", said)
    monkeypatch.setattr(pdf, "run_child", lambda *_, **__: ended)

    with pytest.raises(MissingLibrary, match="apt-get install libpango"):
        pdf._printed(b"{}")


@pytest.mark.pdf
def test_a_remark_of_the_printer_is_logged(caplog):
    with caplog.at_level(logging.WARNING, "assess.rendering.pdf"):
        pdf._printed(json.dumps(job(page('<p style="colour: red">x</p>'))).encode())

    assert "colour" in caplog.text


# --- fonts ---------------------------------------------------------------------------


@pytest.fixture
def unfonted(monkeypatch) -> Iterator[None]:
    """A machine on which no font has 㐀 or ö."""
    fonts._without_glyph.cache_clear()
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/fc-list")
    monkeypatch.setattr(fonts, "_some_font_has", lambda wanted: wanted.isdisjoint("㐀ö"))
    yield
    fonts._without_glyph.cache_clear()


def test_characters_without_a_font_are_named_with_the_cure(unfonted):
    with pytest.raises(MissingFont) as missing:
        require_fonts("Köln 㐀 is fine")

    assert missing.value.characters == "ö㐀"
    assert "“ö” (U+00F6), “㐀” (U+3400)" in str(missing.value)


def test_a_report_with_such_characters_is_not_printed(unfonted):
    with speaking("en"), pytest.raises(MissingFont):
        pdf.render_report(_worded("㐀"), ENGLISH)


def test_many_missing_characters_are_not_all_told(monkeypatch):
    fonts._without_glyph.cache_clear()
    monkeypatch.setattr(fonts, "_some_font_has", lambda _: False)
    ten = "一二三四五六七八九十"
    with pytest.raises(MissingFont) as missing:
        require_fonts(ten)
    fonts._without_glyph.cache_clear()

    assert sorted(missing.value.characters) == sorted(ten)
    assert len([each for each in ten if each in str(missing.value)]) == fonts.MOST_NAMED


def test_plain_ascii_asks_no_fonts(monkeypatch):
    monkeypatch.setattr(fonts, "_some_font_has", lambda _: pytest.fail("asked"))

    require_fonts("plain ASCII, 464.5 points\n")


def test_chinese_and_typographic_signs_have_fonts_here():
    require_fonts("海港贸易有限公司 “—” … Σ w·s ∈ [low, high] ₉₅ → − × ≥")


@pytest.mark.pdf
def test_the_search_for_missing_glyphs_finds_one():
    printed = printing.print_pdf(job(page('<p style="font-family: Noto Sans">a\u0378b</p>')))

    assert missing_glyphs(printed) > 0
    assert missing_glyphs(printing.print_pdf(job(page("<p>ab</p>")))) == 0
