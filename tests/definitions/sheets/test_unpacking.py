"""Workbooks of every program are read, and hostile ones refused before they can do harm."""

import io
import subprocess
import sys
import zipfile

import pytest

from assess.definitions.sheets import parts, unpacking
from assess.definitions.sheets.cells import Cell, Range
from assess.definitions.sheets.contents import Content
from assess.definitions.sheets.parts import Refused
from assess.definitions.sheets.unpacking import told as told_by_child
from assess.definitions.sheets.unpacking import unpack
from assess.definitions.sheets.workbook import render_sheet
from tests.core.factory import More
from tests.definitions.sheets.people import order, repacked, told

WHOLE = render_sheet(order())
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def workbook(
    rows: str,
    *,
    strings: str = "",
    formats: str = "",
    looks: tuple[int, ...] = (),
    properties: str = "",
    space: str = MAIN,
    more: str = "",
) -> bytes:
    """A file with one sheet, written by hand."""
    xfs = "".join(f'<xf numFmtId="{number}"/>' for number in looks)
    styles = f"<numFmts>{formats}</numFmts><cellXfs>{xfs}</cellXfs>"
    contents = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{RELATIONS}">{properties}'
        '<sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{space}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{space}">{styles}</styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData>'
        f"{more}</worksheet>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in contents.items():
            packed.writestr(name, part)
    return made.getvalue()


def cell(inside: str, attributes: str = "", **more: More) -> Cell:
    """The only cell of a workbook with this XML in it."""
    rows = f'<row r="3"><c r="D3" {attributes}>{inside}</c></row>'
    ((only,),) = [sheet.cells for sheet in unpack(workbook(rows, **more)).sheets]
    return only


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        unpack(data)
    return refused.value.fault.code


# --- what programs write -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12.1", "12.1"),
        ("12.100000000000001", "12.1"),
        ("12.0999999999999996", "12.1"),
        ("1.1000000000000001", "1.1"),
        ("0.30000000000000004", "0.3"),
        ("1E-3", "0.001"),
        ("1.5e+3", "1500"),
        (".5", "0.5"),
        ("-0", "0"),
        ("123456789012345", "123456789012345"),
    ],
)
def test_a_number_is_the_one_that_was_typed(written, number):
    assert cell(f"<v>{written}</v>").content == Content("number", number)


@pytest.mark.parametrize("written", ["nan", "inf", "1e999", "0x10", "1_000", "1 2", "9" * 500])
def test_a_number_that_no_program_writes_is_a_fault(written):
    assert cell(f"<v>{written}</v>").content.kind == "fault"


@pytest.mark.parametrize(
    ("number", "code", "kind"),
    [
        (0, "", "number"),
        (9, "", "percent"),
        (14, "", "day"),
        (31, "", "day"),
        (57, "", "day"),
        (164, "0.0%", "percent"),
        (164, "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;", "day"),
        (164, "[$-804]yyyy/m/d;@", "day"),
        (164, "[h]:mm", "day"),
        (164, "[Red]0.0", "number"),
        (164, "0.0&quot; days&quot;", "number"),
        (164, r"0\d", "number"),
        (164, "General", "number"),
        (164, "# ##0,00_-;-# ##0", "number"),
    ],
)
def test_the_look_of_a_number_tells_days_and_percentages(number, code, kind):
    formats = f'<numFmt numFmtId="164" formatCode="{code}"/>' if code else ""
    found = cell("<v>45000</v>", 's="1"', formats=formats, looks=(0, number))

    expected = {"number": "45000", "percent": "4500000", "day": "2023-03-15"}[kind]
    assert found.content == Content(kind, expected)


@pytest.mark.parametrize(
    ("days", "properties", "day"),
    [
        ("1", "", "1900-01-01"),
        ("59", "", "1900-02-28"),
        ("61", "", "1900-03-01"),
        ("46296.75", "", "2026-10-01"),
        ("44834", '<workbookPr date1904="1"/>', "2026-10-01"),
    ],
)
def test_days_are_counted_as_the_workbook_says(days, properties, day):
    found = cell(f"<v>{days}</v>", 's="0"', looks=(14,), properties=properties)

    assert found.content == Content("day", day)


@pytest.mark.parametrize(
    ("inside", "attributes", "content"),
    [
        ("<v>0</v>", 't="s"', Content("text", "shared")),
        ("<v>1</v>", 't="s"', Content("text", "two runs")),
        ("<v>2</v>", 't="s"', Content("text", "东京")),
        ("<v>9</v>", 't="s"', None),
        ("<is><t>inside</t></is>", 't="inlineStr"', Content("text", "inside")),
        (
            "<is><r><t>in </t></r><r><t>runs</t></r></is>",
            't="inlineStr"',
            Content("text", "in runs"),
        ),
        (
            "<is><t>a_x000D_\nb_x005F_x0041_</t></is>",
            't="inlineStr"',
            Content("text", "a\nb_x0041_"),
        ),
        ("<v>1</v>", 't="b"', Content("truth", "TRUE")),
        ("<v>#N/A</v>", 't="e"', Content("fault", "#N/A")),
        ("<v>2026-10-01T00:00:00</v>", 't="d"', Content("day", "2026-10-01")),
        ("<v>soon</v>", 't="d"', Content("fault", "soon")),
        ("", 's="1"', None),
    ],
)
def test_every_kind_of_cell_is_known(inside, attributes, content):
    strings = (
        "<si><t>shared</t></si><si><r><rPr><b/></rPr><t>two </t></r><r><t>runs</t></r></si>"
        '<si><t>东京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh></si>'
    )
    rows = f'<row r="3"><c r="D3" {attributes}>{inside}</c></row>'
    cells = unpack(workbook(rows, strings=strings)).sheets[0].cells

    assert [each.content for each in cells] == ([content] if content else [])


def test_a_formula_is_known_with_its_last_value():
    assert cell("<f>1+1</f><v>2</v>") == Cell(3, 4, Content("number", "2"), formula=True)
    assert cell('<f t="shared" si="0"/><v>x</v>', 't="str"').formula
    assert cell("<f>A1</f>").formula


def test_cells_without_an_address_follow_each_other():
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"

    assert [(c.row, c.column) for c in unpack(workbook(rows)).sheets[0].cells] == [
        (1, 1),
        (1, 2),
        (2, 1),
    ]


def test_merged_cells_and_strict_files_are_known():
    rows = '<row r="1"><c r="AB1"><v>1</v></c></row>'
    merged = '<mergeCells><mergeCell ref="B2:AA4"/><mergeCell ref="B2"/></mergeCells>'
    (sheet,) = unpack(workbook(rows, more=merged, space=STRICT)).sheets

    assert sheet.merged == (Range(top=2, left=2, bottom=4, right=27),)
    assert sheet.cells[0].column == 28


# --- what nobody honest sends ------------------------------------------------------------


def with_part(name: str, content: bytes = b"x") -> bytes:
    return repacked(WHOLE, lambda parts_: parts_.update({name: content}))


def without_part(name: str) -> bytes:
    def drop(parts_: dict[str, bytes]) -> None:
        del parts_[name]

    return repacked(WHOLE, drop)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        bytes(5000),
        WHOLE[: len(WHOLE) // 2],
        b"name,answer\nL1,3\n",
        without_part("xl/workbook.xml"),
        without_part("[Content_Types].xml"),
        with_part("xl/worksheets/sheet1.xml", b"<worksheet><row>"),
        with_part("xl/worksheets/sheet1.xml", b"\xff\xfe\xfd"),
        with_part("XL/Workbook.xml"),
    ],
    ids=range(11),
)
def test_what_is_no_workbook_is_refused(data):
    assert refusal(data) == "F101"


@pytest.mark.parametrize(
    "name", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/activeX/a.xml"]
)
def test_macros_are_refused(name):
    assert refusal(with_part(name)) == "F104"


def test_a_workbook_that_says_it_has_macros_is_refused():
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    types = f'<Types><Override ContentType="{kind}"/></Types>'

    assert refusal(with_part("[Content_Types].xml", types.encode())) == "F104"


@pytest.mark.parametrize(
    "name",
    [
        "xl/externalLinks/externalLink1.xml",
        "xl/connections.xml",
        "xl/queryTables/q.xml",
        "xl/embeddings/oleObject1.bin",
        "xl/model/item.data",
    ],
)
def test_what_reaches_for_others_is_refused_by_name(name):
    assert refusal(with_part(name)) == "F105"
    assert name.lower() in told(with_part(name))[0]


def test_pictures_and_what_programs_add_are_left_alone():
    added = {"xl/media/image1.png": b"x", "docProps/custom.xml": b"x", "xl/theme/theme9.xml": b"x"}

    assert told(repacked(WHOLE, lambda parts_: parts_.update(added))) == []


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "http://127.0.0.1/">]>',
    ],
)
def test_declarations_in_xml_are_refused(declared):
    part = f"{declared}<worksheet><sheetData/></worksheet>".encode()

    assert refusal(with_part("xl/worksheets/sheet1.xml", part)) == "F101"


def test_a_file_that_is_too_large_is_refused_unopened():
    assert refusal(WHOLE + bytes(parts.MOST_BYTES)) == "F102"


def test_a_part_that_unpacks_to_too_much_is_never_unpacked_whole(monkeypatch):
    monkeypatch.setattr(parts, "MOST_UNPACKED", 400_000)
    bomb = with_part("xl/styles.xml", b" " * 60_000_000)
    taken = []
    real = zipfile.ZipExtFile.read

    def counted(self: zipfile.ZipExtFile, size: int | None = -1) -> bytes:
        part = real(self, size)
        taken.append(len(part))
        return part

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    assert len(bomb) < 200_000
    assert refusal(bomb) == "F103"
    assert sum(taken) < 500_000


@pytest.mark.parametrize(
    ("where", "name", "most"),
    [
        (unpacking, "MOST_CELLS", 50),
        (unpacking, "MOST_CHARACTERS", 500),
        (unpacking, "LONGEST_TEXT", 50),
        (parts, "MOST_ELEMENTS", 500),
        (parts, "MOST_PARTS", 5),
    ],
)
def test_more_than_any_sheet_of_ours_holds_is_refused(monkeypatch, where, name, most):
    monkeypatch.setattr(where, name, most)

    assert refusal(WHOLE) == "F103"


def test_packed_in_ways_that_programs_do_not_use_is_refused():
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as packed:
        contents = {name: packed.read(name) for name in packed.namelist()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as packed:
        for name, part in contents.items():
            packed.writestr(name, part)

    assert refusal(made.getvalue()) == "F101"


@pytest.mark.parametrize(
    ("name", "rows", "more"),
    [
        (
            "MOST_MERGED",
            "",
            {"more": "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 3 + "</mergeCells>"},
        ),
        ("MOST_CHARACTERS", '<row><c t="str"><v>_x0041_</v></c></row>', {}),
        ("MOST_CHARACTERS", "", {"strings": "<si><t>abcd</t></si>"}),
        ("MOST_SHEETS", "", {"properties": '<sheets><sheet name="a"/><sheet name="b"/></sheets>'}),
    ],
)
def test_what_is_counted_one_by_one_has_an_end(monkeypatch, name, rows, more):
    monkeypatch.setattr(unpacking, name, 2)

    assert refusal(workbook(rows, **more)) == "F103"


def test_a_format_of_numbers_is_looked_at_as_far_as_excel_takes_one():
    code = "[" * 100_000
    found = cell(
        "<v>1</v>", 's="0"', formats=f'<numFmt numFmtId="164" formatCode="{code}d"/>', looks=(164,)
    )

    assert found.content == Content("number", "1")


def test_what_is_left_over_where_a_formula_comes_to_nothing_is_nothing():
    assert cell("<v>1e-300</v>").content == Content("number", "0")
    assert cell("<v>5.5e-17</v>").content == Content("number", "0." + "0" * 16 + "55")


# --- in a process of its own -------------------------------------------------------------


def child(data: bytes) -> bytes:
    module = "assess.definitions.sheets.unpacking"
    done = subprocess.run(
        [sys.executable, "-m", module], input=data, capture_output=True, check=True
    )
    return done.stdout


def test_a_process_of_its_own_tells_the_same():
    assert told_by_child(child(WHOLE)) == unpack(WHOLE)


@pytest.mark.parametrize("data", [b"x", WHOLE + bytes(parts.MOST_BYTES), with_part("xl/model/x")])
def test_a_process_of_its_own_tells_why_a_file_is_refused(data):
    with pytest.raises(Refused) as here:
        unpack(data)
    with pytest.raises(Refused) as there:
        told_by_child(child(data))

    assert there.value.fault == here.value.fault
