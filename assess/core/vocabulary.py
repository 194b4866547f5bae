"""The program's words for what answers know by code, wherever answers are given or shown."""

from __future__ import annotations

from collections.abc import Mapping

from assess.core.answers import Comparison
from assess.core.faults import N_
from assess.core.items import Axis

AXES: Mapping[Axis, str] = {"intention": N_("Intention"), "reality": N_("Reality")}
COMPARISONS: Mapping[Comparison, str] = {
    "above": N_("better than others"),
    "at": N_("about the same"),
    "below": N_("worse than others"),
    "none": N_("no comparison"),
}
