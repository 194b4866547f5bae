"""What the tests of the preview ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assess.web.preview import Draft, prepare
from tests.definitions.files import write
from tests.web.conftest import Visitor
from tests.web.preview.small import DRAFT, site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small").mkdir()
    return write(tmp_path / "small", manifest=DRAFT)


@pytest.fixture
def draft(tmp_path: Path, folder: Path) -> Iterator[Draft]:
    app = site(tmp_path / "var")
    yield prepare(app, folder)
    app.extensions["assess"].engine.dispose()


@pytest.fixture
def author(draft: Draft) -> Visitor:
    return Visitor(draft._app.test_client())
