"""A copy of an assessment under a later version of its questionnaire; the old one stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from assess.core.items import Item
from assess.core.questionnaire import Form, Profile
from assess.core.text import Text
from assess.core.versions.carrying import Carried, carry
from assess.core.versions.comparison import Comparison, compare
from assess.core.versions.lineage import parts_of
from assess.core.versions.version import Version
from assess.definitions.releasing.releases import releases_between
from assess.storage.answers import Change
from assess.storage.assessments import new_token
from assess.web.context import Opened, open_assessment, services

bp = Blueprint("renewal", __name__, url_prefix="/a/<token>/version")

ACTOR = "copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """What a copy under the later version holds, and what it has no place for."""

    comparison: Comparison
    carried: tuple[Carried, ...]
    form: Form
    profile: Profile

    @property
    def kept(self) -> list[Carried]:
        """The answers of which something goes along."""
        return [each for each in self.carried if any(map(str.strip, each.slots.values()))]

    @property
    def lost(self) -> list[tuple[Item, Text | None, str]]:
        """Everything without a place: the item, the practice it was about if any, the text."""
        return [
            (each.was, _practice(each.was, slot), typed)
            for each in self.carried
            for slot, typed in each.lost.items()
        ]

    @property
    def meaning(self) -> list[Item]:
        """The items whose answers may mean something else."""
        return [each.was for each in self.kept if each.meaning]

    @property
    def unanswered(self) -> list[Item]:
        """What only the later version asks."""
        added = {each.subject for each in self.comparison.amendments if each.kind == "added"}
        items = self.comparison.new.items()
        return [item for item in items if item.id in added and self.form.asks(item)]


def _practice(item: Item, slot: str) -> Text | None:
    id = slot.partition(".")[2]
    return next((part.text for part in parts_of(item) if part.id == id), None)


def is_renewable(opened: Opened) -> bool:
    """Whether there is a later version that a copy could be made under."""
    if opened.newer is None:
        return False
    old, new = (Version.parse(each.version) for each in (opened.questionnaire, opened.newer))
    return old is not None and new is not None and old < new


@bp.get("")
def page(token: str) -> ResponseReturnValue:
    """Tell what a copy would keep, before anything is done."""
    opened = open_assessment(token)
    if not is_renewable(opened):
        return redirect(url_for("assessments.hub", token=token), 303)
    return render_template("renewal/page.html", opened=opened, renewal=_renewal(opened))


@bp.post("")
def copy(token: str) -> ResponseReturnValue:
    """Make the copy behind a secret link of its own."""
    opened = open_assessment(token)
    if not is_renewable(opened):
        return redirect(url_for("assessments.hub", token=token), 303)
    renewal, store, record = _renewal(opened), services().store, opened.record
    link = new_token()
    made = store.create(
        token=link,
        questionnaire_sha256=renewal.comparison.new.sha256,
        purpose=record.purpose,
        form=renewal.form.id,
        profile=renewal.profile.id,
        language=record.language,
        details=record.details,
    )
    store.save_many(made.id, list(_changes(renewal.kept)), ACTOR)
    return redirect(url_for("assessments.hub", token=link), 303)


def _renewal(opened: Opened) -> Renewal:
    old, new, record = opened.questionnaire, opened.newer, opened.record
    assert new is not None
    folder = services().library.ids[new.id]
    comparison = compare(old, *releases_between(folder, old.version, new.version), new)
    return Renewal(
        comparison=comparison,
        carried=tuple(e for e in carry(comparison, opened.typed) if e.says_something),
        form=next((form for form in new.forms if form.id == record.form), new.forms[0]),
        profile=next((each for each in new.profiles if each.id == record.profile), new.profiles[0]),
    )


def _changes(kept: Iterable[Carried]) -> Iterator[Change]:
    for each in kept:
        assert each.now is not None
        for slot, text in each.slots.items():
            if text:
                yield Change(
                    item=each.now.id,
                    slot=slot,
                    value=text,
                    base_rev=0,
                    op_id=f"copy-{each.now.id}-{slot}",
                )
