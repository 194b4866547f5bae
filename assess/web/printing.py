"""What a visitor wants printed: language, edition, paper and format, and the finished file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from flask import Response, current_app, send_file, url_for

from assess.core.report import Report
from assess.language import languages
from assess.rendering.outputs import OUTPUTS, shown_in
from assess.rendering.presentation import EDITIONS, PAPERS, Edition, Paper, Presentation
from assess.web.context import services
from assess.web.faults import NoSuchPlace
from assess.web.press import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One way to show a report, as the page about reports offers it."""

    language: str
    ending: str = "pdf"
    edition: Edition = "full"
    paper: Paper = "A4"

    @classmethod
    def of(cls, sent: Mapping[str, str], default: str) -> Wish:
        """The wish that a form or an address tells; `NoSuchPlace` for what there is not."""
        wish = cls(
            language=sent.get("language", default),
            ending=sent.get("ending", "pdf"),
            edition=cast("Edition", sent.get("edition", "full")),
            paper=cast("Paper", sent.get("paper", "A4")),
        )
        known = wish.language in languages() and wish.ending in OUTPUTS
        if not known or wish.edition not in EDITIONS or wish.paper not in PAPERS:
            raise NoSuchPlace("format")
        shown = wish.presentation()
        return replace(wish, edition=shown.edition, paper=shown.paper)

    @property
    def paged(self) -> bool:
        """Whether it is set on pages."""
        return OUTPUTS[self.ending].paged

    def presentation(self) -> Presentation:
        """How its format shows the report: as wished, under the brand of this installation."""
        wished = Presentation(
            language=self.language,
            edition=self.edition,
            paper=self.paper,
            brand=services().brand,
            verify_at=_verify_at(),
        )
        return shown_in(self.ending, wished)


def _verify_at() -> str:
    """Where to verify a report, if the site knows its own name: a visitor can send any."""
    known = current_app.config["TRUSTED_HOSTS"]
    return url_for("verification.page", _external=True) if known else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A wish with what became of it."""

    wish: Wish
    state: State
    why: str = ""


def wishes() -> Iterator[Wish]:
    """Every wish there is."""
    for language in languages():
        for ending, output in OUTPUTS.items():
            if not output.paged:
                yield Wish(language=language, ending=ending)
                continue
            for edition in EDITIONS:
                for paper in PAPERS:
                    yield Wish(language=language, ending=ending, edition=edition, paper=paper)


def made(report: Report) -> list[Made]:
    """What was asked for of this report: written, being written or failed."""
    press = services().press
    found = []
    for wish in wishes():
        place = press.place(report, wish.presentation(), wish.ending)
        state = press.state(place)
        if state is not State.UNKNOWN:
            found.append(Made(wish=wish, state=state, why=press.why(place)))
    return found


def begin(report: Report, wish: Wish) -> None:
    """Have a wish written in the background."""
    services().press.begin(report, wish.presentation(), wish.ending)


def file_of(report: Report, wish: Wish) -> Response:
    """The file, as a download; it is written now when it is not there yet."""
    place = services().press.now(report, wish.presentation(), wish.ending)
    return _download(report, wish, place)


def _download(report: Report, wish: Wish, place: Path) -> Response:
    edition = "" if wish.edition == "full" else f"-{wish.edition}"
    name = f"{report.questionnaire.id}-{report.seal[:8]}-{wish.language}{edition}.{wish.ending}"
    media_type = OUTPUTS[wish.ending].media_type
    return send_file(place.absolute(), mimetype=media_type, download_name=name, max_age=0)
