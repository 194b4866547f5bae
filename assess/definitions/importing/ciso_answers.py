"""The questions of a CISO Assistant requirement: what may be answered, and what that is worth."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from assess.core.faults import N_
from assess.definitions.importing.account import Account
from assess.definitions.importing.ciso_words import Spoken
from assess.definitions.importing.scores import (
    NOT_APPLICABLE,
    UNKNOWN,
    by_order,
    by_values,
    by_words,
)
from assess.definitions.importing.texts import Words, joined
from assess.definitions.importing.trees import Branch

ONE = {"unique_choice", "single_choice"}
SEVERAL = {"multiple_choice"}
RESULTS = {
    "true": Fraction(1),
    "compliant": Fraction(1),
    "partially_compliant": Fraction(1, 2),
    "false": Fraction(0),
    "non_compliant": Fraction(0),
}
"""What an answer says of compliance, as a score."""
DOES_NOT_APPLY = "not_applicable"
FEWEST = 2
"""Answers of a choice."""


@dataclass(slots=True)
class Answer:
    """One answer; where it is a word in a list, nothing else is said of it."""

    words: Words
    where: str
    urn: str = ""
    points: Fraction | None = None
    result: str = ""
    branch: Branch = field(default_factory=Branch.nothing)

    @property
    def plain(self) -> str:
        """Its words in the source language, as lists of words have them."""
        return next(iter(self.words.values()), "").strip().casefold()

    @property
    def does_not_apply(self) -> bool:
        """Whether it says that the question does not apply, which every item can be."""
        unsaid = not self.result and not self.points
        return self.result == DOES_NOT_APPLY or (unsaid and self.plain in NOT_APPLICABLE)


@dataclass(slots=True)
class Question:
    """One question; `answers` are none where it is answered in words, numbers or days."""

    urn: str
    kind: str
    branch: Branch
    text: Words
    weight: Fraction
    answers: list[Answer]


def questions_of(node: Branch, words: Spoken) -> list[Question]:
    """The questions of a requirement, which libraries of earlier years keep in one list."""
    found = [
        _question(urn, branch.text("type"), branch, words, _answers(branch, words))
        for urn, branch in node.named("questions")
    ]
    earlier = node.branch("question")
    if earlier is None:
        return found
    kind, where = earlier.text("question_type"), earlier.where("question_choices")
    choices = earlier.texts("question_choices") if kind in ONE | SEVERAL else []
    for branch in earlier.branches("questions"):
        answers = [Answer(words.said(choice, where), where) for choice in choices]
        found.append(_question(branch.text("urn"), kind, branch, words, answers))
    return found


def _question(
    urn: str, kind: str, branch: Branch, words: Spoken, answers: list[Answer]
) -> Question:
    branch.skip("urn")
    weight = branch.number("weight")
    return Question(
        urn=urn.casefold(),
        kind=kind,
        branch=branch,
        text=words(branch, "text"),
        weight=weight if weight is not None and weight > 0 else Fraction(1),
        answers=answers if kind in ONE | SEVERAL else [],
    )


def _answers(question: Branch, words: Spoken) -> list[Answer]:
    if question.peek("type") not in ONE | SEVERAL:
        return []
    return [
        Answer(
            words=joined(words(each, "value"), words(each, "description"), between=" — "),
            where=each.where(),
            urn=each.text("urn").casefold(),
            points=each.number("add_score"),
            result=each.peek("compute_result").casefold(),
            branch=each,
        )
        for each in question.branches("choices")
    ]


def applying(answers: list[Answer], item: str, account: Account) -> list[Answer]:
    """The answers without those by which nothing applies, if a choice is left."""
    kept = [each for each in answers if not each.does_not_apply]
    if len(kept) < FEWEST:
        return answers
    for each in answers:
        if each.does_not_apply:
            each.branch.skip("urn", "compute_result")
            message = N_("item {id}: this answer is “does not apply”, which the item takes as well")
            account.changed(each.where, message, "\n".join(each.words.values()), id=item)
    return kept


def scores_of(answers: list[Answer], where: str, item: str, account: Account) -> list[Fraction]:
    """What each is worth: by its points, its result, its words, or else by its place."""
    points = [each.points or Fraction(0) for each in answers]
    if any(points) and (scores := by_values(points)):
        message = N_("item {id}: the least of add_score counts 0, the most 1")
        account.changed(where, message, id=item)
        return scores
    if scores := _by_results(answers, where, item, account):
        return scores
    if scores := by_words([each.plain for each in answers]):
        account.changed(where, N_("item {id}: “yes” counts 1, “no” 0"), id=item)
        return scores
    unknown = [each for each in answers if each.plain in UNKNOWN]
    told = [each for each in answers if each.plain not in UNKNOWN] or answers
    message = N_("item {id}: scored by the order of its answers, the first 0, the last 1")
    account.changed(where, message, id=item)
    if 0 < len(unknown) < len(answers):
        names = ", ".join(each.plain for each in unknown)
        message = N_("item {id}: {names} look like no answer and count 0")
        account.changed(where, message, id=item, names=names)
    worth = iter(by_order(len(told)))
    return [next(worth) if each in told else Fraction(0) for each in answers]


def _by_results(
    answers: list[Answer], where: str, item: str, account: Account
) -> list[Fraction] | None:
    """By what they say of compliance; an answer that says nothing is opposed to the others."""
    results = [each.result for each in answers if each.result]
    if not results or not all(each in RESULTS for each in results):
        return None
    silent = Fraction(max(RESULTS[each] for each in results) == 0)
    values = [RESULTS[each.result] if each.result else silent for each in answers]
    scores = by_values(values)
    if scores is None:
        return None
    for each in answers:
        each.branch.skip("compute_result")
    if scores != values or len(results) < len(answers):
        message = N_("item {id}: the worst of compute_result counts 0, the best 1")
        account.changed(where, message, id=item)
    return scores
