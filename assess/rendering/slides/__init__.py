"""Ten slides for the closing meeting, as a PowerPoint file.

Charts and tables are native: whoever works on with the deck can change them.  Everything a
slide has no room for stands in its notes.
"""

from __future__ import annotations

from assess.core.brand import Brand
from assess.core.report import Report
from assess.rendering.slides import basis, gates, opening, plan, scores, strengths
from assess.rendering.slides.deck import Deck

SLIDES = (
    opening.cover,
    opening.result,
    scores.dimensions_on_radar,
    scores.dimensions_in_columns,
    strengths.strengths_and_gaps,
    gates.gates,
    strengths.stages_or_weakest,
    plan.first_moves,
    plan.three_waves,
    basis.basis,
)


def render_slides(report: Report, brand: Brand | None = None) -> bytes:
    """The slides in the language spoken; the same report gives the same bytes."""
    deck = Deck(report, brand)
    for draw in SLIDES:
        draw(deck, report)
    return deck.to_bytes()
