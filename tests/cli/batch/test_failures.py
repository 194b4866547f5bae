"""`assess report --all`: what fails is told and stops nothing else."""

import logging
import shutil

from assess.cli.ledger import LEDGER
from assess.core.report import Report
from assess.rendering import outputs
from assess.rendering.pdf import PrintingFailed
from tests.cli.batch.folder import SPOILED
from tests.cli.conftest import Run


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
