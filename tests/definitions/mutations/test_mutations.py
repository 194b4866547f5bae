"""Hostile input: whatever comes is accepted, or refused with its place, and does no harm."""

import json
import random
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from tests.definitions.mutations import yaml_files
from tests.definitions.mutations.judging import Verdict, summary
from tests.definitions.mutations.mutants import mutant
from tests.definitions.mutations.traps import traps
from tests.definitions.mutations.ways import WAYS, Way

ROOT = Path(__file__).parents[3]
FILES = 20_000
"""Of a night, with the traps; a day tries a thousand."""
BY_DAY, EACH_TRAP = 970, 14
SHARDS = 10
night = pytest.mark.night


def judged(*words: object) -> list[Verdict]:
    """The verdicts of a process of its own, which no other test has filled."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.definitions.mutations", *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    found = [Verdict(**json.loads(line)) for line in done.stdout.splitlines()]
    print(summary(found))
    return found


def spans() -> list[object]:
    """The numbers of the spoilt files: those of a day, and those of a night in shards."""
    ends = [(FILES - len(traps())) * shard // SHARDS for shard in range(SHARDS + 1)]
    return [(0, BY_DAY), *(pytest.param(span, marks=night) for span in pairwise(ends))]


@pytest.mark.parametrize("span", spans(), ids=str)
def test_spoilt_files_are_accepted_or_refused_with_their_place(span):
    found = judged(*span)

    assert [each.wrong for each in found if each.wrong] == []
    assert len(found) == span[1] - span[0]


@pytest.mark.parametrize("every", [EACH_TRAP, pytest.param(1, marks=night)])
def test_files_made_to_hurt_do_no_harm(every):
    found = judged("traps", "every", every)

    assert [each.wrong for each in found if each.wrong] == []
    assert len(found) == len(range(0, len(traps()), every))


# --- what makes the files ----------------------------------------------------------------


def test_a_number_always_makes_the_same_file():
    for number in range(60):
        first, again = mutant(number), mutant(number)
        assert (first.label, first.files) == (again.label, again.files)


def test_most_files_are_spoilt():
    made = [mutant(number) for number in range(200)]
    honest = {seed.data for way in WAYS for seed in (way.seed(random.Random(n)) for n in range(40))}

    spoilt = [each for each in made if honest.isdisjoint(each.files.values())]
    assert len(spoilt) > 160
    assert len({each.way.name for each in made}) > 10


@pytest.mark.parametrize(
    "way", [each for each in WAYS if each.name != "shipped"], ids=lambda way: way.name
)
def test_an_honest_file_of_every_kind_is_accepted(way: Way, tmp_path):
    seeds = {seed.name: seed for seed in (way.seed(random.Random(n)) for n in range(60))}

    for number, seed in enumerate(seeds.values()):
        folder = tmp_path / str(number)
        folder.mkdir()
        files = {seed.name: seed.data}
        assert way.reach(folder, files) == []
        if way.use:
            way.use(folder, files)


def test_every_way_to_spoil_a_text_changes_it():
    text = "a: 1\nitems:\n  - {id: M1, applies_if: x}\n  - b: two\n"
    for spoil in yaml_files.SPOILS:
        tries = {spoil(text, random.Random(n)) for n in range(20)}
        assert tries != {text}, spoil.__name__
