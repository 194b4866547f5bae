"""What every test of charts needs: each report, in each language."""

import pytest

from assess.core.report import Report
from tests.rendering.charts.reports import REPORTS, report_of


@pytest.fixture(params=list(REPORTS))
def drawn(request, language) -> Report:
    return report_of(request.param)
