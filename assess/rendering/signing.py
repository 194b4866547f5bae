"""Signing a printed report, and telling who signed one.

The signature is PAdES B-B: it says who signed and shows any later change, not that the clock of
the signer was right.  Signing needs the extra `sign`; everything else does without it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from types import ModuleType

from assess.core.faults import N_
from assess.errors import AssessError
from assess.language import gettext
from assess.rendering.filters import day
from assess.rendering.packing import NotPacked
from assess.rendering.revisions import Increment, Statement, increment, split, statement_of

IDENTIFIER_DIGITS = 32
MOST_REASON = 250
MOST_SHOWN = 200
"""Letters of a name or a reason that is shown."""
DRAFTS = 4
"""Signatures on elliptic curves vary in length; the longest of some is met again soon."""


class SigningUnavailable(AssessError):
    """The extra that signs is not installed."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                N_(
                    "signatures need an extra that is not installed — "
                    "install it with: pip install assess[sign]"
                )
            )
        )


class UnusableKey(AssessError):
    """The key and the certificates cannot sign."""

    def __init__(self, key: Path, certificate: Path) -> None:
        super().__init__(
            gettext(
                N_(
                    "{key} and {certificate} cannot sign — both must be PEM files that belong "
                    "together, and ASSESS_SIGN_PASSPHRASE must open the key"
                )
            ).format(key=key, certificate=certificate)
        )


class UnusableRoots(AssessError):
    """The files that are to be trusted hold no certificates."""

    def __init__(self, roots: Sequence[Path]) -> None:
        files = ", ".join(map(str, roots))
        super().__init__(
            gettext(N_("{files}: no certificate to trust — give PEM files of certificates")).format(
                files=files
            )
        )


class NotAsPrinted(AssessError):
    """Only a report as it was printed is signed, and only once."""

    def __init__(self) -> None:
        super().__init__(gettext(N_("only a report as it was printed can be signed")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed a report, when and why by their own word, and what the signature is worth.

    `trusted`: one of the given roots vouches for it today.
    """

    signer: str
    at: datetime
    reason: str
    intact: bool
    trusted: bool


def require_key(
    key: Path, certificate: Path, chain: Sequence[Path] = (), passphrase: bytes | None = None
) -> None:
    """UnusableKey when these files cannot sign, SigningUnavailable when nothing can."""
    _draft(key, certificate, chain, passphrase)


def require_roots(roots: Sequence[Path]) -> None:
    """UnusableRoots when these files hold no certificates, SigningUnavailable when none can."""
    cms = _cms()
    try:
        held = [cms.certificates(root) for root in roots]
    except ValueError as fault:
        raise UnusableRoots(roots) from fault
    if not all(held):
        raise UnusableRoots(roots)


def sign(
    pdf: bytes,
    key: Path,
    certificate: Path,
    chain: Sequence[Path] = (),
    passphrase: bytes | None = None,
    *,
    reason: str,
    at: datetime,
) -> bytes:
    """The report with a signature behind it; still PDF/A-3a and PDF/UA-1."""
    signature, draft, frame = _draft(key, certificate, chain, passphrase)
    said = Statement(
        at=at.astimezone(UTC).replace(microsecond=0),
        reason=reason[:MOST_REASON],
        label=gettext("Signature of the issuer of this report"),
        identifier=frame[:IDENTIFIER_DIGITS],
        contents=draft,
    )
    try:
        digest = sha256(increment(pdf, said).signed_with(pdf)).digest()
    except NotPacked as fault:
        raise NotAsPrinted from fault
    contents = signature(digest)
    # Its length is signed with all the rest.
    while len(contents) != len(draft):
        contents = signature(digest)
    return pdf + increment(pdf, replace(said, contents=contents)).data


def _draft(
    key: Path, certificate: Path, chain: Sequence[Path], passphrase: bytes | None
) -> tuple[Callable[[bytes], bytes], bytes, str]:
    """What signs a SHA-256 digest, a signature of that of nothing, and the frame of both."""
    cms, nothing = _cms(), sha256().digest()
    try:
        signature = partial(cms.signature, cms.signer_of(key, certificate, chain, passphrase))
        draft = max((signature(nothing) for _ in range(DRAFTS)), key=len)
        frame = cms.frame(draft)
    except (ValueError, TypeError, OSError) as fault:
        raise UnusableKey(key, certificate) from fault
    if not cms.examine(draft, nothing, frame, ()).intact:
        raise UnusableKey(key, certificate)
    return signature, draft, frame


def is_signed(pdf: bytes) -> bool:
    """Whether what stands behind a report is a signature of ours and nothing else."""
    body, behind = split(pdf)
    found = _found(body, behind)
    return found is not None and found[1].data == behind


def signature_of(pdf: bytes, roots: Sequence[Path] = ()) -> Signature | None:
    """The signature of a report, None when it has none of ours; SigningUnavailable."""
    body, behind = split(pdf)
    found = _found(body, behind)
    if found is None:
        return None
    said, expected = found
    digest = sha256(expected.signed_with(body)).digest()
    seen = _cms().examine(said.contents, digest, said.identifier, roots)
    return Signature(
        signer=_plain(seen.signer),
        at=said.at,
        reason=_plain(said.reason),
        intact=seen.intact,
        trusted=seen.trusted,
    )


def told(signature: Signature) -> str:
    """A signature that holds, for a reader."""
    if signature.trusted:
        said = gettext(
            "signed as “{signer}” on {day}: “{reason}” — the signature holds, and one of the "
            "given roots vouches for the name"
        )
    else:
        said = gettext(
            "signed as “{signer}” on {day}: “{reason}” — the signature holds; "
            "whether to trust the certificate is not judged here"
        )
    return said.format(signer=signature.signer, day=day(signature.at), reason=signature.reason)


def _plain(text: str) -> str:
    """A stranger's text without anything that would steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text[:MOST_SHOWN])


def _found(body: bytes, behind: bytes) -> tuple[Statement, Increment] | None:
    """What a signature behind a report says, and how saying it looks; it may be broken."""
    said = statement_of(behind)
    try:
        expected = None if said is None else increment(body, said)
    except NotPacked:
        return None
    if said is None or expected is None or not behind.startswith(expected.data):
        return None
    return said, expected


def _cms() -> ModuleType:
    try:
        return import_module("assess.rendering.cms")
    except ImportError as fault:
        raise SigningUnavailable from fault
