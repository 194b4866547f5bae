"""The parts of a workbook are read as XML that nobody can make to hurt."""

import pytest

from assess.definitions.sheets.parts import Refused
from assess.definitions.sheets.unpacking import unpack
from tests.definitions.mutations.archives import archive_of
from tests.definitions.mutations.sheet_xml import parts


def refusal(xml: str | bytes) -> str:
    with pytest.raises(Refused) as refused:
        unpack(archive_of(parts(strings=xml)))
    return refused.value.fault.code


@pytest.mark.parametrize("encoding", ["big5", "none", "utf-16"])
def test_a_part_is_read_as_utf_8_whatever_it_says(encoding):
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    said = unpack(archive_of(parts(strings=f"{head}<sst><si><t>客</t></si></sst>")))

    assert [sheet.cells for sheet in said.sheets] == [()]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"])
def test_a_part_that_is_no_utf_8_is_refused(encoding):
    assert refusal("<sst><si><t>é</t></si></sst>".encode(encoding)) == "F101"


def test_a_tag_of_very_many_attributes_is_not_read():
    attributes = "".join(f'a{n}="" ' for n in range(50_000))

    assert refusal(f"<sst {attributes}/>") == "F103"
