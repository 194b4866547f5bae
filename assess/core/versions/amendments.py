"""Two values of a questionnaire side by side: every place at which the later one is different.

A place is the keys that an author wrote ("practices.owner.weight").  A difference calls for a
step of the version: what changes a score or a level for the same answers, or takes an answer its
place, is major; what is asked or advised besides is minor; words alone are a patch.  What is not
known here counts as major.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from difflib import SequenceMatcher
from fractions import Fraction
from typing import Literal, cast

from assess.core.conditions import Condition
from assess.core.items import CurvePoint, Item, KpiItem, Option, Practice
from assess.core.items import Step as Advice
from assess.core.numbers import shortest
from assess.core.questionnaire import Choice, Dimension, Fact, Form, Grade, Profile, Role, Stage
from assess.core.sources import Article, Source, SourcePractice
from assess.core.text import Text
from assess.core.versions.version import STEPS, Step

Kind = Literal[
    "added", "removed", "renamed", "retired", "moved", "reordered", "reworded", "changed"
]

ASKED = (
    *(Advice, Article, Choice, Dimension, Fact, Form, Grade, Item, Option, Practice, Profile),
    *(Role, Source, SourcePractice, Stage, Text),
)
"""What may be added without changing any score by itself; anything else is a rule of scoring."""
ASIDE = frozenset(
    {"articles", "improve", "needs", "roles", "screening", "sources", "stage", "verification"}
)
"""Keys below which nothing is scored: what changes there is minor at most."""
LOOKS = ASIDE | {"title", "short", "help", "why", "evidence", "na_when"}
"""Keys below which no change makes an answer mean something else."""
UNSEEN = frozenset({"id", "renamed_from"})
"""Keys by which things are found in the other version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """One difference.

    `subject` is the id of an item or a dimension, "" for the questionnaire itself; `place` the
    keys below it, "" for all of it.  `old` and `new` are as an author would write them, words
    in one `language` or in all; None where there is nothing.
    """

    kind: Kind
    step: Step
    subject: str
    place: str = ""
    old: str | Text | None = None
    new: str | Text | None = None
    language: str = ""

    @property
    def bears_on_answers(self) -> bool:
        """Whether who answered the subject has reason to look at the answer again."""
        return self.place.partition(".")[0] not in LOOKS


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """Compares what belongs to one subject, in the languages that both versions have.

    `cap` is the greatest step that counts here, `aside` are the keys below which nothing is
    scored.  Where ids were changed, `items` are those of items in the later version by those in
    the earlier one, `parts` those of practices and options.
    """

    languages: tuple[str, ...]
    subject: str = ""
    cap: Step = "major"
    aside: frozenset[str] = ASIDE
    items: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)

    def amendment(  # noqa: PLR0917 — the six are an amendment
        self, kind: Kind, step: Step, place: str, old: object, new: object, language: str = ""
    ) -> Amendment:
        """A difference of the subject."""
        return Amendment(
            kind=kind,
            step=_least(step, self.cap),
            subject=self.subject,
            place=place,
            old=spelled(old),
            new=spelled(new),
            language=language,
        )

    def every_field(self, old: object, new: object, place: str = "") -> Iterator[Amendment]:
        """What is different in the fields that two dataclasses have in common."""
        common = {each.name for each in fields(cast("Item", old))}
        for each in fields(cast("Item", new)):
            if each.name in common - UNSEEN:
                yield from self.field(old, new, each.name, place)

    def field(self, old: object, new: object, name: str, place: str = "") -> Iterator[Amendment]:
        """What is different in a field of two dataclasses."""
        was, now = _as_named(getattr(old, name), self.items), getattr(new, name)
        if was == now:
            return
        at = f"{place}.{name}" if place else name
        step = _step_of(new, name, was, now)
        if step is not None:
            yield self.amendment("changed", step, at, was, now)
            return
        cap = _least("minor", self.cap) if name in self.aside else self.cap
        yield from replace(self, cap=cap).values(was, now, at)

    def values(self, old: object, new: object, place: str) -> Iterator[Amendment]:
        """What is different between two values at a place."""
        if old == new:
            return
        if isinstance(old, Text | None) and isinstance(new, Text | None):
            yield from self._texts(old, new, place)
        elif isinstance(old, Mapping) and isinstance(new, Mapping):
            before, after = ({str(spelled(k)): v for k, v in each.items()} for each in (old, new))
            yield from self._entries(before, after, place)
        elif isinstance(old, tuple) and isinstance(new, tuple):
            yield from self._lists(old, new, place)
        elif is_dataclass(old) and type(old) is type(new) and not isinstance(old, Condition):
            yield from self.every_field(old, new, place)
        else:
            yield self.amendment("changed", "major", place, old, new)

    def order(self, before: Iterable[str], after: Iterable[str], place: str) -> Iterator[Amendment]:
        """Whether what both have stands in another order."""
        before, after = list(before), list(after)
        old, new = [id for id in before if id in after], [id for id in after if id in before]
        if old != new:
            yield self.amendment("reordered", "patch", place, tuple(old), tuple(new))

    def _texts(self, old: Text | None, new: Text | None, place: str) -> Iterator[Amendment]:
        if old is None or new is None:
            yield self.amendment("removed" if new is None else "added", "patch", place, old, new)
            return
        for language in self.languages:
            was, now = old.translations.get(language), new.translations.get(language)
            if was != now:
                yield self.amendment("reworded", "patch", place, was, now, language)

    def _lists(
        self, old: tuple[object, ...], new: tuple[object, ...], place: str
    ) -> Iterator[Amendment]:
        """Entries by their ids, words by their order; a curve, or a list of words, as a whole."""
        every = old + new
        if all(isinstance(each, Text) for each in every):
            yield from self._words(cast("Sequence[Text]", old), cast("Sequence[Text]", new), place)
        elif all(map(_has_key, every)):
            names = self.parts if place in {"practices", "options"} else {}
            before = {names.get(key, key): each for key, each in _keyed(old).items()}
            after = _keyed(new)
            yield from self._entries(before, after, place)
            yield from self.order(before, after, place)
        else:
            yield self.amendment("changed", "major", place, old, new)

    def _entries(
        self, old: Mapping[str, object], new: Mapping[str, object], place: str
    ) -> Iterator[Amendment]:
        for key, now in new.items():
            at = f"{place}.{key}"
            if key not in old:
                step: Step = "minor" if isinstance(now, ASKED) else "major"
                yield self.amendment("added", step, at, None, now)
                continue
            was = old[key]
            if (id := getattr(was, "id", key)) != key:
                yield self.amendment("renamed", "minor", at, id, key)
            yield from self.values(was, now, at)
        for key, was in old.items():
            if key not in new:
                yield self.amendment("removed", "major", f"{place}.{key}", was, None)

    def _words(self, old: Sequence[Text], new: Sequence[Text], place: str) -> Iterator[Amendment]:
        """Lines without ids: those that stayed are found, what stands between is set in pairs."""
        ours, theirs = ([text.source for text in texts] for texts in (old, new))
        matched = SequenceMatcher(a=ours, b=theirs, autojunk=False).get_opcodes()
        for _, old_at, old_end, new_at, new_end in matched:
            pairs = min(old_end - old_at, new_end - new_at)
            for n in range(pairs):
                yield from self._texts(
                    old[old_at + n], new[new_at + n], f"{place}.{new_at + n + 1}"
                )
            for n in range(new_at + pairs, new_end):
                yield self.amendment("added", "minor", f"{place}.{n + 1}", None, new[n])
            for n in range(old_at + pairs, old_end):
                yield self.amendment("removed", "minor", f"{place}.{n + 1}", old[n], None)


def _as_named(value: object, names: Mapping[str, str]) -> object:
    """What names items, with the names that they have now: to be renamed changes nothing else."""
    match value:
        case Condition() if names:
            ids = "|".join(map(re.escape, names))
            text = re.sub(
                rf"([\"'])({ids})\1",
                lambda found: found[1] + names[found[2]] + found[1],
                value.text,
            )
            return replace(value, text=text)
        case tuple() if names:
            return tuple(
                names.get(each, each) if isinstance(each, str) else _as_named(each, names)
                for each in value
            )
    return value


def _least(one: Step, other: Step) -> Step:
    return min(one, other, key=STEPS.index)


def _step_of(owner: object, name: str, was: object, now: object) -> Step | None:
    """The step that a field calls for as a whole, None where its parts are to be looked at."""
    if name in {"na_allowed", "core"}:
        # What was allowed or asked and is not any more takes answers their place.
        return "minor" if now else "major"
    if name == "retired":
        return "major" if now else "minor"
    if isinstance(owner, Form) and name == "items":
        asked = isinstance(was, tuple) and isinstance(now, tuple) and set(was) <= set(now)
        return "minor" if asked else "major"
    if isinstance(owner, KpiItem) and name == "unit":
        # The curve counts in it; a translation is no other unit.
        sources = {text.source for text in (was, now) if isinstance(text, Text)}
        return "major" if len(sources) > 1 else None
    return None


def _has_key(value: object) -> bool:
    return is_dataclass(value) and not isinstance(value, CurvePoint | Condition | Text)


def _keyed(values: Iterable[object]) -> dict[str, object]:
    return {_key(value, number): value for number, value in enumerate(values, start=1)}


def _key(value: object, number: int) -> str:
    if isinstance(value, Source):
        return f"{value.article} {value.passage}".strip()
    named = (getattr(value, name, None) for name in ("id", "to", "level"))
    return next((str(key) for key in named if key is not None), str(number))


def spelled(value: object) -> str | Text | None:
    """A value as its author would write it; a thing with words by its words."""
    match value:
        case None | str() | Text():
            return value
        case bool():
            return "true" if value else "false"
        case Fraction() | int():
            return shortest(Fraction(value))
        case Condition():
            return value.text
        case CurvePoint():
            return f"{shortest(value.at)}: {shortest(value.score)}"
        case tuple():
            return ", ".join(str(spelled(each)) for each in value)
    named = (getattr(value, name, None) for name in ("title", "text", "name", "do"))
    return next((words for words in named if isinstance(words, Text)), _key(value, 0))
