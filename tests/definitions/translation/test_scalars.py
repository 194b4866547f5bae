"""How a text is written as a value of a YAML file."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from assess.definitions.translation.scalars import scalar
from tests.definitions.translation.odd import TEXTS

LOADERS: list[type[yaml.CSafeLoader] | type[yaml.SafeLoader]] = [yaml.CSafeLoader, yaml.SafeLoader]


@given(TEXTS)
@example("=1+1")
@example("no")
@example("a: b # c")
@example("question? {yes, no}")
@example("'")
@example('"')
@example("\\")
@example("\u2028\x85\ufeff")
@example("--- ")
@example("2026-10-01")
def test_every_text_is_read_back_as_it_is_by_both_loaders(text):
    for loader in LOADERS:
        block = yaml.load(f"a: {scalar(text, flow=False)}\nb: c\n", Loader=loader)  # noqa: S506
        flow = yaml.load(f"{{a: {scalar(text, flow=True)}, b: c}}\n", Loader=loader)  # noqa: S506
        assert block == flow == {"a": text, "b": "c"}


@given(TEXTS, st.booleans())
def test_every_text_stays_on_one_line(text, flow):
    assert len(scalar(text, flow=flow).splitlines()) == 1


@pytest.mark.parametrize(
    "text",
    ["Retail", "客户管理", "a “quoted” word", "60 % of them", "it’s", "ends in a dot.", "（半）"],
)
def test_a_plain_text_stays_bare(text):
    assert scalar(text, flow=True) == scalar(text, flow=False) == text


@pytest.mark.parametrize("text", ["one, two", "of [a]", "is it so?", "a:b"])
def test_what_means_something_in_braces_alone_is_quoted_there_alone(text):
    assert scalar(text, flow=True) == f'"{text}"'
    assert scalar(text, flow=False) == text


@pytest.mark.parametrize("text", ["yes", "No", "on", "null", "~", "012", "1.10", "12:30", "y"])
def test_what_some_reader_takes_for_something_else_is_quoted(text):
    assert scalar(text, flow=False) == f'"{text}"'
