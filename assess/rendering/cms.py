"""Signatures as cryptography sees them: CMS as PAdES B-B wants it.  Needs the extra `sign`."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from asn1crypto import cms, x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko.keys import (
    load_cert_from_pemder,
    load_certs_from_pemder,
    load_private_key_from_pemder,
)
from pyhanko.sign.general import extract_certificate_info, extract_signer_info
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.registry import SimpleCertificateStore

T = TypeVar("T")
DIGEST = "sha256"
MOST_CERTIFICATES = 8
"""More than any chain has; the search for a path to a root must not take forever."""
_USAGES = {"digital_signature", "non_repudiation"}
# A broken signature fails in as many ways as there are bytes in it.
_BROKEN = (
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError, NotImplementedError),
    *(RecursionError, InvalidSignature, UnsupportedAlgorithm),
)


def signer_of(
    key: Path, certificate: Path, chain: Sequence[Path], passphrase: bytes | None
) -> SimpleSigner:
    """Who signs with these files; ValueError, TypeError or OSError when they are no such files."""
    try:
        signing, signing_key = (
            load_cert_from_pemder(certificate),
            load_private_key_from_pemder(key, passphrase),
        )
        store = SimpleCertificateStore.from_certs(load_certs_from_pemder(chain))
    except UnsupportedAlgorithm as fault:
        raise ValueError(str(fault)) from fault
    if signing.public_key.algorithm != signing_key.algorithm:
        raise ValueError("a certificate of another key")
    return SimpleSigner(signing_cert=signing, signing_key=signing_key, cert_registry=store)


def certificates(path: Path) -> list[x509.Certificate]:
    """The certificates in a file; ValueError when there is something else in it."""
    return list(load_certs_from_pemder([path]))


def signature(signer: SimpleSigner, digest: bytes) -> bytes:
    """A signature of a SHA-256 digest, with the certificates, in DER."""
    made: bytes = _ended(signer.async_sign(digest, DIGEST, use_pades=True)).dump()
    return made


def frame(contents: bytes) -> str:
    """The SHA-256 of a signature but for what depends on the signed bytes, or ValueError.

    Most of a signature, its certificates above all, is not itself signed; this is.
    """
    info = extract_signer_info(_signed_data(contents))
    value, digest = info["signature"].native, _message_digest(info)
    if not contents.endswith(value) or contents.count(digest) != 1:
        raise ValueError("another kind of signature")
    return sha256(contents.removesuffix(value).replace(digest, b"")).hexdigest()


def _signed_data(contents: bytes) -> cms.SignedData:
    info = cms.ContentInfo.load(contents, strict=True)
    if info["content_type"].native != "signed_data":
        raise ValueError("no signature")
    return info["content"]


def _message_digest(info: cms.SignerInfo) -> bytes:
    (found,) = (each for each in info["signed_attrs"] if each["type"].native == "message_digest")
    digest: bytes = found["values"][0].native
    return digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """Whose signature it is, whether it is one of the digest, and whether a root vouches for it."""

    signer: str = ""
    intact: bool = False
    trusted: bool = False


def examine(contents: bytes, digest: bytes, identifier: str, roots: Sequence[Path]) -> Examined:
    """Check a signature of a SHA-256 digest whose frame begins with `identifier`."""
    try:
        data = _signed_data(contents)
        found, info = extract_certificate_info(data), extract_signer_info(data)
        if info["digest_algorithm"]["algorithm"].native != DIGEST:
            return Examined()
        holds = validate_sig_integrity(info, found.signer_cert, "data", digest)
        intact = all(holds) and frame(contents).startswith(identifier)
        name = _name(found.signer_cert)
        others = list(found.other_certs)
    except _BROKEN:
        return Examined()
    trusted = intact and bool(roots) and _trusted(found.signer_cert, others, roots)
    return Examined(signer=name, intact=intact, trusted=trusted)


def _name(certificate: x509.Certificate) -> str:
    subject = certificate.subject.native
    name = subject.get("common_name") or certificate.subject.human_friendly
    return str(name)


def _trusted(
    certificate: x509.Certificate, others: Iterable[x509.Certificate], roots: Sequence[Path]
) -> bool:
    """Whether one of the roots vouches for a certificate today, without asking anybody."""
    known = list(others)
    if len(known) > MOST_CERTIFICATES:
        return False
    context = ValidationContext(
        trust_roots=list(load_certs_from_pemder(roots)), other_certs=known, allow_fetching=False
    )
    try:
        validator = CertificateValidator(certificate, known, validation_context=context)
        _ended(validator.async_validate_path())
        usage = certificate.key_usage_value
        return usage is None or bool(_USAGES & usage.native)
    except (PathError, ValidationError, *_BROKEN):
        return False


def _ended(work: Coroutine[Any, Any, T]) -> T:
    """What comes of some work, also where another loop of events is running."""
    with ThreadPoolExecutor(1) as own:
        return own.submit(asyncio.run, work).result()
