import pytest

from tests.definitions.translation.small import folder_of
from tests.definitions.translation.translators import WithCatalogue, WithWorkbook


@pytest.fixture
def folder(tmp_path):
    """A small questionnaire as a draft in English, with some of its texts in Chinese."""
    return folder_of(tmp_path)


@pytest.fixture(params=[WithWorkbook, WithCatalogue], ids=["xlsx", "po"])
def translator(request):
    """Makes a translator from an export, once for each format."""
    return request.param
