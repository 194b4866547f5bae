"""The ways in which a file may not be the report it says it is, and how a reader is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assess.core.characters import one_line
from assess.core.faults import N_
from assess.language import gettext


class Doubt(StrEnum):
    """One way in which a file is not what it says."""

    NO_REPORT = "no report"
    UNREADABLE = "unreadable"
    BYTES = "bytes"
    RECORD = "record"
    QUESTIONNAIRE = "questionnaire"
    BENCHMARK = "benchmark"
    ENGINE = "engine"
    RESULT = "result"
    SEAL = "seal"
    PAGES = "pages"
    WORDS = "words"
    DRAWING = "drawing"
    UNPRINTABLE = "unprintable"
    APPENDED = "appended"
    SIGNATURE = "signature"
    SIGNATURE_UNCHECKED = "signature unchecked"
    UNSIGNED = "unsigned"
    UNTRUSTED = "untrusted"


SENTENCES = {
    Doubt.NO_REPORT: N_("this is not a report of this program"),
    Doubt.UNREADABLE: N_("the file cannot be read as a PDF"),
    Doubt.BYTES: N_("the file was changed or damaged after it was printed"),
    Doubt.RECORD: N_("the attached answers or result are missing or changed: {place}"),
    Doubt.QUESTIONNAIRE: N_("the questionnaire it was answered with is not known here: {found}"),
    Doubt.BENCHMARK: N_("the published references it was compared with are others than ours"),
    Doubt.ENGINE: N_("it was printed by version {found}; this is version {expected}"),
    Doubt.RESULT: N_("{place} is {found} in the attached result, the answers give {expected}"),
    Doubt.SEAL: N_("the seal is {found}, the answers give {expected}"),
    Doubt.PAGES: N_("it has {found} pages, the answers give {expected}"),
    Doubt.WORDS: N_("page {place} says “{found}”, the answers give “{expected}”"),
    Doubt.DRAWING: N_(
        "every word and number agrees, but the drawing is not the one printed here; "
        "other fonts or libraries do that too"
    ),
    Doubt.UNPRINTABLE: N_(
        "what the answers give cannot be printed here, so no page can be compared: {found}"
    ),
    Doubt.APPENDED: N_("behind the report stands something that is no signature of this program"),
    Doubt.SIGNATURE: N_("the signature is broken: it is not one of this report"),
    Doubt.SIGNATURE_UNCHECKED: N_(
        "it is signed, but who signed it cannot be checked here — "
        "install what is missing with: pip install assess[sign]"
    ),
    Doubt.UNSIGNED: N_("nobody signed it"),
    Doubt.UNTRUSTED: N_("{found} signed it, but none of the given roots vouches for that name"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt, where it arose, what stands there and what should."""

    doubt: Doubt
    place: str = ""
    found: str = ""
    expected: str = ""


def sentence(finding: Finding) -> str:
    """A finding for a reader."""
    said = gettext(SENTENCES[finding.doubt])
    found, expected = one_line(finding.found), one_line(finding.expected)
    return said.format(place=one_line(finding.place), found=found, expected=expected)
