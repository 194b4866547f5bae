"""A certification authority for tests: a root, what it issued, and a stranger's root."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

from assess.rendering.signing import sign

SIGNER = "Harbour Audit 港口审核"
PASSPHRASE = b"open, please"
AT = datetime(2026, 3, 4, 13, 6, 7, tzinfo=timezone(timedelta(hours=8)))
REASON = "Issued 出具 😀"
_ONLY = ("encipher_only", "decipher_only")
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Authority:
    """A folder with the files that signing needs."""

    folder: Path

    def __getattr__(self, name: str) -> Path:
        """`key`, `locked`, `certificate`, `middle`, `root`, `stranger`, `curve`, `curved`."""
        return self.folder / f"{name}.pem"


def founded(folder: Path) -> Authority:
    """The authority, with its files written."""
    made = Authority(folder)
    root, middle, key = (rsa.generate_private_key(65537, 2048) for _ in range(3))
    curve = ec.generate_private_key(ec.SECP256R1())
    _write(made.root, _certificate("Root", root, "Root", root))
    _write(made.stranger, _certificate("Root", middle, "Root", middle))
    _write(made.middle, _certificate("Middle", middle, "Root", root))
    _write(made.certificate, _certificate(SIGNER, key, "Middle", middle, authority=False))
    _write(made.curved, _certificate("\x1b[2JCurve", curve, "Middle", middle, authority=False))
    for path, private in ((made.key, key), (made.curve, curve)):
        path.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    locked = BestAvailableEncryption(PASSPHRASE)
    made.locked.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked))
    return made


def signed_by(authority: Authority, pdf: bytes) -> bytes:
    """The report signed with everything that belongs to a signature."""
    chain = (authority.middle, authority.root)
    return sign(pdf, authority.key, authority.certificate, chain, reason=REASON, at=AT)


def _write(path: Path, certificate: x509.Certificate) -> None:
    path.write_bytes(certificate.public_bytes(Encoding.PEM))


def _certificate(
    subject: str, key: Key, issuer: str, signed_by: Key, *, authority: bool = True
) -> x509.Certificate:
    issuing, signing = ("key_cert_sign", "crl_sign"), ("digital_signature", "content_commitment")
    never = ("key_encipherment", "data_encipherment", "key_agreement", *_ONLY)
    usage = dict.fromkeys((*issuing, *signing, *never), False)
    usage |= dict.fromkeys(issuing if authority else signing, True)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .sign(signed_by, hashes.SHA256())
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])
