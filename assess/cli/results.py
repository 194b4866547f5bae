"""Commands about one assessment: score, explain, report."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from assess import __version__
from assess.cli.definitions import library_of
from assess.cli.signing import finish_of
from assess.cli.status import DONE
from assess.core.explaining.explanation import Explanation
from assess.core.explaining.items import explain_item
from assess.core.explaining.totals import explain_dimension, explain_total
from assess.core.faults import N_
from assess.core.report import Report, compile_report
from assess.core.result import result_of
from assess.errors import AssessError
from assess.files import write_whole
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
        # Only who reads it pays for the words.
        from assess.cli.summary import summary
        from assess.rendering.rounding import rounding_of

        with rounding_of(report.questionnaire):
            print("\n".join(summary(report)))
    return DONE


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
    presentation = presentation_of(options, ending)
    made = compiled(options)
    if sys.stderr.isatty():
        print(gettext("printing, a few seconds …"), file=sys.stderr)
    write_report(made, presentation, options.output, ending, finish)
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


class NoPages(AssessError):
    """An edition or a paper is wanted of a format that has no pages."""

    def __init__(self, ending: str) -> None:
        super().__init__(
            gettext(
                N_("--edition and --paper go only with a PDF, not with .{ending} — leave them out")
            ).format(ending=ending)
        )


def presentation_of(options: argparse.Namespace, ending: str) -> Presentation:
    """How the options want a report shown, as far as its format shows it."""
    from assess.definitions.brands import load_brand
    from assess.rendering.outputs import OUTPUTS, shown_in
    from assess.rendering.presentation import Presentation

    if (options.edition or options.paper) and not OUTPUTS[ending].paged:
        raise NoPages(ending)
    wanted = Presentation(
        language=current(),
        edition=options.edition or "full",
        paper=options.paper or "A4",
        brand=load_brand(options.brand) if options.brand else None,
    )
    return shown_in(ending, wanted)


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
