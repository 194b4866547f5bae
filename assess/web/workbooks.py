"""The offline form of an assessment: how its sheet is made, and how a filled one is read."""

from __future__ import annotations

import subprocess
from hashlib import sha256

from assess.definitions.problems import Problem
from assess.definitions.sheets.cells import Book
from assess.definitions.sheets.faults import F101, F103, F114
from assess.definitions.sheets.items import answer_keys
from assess.definitions.sheets.marks import Identity
from assess.definitions.sheets.orders import ASSESSED_ON, NAME, PROFILE, PURPOSE, Order
from assess.definitions.sheets.pages import NoSheet, find_sheets
from assess.definitions.sheets.parts import Refused
from assess.definitions.sheets.reading import Filled, read
from assess.definitions.sheets.unpacking import told
from assess.definitions.yaml.documents import Place
from assess.language import current
from assess.rendering.children import run_child
from assess.web.context import Opened

WALL_SECONDS = 30


def order_of(opened: Opened) -> Order:
    """A sheet with everything that stands in an assessment, for the role that is taken."""
    details, record = opened.details, opened.record
    texts = {
        NAME: details.name,
        ASSESSED_ON: details.assessed_on,
        PURPOSE: record.purpose,
        PROFILE: record.profile,
        **{f"facts.{id}": text for id, text in details.facts.items()},
    }
    revisions = {}
    for key, (item, slot) in answer_keys(opened.questionnaire).items():
        stored = opened.cells.get((item.id, slot))
        if stored and opened.form.asks(item):
            texts[key], revisions[key] = stored.value, stored.rev
    return Order(
        questionnaire=opened.questionnaire,
        form=opened.form,
        role=opened.role,
        language=current(),
        day=opened.today,
        texts={key: text for key, text in texts.items() if text.strip()},
        revisions=revisions,
        assessment=key_of(opened),
    )


def key_of(opened: Opened) -> str:
    """A name for the assessment in its sheets, from which nobody learns the link."""
    return sha256(b"sheet " + opened.token.encode()).hexdigest()[:16]


def read_sent(opened: Opened, data: bytes, name: str) -> Filled | Problem:
    """What a file says that somebody sent, or why nothing can be taken from it."""
    place = Place(path=name, line=0, column=0)
    try:
        found = find_sheets(_unpacked(data), name)
    except Refused as refused:
        return place.blame(refused.fault)
    except NoSheet as fault:
        return fault.problem
    questionnaire, identity = opened.questionnaire, found.identity
    known = (questionnaire.id, questionnaire.version)
    given = (identity.questionnaire, identity.version)
    if given != known:
        details = {"given": " ".join(given), "known": " ".join(known)}
        return found.place.blame(F114(details=details))
    return read(found, questionnaire)


def is_own(identity: Identity, opened: Opened) -> bool:
    """Whether a sheet was made from this assessment, so that its revisions mean something."""
    return identity.assessment == key_of(opened)


def _unpacked(data: bytes) -> Book:
    """The cells of a workbook, read out of reach of whatever the file may do."""
    try:
        done = run_child("assess.definitions.sheets.unpacking", data, seconds=WALL_SECONDS)
    except subprocess.TimeoutExpired as late:
        raise Refused(F103()) from late
    if done.returncode != 0:
        raise Refused(F101())
    return told(done.stdout)
