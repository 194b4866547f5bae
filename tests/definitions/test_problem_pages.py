"""docs/problems.md and its pages: every code is there, and every example is true."""

import re
from pathlib import Path

import pytest

import assess
from assess.definitions import checking, lint
from assess.definitions.problems import Problem
from tests.definitions.catalogue import (
    DOCS,
    MARK,
    PAGES,
    Example,
    entries,
    minimal,
    told,
    write,
)

SOURCES = sorted(Path(assess.__file__).parent.rglob("*.py"))
CODE = re.compile(r'\bFault,\s*"([A-Z]\d{3})",\s*N_\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)')
EXAMPLES = [
    pytest.param(entry.code, examples, id=f"{entry.code}-{kind}")
    for entry in entries().values()
    for kind, examples in (("wrong", entry.wrong), ("right", entry.right))
    if examples
]


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


@pytest.mark.parametrize(("code", "examples"), EXAMPLES)
def test_an_example_is_wrong_at_its_mark_and_right_where_it_says_so(tmp_path, code, examples):
    written = write(examples, tmp_path)
    found = told(code, written)

    if examples[0].kind == "right":
        assert sentences(found) == []
        return
    assert {problem.fault.code for problem in found} == {code}, sentences(found)
    assert [(Path(each.path), each.line) for each in found if each.line == written.line] != []
    assert {Path(each.path) for each in found} == {written.path}


def sentences(problems: list[Problem]) -> list[str]:
    return [problem.sentence() for problem in problems]


# Told by commands that look at workbooks, or at what was released or sent away before.
WITHOUT_EXAMPLE = {"F", "V", "X"}


def test_every_code_of_the_program_is_explained_and_no_other():
    assert len(codes()) > 100
    assert set(entries()) == set(codes())


def test_an_entry_has_the_words_of_the_program_and_a_meaning():
    for code, entry in entries().items():
        assert entry.message == codes()[code], code
        assert entry.meaning, code


def test_every_code_has_a_wrong_and_a_right_example():
    for code, entry in entries().items():
        if code[0] not in WITHOUT_EXAMPLE:
            assert entry.wrong, code
            assert entry.right, code
            assert [MARK.search(each.text) is not None for each in entry.wrong].count(True) == 1, (
                code
            )
            assert not any(MARK.search(each.text) for each in entry.right), code


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
