"""What becomes of a draft that was sent: what is wrong with it, and what releasing it would do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assess.definitions.drafting.previews import Look, Said, digest_of, look, said_of
from assess.definitions.problems import InvalidDefinition, UnreadableFile
from assess.definitions.releasing.releases import Release, prepare_release
from assess.language import current


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A look at a draft, and the release it may become.

    `release` is None where it may not be released; `against` then tells why, unless the draft has
    problems anyway.
    """

    seen: Look
    release: Release | None = None
    against: tuple[Said, ...] = ()
    unreadable: str = ""


def judge(folder: Path, history: Path | None) -> Judged:
    """Judge the draft in a folder, after the releases that are kept in another one."""
    return _judge(folder, digest_of(folder), history, current())


@lru_cache(maxsize=8)
def _judge(folder: Path, digest: str, history: Path | None, language: str) -> Judged:
    """The same; the digest and the language spoken are what it changes with."""
    seen = look(folder, examples=True)
    if seen.questionnaire is None or seen.of("problem") or seen.unreadable:
        return Judged(seen=seen)
    try:
        return Judged(seen=seen, release=prepare_release(folder, history))
    except InvalidDefinition as invalid:
        return Judged(seen=seen, against=said_of(invalid.problems))
    except UnreadableFile as fault:
        return Judged(seen=seen, unreadable=str(fault).replace(f"{folder}/", ""))
