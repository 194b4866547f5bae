"""What went wrong, in sentences for a person at a terminal."""

from __future__ import annotations

import os

from assess.core.faults import N_
from assess.definitions.problems import InvalidDefinition
from assess.errors import AssessError
from assess.language import gettext
from assess.rendering.wording import labelled


def reasons(fault: Exception) -> list[str]:
    """Why something could not be done; a defect of the program is raised where one debugs."""
    if isinstance(fault, InvalidDefinition):
        return [problem.sentence(gettext) for problem in fault.problems]
    if isinstance(fault, AssessError):
        return [str(fault)]
    if isinstance(fault, OSError):
        reason = fault.strerror or str(fault)
        return [labelled(str(fault.filename), reason) if fault.filename else reason]
    if os.environ.get("ASSESS_DEBUG"):
        raise fault
    told = N_("this is a defect of the program ({kind}); set ASSESS_DEBUG=1 to see where")
    return [gettext(told).format(kind=type(fault).__name__)]
