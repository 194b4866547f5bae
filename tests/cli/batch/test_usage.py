"""`assess report --all`: how it is called, and what it says while it works."""

import sys

import pytest

from assess.cli.batch import Outcome, Progress
from tests.cli.batch.folder import SPOILED
from tests.cli.conftest import HARBOUR, Run


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-o", "x"), "ANSWERS --all"),
        (("a.yaml", "--all", ".", "-o", "x"), "--all: not allowed with argument ANSWERS"),
        (("--all", "."), "required: -o/--output"),
        (("--all", ".", "-o", "x", "--jobs", "0"), "'0' is no number of jobs"),
        (("--all", ".", "-o", "x", "--jobs", "many"), "'many' is no number of jobs"),
        (("--all", ".", "-o", "x", "--format", "docm"), "'docm' is no format of a report"),
        (("--all", ".", "-o", "x", "--before", "b.yaml"), "--before goes with one"),
        (("--all", "gone", "-o", "x"), "gone: cannot be read — there is no such folder"),
        (("--all", ".", "-o", "x"), "no answers file in it"),
        (("a.yaml", "-o", "x.pdf", "--jobs", "2"), "go only with --all"),
        (("a.yaml", "-o", "x.pdf", "--format", "pdf"), "go only with --all"),
    ],
)
def test_wrong_usage_is_told_in_words(assess: Run, monkeypatch, tmp_path, arguments, told):
    monkeypatch.chdir(tmp_path)
    done = assess("report", *arguments)

    assert done.status == 2
    assert told in done.err
    assert list(tmp_path.iterdir()) == []


def test_one_answers_file_may_stand_behind_its_options(assess: Run, tmp_path):
    assert assess("report", "-o", tmp_path / "a.json", "--lang", "en", HARBOUR).status == 0


def test_progress_is_told_in_plain_lines(batch, answers):
    (answers / "0.yaml").write_text(SPOILED)
    done = batch("--jobs", "1")

    assert done.err.splitlines()[:4] == [
        "1 of 4, 1 failed",
        "2 of 4, 1 failed",
        "3 of 4, 1 failed",
        "4 of 4, 1 failed",
    ]


def test_progress_is_one_line_on_a_terminal(batch, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    done = batch()

    shown = ["1 of 3", "2 of 3", "3 of 3", ""]
    assert done.err == "".join(f"\r{line}\x1b[K" for line in shown)


def test_progress_of_thousands_takes_a_hundred_lines(capsys):
    progress = Progress(total=5000)
    for _ in range(5000):
        progress.count(Outcome(source=HARBOUR, became="kept"))

    told = capsys.readouterr().err.splitlines()
    assert len(told) == 100
    assert told[-1] == "5000 of 5000"
