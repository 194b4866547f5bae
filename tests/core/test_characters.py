"""What of a text can be shown, also where a fault quotes it."""

import pytest

from assess.core.characters import alike_lines, one_line
from assess.core.faults import Fault, words


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("one\ntwo\r\nthree\rfour", "one\ntwo\nthree\nfour"),
        ("a\u2028b\vc\x85d", "a b c d"),
        ("a\0\u202eb", "a�b"),
    ],
)
def test_lines_end_in_one_way(given, made):
    assert alike_lines(given) == made


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("one\ntwo\r\nthree\rfour\tfive", "one two three four five"),
        ("a\u2028b\vc\x85d", "a b c d"),
        ("\x1b[2J\u202eb", "�[2Jb"),
        ("می\u200cخواهم\u00a0字", "می\u200cخواهم\u00a0字"),
        ("", ""),
    ],
)
def test_a_text_becomes_one_line(given, made):
    assert one_line(given) == made


def test_a_fault_quotes_what_was_typed_without_obeying_it():
    typed = "12\nother.yaml:1:1: \x1b[2J\u202e"
    fault = Fault("X1", "“{typed}” is {what}", "{hint}", {"typed": typed, "what": 3})
    hinted = Fault(
        fault.code, fault.message, fault.cure, {**fault.details, "hint": words("not {n}", n=typed)}
    )

    assert hinted.sentence() == ("“12 other.yaml:1:1: �[2J” is 3 — not 12 other.yaml:1:1: �[2J")
