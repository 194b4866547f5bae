"""`python -m tests.bench [--only NAME]`: one table of ratios; nothing is asserted."""

import argparse
import logging
import os
import platform
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from tests.bench.contests import CONTESTS
from tests.bench.measure import Measured

LIBRARIES = ("flask", "jinja2", "sqlalchemy", "weasyprint", "wtforms", "babel")


def machine() -> str:
    """What the numbers were measured on."""
    model = platform.processor()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text(encoding="utf-8").splitlines()
        model = next((x.split(":")[1].strip() for x in lines if x.startswith("model name")), model)
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} × {model}, {platform.system()} {platform.release()}, load {load:.1f}"


def versions() -> str:
    """Python and what the measured code stands on."""
    names = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return f"Python {platform.python_version()}, {names}"


def line(measured: Measured) -> str:
    """One line of the table."""
    return (
        f"{measured.goal:<9} {measured.what:<26} {_time(measured.seconds):>9}  "
        f"{measured.ratio:>8.2f} ×  {measured.yardstick:<27} "
        f"{_time(measured.yardstick_seconds):>9}  {measured.rounds:>2}"
    )


def _time(seconds: float) -> str:
    for unit, factor in (("s", 1), ("ms", 1e3)):
        if seconds * factor >= 1:
            return f"{seconds * factor:.2f} {unit}"
    return f"{seconds * 1e6:.1f} µs"


def main() -> None:
    """Run the contests that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=list(CONTESTS), metavar="NAME")
    options = parser.parse_args()
    logging.disable(logging.INFO)
    started = time.monotonic()
    print(machine())
    print(versions())
    print(
        f"{'goal':<9} {'contender':<26} {'one call':>9}  {'ratio':>10}  "
        f"{'yardstick':<27} {'one call':>9}  rounds"
    )
    for name in options.only or CONTESTS:
        with tempfile.TemporaryDirectory() as folder:
            for measured in CONTESTS[name](Path(folder)):
                print(line(measured), flush=True)
    print(f"{time.monotonic() - started:.0f} s; ratios are medians of each round's own ratio")


main()
