"""What every test of the document needs: each language, each case, and the example."""

from collections.abc import Iterator

import pytest

from assess.language import speaking
from tests.rendering.cases import CASES
from tests.rendering.document.documents import LANGUAGES, Case, written


@pytest.fixture(params=LANGUAGES)
def language(request) -> Iterator[str]:
    with speaking(request.param):
        yield request.param


@pytest.fixture(params=list(CASES))
def case(request, language) -> Case:
    return written(request.param, language)


@pytest.fixture
def example(language) -> Case:
    return written("harbour", language)
