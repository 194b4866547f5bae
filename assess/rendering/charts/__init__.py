"""The geometry of charts; the drawing is in templates/report/charts, for page and PDF alike.

Coordinates are in pixels of the drawing's own view box.  Every chart carries the words of
its title and its numbers are printed beside it, so nothing depends on seeing it.
"""

from assess.rendering.charts.bars import dimension_bars, item_bars
from assess.rendering.charts.gantt import MOST_ROWS, gantt
from assess.rendering.charts.heat_map import heat_map
from assess.rendering.charts.level_scale import level_scale
from assess.rendering.charts.radar import radar

__all__ = [
    "MOST_ROWS",
    "dimension_bars",
    "gantt",
    "heat_map",
    "item_bars",
    "level_scale",
    "radar",
]
