"""A questionnaire with an item of every type, and what is typed into their slots."""

from assess.core.readings import read_slots
from tests.core.factory import (
    More,
    checklist,
    choice,
    coverage,
    dimension,
    kpi,
    maturity,
    practice,
    questionnaire,
)

EVERY = questionnaire(
    dimension(
        "all",
        maturity(na_allowed=True),
        maturity("M2", axes=("reality",)),
        checklist(practice("a"), practice("b"), na_allowed=True),
        coverage(na_allowed=True),
        kpi(na_allowed=True),
        kpi("K2", curve_source="set by client"),
        kpi("K3", better="lower", curve=((2, 1), (10, 0)), curve_source="set by client"),
        choice(),
    )
)


def read(id, **typed: More):
    """What the slots of an item say; a double underscore stands for the point in a name."""
    item = EVERY.item(id)
    assert item is not None
    return read_slots(EVERY, item, {slot.replace("__", "."): text for slot, text in typed.items()})
