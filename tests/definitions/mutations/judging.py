"""Whether a file from elsewhere did any harm: what was told of it, how long and how much it took.

Files are read in children, many in one; a child that dies takes only the file with it that it was
reading, and another one goes on behind it.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from assess.definitions.problems import InvalidDefinition
from assess.errors import AssessError
from tests.definitions.mutations.checking import Words, placed, spoilers
from tests.definitions.mutations.mutants import Mutant

MOST_SECONDS = 1.0
"""Of a processor, so that it does not matter what else runs."""
MOST_MEGABYTES = 200.0
LONGEST = 20_000
"""Characters of one line that a person is told."""
TRIES = 2
HOPELESS_SECONDS = 20
HOPELESS_BYTES = 4_000_000_000
"""After so much a child is ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of a file: accepted, refused, or a `fault` of the program."""

    label: str
    told: int = 0
    example: str = ""
    fault: str = ""
    seconds: float = 0.0
    megabytes: float = 0.0

    @property
    def is_slow(self) -> bool:
        """Whether it took too long, which may be nobody's fault."""
        return not self.fault and self.seconds > MOST_SECONDS

    @property
    def wrong(self) -> str:
        """What must not have happened; "" where all is as it should be."""
        if self.fault:
            return f"{self.label}\n  {self.fault}"
        if self.seconds > MOST_SECONDS or self.megabytes > MOST_MEGABYTES:
            return f"{self.label}\n  {self.seconds:.2f} s, {self.megabytes:.0f} MB"
        return ""


def verdicts(
    numbers: Sequence[int], make: Callable[[int], Mutant], *, each_alone: bool = False
) -> Iterator[Verdict]:
    """The verdicts on files in the order of their numbers."""
    left = list(numbers)
    while left:
        done = 0
        for verdict in _from_a_child(left[:1] if each_alone else left, make):
            yield _again(verdict, left[done], make) if verdict.is_slow else verdict
            done += 1
        left = left[done:]


def _again(verdict: Verdict, number: int, make: Callable[[int], Mutant]) -> Verdict:
    """The quickest of several tries, since whoever else is at work slows a processor down."""
    tries = [verdict, *(each for _ in range(TRIES) for each in _from_a_child([number], make))]
    return min(tries, key=lambda each: (bool(each.fault), each.seconds))


def _from_a_child(numbers: Sequence[int], make: Callable[[int], Mutant]) -> Iterator[Verdict]:
    source, sink = os.pipe()
    child = os.fork()
    if not child:
        os.close(source)
        _work(numbers, make, sink)
    os.close(sink)
    done = 0
    with os.fdopen(source, encoding="utf-8") as lines:
        for line in lines:
            yield Verdict(**json.loads(line))
            done += 1
    _, status = os.waitpid(child, 0)
    if done < len(numbers):
        how = f"the process died by signal {os.waitstatus_to_exitcode(status)}"
        yield Verdict(label=make(numbers[done]).label, fault=how)


def _work(numbers: Sequence[int], make: Callable[[int], Mutant], sink: int) -> None:
    """Read the files in this process, which ends with the last one."""
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (HOPELESS_BYTES, HOPELESS_BYTES))
        with TemporaryDirectory() as folder, os.fdopen(sink, "w", encoding="utf-8") as out:
            before = _megabytes()
            for number in numbers:
                verdict = judged(make(number), Path(folder), before)
                out.write(json.dumps(asdict(verdict)) + "\n")
                out.flush()
    except BaseException:  # noqa: BLE001 — nothing may go on as if it were the parent
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(0)


def judged(mutant: Mutant, folder: Path, before: float) -> Verdict:
    """What becomes of a file; `before` is what the process had of memory before the first one."""
    own = folder / mutant.way.name
    own.mkdir(exist_ok=True)
    told: Words = []
    fault = ""
    signal.setitimer(signal.ITIMER_PROF, HOPELESS_SECONDS)
    _forget_the_peak()
    start = time.process_time()
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            told = mutant.way.reach(own, mutant.files)
        except InvalidDefinition as invalid:
            told = placed(invalid.problems)
        except AssessError as refusal:
            told = [str(refusal)]
        except Exception as error:  # noqa: BLE001 — this is what is looked for
            fault = _traced(error)
        seconds, megabytes = time.process_time() - start, _megabytes() - before
        if mutant.way.use and not fault and not told:
            try:
                mutant.way.use(own, mutant.files)
            except Exception as error:  # noqa: BLE001 — the same
                fault = f"accepted, but {_traced(error)}"
    signal.setitimer(signal.ITIMER_PROF, 0)
    return Verdict(
        label=mutant.label,
        told=len(told),
        example=told[0][:300] if told else "",
        fault=fault or _misspoken(told) or "".join(f"{each.message!r}" for each in warned),
        seconds=seconds,
        megabytes=megabytes,
    )


def _traced(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    where = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames))
    return f"{type(error).__name__}: {str(error)[:300]!r} at {where}"


def _misspoken(told: Words) -> str:
    """What of all that is told would spoil a terminal, or says nothing."""
    for line in told:
        if not line or len(line) > LONGEST:
            return f"told in {len(line)} characters"
        if spoils := spoilers(line):
            return f"told with characters of {spoils}: {line[:300]!r}"
    return ""


def _megabytes() -> float:
    """The most memory that this process has had since `_forget_the_peak`, where that is known."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6


def _forget_the_peak() -> None:
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return  # the greatest of all files so far is told then


def summary(found: Sequence[Verdict]) -> str:
    """How many files there were, what became of them, and the worst of them."""
    faulty = [each for each in found if each.wrong]
    refused = sum(each.told > 0 for each in found if not each.fault)
    accepted = sum(not each.told and not each.fault for each in found)
    slowest = max(found, key=lambda each: each.seconds)
    largest = max(found, key=lambda each: each.megabytes)
    return (
        f"{len(found)} files: {accepted} accepted, {refused} refused, {len(faulty)} wrong; "
        f"longest {slowest.seconds:.2f} s ({slowest.label}), "
        f"most {largest.megabytes:.0f} MB ({largest.label})"
    )
