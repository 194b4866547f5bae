"""A signed report: still accessible and archivable, genuine, and nothing in it can be changed."""

import asyncio
import io
import random
import re
import sys
from collections.abc import Sequence
from datetime import UTC
from functools import cache
from pathlib import Path

import page as validator
import pikepdf
import pytest
from asn1crypto import cms as asn1
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from assess import __version__
from assess.core.report import Report
from assess.language import speaking
from assess.rendering import conformance, revisions
from assess.rendering.doubts import Doubt, sentence
from assess.rendering.packing import NotPacked, Packed
from assess.rendering.presentation import Presentation
from assess.rendering.reading import HERE, Reader
from assess.rendering.signing import (
    NotAsPrinted,
    SigningUnavailable,
    UnusableKey,
    UnusableRoots,
    is_signed,
    require_key,
    require_roots,
    sign,
    signature_of,
    told,
)
from assess.rendering.verification import Verdict, verify
from tests.elsewhere import elsewhere
from tests.rendering.authority import AT, PASSPHRASE, REASON, SIGNER, Authority, founded, signed_by
from tests.rendering.cases import BRIEF, CASES, UNREAD, compiled, find, library
from tests.rendering.mutations import mutated
from tests.rendering.prints import print_of

pytestmark = pytest.mark.pdf


@cache
def report() -> Report:
    return compiled(CASES["half"])


@cache
def printed(edition: str = "board") -> bytes:
    return print_of(report(), Presentation(language="en", edition=edition)).pdf  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def authority(tmp_path_factory) -> Authority:
    return founded(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def signed(authority: Authority) -> bytes:
    return signed_by(authority, printed())


def as_printed(*_: object) -> bytes:
    return printed()


def judged(pdf: bytes, reader: Reader = BRIEF, roots: Sequence[Path] = ()) -> Verdict:
    return verify(
        *(pdf, find, library().benchmark),
        engine=__version__,
        roots=roots,
        reader=reader,
        reprint=as_printed,
    )


def doubts(pdf: bytes, reader: Reader = BRIEF) -> set[Doubt]:
    return {finding.doubt for finding in judged(pdf, reader).findings}


# --- a good signature -----------------------------------------------------------------


@pytest.mark.parametrize("edition", ["full", "board"])
@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_a_signed_report_still_keeps_both_standards(authority, edition, profile):
    found = validator.validate_pdf_bytes(
        signed_by(authority, printed(edition)),
        profile=getattr(validator.ValidationProfile, profile),
    )

    assert found.failures == []
    assert found.is_compliant


def test_a_signed_report_is_genuine_and_names_the_signer(signed):
    verdict = judged(signed, HERE)

    assert verdict.genuine
    assert verdict.notes == ()
    assert verdict.signature is not None
    assert (verdict.signature.signer, verdict.signature.reason) == (SIGNER, REASON)
    assert verdict.signature.at == AT
    assert SIGNER in told(verdict.signature)
    assert "4 March 2026" in told(verdict.signature)


def test_signing_and_checking_work_where_a_loop_of_events_is_running(authority):
    async def both() -> Verdict:
        return judged(signed_by(authority, printed()))

    assert elsewhere(asyncio.run, both()).signature


def test_a_report_that_nobody_signed_says_nothing_of_signatures():
    verdict = judged(printed())

    assert verdict.genuine
    assert (verdict.signature, verdict.notes, signature_of(printed())) == (None, (), None)


def test_the_report_itself_is_left_as_it_was_printed(signed):
    assert signed.startswith(printed())
    assert conformance.identifiers(signed) == conformance.identifiers(printed())
    assert conformance.digest_of(signed) == conformance.digest_of(printed())


def test_another_program_finds_the_signature_whole_and_trusted(authority, signed):
    (found,) = PdfFileReader(io.BytesIO(signed)).embedded_signatures
    roots = ValidationContext(trust_roots=list(load_certs_from_pemder([authority.root])))
    status = elsewhere(validate_pdf_signature, found, roots)

    assert status.bottom_line
    assert status.trusted
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    assert status.signer_reported_dt == AT
    assert found.sig_object["/SubFilter"] == SigSeedSubFilter.PADES.value
    assert found.sig_object["/Reason"] == REASON


def test_the_signature_is_pades_at_its_baseline(signed):
    said = revisions.statement_of(revisions.split(signed)[1])
    assert said is not None
    (info,) = asn1.ContentInfo.load(said.contents)["content"]["signer_infos"]
    names = {attribute["type"].native for attribute in info["signed_attrs"]}

    # The certificate is bound, and the time stands in the file alone.
    assert {"content_type", "message_digest", "signing_certificate_v2"} <= names
    assert "signing_time" not in names
    assert info["digest_algorithm"]["algorithm"].native == "sha256"


@pytest.mark.parametrize("edition", ["full", "board"])
def test_nothing_but_an_unseen_field_is_added(authority, edition):
    with (
        pikepdf.open(io.BytesIO(printed(edition))) as before,
        pikepdf.open(io.BytesIO(signed_by(authority, printed(edition)))) as after,
    ):
        assert set(after.Root.keys()) - set(before.Root.keys()) == {"/AcroForm"}
        (field,) = after.Root.AcroForm.Fields
        page = after.pages[0]
        links = list(before.pages[0].get("/Annots", []))
        assert next(iter(page.Annots)) == field
        assert len(page.Annots) == len(links) + 1
        assert page.Contents.read_raw_bytes() == before.pages[0].Contents.read_raw_bytes()
        assert [int(edge) for edge in field.Rect] == [-9999] * 4
        assert int(field.F) & 4
        assert "/AP" not in field
        assert str(field.TU) == "Signature of the issuer of this report"


def test_the_same_report_signed_at_the_same_time_has_the_same_bytes(authority, signed):
    assert signed_by(authority, printed()) == signed


def test_a_key_on_an_elliptic_curve_signs_too(authority):
    pdf = sign(printed(), authority.curve, authority.curved, (authority.middle,), reason="", at=AT)

    verdict = judged(pdf)
    assert verdict.signature is not None
    assert doubts(pdf) == set()
    # Nothing in a name steers a terminal.
    assert verdict.signature.signer == " [2JCurve"


def test_a_locked_key_is_opened(authority, signed):
    chain = (authority.middle, authority.root)
    opened = sign(
        *(printed(), authority.locked, authority.certificate, chain, PASSPHRASE),
        reason=REASON,
        at=AT,
    )

    assert opened == signed


@pytest.mark.parametrize(
    ("roots", "trusted"), [(("root",), True), (("stranger",), False), ((), False)]
)
def test_a_signer_is_trusted_only_when_a_given_root_vouches(authority, signed, roots, trusted):
    found = signature_of(signed, [getattr(authority, root) for root in roots])

    assert found is not None
    assert (found.intact, found.trusted) == (True, trusted)


@pytest.mark.parametrize(
    ("root", "pdf", "told"),
    [
        ("root", "signed", set()),
        ("stranger", "signed", {Doubt.UNTRUSTED}),
        ("root", "printed", {Doubt.UNSIGNED}),
    ],
)
def test_with_roots_only_what_they_vouch_for_is_genuine(authority, signed, root, pdf, told):
    verdict = judged(signed if pdf == "signed" else printed(), roots=[getattr(authority, root)])

    assert {finding.doubt for finding in verdict.findings} == told
    assert bool(verdict.signature and verdict.signature.trusted) is (told == set())


def test_files_without_certificates_are_no_roots(authority, tmp_path):
    (tmp_path / "nothing.pem").write_text("nothing")

    for path in (tmp_path / "nothing.pem", authority.key):
        with pytest.raises(UnusableRoots, match=re.escape(str(path))):
            require_roots([path])


# --- one that is not ------------------------------------------------------------------


def flipped(pdf: bytes, at: int) -> bytes:
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


def test_a_changed_byte_in_the_report_is_found(signed):
    changed = flipped(signed, len(printed()) // 2)

    assert {Doubt.BYTES, Doubt.SIGNATURE} <= doubts(changed, UNREAD)


@pytest.mark.parametrize("part", [0.1, 0.4, 0.7, 0.99])
def test_a_changed_byte_in_the_signature_or_its_certificates_is_found(signed, part):
    found = re.search(rb"/Contents <([0-9a-f]{1000,})>", signed)
    assert found is not None
    at = found.start(1) + int(part * (found.end(1) - found.start(1)))
    # Another digit that is one, so that only cryptography can tell.
    digit = b"0" if signed[at : at + 1] != b"0" else b"1"

    assert doubts(signed[:at] + digit + signed[at + 1 :]) == {Doubt.SIGNATURE}


def test_another_time_or_reason_breaks_the_signature(signed):
    assert doubts(signed.replace(b"/M (D:2026", b"/M (D:2025")) == {Doubt.SIGNATURE}
    issued = "Issued".encode("utf-16-be").hex().encode()
    other = "Edited".encode("utf-16-be").hex().encode()
    assert doubts(signed.replace(issued, other)) == {Doubt.SIGNATURE}


@pytest.mark.parametrize("garbage", [b"\n", b"garbage", b"%%EOF\n"])
def test_garbage_behind_a_report_is_found_signed_or_not(signed, garbage):
    for pdf in (signed, printed()):
        assert doubts(pdf + garbage, UNREAD) == {Doubt.APPENDED, Doubt.UNREADABLE}


def test_a_signature_of_another_report_is_found(authority, signed):
    behind = revisions.split(signed_by(authority, printed("full")))[1]

    assert Doubt.APPENDED in doubts(printed() + behind, UNREAD)


def test_a_revision_that_is_more_than_the_signature_is_found_however_well_it_is_signed(authority):
    """What another program adds with a good signature may change what a page shows."""
    signer = SimpleSigner.load(str(authority.key), str(authority.certificate))
    writer = IncrementalPdfFileWriter(io.BytesIO(printed()))
    pdf = elsewhere(sign_pdf, writer, PdfSignatureMetadata(field_name="Other"), signer).getvalue()
    (found,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures

    assert elsewhere(validate_pdf_signature, found, ValidationContext(trust_roots=[])).intact
    # All of it was read, and only what was added is told.
    assert doubts(pdf, HERE) == {Doubt.APPENDED}
    assert not is_signed(pdf)


def test_of_three_hundred_mutations_none_is_accepted(signed):
    chance = random.Random(2026)
    telling = {Doubt.BYTES, Doubt.NO_REPORT, Doubt.APPENDED, Doubt.SIGNATURE}
    assert doubts(signed, UNREAD) == {Doubt.UNREADABLE}
    for number in range(300):
        # Half of them behind the report, where the signature stands.
        changed = mutated(signed, chance, len(printed()) if number % 2 else 0)
        if changed in {signed, printed()}:
            continue
        assert doubts(changed, UNREAD if number % 25 else BRIEF) & telling, number


# --- what cannot be signed --------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "certificate", "passphrase"),
    [
        ("key", "curved", None),
        ("key", "root", None),
        ("locked", "certificate", None),
        ("locked", "certificate", b"wrong"),
        ("certificate", "key", None),
        ("missing", "certificate", None),
    ],
)
def test_files_that_do_not_belong_together_are_told(authority, key, certificate, passphrase):
    files = getattr(authority, key), getattr(authority, certificate)

    with pytest.raises(UnusableKey, match=re.escape(str(files[0]))):
        require_key(*files, (), passphrase)


def test_only_a_report_as_printed_is_signed_and_only_once(authority, signed):
    for pdf in (signed, b"%PDF-1.7\n%%EOF\n", b""):
        with pytest.raises(NotAsPrinted):
            signed_by(authority, pdf)


@pytest.mark.parametrize("torn", [0.1, 0.5, 0.97])
def test_a_torn_report_is_refused_and_no_more(torn):
    body = printed()
    cut = int(len(body) * torn)
    with pytest.raises(NotPacked):
        Packed(body[:cut] + body[-30:]).first_page  # noqa: B018


# --- without the extra ------------------------------------------------------------------


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without the extra."""
    monkeypatch.setitem(sys.modules, "assess.rendering.cms", None)


def test_without_the_extra_signing_says_what_to_install(authority, bare):
    with pytest.raises(SigningUnavailable, match=r"pip install assess\[sign\]$"):
        signed_by(authority, printed())


def test_without_the_extra_a_signed_report_is_genuine_but_its_signer_unknown(signed, bare):
    verdict = judged(signed)

    assert verdict.genuine
    assert verdict.signature is None
    assert [note.doubt for note in verdict.notes] == [Doubt.SIGNATURE_UNCHECKED]
    with speaking("zh-Hans"):
        assert "pip install assess[sign]" in sentence(verdict.notes[0])


def test_without_the_extra_what_is_no_signature_is_still_found(signed, bare):
    for pdf in (signed + b"garbage", signed.replace(b"/Rect [-9999", b"/Rect [-9998")):
        assert Doubt.APPENDED in doubts(pdf, UNREAD)


def test_signing_is_imported_only_when_it_is_used(tmp_path: Path):
    import subprocess

    program = (
        "import sys, assess.rendering.verification;"
        "print([name for name in sys.modules if name.startswith(('pyhanko', 'asn1crypto'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path
    )

    assert done.stdout == "[]\n"


def test_times_are_kept_in_whole_seconds_of_utc(authority):
    late = AT.replace(microsecond=999_999)
    pdf = sign(printed(), authority.key, authority.certificate, reason="", at=late)

    said = revisions.statement_of(revisions.split(pdf)[1])
    assert said is not None
    assert said.at == AT.astimezone(UTC)
