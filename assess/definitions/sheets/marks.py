"""The hidden marks of a workbook: what each sheet is, which column is which, whose answer a row is.

The first row and the first column of a sheet are hidden.  Row and column move with what they
mark, so whatever a person inserts, sorts or deletes is noticed, and no answer is taken for
another.  Nothing is ever found by its position.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from hashlib import sha256

from assess.definitions.sheets.contents import DIGITS_OF_DIGEST, digest_of
from assess.definitions.sheets.orders import Order

SCHEMA = "assess/sheet@1"
OVERVIEW = "overview"
"""The id of the first sheet; those of the others are the ids of their dimensions."""

ID, ASKED, ANSWER, MEANS, DONE = "id", "asked", "answer", "means", "done"
COLUMNS = (ID, ASKED, ANSWER, MEANS, DONE)
"""What stands in the hidden first row above the columns behind the first one."""
OURS = "-"
"""How the mark of a row begins in which nothing is answered."""
VERSION_ROW = f"{OURS} version"
"""The mark of the row that tells which questionnaire it is."""
MOST_ROWS = 100_000

_ROW = re.compile(
    r"(?P<number>\d{1,6}) (?P<asked>\w{12}) (?P<before>\w{12}) (?P<rev>\d{1,9}) (?P<key>.{1,500})",
    re.ASCII,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a sheet says of itself in its first cell; the sheets of a workbook belong together.

    `batch` is the same for all of them, and another one where anything else stood in the sheet
    when it was made.  `rows` is how many rows are to be answered on this page.
    """

    questionnaire: str
    version: str
    form: str
    role: str
    language: str
    assessment: str
    batch: str
    pages: tuple[str, ...]
    page: str
    rows: int

    @property
    def whole(self) -> tuple[object, ...]:
        """What the sheets of one workbook have in common."""
        return tuple(getattr(self, f.name) for f in fields(self) if f.name not in {"page", "rows"})

    def text(self) -> str:
        """How it is written into the cell."""
        return json.dumps({"schema": SCHEMA, **asdict(self)}, ensure_ascii=False)

    @classmethod
    def of(cls, text: str) -> Identity | None:
        """What a cell says, None where it is not the first cell of a sheet of ours."""
        if not text.startswith("{"):
            return None
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return None
        if not isinstance(found, dict) or found.pop("schema", None) != SCHEMA:
            return None
        pages, rows = found.pop("pages", None), found.pop("rows", None)
        words = {field.name for field in fields(cls)} - {"pages", "rows"}
        if set(found) != words or not all(isinstance(word, str) for word in found.values()):
            return None
        if not isinstance(pages, list) or not all(isinstance(page, str) for page in pages):
            return None
        if not isinstance(rows, int) or not 0 <= rows <= MOST_ROWS:
            return None
        return cls(pages=tuple(pages), rows=rows, **found)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowMark:
    """Whose answer stands in a row: the key of its field, and its number among those of its page.

    `asked` is the digest of the question beside it, `before` that of what stood in the cell when
    it was made, `rev` the revision of that on the site.
    """

    key: str
    number: int
    asked: str
    before: str
    rev: int = 0

    def text(self) -> str:
        """How it is written into the cell."""
        return f"{self.number} {self.asked} {self.before} {self.rev} {self.key}"

    @classmethod
    def of(cls, text: str) -> RowMark | None:
        """What a cell says, None where it is no mark."""
        found = _ROW.fullmatch(text)
        if found is None:
            return None
        return cls(
            key=found["key"],
            number=int(found["number"]),
            asked=found["asked"],
            before=found["before"],
            rev=int(found["rev"]),
        )


def digest_of_question(id: str, asked: str) -> str:
    """The digest of what can be seen in a row besides its answer."""
    return digest_of(id, asked)


def identities(order: Order, rows: Mapping[str, int]) -> dict[str, Identity]:
    """What the sheets of a workbook say of themselves, by their ids; `rows` are to be answered."""
    q = order.questionnaire
    batch = _batch(order)
    return {
        page: Identity(
            questionnaire=q.id,
            version=q.version,
            form=order.form.id,
            role=order.role.id if order.role else "",
            language=order.language,
            assessment=order.assessment,
            batch=batch,
            pages=tuple(rows),
            page=page,
            rows=number,
        )
        for page, number in rows.items()
    }


def _batch(order: Order) -> str:
    """The same for the same order, another one for any other."""
    said = {
        "questionnaire": order.questionnaire.sha256,
        "form": order.form.id,
        "role": order.role.id if order.role else "",
        "language": order.language,
        "day": order.day.isoformat(),
        "texts": dict(order.texts),
        "revisions": dict(order.revisions),
        "assessment": order.assessment,
    }
    plain = json.dumps(said, sort_keys=True).encode()
    return sha256(plain).hexdigest()[:DIGITS_OF_DIGEST]
