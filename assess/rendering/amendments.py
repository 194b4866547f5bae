"""What is different between two versions of a questionnaire, in lines for a person or a machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assess.core.amendments import Amendment
from assess.core.characters import one_line
from assess.core.comparison import Comparison
from assess.core.faults import N_
from assess.core.text import Text
from assess.core.versions import STEP_NAMES, Step
from assess.language import current, gettext

NOTHING = "–"

WHOLE = {
    "added": N_("new"),
    "removed": N_("removed"),
    "retired": N_("retired: it is asked no longer"),
    "renamed": N_("was called {old}"),
    "moved": N_("moved from {old} to {new}"),
}
"""What is said of a whole item or dimension."""
PART = {
    "added": N_("{place}: new: {new}"),
    "removed": N_("{place}: removed: {old}"),
    "renamed": N_("{place}: was called {old}"),
    "reordered": N_("{place}: now in the order {new}"),
    "reworded": N_("{place} ({language}): {old} → {new}"),
    "changed": N_("{place}: {old} → {new}"),
}
"""What is said of what stands under a key."""


def sentence(amendment: Amendment) -> str:
    """A difference on one line."""
    message = (PART if amendment.place else WHOLE)[amendment.kind]
    return gettext(message).format(
        place=amendment.place,
        language=amendment.language,
        old=_spoken(amendment.old, amendment),
        new=_spoken(amendment.new, amendment),
    )


def step_name(step: Step) -> str:
    """A step of a version in words."""
    return gettext(STEP_NAMES[step])


def grouped(comparison: Comparison, amendments: Iterable[Amendment]) -> Iterator[str]:
    """The differences below what they are about, in the order in which they were found."""
    heading = None
    for amendment in amendments:
        if amendment.subject != heading:
            heading = amendment.subject
            yield titled(comparison, heading)
        yield f"  {step_name(amendment.step)}  {sentence(amendment)}"


def titled(comparison: Comparison, subject: str) -> str:
    """The id and the title of an item or a dimension in the version that has it."""
    if not subject:
        return gettext("the questionnaire")
    for version in (comparison.new, comparison.old):
        found = version.item(subject) or version.dimension(subject)
        if found is not None:
            return f"{subject} {one_line(found.title.within(current()))}"
    return subject


def as_json(amendment: Amendment) -> dict[str, object]:
    """A difference for machines; words in all languages are a map by language."""
    return {
        "subject": amendment.subject,
        "place": amendment.place,
        "kind": amendment.kind,
        "step": amendment.step,
        "language": amendment.language or None,
        "old": _plain(amendment.old),
        "new": _plain(amendment.new),
    }


def _spoken(value: str | Text | None, amendment: Amendment) -> str:
    if value is None:
        return NOTHING
    said = one_line(value.within(current()) if isinstance(value, Text) else value)
    # Words are quoted; numbers and ids speak for themselves.
    is_words = isinstance(value, Text) or amendment.kind == "reworded"
    return gettext("“{words}”").format(words=said) if is_words else said


def _plain(value: str | Text | None) -> object:
    return dict(value.translations) if isinstance(value, Text) else value
