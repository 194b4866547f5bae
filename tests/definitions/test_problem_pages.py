"""docs/problems.md and its pages: every code is there, and every example is true."""

import re
import shutil
from functools import cache
from pathlib import Path

import pytest

import assess
from assess.definitions import checking
from assess.definitions.problems import Problem
from assess.definitions.wording import lint
from tests.definitions.catalogue import (
    DOCS,
    MARK,
    PAGES,
    STEPS,
    Example,
    entries,
    lay_out,
    minimal,
    told,
    write,
)
from tests.definitions.steps import walk

SOURCES = sorted(Path(assess.__file__).parent.rglob("*.py"))
CODE = re.compile(r'\bFault,\s*"([A-Z]\d{3})",\s*N_\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)')
QUOTED = re.compile(r"""["']([A-Z]\d{3})["']""")


def cases(*, in_steps: bool):
    """The wrong and the right example of each code, of those that are told in steps or in files."""
    return [
        pytest.param(entry.code, examples, id=f"{entry.code}-{kind}")
        for entry in entries().values()
        for kind, examples in (("wrong", entry.wrong), ("right", entry.right))
        if examples and any(each.language == STEPS for each in examples) == in_steps
    ]


@cache
def codes() -> dict[str, str]:
    """Every code in the program with the template of its message."""
    found: dict[str, str] = {}
    for path in SOURCES:
        for code, quoted in CODE.findall(path.read_text(encoding="utf-8")):
            words = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', quoted))
            # Braces that stay are written twice in a template.
            found.setdefault(code, re.sub(r"\{\{(\{\w+\})\}\}", r"\1", words))
    return found


def test_the_files_that_examples_are_put_into_have_no_problems(tmp_path):
    for name, text in minimal().items():
        written = write([Example("minimal", name, text, "yaml", whole=True)], tmp_path / name)
        checked = checking.check([written.target], written.folder)
        assert (checked.problems, checked.warnings, checked.unreadable) == ((), (), ())
        assert checked.number == 1

    questionnaire = tmp_path / "manifest.yaml" / "minimal"
    assert lint.lint([questionnaire]).remarks == ()


@pytest.mark.parametrize(("code", "examples"), cases(in_steps=False))
def test_an_example_is_wrong_at_its_mark_and_right_where_it_says_so(tmp_path, code, examples):
    written = write(examples, tmp_path)
    found = told(code, written)

    if examples[0].kind == "right":
        assert sentences(found) == []
        return
    if code == CROWDED:
        found = [problem for problem in found if problem.fault.code == code]
    assert {problem.fault.code for problem in found} == {code}, sentences(found)
    assert [(Path(each.path), each.line) for each in found if each.line == written.line] != []
    assert {Path(each.path) for each in found} == {written.path}


# Told in the midst of a thousand others.
CROWDED = "S206"


def sentences(problems: list[Problem]) -> list[str]:
    return [problem.sentence() for problem in problems]


@pytest.mark.parametrize(("code", "examples"), cases(in_steps=True))
def test_steps_go_wrong_where_they_are_marked_and_go_well_where_they_say_so(
    tmp_path, monkeypatch, code, examples
):
    monkeypatch.setenv("ASSESS_LANGUAGE", "en")
    lay_out([each for each in examples if each.language != STEPS], tmp_path)
    (steps,) = [each.text for each in examples if each.language == STEPS]
    taken = walk(steps, tmp_path)
    shutil.rmtree(tmp_path)  # some of them make large files

    for step in taken:
        if step.marked:
            assert {each for _, each in step.told} == {code}, step
            assert step.marked in {place for place, _ in step.told}, step
            assert step.status == 1, step
        else:
            assert (step.status, step.told) == (0, []), step


def test_every_code_of_the_program_is_explained_and_no_other():
    assert len(codes()) > 100
    assert set(entries()) == set(codes())


def test_no_code_is_made_in_any_other_way():
    quoted = {code for path in SOURCES for code in QUOTED.findall(path.read_text("utf-8"))}

    assert quoted == set(codes())


def test_an_entry_has_the_words_of_the_program_and_a_meaning():
    for code, entry in entries().items():
        assert entry.message == codes()[code], code
        assert entry.meaning, code


def test_every_code_has_a_wrong_and_a_right_example():
    for code, entry in entries().items():
        assert entry.wrong, code
        assert entry.right, code
        assert sum(len(MARK.findall(each.text)) for each in entry.wrong) == 1, code
        assert not any(MARK.search(each.text) for each in entry.right), code


def test_steps_end_with_the_same_command_in_both_examples_of_a_code():
    for code, entry in entries().items():
        ends = [
            e.text.splitlines()[-1] for e in (*entry.wrong, *entry.right) if e.language == STEPS
        ]
        assert [MARK.search(end) is not None for end in ends] == [True, False][: len(ends)], code
        assert len({tuple(end.split()[:2]) for end in ends}) <= 1, code


def test_the_first_page_leads_to_every_entry():
    page = (DOCS / "problems.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[(\w+)\]\((problems/\w+\.md)\) \| (.*) \|$", page, re.MULTILINE)

    assert len({code for code, *_ in rows}) == len(rows)
    assert {(code, message) for code, _, message in rows} == {
        (entry.code, entry.message) for entry in entries().values()
    }
    for code, target, _ in rows:
        assert f"\n### {code} · " in (DOCS / target).read_text(encoding="utf-8")


def test_every_link_of_the_pages_leads_somewhere():
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
