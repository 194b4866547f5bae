"""How a problem is shown: the line with a caret, and what machines get."""

import json
from pathlib import Path

import pytest

from assess.cli.problems import CUT, Told, cells, excerpt, render, told_of
from assess.core.faults import Fault
from assess.definitions.problems import Problem


def problem(column: int = 1, line: int = 7, path: str = "a.yaml", said: str = "wrong") -> Problem:
    return Problem(path=path, line=line, column=column, fault=Fault("Q999", said, "mend it"))


def pointed_at(line: str, column: int, width: int = 80) -> str:
    """The rest of the shown line from where the caret points, cell by cell."""
    shown, caret = excerpt(line, problem(column), width)
    assert caret.endswith("^")
    at, here = cells(caret) - 1, ""
    for character in shown:
        # A mark over a letter belongs to the letter.
        if cells(here) >= at and cells(character):
            return shown[len(here) :]
        here += character
    return ""


def test_a_line_stands_under_its_number_with_a_caret():
    assert excerpt("    points: many", problem(13), 80) == (
        "    7 |     points: many",
        "      |             ^",
    )


@pytest.mark.parametrize(
    ("line", "column", "rest"),
    [
        ("a: b", 1, "a: b"),
        ("标题：客户管理", 4, "客户管理"),
        ("{en: A, zh-Hans: 客户, de: B}", 22, "de: B}"),
        ("a:\tb", 4, "b"),
        ("\ta: b", 2, "a: b"),
        ("e\u0301a: b", 3, "a: b"),
        ("ｆｕｌｌ: b", 7, "b"),
        ("한국어: b", 6, "b"),
        ("😀: b", 4, "b"),
        ("“a”: b", 6, "b"),
    ],
)
def test_the_caret_stands_under_the_column_however_wide_the_signs_are(line, column, rest):
    assert pointed_at(line, column) == rest


def test_a_caret_may_stand_behind_the_line():
    assert excerpt("a: b", problem(5), 80)[1] == "      |     ^"


@pytest.mark.parametrize("sign", ["x", "客", "\t", "e\u0301"])
@pytest.mark.parametrize("column", [1, 5, 2_000, 3_996, 4_000])
def test_a_long_line_is_cut_around_the_caret(sign, column):
    line = sign * (column - 1) + "HERE" + sign * (4_000 - column)
    shown, caret = excerpt(line, problem(len(sign) * (column - 1) + 1), 80)

    assert cells(shown) <= 80
    assert cells(caret) <= 80
    assert pointed_at(line, len(sign) * (column - 1) + 1).startswith("HERE")
    assert shown.endswith(CUT) == (column <= 2_000)
    assert shown.startswith(f"    7 | {CUT}") == (column >= 2_000)


def test_a_line_of_a_megabyte_is_shown_without_reading_it_all():
    shown, _ = excerpt("x" * 1_000_000, problem(500_000), 80)

    assert shown == "    7 | " + CUT + "x" * 70 + CUT


def test_a_line_of_a_megabyte_is_not_told_whole_for_each_problem(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("x" * 1_000_000)
    told = [Told(problem=problem(n, line=1, path=str(path))) for n in range(1, 100)]

    assert all(len(each["source"]) == 1000 for each in json.loads(render(told, "json")))
    assert len(render(told, "text")) < 100 * 300


def test_what_would_steer_a_terminal_is_not_printed():
    shown, caret = excerpt("a\x1b[31m: \u202eb", problem(8), 80)

    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert pointed_at("a\x1b[31m: \u202eb", 9) == "b"
    assert caret.index("^") > 0


def written(folder: Path, content: bytes) -> str:
    path = folder / "a.yaml"
    path.write_bytes(content)
    return str(path)


@pytest.mark.parametrize(
    "content",
    [b"a\nb\nhere", b"a\r\nb\r\nhere\r\n", b"a\rb\rhere", "a\x85b\u2028here".encode()],
    ids=["unix", "windows", "mac", "unicode"],
)
def test_lines_are_counted_as_yaml_counts_them(tmp_path, content):
    path = written(tmp_path, content)
    (told,) = json.loads(render([Told(problem=problem(line=3, path=path))], "json"))

    assert told["source"] == "here"


def test_a_byte_order_mark_and_broken_signs_are_no_obstacle(tmp_path):
    path = written(tmp_path, b"\xef\xbb\xbfa: \xff\n")
    lines = render([Told(problem=problem(4, line=1, path=path))], "text").splitlines()

    assert lines[1:] == ["    1 | a: \ufffd", "      |    ^"]


@pytest.mark.parametrize("line", [2, 9])
def test_where_there_is_no_line_none_is_shown(tmp_path, line):
    path = written(tmp_path, b"a: b\n")
    told = [Told(problem=problem(line=line, path=path))]

    assert render(told, "text") == f"{path}:{line}:1: Q999 wrong — mend it"
    assert render([Told(problem=problem(path="nowhere.yaml"))], "text").count("\n") == 0


def test_annotations_are_escaped():
    odd = problem(path="a,b:c%d.yaml", said="50 % of\n:: all, or none")
    told = render(told_of([], [odd]), "github")

    assert told == (
        "::warning file=a%2Cb%3Ac%25d.yaml,line=7,col=1,title=Q999::"
        "50 %25 of%0A:: all, or none — mend it"
    )


def test_problems_and_warnings_come_in_the_order_of_their_places():
    told = told_of([problem(line=3), problem(line=1)], [problem(line=2)])

    assert [(each.problem.line, each.severity) for each in told] == [
        (1, "error"),
        (2, "warning"),
        (3, "error"),
    ]


def test_nothing_wrong_is_nothing_to_print():
    assert [render([], shape) for shape in ("text", "json", "github")] == ["", "[]", ""]
