"""Whatever people write ends in a report or in a sentence."""

import resource
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

import pytest

from assess.core.assessment import Assessment
from assess.core.characters import printable
from assess.core.result import result_of
from assess.errors import AssessError
from assess.language import speaking
from assess.rendering import pdf
from assess.rendering.fonts import MissingFont, require_fonts
from assess.rendering.pdf import ReportTooLarge, render_report, report_html
from assess.rendering.places import TextTooLong
from tests.rendering.cases import harbour
from tests.rendering.hostile import ENGLISH, everywhere, measured, reported, written
from tests.rendering.pages import Printed

ZALGO = "Z" + "".join(map(chr, range(0x300, 0x370))) * 40
HARMLESS_TO_PRINT: Mapping[str, Assessment] = {
    "brackets": everywhere("([{<div><b>" * 500),
    "one word": everywhere("W" * 20_000),
    "short paragraphs": everywhere("x\n" * 5000),
    "other directions": everywhere("שלום עולם مرحبا " + ZALGO),
    "controls": everywhere(
        "".join(map(chr, range(32)))
        + "\x7f\x80\x85\u2028\ufffe\ufdd0"
        + "a\u200b\u200d\ufeff\u2060b\u202ec\u2066d\xad" * 100
    ),
    "looks like code": everywhere(
        "{{ 7*7 }}{% raw %}{name!r}%s &amp;&#0;&#xD800;]]><!--</style></title>@page{size:1px}\\"
    ),
    "enormous numbers": measured(Fraction(10) ** 400 / 3, Fraction(10) ** 18 - 1),
}
REFUSED: Mapping[str, tuple[Assessment, type[AssessError], str]] = {
    "a word of 100,000 letters": (
        written(lambda field: "a" * (100_000 if field == "note" else 1)),
        TextTooLong,
        "answers.L1.note has 100000 characters",
    ),
    "a reason of 100,000 characters": (
        written(lambda field: "why not " * (12_500 if field == "reason" else 1)),
        TextTooLong,
        "answers.V5.not_applicable has 100000 characters",
    ),
    "thousands of lines": (
        written(lambda field: "line\n" * (5000 if field == "period" else 1)),
        TextTooLong,
        "period has 24999|period has 25000",
    ),
    "an endless name": (
        written(lambda field: "a" * (1001 if field == "name" else 1)),
        TextTooLong,
        "organization.name has 1001 characters, at most 1000",
    ),
    "an endless region": (
        written(lambda field: "a" * (1001 if field == "region" else 1)),
        TextTooLong,
        "organization.facts.region has 1001",
    ),
    "private use": (everywhere("\U000f0000"), MissingFont, "U\\+F0000"),
    "unassigned": (everywhere("\u0378"), MissingFont, "U\\+0378"),
}


@dataclass(frozen=True)
class End:
    """How a printing ended: within its limits of time and memory, or with a fault."""

    pdf: bytes
    fault: AssessError | None


def printing(assessment: Assessment) -> End:
    printed, refused = b"", None
    try:
        printed = render_report(reported(assessment), ENGLISH)
    except AssessError as fault:
        refused = fault
    return End(printed, refused)


@cache
def ends() -> Mapping[str, End]:
    """How all of it ends, two at a time, with an ordinary report before, between and behind."""
    jobs = {"before": harbour(), **HARMLESS_TO_PRINT, "behind": harbour()}
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(jobs, pool.map(printing, jobs.values()), strict=True))


@pytest.mark.pdf
@pytest.mark.parametrize("kind", HARMLESS_TO_PRINT)
def test_hostile_content_ends_in_a_report(kind):
    end = ends()[kind]

    assert end.fault is None
    assert end.pdf.startswith(b"%PDF-")


@pytest.mark.pdf
def test_an_ordinary_report_printed_beside_them_comes_out_right():
    before, behind = ends()["before"], ends()["behind"]
    result = result_of(reported(harbour()))

    assert before.pdf == behind.pdf
    said = "".join(page.plain for page in Printed(before.pdf).pages)
    assert str(result["total"]["claimed"]) in said  # type: ignore[index]
    assert str(result["seal"]) in said


@pytest.mark.pdf
def test_no_printing_takes_more_memory_than_it_may():
    assert ends()
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < 1_500_000_000


@pytest.mark.pdf
def test_no_letter_of_an_endless_word_leaves_the_page():
    printed = Printed(ends()["one word"].pdf)
    width = float(printed.reader.pages[0].mediabox.width)

    # Name and region stand on the cover and on the summary, reason and period in two places.
    assert sum(page.plain.count("W") for page in printed.pages) >= 10_000 + 8 * 1000
    assert max(cell.right for page in printed.pages for cell in page.cells) < width


@pytest.mark.pdf
def test_a_report_full_of_controls_has_no_boxes_for_them():
    said = "".join(page.plain for page in Printed(ends()["controls"].pdf).pages)

    assert "\N{REPLACEMENT CHARACTER}" in said
    assert "\x00" not in said


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_printed_is_refused_with_its_place(kind):
    assessment, fault, words = REFUSED[kind]

    with pytest.raises(fault, match=words):
        render_report(reported(assessment), ENGLISH)


@pytest.mark.parametrize("character", ["\U000f0000", "\u0378", "\U000e0fff"])
def test_what_is_private_or_unassigned_needs_a_font_like_letters(character):
    with pytest.raises(MissingFont, match=f"U\\+{ord(character):04X}"):
        require_fonts(f"a{character}b")


def test_sequences_of_emoji_end_in_a_sentence_where_no_font_draws_them(monkeypatch):
    monkeypatch.setattr("assess.rendering.fonts._some_font_has", lambda wanted: "👩" not in wanted)

    with pytest.raises(MissingFont, match="👩"):
        render_report(reported(everywhere("👩\u200d👩\u200d👧\ufe0f🏳\ufe0f\u200d🌈")), ENGLISH)


@pytest.mark.pdf
def test_a_box_that_only_the_printer_notices_is_no_report(monkeypatch):
    monkeypatch.setattr(pdf, "require_fonts", lambda _: None)

    with pytest.raises(MissingFont, match=r"U\+0378") as missing:
        render_report(reported(everywhere("\u0378")), replace(ENGLISH, edition="board"))
    assert missing.value.characters == "\u0378"


@pytest.mark.parametrize(
    ("code", "remark"), [(-9, ""), (-24, ""), (1, "MemoryError"), (1, "x\nMemoryError: y")]
)
def test_a_printing_that_was_ended_says_what_to_do(monkeypatch, code, remark):
    monkeypatch.setattr(
        pdf,
        "run_child",
        lambda *_, **__: subprocess.CompletedProcess([], code, b"", remark.encode()),
    )

    with pytest.raises(ReportTooLarge, match="shorten the longest notes"):
        pdf._printed(b"{}")


# --- what is made of characters -------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("a\0b\x07c\x7fd\x80e", "a�b�c�d�e"),
        ("a\ud800b\udfffc", "a�b�c"),
        ("a\ufffeb\U0010ffffc\ufdd0", "a�b�c�"),
        ("a\vb\fc\u2028d\x85e", "a b c d e"),
        ("tabs\tand\nlines\r\n", "tabs\tand\nlines\r\n"),
        ("a\u202eb\u202cc\u2066d\u2069", "abcd"),
        ("hy\xadphen", "hyphen"),
        ("e\u0301\u0323 and Z" + "\u0300" * 500, "e\u0301\u0323 and Z" + "\u0300" * 4),
        (
            "שלום \u200fمرحبا 字 ก\u0e34\u0e48 👩\u200d👧",
            "שלום \u200fمرحبا 字 ก\u0e34\u0e48 👩\u200d👧",
        ),
    ],
    ids=[
        "controls",
        "half characters",
        "no characters",
        "breaks of lines",
        "plain space",
        "directions",
        "hyphens",
        "stacked marks",
        "other scripts",
    ],
)
def test_only_what_is_a_character_is_printed(given, made):
    assert printable(given) == made


def test_nothing_written_turns_around_the_words_beside_it():
    with speaking("en"):
        html = report_html(reported(everywhere("\u202eevil\u2067")), ENGLISH)

    assert "evil" in html
    assert not {"\u202e", "\u2067"} & set(html)


def test_the_name_at_the_foot_of_pages_is_cut():
    with speaking("en"):
        html = report_html(reported(everywhere("name " * 200)), ENGLISH)

    foot = html.partition('<p class="running-name">')[2].partition("</p>")[0]
    assert 150 < len(foot.strip()) < 200
    assert "…" in foot


def test_only_long_words_get_places_to_break():
    broken = pdf._breakable(f"<p title='{'t' * 200}'>{'x' * 99} {'y' * 130}&lt;{'字' * 200}</p>")

    assert broken.replace("\u200b", "") == (
        f"<p title='{'t' * 200}'>{'x' * 99} {'y' * 130}&lt;{'字' * 200}</p>"
    )
    assert [len(part) for part in broken.split("\u200b")][1:-1] == [30]


def test_no_place_to_break_tears_an_entity_or_a_mark_from_its_letter():
    broken = pdf._breakable("<p>" + "&lt;" * 300 + "</p><p>" + "e\u0301" * 300 + "</p>")

    assert broken.count("\u200b") > 10
    assert all(part.endswith((";", "e\u0301")) for part in broken.split("\u200b")[:-1])
