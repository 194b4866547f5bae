"""Spoilt files: whatever is done to a shipped file, it loads or says what is wrong."""

import random
from pathlib import Path

import pytest

from assess import resources
from assess.definitions.answer_files import load_assessment
from assess.definitions.benchmarks import load_benchmark
from assess.definitions.library import Library
from assess.definitions.problems import InvalidDefinition, Problem
from assess.definitions.questionnaires import MANIFEST, load_questionnaire
from tests.definitions.files import MANIFEST as SMALL
from tests.definitions.files import spoilt

SHIPPED = resources.questionnaires()
FILES = [path.relative_to(SHIPPED) for path in sorted(SHIPPED.rglob("*.yaml"))]
ROUNDS, MUTATIONS = 20, 25
ALONE = spoilt(
    SMALL,
    ("languages: [en]", "languages: [en, zh-Hans]"),
    ("dimensions: [one.yaml, two.yaml]", "dimensions: [{name}]"),
)


def flipped(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def overwritten(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    sign = chance.choice(
        [b"[", b"{", b"&a ", b"*a", b"!", b": ", b"- ", b"\t", b'"', b"\x00", b"#", b"<<: "]
    )
    return data[:at] + sign + data[at + len(sign) :]


def without_a_line(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    return b"".join(lines)


def indented_otherwise(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    lines[at] = chance.choice([b"  ", b"", b"      "]) + lines[at].lstrip(b" ")
    return b"".join(lines)


def swapped(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    at = chance.randrange(len(lines) - 1)
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    return b"".join(lines)


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def emptied(data: bytes, chance: random.Random) -> bytes:
    """A line that keeps its key and loses its value."""
    lines = data.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    lines[at] = lines[at].partition(b": ")[0].rstrip(b"\n:") + b": \n"
    return b"".join(lines)


SPOIL = [flipped, overwritten, without_a_line, indented_otherwise, swapped, cut, emptied]


@pytest.fixture(scope="module")
def library():
    return Library(SHIPPED)


def load_spoilt(folder: Path, name: Path, library: Library) -> None:
    """Load the spoilt file, with as little besides as it takes, for speed."""
    path = folder / name.name
    if name.parts[0] == "benchmarks":
        load_benchmark(path)
    elif "examples" in name.parts:
        load_assessment(path, library.answered, library.ids)
    elif name.name != MANIFEST:
        (folder / MANIFEST).write_text(ALONE.replace("{name}", name.name))
        load_questionnaire(folder)
    else:
        dimension = next(
            beside
            for beside in sorted((SHIPPED / name).parent.glob("*.yaml"))
            if beside.read_bytes().startswith(b"schema: assess/dimension@")
        )
        (folder / dimension.name).write_bytes(dimension.read_bytes())
        load_questionnaire(folder)


def problems_of(folder: Path, name: Path, library: Library) -> tuple[Problem, ...] | None:
    """What is wrong with the spoilt file; None when it loads."""
    try:
        load_spoilt(folder, name, library)
    except InvalidDefinition as error:
        return error.problems
    return None


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_a_spoilt_file_loads_or_says_where_it_is_wrong(tmp_path, round_, library):
    chance = random.Random(round_)
    for _ in range(MUTATIONS):
        name = chance.choice(FILES)
        spoil = chance.choice(SPOIL)
        (tmp_path / name.name).write_bytes(spoil((SHIPPED / name).read_bytes(), chance))
        found = problems_of(tmp_path, name, library)
        assert found is None or found, f"{spoil.__name__} of {name} fails without a word"
        assert all(p.line >= 1 and p.column >= 1 and p.sentence() for p in found or ())
        for path in tmp_path.iterdir():
            path.unlink()
