"""One result in every format, each recognizable as what it is."""

import io
import json
import zipfile

import pytest

from assess.core.result import result_of
from assess.rendering.outputs import OUTPUTS, render
from assess.rendering.presentation import Presentation
from tests.rendering.cases import CASES, compiled

INSIDE = {
    "xlsx": "xl/workbook.xml",
    "docx": "word/document.xml",
    "pptx": "ppt/presentation.xml",
    "zip": "items.csv",
}


def made(ending: str, language: str = "zh-Hans") -> bytes:
    return render(compiled(CASES["harbour"]), Presentation(language=language), ending)


@pytest.mark.parametrize("ending", list(INSIDE))
def test_a_packed_format_holds_what_it_should(ending):
    with zipfile.ZipFile(io.BytesIO(made(ending))) as packed:
        assert packed.testzip() is None
        assert INSIDE[ending] in packed.namelist()


@pytest.mark.pdf
def test_the_pdf_is_one():
    assert made("pdf").startswith(b"%PDF-1.7")


def test_the_json_is_the_result():
    assert json.loads(made("json")) == result_of(compiled(CASES["harbour"]))


@pytest.mark.parametrize("ending", [*INSIDE, "json"])
def test_every_format_is_the_same_every_time(ending):
    assert made(ending) == made(ending)


def test_every_format_has_a_name_and_a_media_type():
    assert len({output.media_type for output in OUTPUTS.values()}) == len(OUTPUTS)
    assert all(output.title for output in OUTPUTS.values())
