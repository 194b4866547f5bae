"""Work in a thread of its own, away from what other tests leave running in this one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def elsewhere(work: Callable[..., T], *given: object, **named: object) -> T:
    """Work that starts a loop of events, which the browser's tests may leave running here."""
    with ThreadPoolExecutor(1) as own:
        return own.submit(work, *given, **named).result()
