"""Files by their numbers: the same number always makes the same spoilt file."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.definitions.mutations import workbooks, yaml_files
from tests.definitions.mutations.ways import WAYS, Files, Way


@dataclass(frozen=True, slots=True)
class Mutant:
    """What came, all of it or one file spoilt, with what is done with it and how it came about."""

    label: str
    way: Way
    files: Files


def mutant(number: int) -> Mutant:
    """The spoilt file of this number."""
    chance = random.Random(number)
    (way,) = chance.choices(WAYS, [each.often for each in WAYS])
    seed = way.seed(chance)
    spoil = workbooks.spoilt if way.packed else yaml_files.spoilt
    done, data = spoil(seed.data, chance)
    return Mutant(f"{number}: {way.name}, {seed.name}: {done}", way, {seed.name: data})
