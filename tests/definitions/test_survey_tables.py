"""Answers collected elsewhere, as CSV tables."""

from fractions import Fraction

import pytest

from assess.core.surveys.survey import Survey
from assess.definitions import survey_tables
from assess.definitions.problems import InvalidDefinition
from assess.definitions.survey_tables import SurveyTable, read_table
from tests.questionnaires.shipped import LIBRARY

F = Fraction


@pytest.fixture
def voice() -> Survey:
    found = LIBRARY.survey("customer-voice")
    assert found is not None
    return found


@pytest.fixture
def read(tmp_path, voice):
    def read(text: str | bytes) -> SurveyTable:
        path = tmp_path / "answers.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_table(path, voice)

    return read


@pytest.fixture
def wrong(read):
    """What is told of a table: line, column and code."""

    def wrong(text: str | bytes) -> list[tuple[int, int, str]]:
        with pytest.raises(InvalidDefinition) as told:
            read(text)
        return [(p.line, p.column, p.fault.code) for p in told.value.problems]

    return wrong


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_row_is_a_customer_whatever_parts_the_cells(read, delimiter):
    table = read("satisfaction,complained\n8,content\n10,complained\n".replace(",", delimiter))

    assert [sheet.answers for sheet in table.sheets] == [
        {"satisfaction": F(8), "complained": "content"},
        {"satisfaction": F(10), "complained": "complained"},
    ]


def test_questions_and_answers_may_be_in_the_words_of_any_language(read):
    table = read(
        "Overall satisfaction,您对这次投诉的处理满意吗？,Attitude of staff,complained\n"
        "Completely satisfied,非常满意,i had no contact  with staff,投诉过\n"
    )

    assert table.sheets[0].answers == {
        "satisfaction": F(10),
        "attitude": None,
        "complained": "complained",
        "handling": F(5),
    }


def test_columns_that_are_no_question_are_named_and_empty_rows_left_out(read):
    table = read("Timestamp,satisfaction,\n1 May,8,x\n2 May,,\n\n")

    assert table.ignored == ("Timestamp",)
    assert len(table.sheets) == 1


def test_every_cell_that_is_not_understood_is_told_at_its_place(wrong):
    text = 'change,satisfaction\n"two\nlines",11\nfine,9\nshort,lots\n'

    assert wrong(text) == [(2, 2, "F203"), (5, 2, "F203")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", (1, 1, "F201")),
        ("name,e-mail\nx,y\n", (1, 1, "F201")),
        ("satisfaction,Overall satisfaction\n8,9\n", (1, 2, "F202")),
        (b"satisfaction\n\x81\xff\n", (1, 1, "F204")),
        ('satisfaction\n"8"x\n', (1, 1, "F204")),
        (b"PK\x03\x04\xff\xff\x00", (1, 1, "F204")),
    ],
)
def test_what_is_no_such_table_is_told(wrong, text, found):
    assert wrong(text) == [found]


def test_a_table_that_is_too_large_is_refused(wrong, monkeypatch):
    monkeypatch.setattr(survey_tables, "MOST_BYTES", 20)

    assert wrong("satisfaction\n" + "8\n" * 20) == [(1, 1, "F205")]


def test_a_table_of_more_than_a_megabyte_is_read_to_its_end(read):
    rows = "8," + "x" * 20_000 + "\n"

    assert len(read("satisfaction,remark\n" + rows * 100).sheets) == 100


def test_chinese_tables_of_spreadsheets_are_understood(read):
    assert read("总体满意度\n完全满意\n".encode("gb18030")).sheets[0].answers == {
        "satisfaction": F(10)
    }
    assert len(read(b"\xef\xbb\xbfsatisfaction\r\n8\r\n").sheets) == 1


def test_too_long_a_comment_is_told(wrong):
    assert wrong(f"change\n{'x' * 1001}\n") == [(2, 1, "F203")]
