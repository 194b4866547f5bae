"""What all tests share: how hypothesis searches, what is made once, and what ends with its test.

The build server tries the same examples every time, a desk tries new ones.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from assess import resources
from assess.core.questionnaire import Questionnaire
from assess.definitions.questionnaires import load_questionnaire
from assess.language import current, speaking
from tests.once import FOLDER

DESK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

settings.register_profile("desk", DESK)
settings.register_profile("ci", DESK, derandomize=True, database=None)
settings.register_profile("night", DESK, max_examples=2000)  # --hypothesis-profile night
settings.load_profile("ci" if os.environ.get("CI") else "desk")


def pytest_configure(config: pytest.Config) -> None:
    """The processes of one run inherit this, and make once among them what takes seconds."""
    if FOLDER not in os.environ:
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="assess-tests-")
        config.add_cleanup(_forget)


def _forget() -> None:
    shutil.rmtree(os.environ.pop(FOLDER), ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def shipped_once() -> Iterator[None]:
    """The questionnaires that are shipped, which nothing changes, are read once by a process."""
    below = resources.questionnaires()
    kept = cache(load_questionnaire)

    def load(folder: Path) -> Questionnaire:
        return kept(folder) if folder.is_relative_to(below) else load_questionnaire(folder)

    with pytest.MonkeyPatch.context() as instead:
        instead.setattr("assess.definitions.library.load_questionnaire", load)
        yield


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """A language that a test speaks ends with the test."""
    with speaking(current()):
        yield
