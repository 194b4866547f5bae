"""`python -m tests.definitions.mutations FIRST END`: a verdict in JSON on each spoilt file.

`traps WORDS` judges the files made to hurt whose labels hold these words, `traps every N` every
N-th of them.  A line on the error output sums up.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict

from tests.definitions.mutations import seeds
from tests.definitions.mutations.judging import Verdict, summary, verdicts
from tests.definitions.mutations.mutants import mutant
from tests.definitions.mutations.traps import traps


def main() -> None:
    """Judge what is named; all that is read besides is in memory by then."""
    seeds.warm()
    found = []
    for verdict in _wanted(*sys.argv[1:]):
        found.append(verdict)
        print(json.dumps(asdict(verdict)), flush=True)
    print(summary(found), file=sys.stderr)


def _wanted(first: str, *more: str) -> Iterator[Verdict]:
    if first != "traps":
        return verdicts(range(int(first), int(more[0])), mutant)
    made = list(traps().items())
    if more[:1] == ("every",):
        made = made[:: int(more[1])]
    else:
        made = [(label, make) for label, make in made if all(word in label for word in more)]
    return verdicts(range(len(made)), lambda number: made[number][1](), each_alone=True)


main()
