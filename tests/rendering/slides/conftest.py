"""What every test of the slides needs: each case."""

import pytest

from tests.rendering.slides.decks import EVERY


@pytest.fixture(params=list(EVERY))
def case(request) -> str:
    return str(request.param)
