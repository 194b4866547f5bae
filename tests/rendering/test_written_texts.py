"""Whatever people write reaches the paper as they wrote it, or is refused with a cure."""

import io
from dataclasses import replace

import pypdf
import pytest

from assess.core.assessment import Organization
from assess.core.report import Report
from assess.core.text import Text
from assess.language import speaking
from assess.rendering import fonts, pdf
from assess.rendering.fonts import MissingFont, printable, require_fonts
from assess.rendering.pdf import ReportTooLarge, TextTooLong, render_report, report_html
from assess.rendering.presentation import Presentation
from tests.rendering.cases import compiled, harbour

ENGLISH = Presentation(language="en")
LONG_WORD = "Customer" * 125


def noted(note: str, name: str = "Harbour") -> Report:
    """The example with this note on one item and this name."""
    example = harbour()
    answers = {**example.answers, "L1": replace(example.answers["L1"], note=note)}
    organization = Organization(name=Text({"en": name}), facts=example.organization.facts)
    return compiled(replace(example, answers=answers, organization=organization))


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("plain 海港, tab\tand\nline", "plain 海港, tab\tand\nline"),
        ("two\u2028lines\vhere", "two lines here"),
        ("a\x00b\x1bc", "a\ufffdb\ufffdc"),
        ("lone \ud800 half", "lone \ufffd half"),
        ("none \ufffe here \U0001ffff", "none \ufffd here \ufffd"),
        ("\u202eturned\u202c", "turned"),
    ],
)
def test_what_is_no_character_is_printed_as_a_mark(written, printed):
    assert printable(written) == printed


def test_a_direction_that_somebody_wrote_turns_no_word_of_ours():
    assert "\u202e" not in report_html(noted("\u202eevil"), ENGLISH)


def test_a_character_nobody_sees_is_named_by_its_number(monkeypatch):
    fonts._without_glyph.cache_clear()
    monkeypatch.setattr(fonts, "_some_font_has", lambda _: False)

    with speaking("en"), pytest.raises(MissingFont, match=r"U\+E123"):
        require_fonts("private \ue123")
    fonts._without_glyph.cache_clear()


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_text_too_long_for_paper_is_refused_with_its_place(language):
    report = noted("x" * (pdf.MOST_CHARACTERS + 1))

    with pytest.raises(TextTooLong) as refused:
        render_report(report, Presentation(language=language))

    assert refused.value.place == "answers.L1.note"
    assert str(pdf.MOST_CHARACTERS + 1) in str(refused.value)


def test_a_report_that_needs_too_much_is_told_as_such(monkeypatch):
    class Killed:
        returncode, stdout, stderr = -9, b"", b""

    monkeypatch.setattr(pdf, "run_child", lambda *_, **__: Killed)

    with pytest.raises(ReportTooLarge):
        render_report(noted("short"), ENGLISH)


@pytest.mark.pdf
def test_a_word_longer_than_lines_and_a_long_name_are_printed_whole():
    printed = render_report(noted(LONG_WORD, name="Harbour Trading " * 15), ENGLISH)

    pages = pypdf.PdfReader(io.BytesIO(printed)).pages
    words = "".join("".join(page.extract_text() for page in pages).split()).replace("\u200b", "")
    assert LONG_WORD in words
