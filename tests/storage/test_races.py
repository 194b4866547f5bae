"""Several writers at once, and writers that die."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import assess
from assess.storage.answers import Conflict, Locked, Saved
from assess.storage.assessments import AssessmentStore
from assess.storage.database import migrate, open_engine, writing
from tests.storage.conftest import begun

WRITERS, SAVES, CELLS = 4, 50, 5

KILLED_WRITER = """
import itertools, sys
from datetime import UTC, datetime
from assess.storage.assessments import AssessmentStore
from assess.storage.database import open_engine

store = AssessmentStore(open_engine(sys.argv[1]), lambda: datetime.now(UTC))
run, id = sys.argv[2], store.find("link").id
for n in itertools.count():
    text = f"{run}/{n} " + "客" * (n % 50) * 20
    saved = store.save(id, f"{run}/{n}", "note", text, base_rev=0, op_id=f"{run}/{n}", actor=run)
    print(n, saved.rev, flush=True)
"""


def type_on(store: AssessmentStore, number: int, writer: int) -> list[str]:
    """Save texts of one's own on shared cells, starting again from what stood in the way."""
    chance = random.Random(writer)
    seen = dict.fromkeys(range(CELLS), 0)
    texts = [f"writer {writer} text {n}" for n in range(SAVES)]
    for n, text in enumerate(texts):
        cell = chance.randrange(CELLS)
        for attempt in range(1000):
            op_id = f"{writer}/{n}/{attempt}"
            outcome = store.save(
                number,
                f"L{cell}",
                "value",
                text,
                base_rev=seen[cell],
                op_id=op_id,
                actor=str(writer),
            )
            assert not isinstance(outcome, Locked)
            seen[cell] = outcome.rev
            if isinstance(outcome, Saved):
                break
    return texts


def test_four_writers_on_five_cells_lose_no_text(store, assessment):
    with ThreadPoolExecutor(WRITERS) as pool:
        typed = pool.map(lambda writer: type_on(store, assessment.id, writer), range(WRITERS))
        texts = [text for texts in typed for text in texts]
    log, answers = store.history(assessment.id), store.answers(assessment.id)
    saved = [event.value for event in log if event.outcome == "saved"]
    assert sorted(saved) == sorted(texts)
    assert len(log) > len(saved), "the writers never met"
    assert sum(found.rev for found in answers.values()) == len(saved)
    assert store.replay(assessment.id) == answers


def test_the_same_attempt_sent_many_times_at_once_is_saved_once(store, assessment):
    def send(_: int) -> object:
        return store.save(assessment.id, "L1", "value", "x", base_rev=0, op_id="once", actor="ann")

    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(send, range(8)))
    assert replies == [replies[0]] * 8
    assert len(store.history(assessment.id)) == 1


def test_two_first_answers_at_once_are_one_answer_and_one_conflict(store, assessment):
    def send(text: str) -> object:
        return store.save(assessment.id, "L1", "value", text, base_rev=0, op_id=text, actor=text)

    with ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(send, ["mine", "yours"]))
    assert {type(reply) for reply in replies} == {Saved, Conflict}


def test_a_save_that_waits_while_the_assessment_is_locked_is_refused(engine, store, assessment):
    reached, replies = threading.Event(), []

    def save_late() -> None:
        reached.set()
        replies.append(
            store.save(assessment.id, "L1", "value", "x", base_rev=0, op_id="1", actor="ann")
        )

    late = threading.Thread(target=save_late)
    with writing(engine) as connection:
        connection.exec_driver_sql(
            f"UPDATE assessment SET status = 'finalized' WHERE id = {assessment.id}"  # noqa: S608
        )
        late.start()
        reached.wait()
        late.join(0.2)
        assert late.is_alive()
    late.join()
    assert replies == [Locked(status="finalized")]
    assert store.answers(assessment.id) == {}


def test_a_writer_killed_at_any_moment_loses_nothing_it_acknowledged(tmp_path):
    path = tmp_path / "assess.sqlite"
    url = f"sqlite:///{path}"
    engine = open_engine(url)
    migrate(engine)
    store = AssessmentStore(engine, lambda: datetime.now(UTC))
    store.keep_questionnaire("q", "1", "cafe", "")
    made = begun(store, "link")
    acknowledged = {
        (f"{run}/{n}", "note") for run in range(5) for n in killed_after(url, str(run), 5 + run * 9)
    }
    answers = store.answers(made.id)
    assert acknowledged <= answers.keys()
    assert store.replay(made.id) == answers
    assert all(found.value.startswith(f"{item} ") for (item, _), found in answers.items())
    engine.dispose()
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


def killed_after(url: str, run: str, saves: int) -> list[int]:
    """Start a writer, kill it some time after so many saves; which saves it acknowledged."""
    command = [sys.executable, "-c", KILLED_WRITER, url, run]
    root = Path(assess.__file__).parents[1]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        lines = [writer.stdout.readline() for _ in range(saves)]
        os.kill(writer.pid, signal.SIGKILL)
        lines += writer.stdout.readlines()
    return [int(line.split()[0]) for line in lines if line.endswith("\n")]
