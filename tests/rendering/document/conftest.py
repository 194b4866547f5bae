"""What every test of the document needs: each case, and the example."""

import pytest

from tests.rendering.cases import CASES
from tests.rendering.document.documents import Case, written


@pytest.fixture(params=list(CASES))
def case(request, language) -> Case:
    return written(request.param, language)


@pytest.fixture
def example(language) -> Case:
    return written("harbour", language)
