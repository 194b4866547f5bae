"""What tests of every format need: each language, and a server that notices who connects."""

import threading
from collections.abc import Iterator

import pytest

from assess.language import speaking
from tests.rendering.canary import Canary
from tests.rendering.cases import LANGUAGES


@pytest.fixture(params=LANGUAGES)
def language(request) -> Iterator[str]:
    """Each language, spoken."""
    with speaking(request.param):
        yield request.param


@pytest.fixture
def canary() -> Iterator[Canary]:
    with Canary() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()
