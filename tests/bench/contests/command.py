"""C1: the command from cold."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from assess.definitions.questionnaires import load_questionnaire
from tests.bench.documents import QUESTIONNAIRE, SHORT, answers_file, library
from tests.bench.measure import Contender, Row, Scope, compare


def command_line(scope: Scope) -> Iterator[Row]:
    """What a person waits for at a prompt."""

    def started(*arguments: str) -> Contender:
        command = [sys.executable, *arguments]
        return lambda: subprocess.run(
            command, check=True, stdout=subprocess.DEVNULL, cwd=scope.folder
        )

    questionnaire = library().ids[QUESTIONNAIRE]
    yield from compare(
        "C1",
        {
            "assess score ANSWERS": started(
                "-m", "assess", "score", str(answers_file(SHORT, "en"))
            ),
            "assess --version": started("-m", "assess", "--version"),
            "load_questionnaire alone": lambda: load_questionnaire(questionnaire),
        },
        ("python -c pass", started("-c", "pass")),
        calls=2,
        yardstick_calls=4,
        rounds=scope.turns(9),
    )
