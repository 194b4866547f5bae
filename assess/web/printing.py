"""What a visitor wants printed: language, edition, paper and format, and the finished file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
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

PLAIN = "none"
"""What a visitor sends who wants no brand on a report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One way to show a report, as the page about reports offers it."""

    language: str
    ending: str = "pdf"
    edition: Edition = "full"
    paper: Paper = "A4"
    branded: bool = False

    @classmethod
    def of(cls, sent: Mapping[str, str], default: str) -> Wish:
        """The wish that a form or an address tells; `NoSuchPlace` for what there is not."""
        wish = cls(
            language=sent.get("language", default),
            ending=sent.get("ending", "pdf"),
            edition=cast("Edition", sent.get("edition", "full")),
            paper=cast("Paper", sent.get("paper", "A4")),
            branded=sent.get("brand") != PLAIN,
        )
        known = wish.language in languages() and wish.ending in OUTPUTS
        if not known or wish.edition not in EDITIONS or wish.paper not in PAPERS:
            raise NoSuchPlace("format")
        shown = wish.presentation()
        return replace(
            wish, edition=shown.edition, paper=shown.paper, branded=shown.brand is not None
        )

    @property
    def paged(self) -> bool:
        """Whether it is set on pages."""
        return OUTPUTS[self.ending].paged

    def sent(self) -> dict[str, str]:
        """What a form or an address has to tell to mean this wish."""
        sent = {"language": self.language, "ending": self.ending}
        if self.paged:
            sent |= {"edition": self.edition, "paper": self.paper}
        return sent if self.branded else sent | {"brand": PLAIN}

    def presentation(self) -> Presentation:
        """How its format shows the report, under the brand of this installation if wished."""
        wished = Presentation(
            language=self.language,
            edition=self.edition,
            paper=self.paper,
            brand=services().brand if self.branded else None,
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
    for language, ending in product(languages(), OUTPUTS):
        plain, output = Wish(language=language, ending=ending), OUTPUTS[ending]
        brandings = (True, False) if services().brand and output.shows_brand else (False,)
        sizes = product(EDITIONS, PAPERS) if output.paged else [(plain.edition, plain.paper)]
        for (edition, paper), branded in product(sizes, brandings):
            yield replace(plain, edition=edition, paper=paper, branded=branded)


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


def stop(report: Report, wish: Wish) -> None:
    """Have a wish written no longer."""
    press = services().press
    press.stop(press.place(report, wish.presentation(), wish.ending))


def file_of(report: Report, wish: Wish) -> Response:
    """The file, as a download; it is written now when it is not there yet."""
    place = services().press.now(report, wish.presentation(), wish.ending)
    return _download(report, wish, place)


def _download(report: Report, wish: Wish, place: Path) -> Response:
    edition = "" if wish.edition == "full" else f"-{wish.edition}"
    name = f"{report.questionnaire.id}-{report.seal[:8]}-{wish.language}{edition}.{wish.ending}"
    media_type = OUTPUTS[wish.ending].media_type
    return send_file(place.absolute(), mimetype=media_type, download_name=name, max_age=0)
