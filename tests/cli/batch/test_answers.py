"""`assess report --all`: which files of a folder are answers."""

import os

import pytest

from tests.cli.batch.folder import SPOILED
from tests.cli.conftest import Run


@pytest.mark.parametrize("output", [".", "reports"])
def test_reports_among_the_answers_are_not_taken_for_answers(assess: Run, answers, output):
    command = ("report", "--all", answers, "-o", answers / output, "--format", "json")

    assert assess(*command).status == 0
    assert assess(*command).out == "nothing to print: 3 reports are up to date\n"


def test_what_is_hidden_is_left_out(batch, answers):
    (answers / ".cache").mkdir()
    (answers / ".cache" / "x.yaml").write_text(SPOILED)
    (answers / ".x.yaml").write_text(SPOILED)

    assert batch().out.startswith("3 written, ")


def test_a_pipe_is_not_waited_for(batch, answers):
    os.mkfifo(answers / "pipe.yaml")

    assert batch().out.startswith("3 written, ")
