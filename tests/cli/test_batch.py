"""`assess report --all`: every answers file below a folder, each on its own, none twice."""

import gc
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from assess.cli.batch import Outcome, Progress
from assess.cli.ledger import LEDGER
from assess.core.report import Report
from assess.rendering import outputs
from assess.rendering.pdf import PrintingFailed
from tests.cli.conftest import HARBOUR, Run

EXAMPLES = HARBOUR.parent
NAMES = {"a.yaml": "harbour", "north/b.yml": "norden-pumps", "north/deep/c.yaml": "clearwater"}
SPOILED = "organization: [\n"


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """A folder with three answers files, two of them in folders of their own."""
    folder = tmp_path / "answers"
    for name, example in NAMES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(EXAMPLES / f"{example}.yaml", folder / name)
    return folder


@pytest.fixture
def written(tmp_path: Path) -> Callable[[], dict[str, bytes]]:
    """What lies in the output folder, by path."""
    folder = tmp_path / "reports"
    return lambda: {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def batch(assess: Run, answers, tmp_path) -> Run:
    """Runs the command on that folder, as JSON unless another format is named."""
    return lambda *more: assess(
        "report", "--all", answers, "-o", tmp_path / "reports", "--format", "json", *more
    )


@pytest.fixture
def rendered(monkeypatch) -> list[str]:
    """The sources of names of the organizations whose reports are rendered, from here on."""
    seen: list[str] = []
    render = outputs.render

    def watched(report: Report, *more: object) -> bytes:
        seen.append(report.assessment.organization.name.source)
        return render(report, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(outputs, "render", watched)
    return seen


def change(path: Path) -> None:
    """Answer something else."""
    text = path.read_text(encoding="utf-8")
    assert "intention: 3" in text
    path.write_text(text.replace("intention: 3", "intention: 2", 1), encoding="utf-8")


def test_every_answers_file_is_written_at_its_place(assess: Run, batch, answers, written, tmp_path):
    (answers / "remarks.txt").write_text("no answers")
    done = batch()

    assert done.status == 0
    assert set(written()) == {LEDGER, "a.json", "north/b.json", "north/deep/c.json"}
    for name in NAMES:
        one = tmp_path / "one.json"
        assess("report", answers / name, "-o", one)
        assert written()[str(Path(name).with_suffix(".json"))] == one.read_bytes()


def test_answers_in_json_are_taken_too(batch, answers, written):
    told = yaml.load(HARBOUR.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 — texts only
    (answers / "d.json").write_text(json.dumps(told), encoding="utf-8")

    assert batch().status == 0
    assert json.loads(written()["d.json"])["total"] == json.loads(written()["a.json"])["total"]


def test_a_second_run_prints_nothing_and_says_so(batch, written, rendered):
    batch()
    before = written()
    rendered.clear()
    done = batch()

    assert (done.status, rendered) == (0, [])
    assert done.out == "nothing to print: 3 reports are up to date\n"
    assert written() == before


def test_changed_answers_are_printed_anew_and_nothing_else(batch, answers, written, rendered):
    batch()
    before = written()
    rendered.clear()
    change(answers / "a.yaml")
    done = batch()

    assert rendered == ["Harbour Trading Co."]
    assert done.out.startswith("1 written, 2 up to date, 0 failed, in ")
    assert written()["a.json"] != before["a.json"]
    assert batch().out.startswith("nothing to print")


def test_a_report_that_was_taken_away_is_printed_anew(batch, written, rendered, tmp_path):
    batch()
    (tmp_path / "reports" / "a.json").unlink()
    rendered.clear()
    batch()

    assert rendered == ["Harbour Trading Co."]
    assert "a.json" in written()


def test_another_presentation_is_printed_anew(batch, rendered):
    batch()
    rendered.clear()
    batch("--lang", "zh-Hans")

    assert len(rendered) == 3


def test_formats_lie_beside_each_other(batch, written):
    batch()
    batch("--format", "zip")

    assert {"a.json", "a.zip"} <= set(written())
    assert batch().out.startswith("nothing to print")
    assert batch("--format", "zip").out.startswith("nothing to print")


def test_every_thread_speaks_the_language(batch, answers, written):
    (answers / "north" / "b.yml").write_text(SPOILED)
    done = batch("--lang", "zh-Hans", "--format", "zip", "--jobs", "3")

    assert "不是有效的YAML" in done.err
    assert "not written" not in done.err
    assert "failed" not in done.out + done.err
    assert {"a.zip", "north/deep/c.zip"} <= set(written())


@pytest.mark.parametrize("content", ["[", "[]", '{"schema": "assess/batch@1", "outputs": []}'])
def test_a_spoiled_ledger_means_printing_anew(batch, rendered, tmp_path, content):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / LEDGER).write_text(content)

    assert batch().status == 0
    assert len(rendered) == 3
    assert batch().out.startswith("nothing to print")


# --- what fails -------------------------------------------------------------------------


def test_answers_with_problems_stop_no_others(batch, answers, written):
    path = answers / "north" / "b.yml"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("intention: 3", "intention: 7", 1), encoding="utf-8")
    (answers / "bad.yaml").write_text(SPOILED)
    (answers / "gone.yaml").symlink_to("nowhere")
    done = batch()

    assert done.status == 1
    assert set(written()) == {LEDGER, "a.json", "north/deep/c.json"}
    assert f"{path}: not written\n  {path}:" in done.err
    assert f"{answers / 'bad.yaml'}: not written\n  {answers / 'bad.yaml'}:2:1: Y102 " in done.err
    assert f"{answers / 'gone.yaml'}: not written\n" in done.err
    assert done.out.startswith("2 written, 0 up to date, 3 failed, in ")

    path.write_text(good, encoding="utf-8")
    assert batch().out.startswith("1 written, 2 up to date, 2 failed, in ")


def test_a_report_that_cannot_be_printed_is_told_with_its_log(batch, written, monkeypatch):
    render = outputs.render

    def fail(report: Report, *more: object) -> bytes:
        if report.assessment.organization.name.source == "Harbour Trading Co.":
            logging.getLogger("assess.rendering.pdf").error("out of ink")
            raise PrintingFailed("the printer is on fire")
        return render(report, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(outputs, "render", fail)
    done = batch()

    assert done.status == 1
    assert "a.yaml: not written\n  the printer is on fire\n  out of ink\n" in done.err
    assert set(written()) == {LEDGER, "north/b.json", "north/deep/c.json"}


def test_what_is_logged_about_a_written_report_is_told_too(batch, monkeypatch):
    def remark(*_: object) -> bytes:
        logging.getLogger("assess.rendering.pdf").warning("hardly any ink")
        return b"{}"

    monkeypatch.setattr(outputs, "render", remark)
    done = batch()

    assert done.status == 0
    assert done.err.count(": written, with remarks\n  hardly any ink\n") == 3


def test_a_defect_stops_no_other_and_is_told(batch, monkeypatch):
    monkeypatch.setattr(outputs, "render", lambda *_: 1 / 0)
    done = batch()

    assert done.status == 1
    assert done.err.count("ZeroDivisionError") == 3
    assert "Traceback" not in done.err


def test_a_file_that_cannot_be_written_leaves_no_part(batch, written, tmp_path):
    (tmp_path / "reports" / "a.json").mkdir(parents=True)
    done = batch()

    assert done.status == 1
    assert "a.yaml: not written\n  " in done.err
    assert set(written()) == {LEDGER, "north/b.json", "north/deep/c.json"}


def test_two_files_that_would_become_one_are_both_told(batch, answers, written):
    shutil.copy(answers / "a.yaml", answers / "a.yml")
    done = batch()

    assert done.status == 1
    assert done.err.count("several answers files would become ") == 2
    assert "a.json" not in written()


def test_answers_are_never_written_over(assess: Run, answers):
    example = (answers / "a.yaml").rename(answers / "a.json").read_bytes()
    done = assess("report", "--all", answers, "-o", answers, "--format", "json")

    assert done.status == 1
    assert "a.json is an answers file itself" in done.err
    assert (answers / "a.json").read_bytes() == example


# --- what counts as answers -------------------------------------------------------------


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


# --- how it is called -------------------------------------------------------------------


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


# --- many at once -----------------------------------------------------------------------


@pytest.mark.parametrize("jobs", [1, 3])
def test_so_many_are_printed_at_once_as_there_are_jobs(batch, monkeypatch, jobs):
    together = threading.Barrier(jobs)
    printing = threading.Semaphore(jobs)

    def meet(*_: object) -> bytes:
        assert printing.acquire(blocking=False)
        together.wait(timeout=20)
        printing.release()
        return b"{}"

    monkeypatch.setattr(outputs, "render", meet)

    assert batch("--jobs", jobs).status == 0


def test_no_report_is_kept(batch, answers, monkeypatch):
    def alive() -> int:
        gc.collect()
        return sum(type(each) is Report for each in gc.get_objects())

    for number in range(4):
        shutil.copy(answers / "a.yaml", answers / f"more-{number}.yaml")
    before, seen = alive(), []

    def count(*_: object) -> bytes:
        seen.append(alive() - before)
        return b"{}"

    monkeypatch.setattr(outputs, "render", count)
    batch("--jobs", "1")

    assert seen == [1] * 7


SLOW = """
import sys, time
from assess.cli import main
from assess.rendering import outputs

quick, made = outputs.render, []
def render(*given):
    made.append(given)
    time.sleep(len(made) > 3)
    return quick(*given)
outputs.render = render
sys.exit(main())
"""
"""The program, taking a second for every report after the third: time enough to stop it."""


def test_an_interrupted_run_leaves_no_half_and_the_next_goes_on(tmp_path, answers, written):
    for number in range(24):
        shutil.copy(HARBOUR, answers / f"more-{number:02}.yaml")
    words = ["report", "--all", answers, "-o", tmp_path / "reports", "--format", "json"]
    command = [sys.executable, "-m", "assess", *map(str, words)]
    slow = [sys.executable, "-c", SLOW, *map(str, words), "--jobs", "1"]
    with subprocess.Popen(slow, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stderr is not None
        for _ in range(3):
            running.stderr.readline()
        running.send_signal(signal.SIGINT)
        said = running.stderr.read().decode()
        running.wait(timeout=20)

    done = set(written()) - {LEDGER}
    assert said.endswith("stopped; the same command goes on from here\n"), said
    assert running.returncode == 130
    assert 3 <= len(done) < 27
    assert set(json.loads(written()[LEDGER])["outputs"]) == done
    assert all(json.loads(content)["seal"] for name, content in written().items() if name in done)

    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert again.stdout.startswith(f"{27 - len(done)} written, {len(done)} up to date, 0 failed")
    assert len(written()) == 28


@pytest.mark.pdf
def test_reports_are_printed_as_they_are_one_by_one(assess: Run, answers, tmp_path):
    (answers / "north" / "b.yml").unlink()
    how = ("--edition", "board", "--lang", "zh-Hans")
    done = assess("report", "--all", answers, "-o", tmp_path / "reports", "--jobs", "2", *how)
    assess("report", answers / "a.yaml", "-o", tmp_path / "one.pdf", *how)

    assert done.status == 0
    assert (tmp_path / "reports" / "a.pdf").read_bytes() == (tmp_path / "one.pdf").read_bytes()
    assert (tmp_path / "reports" / "north" / "deep" / "c.pdf").read_bytes().startswith(b"%PDF-")
