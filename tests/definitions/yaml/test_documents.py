import hashlib
from collections.abc import Iterator
from textwrap import dedent

import pytest
import yaml

from assess.definitions.problems import UnreadableFile
from assess.definitions.yaml import documents
from assess.definitions.yaml.documents import (
    Limits,
    Mapping,
    Scalar,
    Sequence,
    parse_document,
    read_bytes,
)
from tests.definitions.trees import placed

LOADERS = [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)]


@pytest.fixture(params=LOADERS, ids=["python", "libyaml"], autouse=True)
def loader(request, monkeypatch):
    """Everything here holds for both of PyYAML's loaders."""
    monkeypatch.setattr(documents, "_Loader", request.param)
    return request.param


def parsed(text):
    data = dedent(text).encode() if isinstance(text, str) else text
    return parse_document(data, "a.yaml")


def faults(text):
    return [(p.line, p.column, p.fault.code) for p in parsed(text).problems]


@pytest.fixture
def events(monkeypatch) -> list[yaml.Event]:
    """What the loader reads from a file, as far as it is let."""
    parse, read = yaml.parse, []

    def noting(text: str, **loader: type[yaml.SafeLoader]) -> Iterator[yaml.Event]:
        for event in parse(text, **loader):
            read.append(event)
            yield event

    monkeypatch.setattr(yaml, "parse", noting)
    return read


def plain(node):
    """The tree as plain lists, dicts and texts."""
    match node:
        case Mapping():
            return {key: plain(entry.node) for key, entry in node.entries.items()}
        case Sequence():
            return [plain(child) for child in node.nodes]
        case Scalar():
            return node.text
    return None


def test_values_keep_their_places():
    document = parsed(
        """\
        a: 1
        b:
          - x
          - {c: "y"}
        """
    )

    assert document.problems == ()
    assert placed(document.root) == (
        (1, 1),
        [
            ("a", (1, 1), ((1, 4), "1", True)),
            (
                "b",
                (2, 1),
                ((3, 3), [((3, 5), "x", True), ((4, 5), [("c", (4, 6), ((4, 9), "y", False))])]),
            ),
        ],
    )


@pytest.mark.parametrize(
    "text",
    ["no", "on", "012", "12:30", "1.10", "0x1f", "1e3", "~", "null", "2026-10-01", "=", ".inf"],
)
def test_plain_values_stay_text(text):
    assert plain(parsed(f"key: {text}\n").root) == {"key": text}


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"a: \xff\n", (1, 1, "Y101")),
        (b"a: 1\nb: 2\nc: \xc3\x28\n", (3, 1, "Y101")),
        ("a: 1\n".encode("utf-16"), (1, 1, "Y101")),
        (b"a: [1, 2\n", (1, 4, "Y102")),
        (b"a: b: c\n", (1, 5, "Y102")),
        (b"a: 1\n\tb: 2\n", (2, 1, "Y102")),
        (b'a: "never closed\n', (1, 4, "Y102")),
        (b"a: 1\n b: 2\n", (2, 2, "Y102")),
        (b"a: @b\n", (1, 4, "Y102")),
        (b"a: %b\n", (1, 4, "Y102")),
        (b"a: 1\nb: \x00\n", (2, 1, "Y102")),
        (b"a: 1\nb: \x07\n", (2, 1, "Y102")),
        (b"[" * 21 + b"]" * 21, (1, 21, "Y104")),
        (b"&a [1]\n", (1, 1, "Y106")),
        (b"- &a 1\n- *a\n", (1, 3, "Y106")),
        (b"a: !!str 1\n", (1, 4, "Y107")),
        (b"a: !secret x\n", (1, 4, "Y107")),
        (b"!!python/object/apply:os.system [true]\n", (1, 1, "Y107")),
        (b"a: 1\n<<: {b: 2}\n", (2, 1, "Y108")),
        (b"a: 1\nb: 2\na: 3\n", (3, 1, "Y109")),
        (b"a: {b: 1, b: 2}\n", (1, 11, "Y109")),
        (b"a: 1\n---\nb: 2\n", (2, 1, "Y110")),
        (b"", (1, 1, "Y111")),
        (b"# nothing yet\n", (1, 1, "Y111")),
        (b"? [a, b]\n: c\n", (1, 3, "Y112")),
        (b"{a: 1}: b\n", (1, 1, "Y112")),
    ],
)
def test_every_trap_is_told_with_line_and_column(data, found):
    assert faults(data)[0] == found


def test_a_control_character_is_told_on_its_line(monkeypatch):
    for loader in LOADERS:
        monkeypatch.setattr(documents, "_Loader", loader)
        assert faults("a: 客户客户客户\nb: 1\nc: \x07\nd: 1\n") == [(3, 1, "Y102")]


def test_both_ends_of_an_alias_are_told():
    assert faults("a: &x 1\nb: *x\n") == [(1, 4, "Y106"), (2, 4, "Y106")]


def test_a_merge_key_in_quotes_is_a_key():
    assert faults('"<<": 1\n') == []


def test_a_key_that_stands_twice_names_the_first_line_and_keeps_its_value():
    document = parsed("a: 1\nb: 2\na: 3\n")

    assert plain(document.root) == {"a": "1", "b": "2"}
    assert document.problems[0].sentence() == (
        "a.yaml:3:1: Y109 key 'a' stands twice, first on line 1 — remove one of them"
    )


def test_all_traps_of_a_file_come_in_one_run():
    assert faults("a: &x 1\nb: !t 2\n<<: {c: 1}\na: 4\n? [d]\n: 5\n") == [
        (1, 4, "Y106"),
        (2, 4, "Y107"),
        (3, 1, "Y108"),
        (4, 1, "Y109"),
        (5, 3, "Y112"),
    ]


def test_windows_line_ends_move_nothing():
    unix = b"a:\n  - x\n  - {b: c}\nd: &e 1\n"
    windows = unix.replace(b"\n", b"\r\n")

    assert placed(parsed(windows).root) == placed(parsed(unix).root)
    assert faults(windows) == faults(unix) == [(4, 4, "Y106")]


def test_a_byte_order_mark_moves_nothing():
    assert placed(parsed(b"\xef\xbb\xbfa: 1\n").root) == placed(parsed(b"a: 1\n").root)


def test_columns_count_characters():
    assert faults("{客户: &a 1}\n") == [(1, 6, "Y106")]


def test_twenty_levels_are_deep_enough():
    assert faults(b"[" * 20 + b"]" * 20) == []


@pytest.mark.parametrize(
    "data", [b"[" * 100_000, b"{a: " * 100_000, b"- " * 100_000, b"? " * 100_000]
)
def test_a_deep_file_is_not_read_to_its_depth(data, events):
    (found,) = faults(data)

    assert found[2] in {"Y102", "Y104"}
    assert len(events) < 100


def test_a_billion_laughs_are_refused_and_not_laughed(events):
    lines = ["a: &a [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    for last, this in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{this}: &{this} [{', '.join([f'*{last}'] * 9)}]")

    assert {code for _, _, code in faults("\n".join(lines))} == {"Y106"}
    assert len(events) < 200


def test_a_merge_bomb_is_refused():
    lines = ["a0: &a0 {k: v}"] + [
        f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 40)
    ]

    assert {code for _, _, code in faults("\n".join(lines))} == {"Y106", "Y108"}


def test_a_file_of_two_megabytes_is_refused_without_reading_it(events):
    assert faults(b"a: " + b"x" * 2_000_000) == [(1, 1, "Y103")]
    assert events == []


def test_too_many_values_are_refused():
    assert faults(b"- x\n" * 50_001) == [(50_000, 3, "Y105")]


@pytest.mark.parametrize("escape", ["\\ud800", "\\udfff"])
def test_half_a_character_is_refused(escape, loader):
    found = faults(f'a: "{escape}"\n')

    # libyaml refuses the escape itself, and points at it within the text.
    assert found == [(1, 4 if loader is yaml.SafeLoader else 7, "Y113")]


@pytest.mark.parametrize(
    "data",
    [b"\x00", b"a: \x00", b'a: "\\0"\n', b"\xef\xbb\xbf", b"\xef\xbf\xbf", b"%YAML 9.9\n---\na"],
)
def test_odd_bytes_are_read_or_refused(data):
    document = parsed(data)

    assert document.problems or document.root is not None


def test_a_document_knows_the_digest_of_its_bytes():
    assert parsed("a: 1\n").sha256 == hashlib.sha256(b"a: 1\n").hexdigest()


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(UnreadableFile, match=r"gone.yaml: cannot be read — No such file"):
        read_bytes(tmp_path / "gone.yaml")
    with pytest.raises(UnreadableFile, match="Is a directory"):
        read_bytes(tmp_path)


def test_a_large_file_is_not_read_to_its_end(tmp_path):
    path = tmp_path / "large.yaml"
    path.write_bytes(b"x" * 3_000_000)

    assert len(read_bytes(path)) == documents.MAXIMUM_BYTES + 1


ALIASES = Limits(nodes=200, aliases=True)


def test_where_aliases_are_allowed_they_mean_what_they_name():
    document = parse_document(b"a: &x [1, {b: 2}]\nc: *x\nd: &y 3\ne: *y\n", "a.yaml", ALIASES)
    assert document.problems == ()
    assert plain(document.root) == {
        "a": ["1", {"b": "2"}],
        "c": ["1", {"b": "2"}],
        "d": "3",
        "e": "3",
    }


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: *x\n", (1, 4, "Y106")),
        ("a: &x [*x]\n", (1, 8, "Y106")),
        ("a: &x 1\nb:\n  <<: *x\n", (3, 3, "Y108")),
    ],
)
def test_an_alias_of_nothing_or_of_itself_is_told(text, fault):
    problems = parse_document(text.encode(), "a.yaml", ALIASES).problems
    assert [(p.line, p.column, p.fault.code) for p in problems] == [fault]


@pytest.mark.parametrize(
    ("first", "line", "code"),
    [
        ("a0: &a0 [x, x, x]", "a{n}: &a{n} [*a{m}, *a{m}, *a{m}]", "Y105"),
        ("a0: &a0 [x]", "a{n}: &a{n} [*a{m}]", "Y104"),
    ],
    ids=["wide", "deep"],
)
def test_aliases_count_as_if_they_were_written_out(first, line, code):
    lines = [first, *(line.format(n=n, m=n - 1) for n in range(1, 30))]
    limits = Limits(nodes=5000, aliases=True)
    problems = parse_document("\n".join(lines).encode(), "a.yaml", limits).problems
    assert [p.fault.code for p in problems] == [code]


@pytest.mark.parametrize("before", ["", "# a\n", "a: 1\r...\r"])
def test_names_for_tags_are_refused_unread(before, events):
    assert faults(f"{before}%TAG !a! tag:a,1:\n---\nb: 1\n")[-1] == (
        before.count("\n") + before.count("\r") + 1,
        1,
        "Y107",
    )
    assert events == []


def test_a_long_text_that_is_meant_again_counts_as_if_it_were_written_out():
    text = f"a: &a {'x' * 5000}\nb: [{', '.join(['*a'] * 9)}]\n".encode()
    limits = Limits(nodes=2000, aliases=True)

    assert [p.fault.code for p in parse_document(text, "a.yaml", limits).problems] == ["Y105"]
    assert parse_document(text.replace(b"x" * 5000, b"x"), "a.yaml", limits).problems == ()
