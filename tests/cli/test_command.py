"""The `assess` command as a whole: its help, its exit status, its manners when things go wrong."""

import os
from pathlib import Path

import pytest

from assess import __version__
from assess.cli import main
from tests.cli.conftest import HARBOUR, Run

COMMANDS = ("check", "score", "explain", "report", "sheet", "serve")


def test_help_names_every_command(assess: Run):
    done = assess("--help")

    assert done.status == 0
    assert all(command in done.out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(assess: Run, command):
    done = assess(command, "--help")

    assert done.status == 0
    assert f"usage: assess {command}" in done.out
    assert "--lang" in done.out


def test_the_version_is_that_of_the_package(assess: Run):
    assert assess("--version").out == f"assess {__version__}\n"


def test_the_version_works_as_a_process_too(process: Run):
    assert process("--version").out == f"assess {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [(), ("dance",), ("score",), ("score", "a", "b"), ("score", "a", "--lang", "tlh")],
    ids=["nothing", "unknown command", "too little", "too much", "unknown language"],
)
def test_wrong_usage_is_explained_and_ends_with_2(assess: Run, arguments):
    done = assess(*arguments)

    assert done.status == 2
    assert done.err.startswith("usage: assess")
    assert done.out == ""


def _make_wrong(kind: str, tmp_path: Path) -> Path:
    """A path to something that is no answers file."""
    path = tmp_path / "wrong.yaml"
    good = HARBOUR.read_text(encoding="utf-8")
    texts = {
        "empty": "",
        "only a comment": "# nothing\n",
        "a list": "- 1\n- 2\n",
        "a word": "hello\n",
        "no YAML": "a: [1, 2\nb: }\n",
        "wrong schema": good.replace("assess/answers@1", "assess/answers@9", 1),
        "wrong questionnaire": good.replace("customer-management", "dancing", 1),
        "wrong version": good.replace('"1.0.0"', '"7.0.0"', 1),
        "a bomb of aliases": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    }
    binary = {
        "binary": bytes(range(256)) * 20,
        "not UTF-8": good.encode("utf-16"),
        "a NUL": good.encode() + b"\0",
        "a PDF": b"%PDF-1.7\n" + os.urandom(400),
    }
    if kind in texts:
        path.write_text(texts[kind], encoding="utf-8")
    elif kind in binary:
        path.write_bytes(binary[kind])
    elif kind == "a directory":
        path.mkdir()
    elif kind == "a pipe to nowhere":
        path.symlink_to(tmp_path / "gone.yaml")
    return path


WRONG = {
    "no file": 2,
    "a directory": 2,
    "a pipe to nowhere": 2,
    "empty": 1,
    "only a comment": 1,
    "a list": 1,
    "a word": 1,
    "no YAML": 1,
    "wrong schema": 1,
    "wrong questionnaire": 1,
    "wrong version": 1,
    "a bomb of aliases": 1,
    "binary": 1,
    "not UTF-8": 1,
    "a NUL": 1,
    "a PDF": 1,
}


@pytest.mark.parametrize("command", ["score", "check", "report", "explain"])
@pytest.mark.parametrize("kind", WRONG)
def test_wrong_input_ends_in_sentences_and_never_in_a_traceback(
    assess: Run, tmp_path: Path, kind, command
):
    path = _make_wrong(kind, tmp_path)
    more = [tmp_path / "out.pdf"] if command == "report" else ["total"]
    options = {"report": ["-o", *more], "explain": more}.get(command, [])

    done = assess(command, path, *options)

    said = (done.out + done.err).strip().splitlines()
    assert done.status in {1, 2}
    assert said
    assert "Traceback" not in done.out + done.err
    assert "defect of the program" not in done.err
    assert path.name in said[0]
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.parametrize("kind", WRONG)
def test_what_cannot_be_read_is_2_and_what_is_wrong_in_it_is_1(assess: Run, tmp_path: Path, kind):
    done = assess("score", _make_wrong(kind, tmp_path))

    assert done.status == WRONG[kind]
    if done.status == 2:
        assert done.err.count("\n") == 1
        assert done.err.startswith("assess: ")


def test_a_file_that_nobody_can_open_is_named(assess: Run, tmp_path: Path):
    path = tmp_path / "circle.yaml"
    path.symlink_to(path)  # not even root can follow it

    done = assess("score", path)

    assert done.status == 2
    assert path.name in done.err


@pytest.mark.parametrize("command", ["score", "explain", "report", "check", "verify", "serve"])
def test_a_folder_of_questionnaires_that_is_not_there_is_told(assess: Run, tmp_path, command):
    more = {
        "explain": [HARBOUR, "total"],
        "report": [HARBOUR, "-o", tmp_path / "x.pdf"],
        "verify": [tmp_path / "x.pdf"],
        "serve": ["--once"],
    }.get(command, [HARBOUR])
    done = assess(command, *more, "--questionnaires", tmp_path / "gone")

    told = f"assess: {tmp_path}/gone: cannot be read — there is no such folder\n"
    assert (done.status, done.err) == (2, told)


@pytest.mark.parametrize(("language", "colon"), [("en", ": "), ("zh-Hans", "：")])
def test_what_the_system_refuses_is_told_with_its_place(assess: Run, tmp_path, language, colon):
    (tmp_path / "x.json").mkdir()
    done = assess("report", HARBOUR, "-o", tmp_path / "x.json", "--lang", language)

    assert (done.status, done.err) == (2, f"assess: {tmp_path}/x.json{colon}Is a directory\n")


def test_a_process_prints_no_traceback_either(process: Run):
    done = process("score", "gone.yaml")

    assert done.status == 2
    assert "Traceback" not in done.err
    assert done.err.count("\n") == 1


def test_a_defect_is_told_in_one_line(monkeypatch, capsys):
    monkeypatch.setattr("assess.cli.results.compile_report", lambda *_, **__: 1 / 0)

    with pytest.raises(SystemExit) as left:
        main(["score", str(HARBOUR)])

    assert left.value.code == 2
    told = capsys.readouterr().err
    assert "ZeroDivisionError" in told
    assert "ASSESS_DEBUG=1" in told
    assert told.count("\n") == 1


def test_a_defect_shows_where_when_asked(monkeypatch):
    monkeypatch.setattr("assess.cli.results.compile_report", lambda *_, **__: 1 / 0)
    monkeypatch.setenv("ASSESS_DEBUG", "1")

    with pytest.raises(ZeroDivisionError):
        main(["score", str(HARBOUR)])


def test_an_interruption_is_130(monkeypatch, assess: Run):
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("assess.cli.results.compile_report", interrupted)

    assert assess("score", HARBOUR).status == 130


def test_a_reader_who_leaves_early_is_no_fault(tmp_path: Path):
    import subprocess
    import sys

    command = f'"{sys.executable}" -m assess score --json "{HARBOUR}" | head -n 1'
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )

    assert done.stdout == "{\n"
    assert done.stderr == ""


def test_chinese_is_spoken_on_request(assess: Run):
    told = assess("score", HARBOUR, "--lang", "zh-Hans").out

    assert "海港贸易有限公司" in told
    assert "领导力" in told
    assert not any(word in told for word in ("claimed", "level", "evidence"))


def test_chinese_is_spoken_on_a_chinese_terminal(process: Run):
    told = process("check", HARBOUR, ASSESS_LANGUAGE="", LC_ALL="zh_CN.UTF-8")

    assert told.status == 0
    assert "problems" not in told.out


def test_errors_are_chinese_too(assess: Run):
    told = assess("check", "gone.yaml", "--lang", "zh-Hans").err

    assert told.startswith("assess: gone.yaml：无法读取——")
