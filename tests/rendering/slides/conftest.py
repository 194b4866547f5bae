"""What every test of the slides needs: each case, and each language."""

import pytest

from tests.rendering.slides.decks import EVERY, LANGUAGES


@pytest.fixture(params=list(EVERY))
def case(request) -> str:
    return str(request.param)


@pytest.fixture(params=LANGUAGES)
def language(request) -> str:
    return str(request.param)
