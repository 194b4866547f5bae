"""What all tests share: how hypothesis searches, and that a language spoken ends with its test.

The build server tries the same examples every time, a desk tries new ones.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from assess.language import current, speaking

PRINTS = "ASSESS_TEST_PRINTS"
"""The folder of the reports that this run of tests has printed, see tests/rendering/prints.py."""

DESK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

settings.register_profile("desk", DESK)
settings.register_profile("ci", DESK, derandomize=True, database=None)
settings.register_profile("night", DESK, max_examples=2000)  # --hypothesis-profile night
settings.load_profile("ci" if os.environ.get("CI") else "desk")


def pytest_configure(config: pytest.Config) -> None:
    """The processes of one run, which inherit this, print each report once among them."""
    if PRINTS not in os.environ:
        os.environ[PRINTS] = tempfile.mkdtemp(prefix="assess-prints-")
        config.add_cleanup(_forget_prints)


def _forget_prints() -> None:
    shutil.rmtree(os.environ.pop(PRINTS), ignore_errors=True)


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """A language that a test speaks ends with the test."""
    with speaking(current()):
        yield
