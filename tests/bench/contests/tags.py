"""P5: what it costs that a report is accessible and an archive."""

from __future__ import annotations

from collections.abc import Iterator

from assess.rendering.children import run_child
from assess.rendering.pdf import WALL_SECONDS
from tests.bench.documents import LANGUAGES, SHORT, Document, example
from tests.bench.measure import PRINTS, Contender, Row, Scope, compare


def tags(scope: Scope) -> Iterator[Row]:
    """The same document through the same kind of child."""
    for language in LANGUAGES:
        document = example(SHORT, language)
        yield from compare(
            "P5",
            {f"PDF/A-3a and UA-1, {document.said}": document.printed},
            ("no tags, no variant", _untagged(document)),
            rounds=scope.turns(PRINTS),
            warm=True,
        )


def _untagged(document: Document) -> Contender:
    def printed() -> bytes:
        done = run_child("tests.bench.untagged", document.job, seconds=WALL_SECONDS)
        if not done.stdout.startswith(b"%PDF-"):
            raise RuntimeError(done.stderr.decode())
        return done.stdout

    return printed
