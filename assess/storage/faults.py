"""What can go wrong with storage, said so that a person knows what to do.

AssessError
├── UnknownAssessment     no such link or number
├── UnknownQuestionnaire  no such frozen questionnaire
├── UnknownSurvey         no such link or number of a survey
├── UnknownStatus         a word which is no status
├── UnstorableText        text which not every database can keep
├── UnsupportedDatabase   an address that is neither SQLite nor PostgreSQL
├── DatabaseTooNew        written by a later version of this program
├── NotDurable            a database that may forget what it acknowledged
└── StorageUnavailable    locked, full, read-only, unreachable or damaged
"""

import re

from assess.errors import AssessError

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")

# What the engines say (lower case) beside what helps; the first match counts.
_CURES = (
    ("full", "free some space on that disk, then try again"),
    ("no space", "free some space on that disk, then try again"),
    ("lock", "another program is writing to it; try again in a moment"),
    ("readonly", "give this program permission to write to it"),
    ("read-only", "give this program permission to write to it"),
    ("unable to open", "check that the folder exists and may be written to"),
    ("not a database", "check the address, or restore a backup"),
    ("malformed", "restore a backup"),
)
_CURE = "check that the database is running and can be reached, then try again"


class UnknownAssessment(AssessError, LookupError):
    """No assessment has this link or number."""

    def __init__(self) -> None:
        # The link is a secret: it appears in no message and so in no log.
        super().__init__("no such assessment — check that the whole link was copied")


class UnknownQuestionnaire(AssessError, LookupError):
    """No questionnaire with this digest was kept."""

    def __init__(self, sha256: str) -> None:
        super().__init__(f"no questionnaire with the digest {sha256!r} was kept — keep it first")


class UnknownSurvey(AssessError, LookupError):
    """No survey has this link, or this number in this assessment."""

    def __init__(self) -> None:
        super().__init__("no such survey — check that the whole link was copied")


class UnknownStatus(AssessError, ValueError):
    """A word which is no status of an assessment."""

    def __init__(self, status: str, known: tuple[str, ...]) -> None:
        super().__init__(f"unknown status {status!r} — it is one of {', '.join(known)}")


class UnstorableText(AssessError, ValueError):
    """Text which not every database can keep."""

    def __init__(self, field: str, text: str, reason: str) -> None:
        self.field = field
        super().__init__(f"{field} {text[:40]!a} {reason}")


class UnsupportedDatabase(AssessError, ValueError):
    """An address which leads to no database this program can use."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"{reason} — write sqlite:///folder/file.db or postgresql://user@host/name"
        )


class DatabaseTooNew(AssessError):
    """The database has a revision this version of the program does not know."""

    def __init__(self, where: str, found: str, known: str) -> None:
        super().__init__(
            f"{where} is at revision {found!r}, which this version does not know "
            f"(it knows {known!r}) — install the newer version, or restore an older backup"
        )


class NotDurable(AssessError):
    """The database could forget an answer after saying that it was saved."""

    def __init__(self, where: str, fault: str, cure: str) -> None:
        super().__init__(f"{where}: {fault}, so saved answers could be lost — {cure}")


class StorageUnavailable(AssessError):
    """The database did not do its work; nothing of this transaction was kept."""

    def __init__(self, where: str, reason: str) -> None:
        said = reason.lower()
        cure = next((cure for phrase, cure in _CURES if phrase in said), _CURE)
        super().__init__(f"{where}: {reason} — {cure}")


def require_storable(field: str, text: str, *, longest: int | None = None) -> None:
    """Raise `UnstorableText` for what PostgreSQL (NUL) or UTF-8 (half a character) cannot hold."""
    if longest is not None and len(text) > longest:
        raise UnstorableText(field, text, f"is longer than {longest} characters — shorten it")
    if _UNSTORABLE.search(text):
        raise UnstorableText(
            field, text, "holds NUL or half a character — remove what cannot be seen"
        )
