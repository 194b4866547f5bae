"""What the tests of the PDF ask for: a report, printed once in one language."""

from collections.abc import Iterator

import pytest

from assess.language import speaking
from tests.rendering.cases import CASES
from tests.rendering.pdf.reports import Case, among, case_of


@pytest.fixture(params=among(*CASES))
def case(request) -> Iterator[Case]:
    yield from _spoken(*request.param)


@pytest.fixture(params=among("half", "empty"))
def open_case(request) -> Iterator[Case]:
    """A case in which something is still open."""
    yield from _spoken(*request.param)


@pytest.fixture(params=among("noted"))
def long_case(request) -> Iterator[Case]:
    """A case with much to say."""
    yield from _spoken(*request.param)


@pytest.fixture(params=among(*(name for name in CASES if name != "empty")))
def levelled(request) -> Iterator[Case]:
    """A case that has a level."""
    yield from _spoken(*request.param)


def _spoken(name: str, language: str) -> Iterator[Case]:
    with speaking(language):
        yield case_of(name, language)


@pytest.fixture
def harbour(language) -> Case:
    return case_of("harbour", language)
