"""Files that are changed at some entries and nowhere else."""

import json
from textwrap import dedent

import pytest

from assess import resources
from assess.definitions.yaml import documents
from assess.definitions.yaml.documents import Node, Scalar, parse_document
from assess.definitions.yaml.rewriting import (
    Change,
    Inside,
    Renamed,
    mapping,
    rewritten,
    scalar,
)

FILE = dedent(
    """\
    # first line
    schema: assess/answers@1   # a remark
    version: "1.0.0"

    # who it is about
    organization: {name: "Müller, Söhne", sector: retail}
    answers:
      # L1 what it asks
      L1:
        practices: {owner: 1, pay: 0.5}
        note: |
          Two lines,
          # the second of which is no comment.
      # L2 another
      L2: {intention: 3, reality: 2}

      L3:
        periods: [72, 74]
    # the end
    """
)


def root_of(text: str) -> documents.Mapping:
    document = parse_document(text.encode(), "a.yaml")
    assert document.problems == ()
    assert isinstance(document.root, documents.Mapping)
    return document.root


def plain(node: Node) -> object:
    match node:
        case documents.Mapping():
            return {key: plain(entry.node) for key, entry in node.entries.items()}
        case documents.Sequence():
            return [plain(each) for each in node.nodes]
    return node.text


def changed(text: str, **changes: Change) -> str:
    return rewritten(text, root_of(text), changes)


def word(text: str) -> Scalar:
    return Scalar(place=root_of("a: b").place, text=text, plain=False)


def test_without_changes_not_a_byte_changes():
    assert changed(FILE) == FILE
    assert changed(FILE, answers=Inside({})) == FILE


def test_an_entry_changes_and_the_rest_stays_as_it_was_typed():
    after = changed(FILE, version=word("2.0.0"))

    assert after == FILE.replace('version: "1.0.0"', 'version: "2.0.0"')


def test_an_entry_that_goes_takes_its_lines_and_leaves_the_comments_of_the_next():
    after = changed(FILE, answers=Inside({"L1": None}))

    assert "Two lines" not in after
    assert "no comment" not in after
    assert "  # L1 what it asks\n  # L2 another\n  L2: {" in after
    assert after.endswith("    periods: [72, 74]\n# the end\n")


def test_an_entry_may_get_another_key_and_keep_its_values():
    node = root_of(FILE).entries["answers"].node
    assert isinstance(node, documents.Mapping)
    after = changed(FILE, answers=Inside({"L1": ("L9", node.entries["L1"].node)}))

    answers = plain(root_of(after).entries["answers"].node)
    assert isinstance(answers, dict)
    assert list(answers) == ["L9", "L2", "L3"]
    assert answers["L9"] == {
        "practices": {"owner": "1", "pay": "0.5"},
        "note": "Two lines,\n# the second of which is no comment.\n",
    }


def test_entries_in_braces_change_with_the_line_they_stand_in():
    after = changed(FILE, organization=Inside({"sector": None}))

    assert plain(root_of(after).entries["organization"].node) == {"name": "Müller, Söhne"}
    assert "# who it is about\norganization:\n  name: " in after


def test_what_is_new_stands_at_the_end():
    after = changed(FILE.removesuffix("\n"), lost=mapping({"1.0.0": mapping({"a.b": word("0.5")})}))

    assert after == FILE + 'lost:\n  "1.0.0":\n    a.b: "0.5"\n'


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "text", ["käse\u2028brot", "a\u0085b", "客户：“好”", 'say "no"\\', "#", " - "]
)
def test_every_text_reads_back_as_it_was(newline, text):
    file = FILE.replace("\n", newline)
    after = changed(file, version=word(text))

    assert plain(root_of(after).entries["version"].node) == text
    assert plain(root_of(after).entries["answers"].node) == plain(
        root_of(FILE).entries["answers"].node
    )


def test_a_number_needs_no_quotes_and_a_word_gets_them():
    assert changed("a: 1\n", a=scalar("0.4"), b=scalar("half")) == 'a: 0.4\nb: "half"\n'


def test_a_file_in_braces_is_written_as_json():
    text = '{"version": "1.0.0", "answers": {"L1": {"reality": 2, "note": "x", "on": true}}}'
    after = changed(text, version=word("2.0.0"), answers=Inside({"L1": None}), lost=mapping({}))

    assert json.loads(after) == {"version": "2.0.0", "answers": {}, "lost": {}}
    assert json.loads(changed(text)) == json.loads(text)


def test_a_number_that_json_would_write_otherwise_stays_a_text():
    assert json.loads(changed("{a: 1.10, b: 007, c: 2.5}")) == {"a": "1.10", "b": "007", "c": 2.5}


EXAMPLES = sorted((resources.questionnaires() / "customer-management" / "examples").glob("*.yaml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_in_the_shipped_examples_any_answer_may_go_or_be_renamed(path):
    text = path.read_text(encoding="utf-8")
    node = root_of(text).entries["answers"].node
    assert isinstance(node, documents.Mapping)
    expected = plain(node)
    assert isinstance(expected, dict)
    going, renamed = list(expected)[::3], list(expected)[1::3]
    changes: dict[str, Renamed] = dict.fromkeys(going)
    changes |= {id: (f"new-{id}", node.entries[id].node) for id in renamed}
    after = plain(root_of(changed(text, answers=Inside(changes))).entries["answers"].node)

    assert after == {
        f"new-{id}" if id in renamed else id: answer
        for id, answer in expected.items()
        if id not in going
    }
