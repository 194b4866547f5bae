"""`assess report --all`: every answers file below a folder, each on its own, none twice."""

import json
from pathlib import Path

import pytest
import yaml

from assess.cli.ledger import LEDGER
from tests.cli.batch.folder import NAMES, SPOILED, change
from tests.cli.conftest import HARBOUR, Run


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
