"""How far the result hangs on the weights, which are expert proposals."""

from __future__ import annotations

from collections.abc import Iterator

from assess.core.report import Report
from assess.core.sensitivity import Sensitivity
from assess.language import gettext
from assess.rendering import sentences, wording
from assess.rendering.document.manuscript import Manuscript
from assess.rendering.filters import points, prose, text


def sensitivity(report: Report, written: Manuscript) -> None:
    """The result under other weights, once there is one."""
    if report.sensitivity:
        written.section(gettext("If the weights were others"))
        written.say(prose(" ".join(_sentences(report.sensitivity))))


def _sentences(found: Sensitivity) -> Iterator[str]:
    yield sentences.stable(found)
    for other in found.others:
        yield gettext("With the weights “{profile}” it is {total} points, {level}.").format(
            profile=text(other.profile.title),
            total=points(other.total),
            level=wording.level_words(other.level),
        )
