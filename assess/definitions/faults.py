"""What can be wrong with a key, its value or its text, whatever the file is about."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import partial

from assess.core.faults import N_, Fault

S201 = partial(Fault, "S201", N_("unknown key '{key}'"), N_("did you mean '{near}'?"))
S201_far = partial(Fault, "S201", N_("unknown key '{key}'"), N_("known here: {known}"))
S202 = partial(Fault, "S202", N_("missing key '{key}'"), N_("add it"))
S203 = partial(Fault, "S203", N_("'{key}' takes {wanted}, not {given}"), N_("{hint}"))
S204 = partial(Fault, "S204", N_("'{key}' is “{given}”"), N_("it must be one of {known}"))
S205 = partial(Fault, "S205", N_("unknown item type '{given}'"), N_("one of {known}"))
T301 = partial(
    Fault, "T301", N_("{key}: no text for language {language}"), N_("add “{language}: …”")
)
T302 = partial(
    Fault, "T302", N_("{key}: language '{language}' is not declared"), N_("declared are {known}")
)
T303 = partial(Fault, "T303", N_("{key}: the text is empty"), N_("write it"))
T304 = partial(
    Fault, "T304", N_("{key}: unknown placeholder '{{{name}}}'"), N_("known are {known}")
)
T305 = partial(
    Fault, "T305", N_("{key}: the text is still to be written"), N_("write it instead of “TODO …”")
)
C401 = partial(
    Fault, "C401", N_("{key}: {reason}"), N_("see “Conditions” in questionnaires/README.md")
)

UNWRITTEN = "TODO"
"""How a text begins that is still to be written, in every language."""


def unknown_key(name: str, known: Iterable[str]) -> Fault:
    """The fault of a key that has no meaning, with the nearest one that has."""
    known = list(known)
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return S201(details={"key": name, "near": near[0]})
    return S201_far(details={"key": name, "known": ", ".join(known)})
