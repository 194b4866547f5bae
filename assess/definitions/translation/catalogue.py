"""Texts for translators as a .po file: the key is the context, what is stale is fuzzy.

The first comment of the file tells what is translated, and one comment of each entry what
its source and its translation were when they went out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, write_po

from assess.core.characters import one_line
from assess.core.faults import N_
from assess.definitions.translation.exchange import (
    X912,
    X913,
    Delivery,
    Export,
    Line,
    NotADelivery,
    Remark,
    Row,
    subject_of,
)
from assess.definitions.translation.states import State, digest
from assess.definitions.translation.units import told
from assess.language import gettext, name_of

MOST_BYTES = 4_000_000
MOST_ENTRIES = 12_000
"""The largest questionnaire that is shipped has 2,500 in a megabyte."""
_MOST_PLURALS = 10
_NEVER_READ = re.compile(rb"^#([:~|].*|,.*)$", re.MULTILINE)
"""Lines that can hold anything: places, flags, and what once was an entry."""
_DIGESTS = re.compile(r"digests ([0-9a-f]+) ?([0-9a-f]*)")
_FUZZY = "fuzzy"
_TOO_LARGE = N_("it is too large")


def render_catalogue(export: Export, day: date) -> bytes:
    """The .po file, its comments in the language spoken."""
    then = datetime.combine(day, time(), UTC)
    catalog = Catalog(
        locale=export.target.replace("-", "_"),
        project=export.manuscript.id,
        version=export.manuscript.version or "-",
        creation_date=then,
        revision_date=then,
        fuzzy=False,
        header_comment=f"# {export.subject}",
    )
    for line in export.lines:
        catalog.add(
            line.unit.source,
            line.present,
            context=line.unit.key,
            locations=[(line.unit.file, line.unit.node.place.line)],
            auto_comments=list(_comments(export, line)),
            flags={_FUZZY} if line.state is State.STALE else (),
        )
    written = io.BytesIO()
    write_po(written, catalog, width=0)
    return written.getvalue()


def _comments(export: Export, line: Line) -> Iterator[str]:
    yield one_line(line.where)
    if line.asked:
        said = gettext("belongs to: {question}").format(question=line.asked)
        yield one_line(said)
    if line.reference:
        yield one_line(f"{name_of(export.reference)}: {line.reference}")
    yield f"digests {line.digests}"


def read_catalogue(path: Path, data: bytes) -> Delivery:
    """The entries of the file; `NotADelivery` when it is damaged or another's."""
    catalog = _opened(path, data)
    comment = catalog.header_comment.partition("\n")[0].lstrip("# ")
    subject = subject_of(comment) or _subject_of_head(catalog)
    if subject is None:
        raise NotADelivery(path, gettext(N_("it does not say what is translated into what")))
    remarks: list[Remark] = []
    rows = [row for message in catalog.entries for row in _rows(path, message, remarks)]
    id, language = subject
    return Delivery(id=id, language=language, rows=rows, remarks=remarks)


class _TooMany(Exception):
    """There are more entries than any translation has."""


class _Entries(Catalog):
    """A catalogue that forgets no entry, also where one stands twice."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Message] = []

    def __setitem__(self, id: str | list[str] | tuple[str, ...], message: Message) -> None:
        if id:
            self.entries.append(message)
        if len(self.entries) > MOST_ENTRIES:
            raise _TooMany
        super().__setitem__(id, message)

    @property
    def num_plurals(self) -> int:
        """How many forms an entry may have, whatever the head of the file says."""
        return min(super().num_plurals, _MOST_PLURALS)


def _opened(path: Path, data: bytes) -> _Entries:
    entries = _Entries()
    if len(data) > MOST_BYTES:
        raise NotADelivery(path, gettext(_TOO_LARGE))
    try:
        parser = PoFileParser(entries, ignore_obsolete=True, abort_invalid=True)
        parser.parse(io.BytesIO(_NEVER_READ.sub(_only_fuzzy, data)))
    except _TooMany as fault:
        raise NotADelivery(path, gettext(_TOO_LARGE)) from fault
    except PoFileError as fault:
        reason = gettext(N_("line {line} is not as lines of a .po file are")).format(
            line=fault.lineno + 1
        )
        raise NotADelivery(path, reason) from fault
    except (ValueError, LookupError, TypeError) as fault:
        raise NotADelivery(path, gettext(N_("no program can open it"))) from fault
    return entries


def _only_fuzzy(line: re.Match[bytes]) -> bytes:
    """The one flag that is read; an empty comment keeps the numbers of the lines."""
    is_fuzzy = line[1].startswith(b",") and _FUZZY.encode() in line[1]
    return f"#, {_FUZZY}".encode() if is_fuzzy else b"#"


def _subject_of_head(catalog: Catalog) -> tuple[str, str] | None:
    """The same from the usual fields of the head, where a program dropped the comment."""
    language = (catalog.locale_identifier or "").replace("_", "-")
    return (catalog.project, language) if language and catalog.project else None


def _rows(path: Path, message: Message, remarks: list[Remark]) -> Iterator[Row]:
    place = f"{path.name}:{message.lineno}"
    if not isinstance(message.id, str) or not isinstance(message.string, str):
        remarks.append(Remark(place=place, fault=X912()))
        return
    said = told(message.string)
    if not message.context:
        if said:
            remarks.append(Remark(place=place, fault=X913(details={"said": said})))
        return
    found = next(filter(None, map(_DIGESTS.fullmatch, message.auto_comments)), None)
    yield Row(
        place=place,
        key=message.context,
        said=said,
        source=digest(told(message.id)),
        given=found[2] if found else None,
        doubtful=message.fuzzy,
    )
