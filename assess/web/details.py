"""Who is assessed, exactly as typed, and what the core can take from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from assess.core.assessment import Organization
from assess.core.conditions import Value
from assess.core.numbers import number_typed
from assess.core.questionnaire import Fact, Questionnaire
from assess.core.text import Text
from assess.language import gettext, speaking

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """The texts of the page about the organization; facts by their id."""

    name: str = ""
    assessed_on: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: Mapping[str, object]) -> Details:
        """The details as storage keeps them."""
        facts = kept.get("facts")
        return cls(
            name=str(kept.get("name", "")),
            assessed_on=str(kept.get("assessed_on", "")),
            facts={str(k): str(v) for k, v in facts.items()} if isinstance(facts, dict) else {},
        )

    def kept(self) -> dict[str, object]:
        """The details for storage."""
        return {"name": self.name, "assessed_on": self.assessed_on, "facts": dict(self.facts)}

    def day(self, today: date) -> date:
        """The day of the assessment; today until one is set."""
        return day_typed(self.assessed_on) or today

    def organization(self, questionnaire: Questionnaire) -> Organization:
        """The organization; facts that cannot be understood count as not stated."""
        facts = {
            fact.id: fact_typed(fact, self.facts.get(fact.id, "")) for fact in questionnaire.facts
        }
        return Organization(
            name=self._names(questionnaire.languages),
            facts={id: value for id, value in facts.items() if value is not None},
        )

    def _names(self, languages: tuple[str, ...]) -> Text:
        """A name is a name in every language; the words for none are not."""
        if self.name.strip():
            return Text(dict.fromkeys(languages, self.name.strip()), languages)
        names = {}
        for language in languages:
            with speaking(language):
                names[language] = gettext("Your organization")
        return Text(names, languages)


def day_typed(text: str) -> date | None:
    """The day that a date field sends, or None."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def fact_typed(fact: Fact, text: str) -> Value:
    """A fact from the text of its field, or None."""
    text = text.strip()
    if fact.type == "number":
        return number_typed(text)
    if fact.type == "yes-no":
        return {"yes": True, "no": False}.get(text)
    if fact.type == "choice" and fact.choice(text) is None:
        return None
    return text or None
