"""What is different in a later version of a questionnaire, item by item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from assess.core.items import Item
from assess.core.questionnaire import Dimension, Questionnaire
from assess.core.versions.amendments import ASIDE, Amendment, SideBySide
from assess.core.versions.lineage import heirs, line_of, part_heirs
from assess.core.versions.version import Step, greatest

_TOLD_APART = frozenset({"id", "version", "status", "languages", "sha256", "dimensions"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two versions of a questionnaire with everything that is different in the later one.

    `later` are the versions after the old one, in order; the last is the one compared with.
    """

    old: Questionnaire
    later: tuple[Questionnaire, ...]
    amendments: tuple[Amendment, ...]

    @property
    def new(self) -> Questionnaire:
        """The later version."""
        return self.later[-1]

    @property
    def due(self) -> Step | None:
        """The step of the version that is called for; None when not even a comment differs."""
        if self.old.sha256 == self.new.sha256:
            return None
        return greatest(amendment.step for amendment in self.amendments) or "patch"

    def about(self, subject: str) -> tuple[Amendment, ...]:
        """What is different in an item or a dimension, or with "" in the questionnaire."""
        return tuple(each for each in self.amendments if each.subject == subject)


def compare(old: Questionnaire, *later: Questionnaire) -> Comparison:
    """What is different in the last of some later versions; those between tell of renamings."""
    return Comparison(old=old, later=later, amendments=tuple(_amendments(old, later)))


def _amendments(old: Questionnaire, later: Sequence[Questionnaire]) -> Iterator[Amendment]:
    new = later[-1]
    names = heirs(old, later)
    whole = SideBySide(
        languages=tuple(code for code in old.languages if code in new.languages),
        items={id: now for id, now in names.items() if id != now},
    )
    yield from _languages(old, new)
    for each in fields(Questionnaire):
        if each.name not in _TOLD_APART:
            yield from whole.field(old, new, each.name)
    for dimension in new.dimensions:
        yield from _dimension(old.dimension(dimension.id), dimension, names, whole)
    for gone in old.dimensions:
        if new.dimension(gone.id) is None:
            yield Amendment(kind="removed", step="major", subject=gone.id, old=gone.title)
    before, after = ([dimension.id for dimension in each.dimensions] for each in (old, new))
    yield from whole.order(before, after, "dimensions")
    yield from _items(old, later, names, whole)


def _languages(old: Questionnaire, new: Questionnaire) -> Iterator[Amendment]:
    """A language more is a translation; without one, somebody cannot read any longer."""
    for code in new.languages:
        if code not in old.languages:
            place = f"languages.{code}"
            yield Amendment(kind="added", step="patch", subject="", place=place, new=code)
    for code in old.languages:
        if code not in new.languages:
            place = f"languages.{code}"
            yield Amendment(kind="removed", step="major", subject="", place=place, old=code)


def _dimension(
    old: Dimension | None, new: Dimension, names: Mapping[str, str], whole: SideBySide
) -> Iterator[Amendment]:
    """What is different in a dimension besides its items."""
    if old is None:
        yield Amendment(kind="added", step="minor", subject=new.id, new=new.title)
        return
    walk = replace(whole, subject=new.id)
    for each in fields(Dimension):
        if each.name not in {"id", "items"}:
            yield from walk.field(old, new, each.name)
    before = [names[item.id] for item in old.items if item.id in names]
    yield from walk.order(before, [item.id for item in new.items], "items")


def _items(
    old: Questionnaire,
    later: Sequence[Questionnaire],
    names: Mapping[str, str],
    whole: SideBySide,
) -> Iterator[Amendment]:
    homes = {item.id: dimension.id for dimension in old.dimensions for item in dimension.items}
    came_from = {now: id for id, now in names.items()}
    for dimension in later[-1].dimensions:
        for item in dimension.items:
            was = old.item(came_from.get(item.id, ""))
            if was is None:
                # One that is knocked out by is a gate besides.
                step: Step = "major" if item.knock_out else "minor"
                yield Amendment(kind="added", step=step, subject=item.id, new=item.title)
                continue
            if (home := homes[was.id]) != dimension.id:
                yield Amendment(
                    kind="moved", step="major", subject=item.id, old=home, new=dimension.id
                )
            # A stage is a view, unless it makes a score of its items.
            scored = any(stage.rollup for stage in dimension.stages)
            walk = replace(whole, aside=ASIDE - {"stage"} if scored else ASIDE)
            yield from _item(was, line_of(was.id, later), walk)
    for item in old.items():
        if item.id not in names:
            yield Amendment(kind="removed", step="major", subject=item.id, old=item.title)


def _item(old: Item, line: Sequence[Item], walk: SideBySide) -> Iterator[Amendment]:
    """What became of an item; `line` is the same item in the later versions that have it."""
    new = line[-1]
    if old.id != new.id:
        yield Amendment(kind="renamed", step="minor", subject=new.id, old=old.id, new=new.id)
    if new.retired and not old.retired:
        yield Amendment(kind="retired", step="major", subject=new.id, old=old.title)
        return
    walk = replace(
        walk,
        subject=new.id,
        # Nobody is asked what is retired.
        cap="patch" if new.retired else "major",
        parts=part_heirs(old, line),
    )
    if type(old) is not type(new):
        yield walk.amendment("changed", "major", "type", old.type, new.type)
    yield from walk.every_field(old, new)
