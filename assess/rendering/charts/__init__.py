"""The geometry of charts; the drawing is in templates/report/charts, for page and PDF alike.

Coordinates are in pixels of the drawing's own view box.  Every chart carries the words of
its title and its numbers are printed beside it, so nothing depends on seeing it.
"""

from assess.rendering.charts.bars import dimension_bars, item_bars
from assess.rendering.charts.curve import kpi_curve
from assess.rendering.charts.dumbbell import dumbbell
from assess.rendering.charts.effort_map import MOST_LABELS, effort_map
from assess.rendering.charts.gantt import MOST_ROWS, gantt
from assess.rendering.charts.heat_map import heat_map
from assess.rendering.charts.level_scale import level_scale
from assess.rendering.charts.radar import radar
from assess.rendering.charts.seal_code import seal_code
from assess.rendering.charts.sparkline import sparkline
from assess.rendering.charts.stage_flow import stage_flow
from assess.rendering.charts.survey import distribution, measure_ranges

__all__ = [
    "MOST_LABELS",
    "MOST_ROWS",
    "dimension_bars",
    "distribution",
    "dumbbell",
    "effort_map",
    "gantt",
    "heat_map",
    "item_bars",
    "kpi_curve",
    "level_scale",
    "measure_ranges",
    "radar",
    "seal_code",
    "sparkline",
    "stage_flow",
]
