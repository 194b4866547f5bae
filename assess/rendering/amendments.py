"""What is different between two versions of a questionnaire, in lines for a person or a machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from assess.core.characters import one_line
from assess.core.faults import N_
from assess.core.text import Text
from assess.core.versions.amendments import Amendment
from assess.core.versions.comparison import Comparison
from assess.core.versions.version import STEP_NAMES, STEPS, Step
from assess.language import current, gettext, ngettext

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
    """The differences in lines below what they are about, in the order in which they were found."""
    for heading, below in groups(comparison, amendments):
        yield heading
        for amendment in below:
            yield f"  {step_name(amendment.step)}  {sentence(amendment)}"


def groups(
    comparison: Comparison, amendments: Iterable[Amendment]
) -> Iterator[tuple[str, list[Amendment]]]:
    """The same as what they are about, with the differences in it."""
    for subject, below in groupby(amendments, key=lambda amendment: amendment.subject):
        yield titled(comparison, subject), list(below)


def counted(comparison: Comparison) -> str:
    """How many differences there are, of each step."""
    if comparison.due is None:
        return gettext("no difference")
    steps = [amendment.step for amendment in comparison.amendments]
    if not steps:
        return gettext("only comments or the layout of the files differ")
    of_each = gettext("{number} {step}")
    each = [
        of_each.format(number=steps.count(step), step=step_name(step)) for step in reversed(STEPS)
    ]
    number = len(steps)
    said = ngettext("{number} difference: {each}", "{number} differences: {each}", number)
    return said.format(number=number, each=gettext(", ").join(each))


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
