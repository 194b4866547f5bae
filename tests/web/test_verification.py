"""The public page that verifies a report."""

import io
from datetime import UTC, datetime

import pytest

from assess.rendering.presentation import Presentation
from assess.rendering.signing import sign
from tests.rendering.authority import SIGNER, founded
from tests.rendering.cases import CASES, compiled
from tests.rendering.prints import print_of

pytestmark = pytest.mark.pdf


@pytest.fixture(scope="module")
def printed() -> bytes:
    return print_of(compiled(CASES["harbour"]), Presentation(language="en", edition="board")).pdf


def sent(visitor, pdf: bytes, name: str = "harbour.pdf"):
    return visitor.post("/verify", {"report": (io.BytesIO(pdf), name)})


def test_a_genuine_report_is_told_to_be_genuine(visitor, printed):
    page = sent(visitor, printed)

    assert page.status_code == 200
    assert "harbour.pdf: genuine" in page.text
    assert "464.5" in page.text
    assert compiled(CASES["harbour"]).seal in page.text


def test_a_changed_report_is_told_with_what_differs(visitor, printed):
    visitor.speak("zh-Hans")
    page = sent(visitor, printed.replace(b"%PDF-1.7", b"%PDF-1.6"))

    assert "harbour.pdf：不真实" in page.text
    assert "文件在生成之后被改动或已损坏" in page.text


def test_the_signer_of_a_report_is_named(visitor, printed, tmp_path):
    authority = founded(tmp_path)
    signed = sign(
        printed,
        authority.key,
        authority.certificate,
        reason="I issued this report",
        at=datetime(2026, 10, 2, 9, tzinfo=UTC),
    )
    page = sent(visitor, signed)

    assert "harbour.pdf: genuine" in page.text
    assert f"signed as “{SIGNER}” on 2 October 2026" in page.text


@pytest.mark.parametrize("other", [b"", b"<script>alert(1)</script>", bytes(100_000)])
def test_what_is_no_report_is_told_and_its_name_is_only_text(visitor, other):
    page = sent(visitor, other, "<b>x</b>.pdf")

    assert page.status_code == 200
    assert "this is not a report of this program" in page.text
    assert "&lt;b&gt;x&lt;/b&gt;.pdf: not genuine" in page.text


def test_without_a_file_the_page_asks_for_one(visitor):
    page = visitor.post("/verify")

    assert page.status_code == 422
    assert "Choose a file first." in page.text
