"""What may differ from one installation to the next; wrong values are refused with a sentence."""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assess.errors import AssessError

KEY_BYTES = 32
SECRET_KEY, OPERATOR_KEY = "secret-key", "operator-key"
"""The files in which the keys of an installation are kept."""
WRITTEN_AFTER = 20
"""How often to look at a key of which nothing is written yet."""
_TRUTH = {"1": True, "yes": True, "true": True, "0": False, "no": False, "false": False, "": False}


class WrongSetting(AssessError, ValueError):
    """A setting cannot be used as it is."""

    def __init__(self, name: str, fault: str, cure: str) -> None:
        super().__init__(f"{name} {fault} — {cure}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One installation; `questionnaires` None means the shipped ones, no hosts means any.

    `brand` is the folder of the brand under which reports come, `reports_mb` how many megabytes
    of them are kept.  Without an `operator_key` nobody can put questionnaires on the site.
    """

    var: Path
    database_url: str
    secret_key: bytes = field(repr=False)
    operator_key: bytes = field(default=b"", repr=False)
    questionnaires: Path | None = None
    brand: Path | None = None
    trusted_hosts: tuple[str, ...] = ()
    cookie_secure: bool = False
    reports_mb: int = 500

    @classmethod
    def from_environ(
        cls, environ: Mapping[str, str], *, questionnaires: Path | None = None
    ) -> Settings:
        """The settings in ASSESS_… variables; what is not there gets a value that just works.

        A folder of questionnaires that is given goes before the one of its variable.
        """
        var = _folder(Path(environ.get("ASSESS_VAR") or "var").absolute())
        return cls(
            var=var,
            database_url=environ.get("ASSESS_DATABASE_URL") or f"sqlite:///{var}/assess.sqlite",
            secret_key=_key("ASSESS_SECRET_KEY", environ, var / SECRET_KEY),
            operator_key=_key("ASSESS_OPERATOR_KEY", environ, var / OPERATOR_KEY).strip(),
            questionnaires=questionnaires or _existing("ASSESS_QUESTIONNAIRES", environ),
            brand=_existing("ASSESS_BRAND", environ),
            trusted_hosts=tuple(environ.get("ASSESS_TRUSTED_HOSTS", "").replace(",", " ").split()),
            cookie_secure=_truth("ASSESS_COOKIE_SECURE", environ.get("ASSESS_COOKIE_SECURE", "")),
            reports_mb=_megabytes("ASSESS_REPORTS_MB", environ.get("ASSESS_REPORTS_MB") or "500"),
        )


def _folder(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise WrongSetting(
            "ASSESS_VAR", f"is {path}, which cannot be a folder", "name one that may be written to"
        ) from fault
    return path


def _key(name: str, environ: Mapping[str, str], path: Path) -> bytes:
    """The key that a setting gives, else the one that is kept at this path."""
    given = environ.get(name, "")
    if not given:
        return _kept_key(path)
    if len(given.strip().encode()) < KEY_BYTES:
        raise WrongSetting(
            name,
            f"is shorter than {KEY_BYTES} bytes",
            "take what “python -c 'import secrets; print(secrets.token_hex())'” prints",
        )
    return given.encode()


def _kept_key(path: Path) -> bytes:
    """The key of this installation, made at the first start, so that sessions survive restarts."""
    try:
        # Created for its owner alone; two first starts at once agree on one key.
        fresh = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    except OSError as fault:
        raise WrongSetting(
            "ASSESS_VAR", f"is {path.parent}, where nothing can be written", "name another folder"
        ) from fault
    else:
        # In letters, as people type or paste one of the keys.
        with os.fdopen(fresh, "w") as file:
            file.write(f"{secrets.token_urlsafe(KEY_BYTES)}\n")
    return _read_key(path)


def _read_key(path: Path) -> bytes:
    key = b""
    try:
        for _ in range(WRITTEN_AFTER):
            key = path.read_bytes()
            if key:
                break
            time.sleep(0.05)  # another process is writing it at this moment
    except OSError as fault:
        raise WrongSetting(str(path), "cannot be read", "give this program permission") from fault
    if len(key) < KEY_BYTES:
        raise WrongSetting(
            str(path), "is too short to be a key", "delete it; a new one is made at the next start"
        )
    return key


def _existing(name: str, environ: Mapping[str, str]) -> Path | None:
    """The folder that a setting names, None where it names none."""
    given = environ.get(name, "")
    path = Path(given) if given else None
    if path is not None and not path.is_dir():
        raise WrongSetting(name, f"is {given!r}, which is no folder", "name a folder")
    return path


def _megabytes(name: str, given: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,8}", given):
        cure = "write a whole number of megabytes, 1 or more, for example 500"
        raise WrongSetting(name, f"is {given!r}", cure)
    return int(given)


def _truth(name: str, given: str) -> bool:
    if given.lower() not in _TRUTH:
        raise WrongSetting(name, f"is {given!r}", "write yes or no")
    return _TRUTH[given.lower()]
