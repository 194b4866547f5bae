"""Commands about one assessment: score, explain, report."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from assess import __version__
from assess.cli.definitions import library_of
from assess.cli.signing import finish_of
from assess.cli.status import DONE
from assess.core.explanations import (
    Explanation,
    explain_dimension,
    explain_item,
    explain_total,
)
from assess.core.faults import N_
from assess.core.maturity import Gate
from assess.core.numbers import decimal_string
from assess.core.report import Report, compile_report
from assess.core.result import result_of
from assess.errors import AssessError
from assess.language import current, gettext

if TYPE_CHECKING:
    from assess.rendering.presentation import Presentation


class NothingToExplain(AssessError):
    """The answers have no such item or dimension."""

    def __init__(self, subject: str, known: list[str]) -> None:
        super().__init__(
            gettext(N_("nothing called '{subject}' — known are total, {known}")).format(
                subject=subject, known=", ".join(known)
            )
        )


def compiled(options: argparse.Namespace) -> Report:
    """The compiled report of the answers file that the options name."""
    library = library_of(options)
    questionnaire, assessment = library.assessment(options.answers)
    before = getattr(options, "before", None)
    return compile_report(
        questionnaire,
        assessment,
        library.benchmark,
        engine=__version__,
        earlier=library.assessment(before) if before else None,
    )


def score(options: argparse.Namespace) -> int:
    """Print the result for a person or a machine."""
    report = compiled(options)
    if options.json:
        print(json.dumps(result_of(report), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_as_text(report)))
    return DONE


def _as_text(report: Report) -> list[str]:
    total, decision = report.scorecard.total, report.decision
    lines = [report.assessment.organization.name.within(current()), ""]
    for dimension in report.scorecard.dimensions:
        shares = f"{_percent(dimension.claimed):>6} {_percent(dimension.evidenced):>6}"
        lines.append(f"{shares}  {dimension.dimension.title.within(current())}")
    lines += [
        "",
        gettext("claimed {claimed}, backed by evidence {evidenced}, of {maximum}").format(
            claimed=_points(total.claimed),
            evidenced=_points(total.evidenced),
            maximum=_points(total.maximum),
        ),
    ]
    if total.completeness < 1:
        lines.append(
            gettext("{share} answered; between {low} and {high}").format(
                share=_percent(total.completeness), low=_points(total.low), high=_points(total.high)
            )
        )
    if not decision.rated:
        lines.append(gettext("no level can be given yet"))
    elif decision.level:
        name = decision.level.name.within(current())
        lines.append(gettext("level {number}: {name}").format(number=decision.number, name=name))
    else:
        lines.append(gettext("below level 1"))
    for gate in decision.blocking:
        lines.append(gettext("blocks the next level: {gate}").format(gate=_gate(gate)))
    return lines


def _gate(gate: Gate) -> str:
    """A gate in words: what it is about, its value and its threshold."""
    subject = gate.item or gate.dimension
    title = subject.title.within(current()) if subject else gettext("Total")
    printed = _points if gate.kind == "total" else _percent
    if gate.name.startswith("trend_periods"):
        printed = _points
    said = gettext("{title} ({id}): {now}, needs {needed}")
    return said.format(
        title=title,
        id=subject.id if subject else gate.name,
        now=printed(gate.value),
        needed=printed(gate.threshold),
    )


def _points(value: Fraction | None) -> str:
    return "–" if value is None else decimal_string(value, 1)


def _percent(value: Fraction | None) -> str:
    if value is None:
        return "–"
    return decimal_string(value * 100, 0) + ("%" if current().startswith("zh") else " %")


def explain(options: argparse.Namespace) -> int:
    """Print formula, inputs, exclusions and rounding of one number."""
    explanations = _explanations(compiled(options), options.subject)
    if options.json:
        print(
            json.dumps([_explanation_json(e) for e in explanations], ensure_ascii=False, indent=1)
        )
    else:
        print("\n\n".join(_explanation_text(explanation) for explanation in explanations))
    return DONE


def _explanations(report: Report, subject: str) -> tuple[Explanation, ...]:
    scorecard = report.scorecard
    if subject == "total":
        return explain_total(scorecard)
    if dimension := scorecard.dimension(subject):
        return explain_dimension(scorecard, dimension)
    if item := scorecard.item(subject):
        return explain_item(scorecard, item)
    known = [d.dimension.id for d in scorecard.dimensions] + [i.item.id for i in scorecard.items]
    raise NothingToExplain(subject, known)


def _explanation_text(explanation: Explanation) -> str:
    lines = [explanation.subject, f"  {explanation.formula}"]
    lines += [f"    {name}: {value}" for name, value in explanation.inputs]
    lines += [f"  = {explanation.worked}", f"  = {explanation.result}"]
    if explanation.excluded:
        left_out = ", ".join(f"{id} ({why})" for id, why in explanation.excluded)
        lines.append(gettext("  left out: {ids}").format(ids=left_out))
    if explanation.rounding:
        lines.append(gettext("  printed: {rounding}").format(rounding=explanation.rounding))
    return "\n".join(lines)


def _explanation_json(explanation: Explanation) -> dict[str, object]:
    return {
        "subject": explanation.subject,
        "formula": explanation.formula,
        "inputs": dict(explanation.inputs),
        "worked": explanation.worked,
        "result": explanation.result,
        "excluded": dict(explanation.excluded),
        "rounding": explanation.rounding,
    }


def report(options: argparse.Namespace) -> int:
    """Write the report into a file, in the format of its ending; with --all, many of them."""
    finish = finish_of(options)
    if options.all:
        from assess.cli.batch import report_all

        return report_all(options)
    if options.jobs or options.format:
        raise AssessError(gettext(N_("--jobs and --format go only with --all")))
    started = time.monotonic()
    ending = _ending(options.output)
    made = compiled(options)
    if sys.stderr.isatty():
        print(gettext("printing, a few seconds …"), file=sys.stderr)
    write_report(made, presentation_of(options), options.output, ending, finish)
    seconds = f"{time.monotonic() - started:.1f}"
    print(gettext("{path} written in {seconds} s").format(path=options.output, seconds=seconds))
    return DONE


class UnknownFormat(AssessError):
    """No format of a report has this ending."""

    def __init__(self, path: Path, known: list[str]) -> None:
        super().__init__(
            gettext(N_("'{path}' is no format of a report — known are {known}")).format(
                path=path, known=", ".join(f".{ending}" for ending in known)
            )
        )


def _ending(path: Path) -> str:
    from assess.rendering.outputs import OUTPUTS

    ending = path.suffix.removeprefix(".").lower()
    if ending not in OUTPUTS:
        raise UnknownFormat(path, list(OUTPUTS))
    return ending


def presentation_of(options: argparse.Namespace) -> Presentation:
    """How the options want a report shown."""
    from assess.definitions.brands import load_brand
    from assess.rendering.presentation import Presentation

    return Presentation(
        language=current(),
        edition=options.edition,
        paper=options.paper,
        brand=load_brand(options.brand) if options.brand else None,
    )


def write_report(
    report: Report,
    presentation: Presentation,
    path: Path,
    ending: str,
    finish: Callable[[bytes], bytes] | None = None,
) -> None:
    """Write a report so that nobody ever sees half of it; `finish` is what signs it."""
    from assess.rendering.outputs import render

    written = render(report, presentation, ending)
    write_whole(path, finish(written) if finish else written)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file at once; where that fails, the old one stays and no part of the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f"{path.suffix}.part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
