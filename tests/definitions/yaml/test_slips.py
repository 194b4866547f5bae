"""Where a file stops being YAML, the slip that somebody made is told at its own place."""

import pytest
import yaml

from assess.definitions.yaml import documents
from assess.definitions.yaml.documents import parse_document
from tests.definitions.files import MARK

LOADERS = [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)]


@pytest.fixture(params=LOADERS, ids=["python", "libyaml"], autouse=True)
def loader(request, monkeypatch):
    """Everything here holds for both of PyYAML's loaders."""
    monkeypatch.setattr(documents, "_Loader", request.param)


def told(text: str) -> tuple[tuple[int, int], list[tuple[int, int, str]]]:
    """The place of the mark, and every problem with its place and sentence."""
    before = text.partition(MARK)[0]
    place = before.count("\n") + 1, len(before) - before.rfind("\n")
    document = parse_document(text.replace(MARK, "").encode(), "a.yaml")
    return place, [(each.line, each.column, each.fault.sentence()) for each in document.problems]


TAB = "a tab stands where only spaces may — indent with spaces, two for each step"
COLON = "a text without quotation marks contains “: ” — put quotation marks round the text"
OPEN = "a quotation mark is not closed — close it; inside quotation marks write “…”"
BEHIND = (
    "text stands behind a text in quotation marks — "
    "put quotation marks round all of it; inside them write “…”"
)
NOWHERE = (
    "the line begins where nothing above lets it begin — "
    "let it begin below the keys that it stands beside"
)
DEEPER = (
    "the line stands below one that has its value already — "
    "let both begin in one column, or write “- ” before the first of them"
)


def full_width(sign: str, half: str) -> str:
    return f"“{sign}” is full-width, which YAML takes for text — write {half}"


def begins(sign: str) -> str:
    return f"a text cannot begin with “{sign}” — put quotation marks round the text"


SLIPS = [
    ("items:\n  - id: A\n§\ttype: b\n", TAB),
    (
        "a:\n  - id: A\n§\u3000\u3000b: 2\n    c: 3\n",
        "what looks like a space is another character (U+3000) — indent with ordinary spaces",
    ),
    ("items:\n  - id: A\n    type§：b\n    points: 1\n", full_width("：", "“:” and a space")),
    ('a: {en: "x"§，de: "y"}\n', full_width("，", "“,” and a space")),
    ("a: §｛en: x, de: y｝\n", full_width("｛", "“{”")),
    ('a: {en: "x", de: "y"§｝\nb: 1\n', full_width("｝", "“}”")),
    ("a: 1\ntype§:b\nc: 3\n", "“:” needs a space behind it — write the space"),
    ("a:\n  - id: A\n  §-id: B\n", "“-” needs a space behind it — write the space"),
    ("a: §%b\n", begins("%")),
    ("a: §@b\n", begins("@")),
    ("a: §* b\n", begins("*")),
    ("a: one§: two\n", COLON),
    ("a: {en: one§: two, de: b}\n", COLON),
    (
        "a: {en: §“one: two”, de: b}\n",
        '““” is no quotation mark to YAML — write “"” before and behind the text',
    ),
    ('a: {en: §"one, de: "two"}\n', OPEN),
    ('a:\n  en: §"one\n  de: "two"\nb: 1\n', OPEN),
    ('a: {en: "one "§two" three", de: b}\n', BEHIND),
    ('a: "one" §two\n', BEHIND),
    ('a: {en: "one" §de: "two"}\n', "a comma is missing — write it before this key"),
    ("a: §{en: one, de: two\nb: 1\n", "“{” is not closed — write “}” where it ends"),
    ("a: §[1, 2\nb: 1\n", "“[” is not closed — write “]” where it ends"),
    ('a: {en: "one"}§}\n', "“}” closes nothing — remove it"),
    ("a:\n  id: A\n    §type: b\n", DEEPER),
    ("a:\n  - id: A\n   §type: b\n", NOWHERE),
    ("a:\n  - id: A\n    b:\n      - c\n     §d: 1\n", NOWHERE),
    ("§```yaml\na: 1\n", "“```” is no part of a file — remove the line"),
]


@pytest.mark.parametrize(("text", "sentence"), SLIPS)
def test_a_slip_is_told_with_its_cure(text, sentence):
    place, problems = told(text)

    assert problems == [(*place, f"not YAML: {sentence}")]


def test_a_key_without_a_value_in_braces_needs_a_space():
    place, problems = told("a: {en§:, de: y}\n")

    # PyYAML reads it as a key of another name, which is told where keys are.
    assert problems in (
        [],
        [(*place, "not YAML: “:” needs a space behind it — write the space")],
    )


def test_what_is_no_known_slip_is_told_in_the_parser_s_words():
    _, [(line, column, sentence)] = told("a: 'one\n")

    assert (line, column) == (2, 1)
    assert sentence.startswith("not YAML: found unexpected end of stream — mend the line")


def test_a_line_too_long_to_look_at_is_told_in_the_parser_s_words():
    _, [(_, _, sentence)] = told(f"a: {'b' * 900_000}: c\n")

    assert "mapping values are not allowed" in sentence


@pytest.mark.parametrize(
    "line",
    [
        "a: 渠道：电话，信件",
        'a: "x：y，z"',
        "a: |\n  first\n  second",
        "a: see http://x.example/y",
        "- -1",
        "a: '“x”，y'",
        "a: ten - @home",
    ],
)
def test_what_is_sound_is_not_blamed_for_the_line_below(line):
    _, problems = told(f"{line}\nb: §%c\n")

    assert [sentence for *_, sentence in problems if "begin with" not in sentence] == []
