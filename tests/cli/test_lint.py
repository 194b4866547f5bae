"""`assess lint`: what a reader of a questionnaire would stumble over."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import SHIPPED, Run


@pytest.fixture
def vague(tmp_path: Path) -> Path:
    """The shipped questionnaire with a vague word in its first question, in both languages."""
    folder = tmp_path / "customer-management"
    shutil.copytree(SHIPPED / "customer-management", folder)
    (folder / "manifest.lock").unlink(missing_ok=True)
    path = folder / "leadership.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line == "    text:\n")
    lines[at + 1] = "      en: Is the customer asked well before anything is changed?\n"
    lines[at + 2] = "      zh-Hans: 变更之前是否及时询问客户的意见？\n"
    path.write_text("".join(lines), encoding="utf-8")
    manifest = folder / "manifest.yaml"
    text = manifest.read_text(encoding="utf-8").replace("status: released", "status: draft")
    manifest.write_text(text, encoding="utf-8")
    return folder


def line_of(folder: Path, words: str) -> int:
    lines = (folder / "leadership.yaml").read_text(encoding="utf-8").splitlines()
    return next(n for n, line in enumerate(lines, start=1) if words in line)


def test_nobody_stumbles_over_what_is_shipped(process: Run):
    done = process("lint", SHIPPED)

    assert (done.status, done.err) == (0, "")
    assert done.out.endswith(" read: no remarks\n")


def test_a_remark_stands_at_the_words_in_their_language(assess: Run, vague):
    done = assess("lint", vague, "--format", "json")

    found = [(told["code"], told["line"], told["column"]) for told in json.loads(done.out)]
    assert done.status == 1
    assert ("W902", line_of(vague, "asked well"), 11) in found
    assert ("W902", line_of(vague, "及时询问"), 16) in found
    assert {told["severity"] for told in json.loads(done.out)} == {"warning"}


def test_remarks_are_told_with_their_line(assess: Run, vague):
    lines = assess("lint", vague / "manifest.yaml").out.splitlines()
    at = line_of(vague, "asked well")

    assert (
        f"{vague / 'leadership.yaml'}:{at}:11: warning: W902 “well” says nothing that can be "
        "checked — say how much, how often, or by whom"
    ) in lines
    assert f"{at:>5} |       en: Is the customer asked well before anything is changed?" in lines
    assert lines[-1].endswith(" remarks")


def test_rules_can_be_left_out(assess: Run, vague):
    codes = {told["code"] for told in json.loads(assess("lint", vague, "--json").out)}
    assert "W902" in codes
    ignored = [word for code in codes - {"W902"} for word in ("--ignore", code)]

    left = json.loads(assess("lint", vague, "--json", *ignored).out)
    assert {told["code"] for told in left} == {"W902"}
    assert assess("lint", vague, "--ignore", ",".join(codes)).status == 0


def test_an_unknown_rule_is_told(assess: Run, vague):
    done = assess("lint", vague, "--ignore", "W902,Q501")

    assert done.status == 2
    assert done.err.startswith("assess: no rule 'Q501' — known are W901, ")


def test_a_questionnaire_with_problems_is_mended_first(assess: Run, vague):
    path = vague / "leadership.yaml"
    text = path.read_text(encoding="utf-8").replace("points: 12", "points: twelve", 1)
    path.write_text(text, encoding="utf-8")

    done = assess("lint", vague)

    assert done.status == 1
    assert "S203" in done.out
    assert "W902" not in done.out
    assert done.out.splitlines()[-1] == "1 problem"


def test_where_there_is_no_questionnaire_nothing_can_be_read(assess: Run, tmp_path):
    path = SHIPPED / "benchmarks" / "published.yaml"

    for named in (path, tmp_path / "gone"):
        done = assess("lint", named)
        assert (done.status, done.out) == (2, "")
        assert str(named) in done.err
