"""Whether a report is what it says: genuine ones pass, and nothing else does."""

import io
import json
import random
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pikepdf
import pytest

from assess import __version__
from assess.core.report import Report
from assess.language import speaking
from assess.rendering import conformance
from assess.rendering.doubts import Doubt, Finding, sentence
from assess.rendering.fonts import MissingFont
from assess.rendering.pdf import (
    ANSWERS_FILE,
    RESULT_FILE,
    MissingLibrary,
    PrintingFailed,
)
from assess.rendering.places import TextTooLong
from assess.rendering.presentation import Presentation
from assess.rendering.reading import HERE, IN_CHILD, Reader, Unreadable
from assess.rendering.verification import Verdict, verify
from tests.rendering.cases import BRIEF, CASES, LANGUAGES, UNREAD, compiled, find, library
from tests.rendering.mutations import mutated
from tests.rendering.prints import print_of

pytestmark = pytest.mark.pdf
ENGLISH = Presentation(language="en", edition="summary")
Plain = dict[str, Any]


@cache
def report() -> Report:
    return compiled(CASES["half"])


@cache
def genuine() -> bytes:
    return print_of(report(), ENGLISH).pdf


def as_printed(*_: object) -> bytes:
    """Stands for printing once more, which costs seconds and always gives the same."""
    return genuine()


def judged(pdf: bytes, reader: Reader = HERE, engine: str = __version__) -> Verdict:
    return verify(pdf, find, library().benchmark, engine=engine, reader=reader, reprint=as_printed)


def doubts(pdf: bytes, reader: Reader = HERE) -> set[Doubt]:
    return {finding.doubt for finding in judged(pdf, reader).findings}


@pytest.mark.parametrize(
    ("name", "language", "edition"),
    [
        ("half", "en", "full"),
        ("noted", "zh-Hans", "summary"),
        *(
            pytest.param(name, language, "full", marks=pytest.mark.night)
            for name in CASES
            for language in LANGUAGES
        ),
    ],
)
def test_a_report_as_it_was_printed_is_genuine(name, language, edition):
    shown = Presentation(language=language, edition=edition)
    pdf = print_of(compiled(CASES[name]), shown).pdf
    verdict = verify(pdf, find, library().benchmark, engine=__version__)

    assert verdict.findings == ()
    assert verdict.report is not None
    assert verdict.report.seal == compiled(CASES[name]).seal


def resealed(pdf: bytes) -> bytes:
    """The work of a forger who knows of the digest and writes a new one."""
    return conformance.with_digest(pdf)


def rewritten(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The report with something changed, saved anew and given its own digest again."""
    with pikepdf.open(io.BytesIO(genuine())) as pdf:
        change(pdf)
        saved = io.BytesIO()
        pdf.save(saved, static_id=False, compress_streams=True)
    seal = report().seal.encode()
    with_ids = re.sub(
        rb"/ID \[[^\]]*\]", b"/ID [(" + seal + b") (" + b"0" * 32 + b")]", saved.getvalue()
    )
    return resealed(with_ids)


def attached(name: str, change: Callable[[Plain], object]) -> bytes:
    def rewrite(pdf: pikepdf.Pdf) -> None:
        content = json.loads(pdf.attachments[name].get_file().read_bytes())
        change(content)
        pdf.attachments[name] = pikepdf.AttachedFileSpec(  # type: ignore[call-arg]  # all but these have defaults
            pdf, json.dumps(content).encode()
        )

    return rewritten(rewrite)


def test_a_better_answer_in_the_attachment_is_found_out():
    def flatter(record: Plain) -> None:
        record["assessment"]["answers"]["L1"]["practices.pay"] = "1"

    found = judged(attached(ANSWERS_FILE, flatter))

    assert not found.genuine
    assert {Doubt.SEAL, Doubt.RESULT} <= {finding.doubt for finding in found.findings}


def test_a_better_result_in_the_attachment_is_found_out():
    def flatter(result: Plain) -> None:
        result["total"]["claimed"] = "999.0"

    (finding,) = judged(attached(RESULT_FILE, flatter)).findings

    assert (finding.doubt, finding.place, finding.found) == (Doubt.RESULT, "total.claimed", "999.0")
    assert "999.0" in sentence(finding)


def test_another_word_on_a_page_is_found_out():
    def forge(pdf: pikepdf.Pdf) -> None:
        # The first sign of a line of page two becomes the same as its second.
        page = pdf.pages[1]
        commands = pikepdf.parse_content_stream(page)
        lines = [c.operands[0] for c in commands if str(c.operator) == "TJ"]
        line = next(line for line in lines if len(line) > 2 and bytes(line[0]) != bytes(line[2]))
        line[0] = line[2]
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(commands))

    (finding,) = judged(rewritten(forge)).findings

    assert (finding.doubt, finding.place) == (Doubt.WORDS, "2")
    assert finding.found != finding.expected


def test_a_page_left_out_is_found_out():
    assert Doubt.PAGES in doubts(rewritten(lambda pdf: pdf.pages.__delitem__(-1)))


def test_another_drawing_is_not_accepted_either():
    def recolour(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[1]
        commands = pikepdf.parse_content_stream(page)
        first = next(c for c in commands if str(c.operator) == "rg")
        first.operands[0] = pikepdf.Object.parse(b"0.5")
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(commands))

    assert doubts(rewritten(recolour)) == {Doubt.DRAWING}


@pytest.mark.parametrize(
    ("change", "doubt"),
    [
        (lambda record: record.pop("schema"), Doubt.RECORD),
        (lambda record: record.pop("assessment"), Doubt.RECORD),
        (lambda record: record["assessment"].update(sha256="cafe"), Doubt.QUESTIONNAIRE),
        (lambda record: record.update(benchmark="cafe"), Doubt.BENCHMARK),
        (lambda record: record.update(seal="cafe"), Doubt.SEAL),
        (lambda record: record["presentation"].update(paper="papyrus"), Doubt.RECORD),
        (lambda record: record["assessment"].update(purpose="boast"), Doubt.RECORD),
    ],
)
def test_a_record_that_does_not_fit_is_told(change, doubt):
    assert doubt in doubts(attached(ANSWERS_FILE, change), BRIEF)


def test_a_report_of_another_version_says_so():
    verdict = verify(
        genuine(), find, library().benchmark, engine="9.9.9", reader=HERE, reprint=as_printed
    )

    assert verdict.genuine
    assert [(f.doubt, f.found, f.expected) for f in verdict.notes] == [
        (Doubt.ENGINE, __version__, "9.9.9")
    ]


@pytest.mark.parametrize("other", [b"", b"%PDF-1.7\n%%EOF", b"nothing", bytes(5000)])
def test_what_is_no_report_is_told(other):
    assert doubts(other) == {Doubt.NO_REPORT}


def test_what_cannot_be_read_is_told():
    whole = print_of(report(), replace(ENGLISH, edition="full")).pdf
    torn = whole[: len(whole) // 2] + whole[-20_000:]

    assert {Doubt.BYTES, Doubt.UNREADABLE} <= doubts(torn)


def test_the_child_reads_the_same():
    assert IN_CHILD.files(genuine()) == HERE.files(genuine())
    assert IN_CHILD.words(genuine()) == HERE.words(genuine())
    for read in (IN_CHILD.files, IN_CHILD.words):
        with pytest.raises(Unreadable):
            read(b"%PDF-1.7 of nothing")


def test_no_word_is_read_of_what_is_the_same_to_the_last_byte():
    assert judged(genuine(), Reader(HERE.files, UNREAD.words)).genuine


def test_words_that_cannot_be_read_make_no_report_genuine():
    changed = rewritten(lambda pdf: pdf.pages.__delitem__(-1))

    assert doubts(changed, Reader(HERE.files, UNREAD.words)) == {Doubt.UNREADABLE}


TELLING = {Doubt.BYTES, Doubt.NO_REPORT, Doubt.APPENDED}


@pytest.mark.parametrize("many", [500, pytest.param(5000, marks=pytest.mark.night)])
def test_of_thousands_of_mutations_none_is_accepted(many):
    chance = random.Random(2026)
    pdf = genuine()
    assert doubts(pdf, UNREAD) == {Doubt.UNREADABLE}
    for number in range(many):
        changed = mutated(pdf, chance)
        if changed != pdf:
            told = doubts(changed, BRIEF if number % 100 == 0 else UNREAD)
            assert told & TELLING, number


def test_findings_speak_the_readers_language():
    (finding,) = judged(b"nothing").findings

    with speaking("zh-Hans"):
        assert sentence(finding) == "这不是本程序生成的报告"


@pytest.mark.parametrize("place", ["note", "name"])
def test_half_a_character_in_the_attachment_is_told_and_breaks_nothing(place):
    def halve(record: Plain) -> None:
        if place == "name":
            record["assessment"]["organization"]["name"]["en"] = "half \ud800"
        else:
            record["assessment"]["answers"]["L1"]["note"] = "half \ud800"

    assert Doubt.RECORD in doubts(attached(ANSWERS_FILE, halve))


@pytest.mark.parametrize(
    "fault",
    [MissingFont("㐀"), PrintingFailed("stopped"), TextTooLong("answers.L1.note", 99_999, 10_000)],
)
def test_what_cannot_be_printed_again_is_told_and_not_genuine(fault):
    def refuse(*_: object) -> bytes:
        raise fault

    found = verify(
        genuine(), find, library().benchmark, engine=__version__, reader=HERE, reprint=refuse
    )

    assert not found.genuine
    assert {f.doubt for f in found.findings} == {Doubt.UNPRINTABLE}
    assert str(fault) in sentence(found.findings[0])


def test_a_machine_that_cannot_print_accuses_no_file():
    def refuse(*_: object) -> bytes:
        raise MissingLibrary

    with pytest.raises(MissingLibrary):
        verify(
            genuine(), find, library().benchmark, engine=__version__, reader=HERE, reprint=refuse
        )


def test_a_file_cannot_steer_the_terminal_that_tells_of_it():
    told = sentence(Finding(Doubt.RESULT, "a\nb", "\x1b[2J\u202e1", "2\r"))

    assert told == "a b is �[2J1 in the attached result, the answers give 2"
