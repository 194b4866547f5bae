"""Words go into a file where they belong, and every other byte stays."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.core.text import Text
from assess.definitions.translation.edits import Languages, edited
from assess.definitions.translation.units import Unit, units_in
from assess.definitions.yaml.documents import parse_document
from tests.definitions.translation.odd import TOLD

TO_HANT = Languages("en", "zh-Hant")
KINDS = {"a": Text, "b": tuple[Text, ...], "c": Text, "d": Text}


def units(text: str | bytes) -> tuple[bytes, list[Unit]]:
    data = text.encode() if isinstance(text, str) else text
    root = parse_document(data, "a.yaml").root
    assert root is not None
    return data, list(units_in(root, KINDS, "a.yaml", "en"))


def put(text: str | bytes, *words: str, languages: Languages = TO_HANT) -> str | None:
    """The file with these words for its texts, in order."""
    data = text.encode() if isinstance(text, str) else text
    document = parse_document(data, "a.yaml")
    assert document.root is not None
    found = units_in(document.root, KINDS, "a.yaml", "en")
    written = edited(data, document, dict(zip(found, words, strict=False)), languages)
    return written.decode() if written is not None else None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: {en: A}\n", "a: {en: A, zh-Hant: 甲}\n"),
        ("a: {en: A, zh-Hans: 乙}  # as\n", "a: {en: A, zh-Hans: 乙, zh-Hant: 甲}  # as\n"),
        ("a: { en: 'A' , }\n", "a: { en: 'A', zh-Hant: 甲 , }\n"),
        ("a: {en: A,\n    zh-Hans: 乙}\n", "a: {en: A,\n    zh-Hans: 乙, zh-Hant: 甲}\n"),
        ("a: {zh-Hant: X, en: A}\n", "a: {zh-Hant: 甲, en: A}\n"),
        ('a: {en: A, zh-Hant: "X y"}\n', "a: {en: A, zh-Hant: 甲}\n"),
        ("a: {en: A, zh-Hant: }\n", "a: {en: A, zh-Hant: 甲}\n"),
        ("a:\n  en: A\n", "a:\n  en: A\n  zh-Hant: 甲\n"),
        ("a:\n  en: A", "a:\n  en: A\n  zh-Hant: 甲"),
        ("a:\n  en: A # as\n\nc: C\n", "a:\n  en: A # as\n  zh-Hant: 甲\n\nc: C\n"),
        ("a:\r\n  en: A\r\nc: C\r\n", "a:\r\n  en: A\r\n  zh-Hant: 甲\r\nc: C\r\n"),
        ("a:\n    en: A\n    zh-Hant: X # as\n", "a:\n    en: A\n    zh-Hant: 甲 # as\n"),
        ("a:\n  zh-Hant: X\n  en: A\n", "a:\n  zh-Hant: 甲\n  en: A\n"),
        ("a:\n  en: A\n  zh-Hant:\n", "a:\n  en: A\n  zh-Hant: 甲\n"),
        ("a:\n  en: A\n   and B\n", "a:\n  en: A\n   and B\n  zh-Hant: 甲\n"),
        ('a:\n  en: "A\n   and B"\n', 'a:\n  en: "A\n   and B"\n  zh-Hant: 甲\n'),
        ("a:\n  en: |\n    A\n\nc: C\n", "a:\n  en: |\n    A\n  zh-Hant: 甲\n\nc: C\n"),
        ("a:\n  en: >-\n    A\n    B\n", "a:\n  en: >-\n    A\n    B\n  zh-Hant: 甲\n"),
        ("a:\n  en: |+\n    A\n\nc: C\n", "a:\n  en: |+\n    A\n\n  zh-Hant: 甲\nc: C\n"),
        ("a:\n  en: |\n    A", "a:\n  en: |\n    A\n  zh-Hant: 甲"),
        (
            "a:\n  en: A\n  zh-Hant: >- # as\n    X\n    Y\n\nc: C\n",
            "a:\n  en: A\n  zh-Hant: 甲 # as\n\nc: C\n",
        ),
        ("b:\n  - en: A\n    zh-Hans: 乙\n", "b:\n  - en: A\n    zh-Hans: 乙\n    zh-Hant: 甲\n"),
        ("b:\n- en: A\n- {en: B}\n", "b:\n- en: A\n  zh-Hant: 甲\n- {en: B}\n"),
        ("b: [{en: A}, {en: B}]\n", "b: [{en: A, zh-Hant: 甲}, {en: B}]\n"),
        ("a: A\n", "a: {en: A, zh-Hant: 甲}\n"),
        ("a: 'it''s'  # as\n", "a: {en: 'it''s', zh-Hant: 甲}  # as\n"),
        ("a: one, two?\n", 'a: {en: "one, two?", zh-Hant: 甲}\n'),
        ("a: >\n  one\n  two\n\nc: C\n", "a: {en: one two, zh-Hant: 甲}\n\nc: C\n"),
        ("\ufeffa: {en: A}\n", "\ufeffa: {en: A, zh-Hant: 甲}\n"),
        ("# 😀 above\na: {en: 😀 A}\n", "# 😀 above\na: {en: 😀 A, zh-Hant: 甲}\n"),
    ],
)
def test_words_go_where_they_belong_and_nothing_else_changes(before, after):
    assert put(before, "甲") == after


def test_many_words_go_in_at_once():
    before = "a: A\nb:\n  - {en: B}\n  - en: C\nc:\n  en: D\n"

    assert put(before, "甲", "乙", "丙", "丁") == (
        "a: {en: A, zh-Hant: 甲}\nb:\n  - {en: B, zh-Hant: 乙}\n  - en: C\n    zh-Hant: 丙\n"
        "c:\n  en: D\n  zh-Hant: 丁\n"
    )


def test_what_needs_quotation_marks_gets_them():
    assert put("a: {en: A}\n", 'x: "y" #\n=') == 'a: {en: A, zh-Hant: "x: \\"y\\" #\\n="}\n'
    assert put("a:\n  en: A\n", "no") == 'a:\n  en: A\n  zh-Hant: "no"\n'


def test_what_nothing_can_be_added_to_is_left_alone():
    assert put("a:\n  ? en\n  : A\n", "甲") is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("languages: [en]\na: A\n", "languages: [en, zh-Hant]\na: A\n"),
        ("languages: [en, zh-Hans] # as\n", "languages: [en, zh-Hans, zh-Hant] # as\n"),
        ("languages:\n  - en\na: A\n", "languages:\n  - en\n  - zh-Hant\na: A\n"),
        ("languages:\n- en # as\n", "languages:\n- en # as\n- zh-Hant\n"),
        ("schema: x # as\na: A\n", "schema: x # as\nlanguages: [en, zh-Hant]\na: A\n"),
    ],
)
def test_a_language_is_declared_where_languages_are(before, after):
    known = ("en", "zh-Hans", "zh-Hant") if "zh-Hans" in before else ("en", "zh-Hant")

    assert put(before, languages=Languages("en", "zh-Hant", known)) == after


def test_a_language_that_yaml_takes_for_no_is_quoted():
    to = Languages("en", "no", ("en", "no"))

    assert put("languages: [en]\na: {en: A}\n", "B", languages=to) == (
        'languages: [en, "no"]\na: {en: A, "no": B}\n'
    )


def written(style: str, words: str) -> Iterator[str]:
    """A text in one of the ways in which it may stand in a file."""
    words = words.replace("\n", " ").replace("'", "''")
    yield from {
        "braces": ["{en: A, zh-Hans: B}\n"],
        "lines": ["\n  en: A # as\n  zh-Hans: B\n"],
        "there": ["{en: A, zh-Hant: C}\n"],
        "there below": ["\n  en: A\n  zh-Hant: |\n    C\n"],
        "quoted": [f"'A {words}'\n"],
    }[style]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["braces", "lines", "there", "there below", "quoted"]), TOLD, TOLD
        ),
        min_size=3,
        max_size=3,
    )
)
def test_whatever_the_words_are_they_are_read_back_and_the_rest_is_as_it_was(cases):
    before = "# above\n"
    for key, (style, source, _) in zip("acd", cases, strict=True):
        before += f"{key}: {''.join(written(style, source))}# below {key}\n"
    said = [words for *_, words in cases]
    sources = [unit.source for unit in units(before)[1]]

    after = put(before, *said)

    assert after is not None
    found = units(after)[1]
    assert [unit.words("zh-Hant") for unit in found] == said
    assert [unit.source for unit in found] == sources
    assert [line for line in after.splitlines() if line.startswith("# ")] == [
        "# above",
        *(f"# below {key}" for key in "acd"),
    ]
