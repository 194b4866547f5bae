"""Answers that stay while the draft that they are given to is rewritten.

An assessment keeps the text it was begun with, for ever.  So for each text of a draft there is
an assessment of its own; together they are one filling, and what was typed in any of them goes,
by the rules of `assess migrate`, to the one under the text of now.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from assess.core.questionnaire import Questionnaire
from assess.core.versions.carrying import carry
from assess.core.versions.comparison import compare
from assess.storage.answers import Cell, Change, Saved, StoredAnswer
from assess.storage.assessments import AssessmentRecord, new_token
from assess.web.context import services

ACTOR = "draft"
"""Who saved what was carried; nobody typed it there."""
MOST_DRAFTS = 100
"""Texts of the draft that are kept at hand, to follow items that were renamed several times."""


class Drafts:
    """Every text of the draft that could be asked, in order; the last one is asked now."""

    def __init__(self) -> None:
        self._known: list[Questionnaire] = []

    def add(self, questionnaire: Questionnaire) -> None:
        """Ask this from now on."""
        if not self._known or self.now.sha256 != questionnaire.sha256:
            self._known = [*self._known[1 - MOST_DRAFTS :], questionnaire]

    @property
    def now(self) -> Questionnaire:
        """What is asked now."""
        return self._known[-1]

    def __bool__(self) -> bool:
        """Whether anything could ever be asked."""
        return bool(self._known)

    def after(self, sha256: str) -> list[Questionnaire]:
        """The texts after that one, as far as they are known."""
        at = [n for n, each in enumerate(self._known) if each.sha256 == sha256]
        return self._known[at[-1] + 1 :] if at else self._known


@dataclass(slots=True)
class _Filling:
    """The secret links of one filling, oldest first, and the latest details."""

    links: list[str]
    details: Mapping[str, object] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    """The revision of the details that each link had when it was last looked at."""


@dataclass(frozen=True, slots=True)
class _Typed:
    """A text in its place under the draft of now, and when it was typed."""

    text: str
    at: datetime


class Fillings:
    """All fillings of this run; `latest` is the link of the one worked at last, "" for none."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._by_link: dict[str, _Filling] = {}
        self._lock = Lock()
        self.latest = ""

    def now_of(self, link: str) -> str:
        """The link of the same filling under the draft of now, with all that was ever typed."""
        with self._lock:
            services().store.find(link)  # a link that nobody gave out begins nothing
            filling = self._by_link.setdefault(link, _Filling([link]))
            target = self._standing(filling) or self._copy(filling)
            self._bring_details(filling, target)
            self._bring_answers(filling, target)
            self.latest = target
            return target

    def _standing(self, filling: _Filling) -> str | None:
        sha256 = self._drafts.now.sha256
        links = reversed(filling.links)
        return next((link for link in links if services().store.find(link).sha256 == sha256), None)

    def _copy(self, filling: _Filling) -> str:
        """An empty assessment under the draft of now."""
        store, draft = services().store, self._drafts.now
        record = store.find(filling.links[-1])
        link = new_token()
        made = store.create(
            token=link,
            questionnaire_sha256=draft.sha256,
            purpose=record.purpose,
            form=next((f.id for f in draft.forms if f.id == record.form), draft.forms[0].id),
            profile=next(
                (p.id for p in draft.profiles if p.id == record.profile), draft.profiles[0].id
            ),
            language=record.language,
            details=record.details,
        )
        filling.links.append(link)
        filling.seen[link] = made.details_rev
        self._by_link[link] = filling
        return link

    @staticmethod
    def _bring_details(filling: _Filling, target: str) -> None:
        store = services().store
        for link in filling.links:
            record = store.find(link)
            if filling.seen.get(link) != record.details_rev:
                filling.details, filling.seen[link] = record.details, record.details_rev
        record = store.find(target)
        if record.details != filling.details:
            saved = store.save_details(record.id, filling.details, record.details_rev)
            if isinstance(saved, Saved):
                filling.seen[target] = saved.rev

    def _bring_answers(self, filling: _Filling, target: str) -> None:
        store = services().store
        record = store.find(target)
        newest: dict[Cell, _Typed] = {}
        for link in filling.links:
            if link == target:
                continue
            for cell, typed in self._typed(store.find(link)):
                if cell not in newest or typed.at > newest[cell].at:
                    newest[cell] = typed
        standing = store.answers(record.id)
        changes = [
            _change(cell, typed, standing.get(cell))
            for cell, typed in newest.items()
            if _is_news(typed, standing.get(cell))
        ]
        if changes:
            store.save_many(record.id, changes, ACTOR)

    def _typed(self, record: AssessmentRecord) -> Iterator[tuple[Cell, _Typed]]:
        """What somebody typed in one assessment, as far as it has a place now."""
        cells = services().store.answers(record.id)
        if all(stored.actor == ACTOR for stored in cells.values()):
            return
        if record.sha256 == self._drafts.now.sha256:
            comparison = compare(self._drafts.now, self._drafts.now)
        else:
            old = services().questionnaire(record.questionnaire, record.sha256)
            comparison = compare(old, *self._drafts.after(record.sha256))
        slots: dict[str, dict[str, str]] = {}
        for (item, slot), stored in cells.items():
            slots.setdefault(item, {})[slot] = stored.value
        for each in carry(comparison, slots):
            for was, now in each.names.items():
                stored = cells[each.was.id, was]
                if each.now is not None and stored.actor != ACTOR:
                    yield (each.now.id, now), _Typed(each.slots[now], stored.updated_at)


def _is_news(typed: _Typed, there: StoredAnswer | None) -> bool:
    """Whether it says other than what stands there, and was typed later."""
    if there is None:
        return bool(typed.text)
    return typed.text != there.value and typed.at > there.updated_at


def _change(cell: Cell, typed: _Typed, there: StoredAnswer | None) -> Change:
    return Change(
        item=cell[0],
        slot=cell[1],
        value=typed.text,
        base_rev=there.rev if there else 0,
        op_id=secrets.token_hex(16),
    )
