"""Whatever people write ends in a report or in a sentence, and nothing of it is obeyed."""

import resource
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import zip_longest
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5

from assess import __version__
from assess.core.answers import Answer, KpiAnswer
from assess.core.assessment import Assessment, Organization
from assess.core.questionnaire import Questionnaire
from assess.core.report import Report, compile_report
from assess.core.result import result_of
from assess.core.text import Text
from assess.errors import AssessError
from assess.language import speaking
from assess.rendering import pdf
from assess.rendering.fonts import MissingFont, printable, require_fonts
from assess.rendering.pdf import ReportTooLarge, TextTooLong, render_report, report_html
from assess.rendering.presentation import Presentation
from tests.rendering.cases import harbour, library, shipped
from tests.rendering.pages import Printed
from tests.rendering.test_printing import Canary

ENGLISH = Presentation(language="en")
FIELDS = ("name", "region", "note", "reason", "period")
NOTED, COUNTED, LEFT_OUT = "L1", "R3", "V5"
PARTS = ("leadership", "resources", "results")


@cache
def short() -> Questionnaire:
    """Three dimensions of the questionnaire, which print faster than all."""
    whole = shipped()
    return replace(whole, dimensions=tuple(d for d in whole.dimensions if d.id in PARTS))


def reported(assessment: Assessment) -> Report:
    """The assessment reported on as far as the short questionnaire asks."""
    answers = {id: each for id, each in assessment.answers.items() if short().item(id)}
    return compile_report(
        short(), replace(assessment, answers=answers), library().benchmark, engine=__version__
    )


def written(words: Callable[[str], str]) -> Assessment:
    """The example with words of its own for each of the FIELDS."""
    example = harbour()
    answers: dict[str, Answer] = dict(example.answers)
    answers[NOTED] = replace(answers[NOTED], note=words("note"))
    answers[LEFT_OUT] = KpiAnswer(not_applicable=words("reason"))
    answers[COUNTED] = replace(answers[COUNTED], period=words("period"))  # type: ignore[call-arg]
    organization = Organization(
        name=Text(dict.fromkeys(example.organization.name.translations, words("name"))),
        facts={**example.organization.facts, "region": words("region")},
    )
    return replace(example, answers=answers, organization=organization)


def everywhere(words: str) -> Assessment:
    """These words in every field, the note as long as may be printed."""
    return written(lambda field: words[: 10_000 if field == "note" else 1000])


def measured(value: Fraction, period: Fraction) -> Assessment:
    """The example with this value and this period, also below zero, in every measure."""
    example = harbour()
    answers = {
        id: replace(answer, value=value, periods=(period, -period, value))
        if isinstance(answer, KpiAnswer) and answer.value is not None
        else answer
        for id, answer in example.answers.items()
    }
    return replace(example, answers=answers)


# --- hostile content ------------------------------------------------------------------

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
        "organization.name.en has 1001 characters, at most 1000",
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
        subprocess,
        "run",
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


# --- ways out -------------------------------------------------------------------------

WAYS_OUT = {
    "image": '<img src="{url}" onerror="fetch(1)">',
    "image set": '<img srcset="{url} 2x">',
    "picture": '<picture><source srcset="{url}"></picture>',
    "object": '<object data="{url}"></object>',
    "embed": '<embed src="{url}">',
    "frame": '<iframe src="{url}" srcdoc="<p>x"></iframe>',
    "video": '<video poster="{url}" src="{url}"></video>',
    "audio": '<audio src="{url}"></audio>',
    "picture in a picture": '<svg><image href="{url}" xlink:href="{url}"/></svg>',
    "use": '<svg><use href="{url}#x"/></svg>',
    "foreign": '<svg><foreignObject><img src="{url}"></foreignObject></svg>',
    "background": '<p style="background: url({url})">',
    "import": "<style>@import '{url}';</style>",
    "font": "</style><style>@font-face{{font-family:x;src:url({url})}}",
    "cursor": "<style>*{{cursor:url({url}),auto}}</style>",
    "generated": "<style>p::before{{content:url({url})}}</style>",
    "marker": "<style>li{{list-style-image:url({url})}}</style>",
    "border": "<style>p{{border-image:url({url}) 1}}</style>",
    "mask": "<style>p{{mask:url({url});filter:url({url}#f)}}</style>",
    "shape": "<style>p{{shape-outside:url({url});float:left}}</style>",
    "style sheet": '<link rel="stylesheet" href="{url}">',
    "icon": '<link rel="icon" href="{url}">',
    "attached": '<link rel="attachment" href="{url}">',
    "attachment": '<a rel="attachment" href="{url}">x</a>',
    "base": '<base href="{url}/">',
    "refresh": '<meta http-equiv="refresh" content="0;url={url}">',
    "script": '<script src="{url}"></script>',
    "script address": "<a href=\"javascript:fetch('{url}')\">x</a>",
    "link": '<a href="{url}">x</a> {url}',
    "form": '<form action="{url}"><input name="x"><button>x</button></form>',
    "data": "<img src=\"data:image/svg+xml,<svg><image href='{url}'/></svg>\">",
    "entity": "<!DOCTYPE x [<!ENTITY e SYSTEM '{url}'>]><x>&e;</x>",
    "instruction": '<?xml-stylesheet href="{url}"?><!--x--><![CDATA[<img src="{url}">]]>',
    "inclusion": '<xi:include href="{url}" parse="text"/>',
    "template": "{{{{ url_for('{url}') }}}}{{% include '{url}' %}}",
    "attribute": '" style="background:url({url})" x=\'',
    "markdown": "![x]({url}) [x](javascript:x) =HYPERLINK({url})",
}
SECRET = "the secret of the file"


@cache
def plain() -> Element:
    return parsed("lorem")


def parsed(words: str) -> Element:
    """The page as the printer reads it, with these words in every field."""
    with speaking("en"):
        html = report_html(reported(written(lambda field: f"{field}: {words}")), ENGLISH)
    found: Element = tinyhtml5.parse(html.replace("\u200b", ""), namespace_html_elements=False)
    return found


@pytest.mark.parametrize("way", WAYS_OUT)
def test_what_looks_like_markup_stays_text_in_every_field(way):
    construct = WAYS_OUT[way].format(url="http://127.0.0.1:1/x")
    seen = set()

    for found, wanted in zip_longest(parsed(construct).iter(), plain().iter()):
        assert found.tag == wanted.tag
        assert found.attrib.keys() == wanted.attrib.keys()
        for got, told in ((found.text, wanted.text), (found.tail, wanted.tail)):
            if told and "lorem" in told:
                assert got == told.replace("lorem", construct)
                seen |= {field for field in FIELDS if f"{field}: lorem" in told}
            elif got != told:
                # The seal and its drawing depend on the answers, and nothing else does.
                assert construct not in (got or "")
    assert seen == set(FIELDS)


@pytest.fixture
def canary() -> Iterator[Canary]:
    with Canary() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_report_full_of_ways_out_reaches_nothing(canary, tmp_path, monkeypatch, language):
    secret = tmp_path / "secret.svg"
    secret.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg"><text y="9">{SECRET}</text></svg>', "utf-8"
    )
    # All the ways at once are longer than a name may be.
    monkeypatch.setattr(pdf, "MOST_CHARACTERS", 1_000_000)
    urls = (canary.address, secret.as_uri())
    ways = " ".join(way.format(url=url) for url in urls for way in WAYS_OUT.values())
    printed = Printed(
        render_report(reported(written(lambda _: ways)), Presentation(language=language))
    )

    assert canary.songs == 0
    said = "".join(page.plain for page in printed.pages)
    assert SECRET.replace(" ", "") not in said
    assert SECRET.encode() not in printed.bytes
    assert said.count("foreignObject") >= 2 * len(urls) * len(FIELDS)
    assert set(printed.reader.attachments) == {pdf.ANSWERS_FILE, pdf.RESULT_FILE}
    assert not {"/OpenAction", "/AA", "/AcroForm"} & printed.reader.root_object.keys()
    assert "/JavaScript" not in printed.reader.root_object.get("/Names", {})
    assert set(_actions(printed)) <= {"#"}


def _actions(printed: Printed) -> Iterator[str]:
    """What each annotation of a file does: "#" leads to a place inside it."""
    places = printed.reader.named_destinations
    for page in printed.reader.pages:
        for reference in page.get("/Annots", []):
            annotation = reference.get_object()
            inside = annotation["/Subtype"] == "/Link" and annotation.get("/Dest") in places
            yield "#" if inside and "/A" not in annotation else str(annotation)
