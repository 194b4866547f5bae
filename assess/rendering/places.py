"""Every text that somebody wrote and a report may show, by the place where it stands.

Places are written as in an answers file: `organization.name`, `answers.L1.note`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from assess.core.answers import slots_from
from assess.core.assessment import Assessment
from assess.core.brand import Brand
from assess.core.faults import N_
from assess.core.text import Text
from assess.errors import AssessError
from assess.language import gettext

MOST_CHARACTERS = 10_000
"""Of one text in an answer, twice what is taken in; a name or a fact may have a tenth."""


class TextTooLong(AssessError):
    """A text that somebody wrote is longer than can be printed."""

    def __init__(self, place: str, number: int, limit: int) -> None:
        self.place = place
        super().__init__(
            gettext(
                N_("{place} has {number} characters, at most {limit} can be printed — shorten it")
            ).format(place=place, number=number, limit=limit)
        )


def texts_of(assessment: Assessment, brand: Brand | None = None) -> dict[str, str]:
    """What was written about an organization, in its answers and in a brand."""
    return dict(chain(_of_organization(assessment), _of_answers(assessment), _of_brand(brand)))


def require_short_texts(assessment: Assessment) -> None:
    """Raise TextTooLong for the first text that nobody could want on paper."""
    _require_short(_of_organization(assessment), MOST_CHARACTERS // 10)
    _require_short(_of_answers(assessment), MOST_CHARACTERS)


def _require_short(texts: Iterator[tuple[str, str]], limit: int) -> None:
    for place, words in texts:
        if len(words) > limit:
            raise TextTooLong(place, len(words), limit)


def _of_organization(assessment: Assessment) -> Iterator[tuple[str, str]]:
    organization = assessment.organization
    yield from _wordings("organization.name", organization.name)
    yield from _strings("organization.facts", organization.facts)


def _of_answers(assessment: Assessment) -> Iterator[tuple[str, str]]:
    for id, answer in assessment.answers.items():
        yield from _strings(f"answers.{id}", slots_from(answer))


def _of_brand(brand: Brand | None) -> Iterator[tuple[str, str]]:
    if brand is None:
        return
    alt = brand.logo.alt if brand.logo else None
    texts = {"name": brand.name, "contact": brand.contact, "disclaimer": brand.disclaimer}
    for key, text in {**texts, "alt": alt}.items():
        if text:
            yield from _wordings(f"brand.{key}", text)


def _wordings(place: str, text: Text) -> Iterator[tuple[str, str]]:
    """A text in its languages; one that is the same in all of them was written once."""
    words = set(text.translations.values())
    yield from [(place, words.pop())] if len(words) == 1 else _strings(place, text.translations)


def _strings(place: str, texts: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    return ((f"{place}.{key}", words) for key, words in texts.items() if isinstance(words, str))
