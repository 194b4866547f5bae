"""Traditional Chinese in every format, and that the program itself knows nothing of it."""

import io
import re
import zipfile
from datetime import date
from fractions import Fraction
from pathlib import Path

import docx
import openpyxl  # type: ignore[import-untyped]
import pytest
from docx.oxml.ns import qn

from assess.core.text import Text
from assess.language import NAMES, best_of, gettext, languages, speaking
from assess.rendering import filters
from assess.rendering.document import render_document
from assess.rendering.pdf import report_html, style_sheet
from assess.rendering.presentation import Presentation
from assess.rendering.slides import render_slides
from assess.rendering.workbook import render_workbook
from tests.rendering.cases import compiled, harbour, library
from tests.rendering.pages import Printed
from tests.rendering.prints import print_of

ROOT = Path(__file__).parents[2]
HANT = Presentation(language="zh-Hant", edition="board")


@pytest.fixture(autouse=True)
def traditional():
    with speaking("zh-Hant"):
        yield


@pytest.fixture
def report():
    return compiled(harbour())


def test_it_is_spoken_under_its_own_name():
    assert languages() == ("en", "zh-Hans", "zh-Hant")
    assert (gettext("Summary"), NAMES["zh-Hant"]) == ("摘要", "繁體中文")
    assert [best_of(code) for code in ("zh_TW.UTF-8", "zh-HK", "zh-Hant-MO", "zh-CN")] == [
        *["zh-Hant"] * 3,
        "zh-Hans",
    ]


def test_without_traditional_words_simplified_ones_are_shown_and_marked():
    both, english = Text({"en": "Sector", "zh-Hans": "行业"}), Text({"en": "Sector"})

    assert both.within("zh-Hant") == filters.text(both) == "行业 [zh-Hans]"
    assert english.within("zh-Hant") == "Sector [en]"
    assert Text({"en": "A", "zh-Hans": "甲", "zh-Hant": "乙"}).within("zh-Hant") == "乙"
    # Not a word of Chinese for whom nobody wrote any.
    assert both.within("de") == "Sector [en]"


def test_numbers_and_days_are_those_of_chinese():
    assert filters.percent(Fraction(1, 2)) == "50%"
    assert filters.day(date(2026, 10, 1)) == "2026年10月1日"
    assert filters.region("CN-ZJ").startswith("中國")


def test_an_example_is_shown_in_its_own_edition():
    edition = library().examples("customer-management", "zh-Hant")["harbour"]

    assert edition.name == "harbour.zh-Hant.yaml"


@pytest.mark.pdf
def test_a_report_is_printed_with_traditional_letters(report):
    pdf = Printed(print_of(report, HANT).pdf)

    chinese = {font for font in pdf.fonts if "CJK" in font}
    assert chinese
    assert [font for font in chinese if "-CJK-TC" not in font] == []
    assert any("第1頁，共1頁" in page.plain for page in pdf.pages)
    assert not any("[en]" in page.plain or "[zh-Hans]" in page.plain for page in pdf.pages)


@pytest.mark.parametrize("name", ["harbour", "riverside-bank"])
def test_a_full_report_needs_no_word_of_another_language(name):
    edition = library().examples("customer-management", "zh-Hant")[name]
    page = report_html(compiled(library().assessment(edition)[1]), Presentation(language="zh-Hant"))

    assert len(page) > 100_000
    assert re.findall(r"\[(?:en|zh-Hans)\]", page) == []
    # Big5 has no simplified character.
    letters = "".join(sorted(set(re.findall("[\u4e00-\u9fff]", page))))
    assert letters.encode("big5", errors="replace").count(b"?") == 0


def test_a_report_names_its_language_and_no_simplified_font(report):
    page, style = report_html(report, HANT), style_sheet(HANT)

    assert '<html lang="zh-Hant">' in page
    for fonts in (page, style):
        assert "Noto Sans CJK TC" in fonts
        assert "CJK SC" not in fonts
    assert "hyphens: auto" not in style


def test_a_document_is_written_in_traditional_letters(report):
    written = docx.Document(io.BytesIO(render_document(report)))

    (letters,) = written.styles.element.xpath("./w:docDefaults//w:rPr")
    (fonts,), (speech,) = letters.xpath("./w:rFonts"), letters.xpath("./w:lang")
    assert fonts.get(qn("w:eastAsia")) == "Noto Sans CJK TC"
    assert speech.get(qn("w:eastAsia")) == "zh-TW"
    with zipfile.ZipFile(io.BytesIO(render_document(report))) as file:
        table = file.read("word/fontTable.xml").decode()
    assert "Microsoft JhengHei" in table
    assert "YaHei" not in table
    runs = written.element.body.xpath(".//w:r[w:t]")
    assert len(written.element.body.xpath(".//w:r[w:t][w:rPr/w:rFonts/@w:hint='eastAsia']")) == len(
        runs
    )


def test_slides_are_set_in_traditional_letters(report):
    with zipfile.ZipFile(io.BytesIO(render_slides(report))) as file:
        theme = file.read("ppt/theme/theme1.xml").decode()
        slides = [n for n in file.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", n)]
        speech = {s for n in slides for s in re.findall(r'lang="([\w-]+)"', file.read(n).decode())}

    assert '<a:ea typeface="Microsoft JhengHei"/>' in theme
    assert '<a:font script="Hans" typeface="Microsoft YaHei"/>' in theme
    assert speech == {"zh-TW"}


def test_a_workbook_is_set_in_traditional_letters(report):
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(report)))

    assert book.worksheets[0]["A2"].font.name == "Microsoft JhengHei"


TABLES = {
    # What a language is called, how it is drawn and formatted, how its tags are told apart.
    *("assess/language.py", "assess/tags.py", "assess/core/typefaces.py"),
    *("assess/rendering/filters.py", "assess/rendering/fonts.py"),
    *("assess/rendering/document/look.py", "assess/rendering/slides/look.py"),
    "assess/web/static/assess.css",
    # What others call a language.
    *("assess/definitions/importing/texts.py", "assess/definitions/importing/xlsform/spoken.py"),
    # What a file is written in that does not say it.
    *("assess/core/benchmark.py", "assess/definitions/benchmarks.py"),
    # Rules of wording, and words to begin with, are there for some languages.
    *("assess/definitions/wording/words.py", "assess/definitions/drafting/lines.py"),
}
"""Where one kind of Chinese may be named."""


def test_nothing_else_in_the_program_is_about_one_kind_of_chinese():
    code = [path for path in (ROOT / "assess").rglob("*.py") if "cli" not in path.parts]
    pages = [path for path in (ROOT / "templates").rglob("*.*") if path.is_file()]
    styles = [p for p in (ROOT / "assess/web/static").iterdir() if p.suffix in {".css", ".js"}]
    named = re.compile(r"[\"'(]zh-Han[st][\"')]|CJK [ST]C")

    found = {
        path.relative_to(ROOT).as_posix()
        for path in (*code, *pages, *styles)
        if named.search(path.read_text(encoding="utf-8"))
    }

    assert found - TABLES == set()
