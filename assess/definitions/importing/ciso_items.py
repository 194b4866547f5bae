"""The requirements of a CISO Assistant framework as items."""

from __future__ import annotations

from fractions import Fraction

from assess.core.faults import N_
from assess.definitions.importing.account import Account
from assess.definitions.importing.ciso_answers import (
    ONE,
    Answer,
    Question,
    applying,
    questions_of,
    scores_of,
)
from assess.definitions.importing.ciso_scale import Scale
from assess.definitions.importing.ciso_words import Spoken
from assess.definitions.importing.emitting import Value
from assess.definitions.importing.ids import Ids
from assess.definitions.importing.outline import Item, Outline
from assess.definitions.importing.scores import UNKNOWN
from assess.definitions.importing.texts import Said, Words, joined
from assess.definitions.importing.trees import Branch

POINTS = Fraction(10)
"""Of a requirement that weighs 1, as every one does that says nothing else."""
COMPLIANCE: tuple[tuple[str, str, Said], ...] = (
    ("non-compliant", "0", ("Not complied with", "不符合", "不符合")),
    ("partially", "0.5", ("Partly complied with", "部分符合", "部分符合")),
    ("compliant", "1", ("Complied with", "符合", "符合")),
)


class Requirements:
    """Makes items of requirements; later ones may depend on the answers to earlier ones."""

    def __init__(self, outline: Outline, scale: Scale, words: Spoken, account: Account) -> None:
        self.outline = outline
        self.scale = scale
        self.words = words
        self.account = account
        self.asked: dict[str, str] = {}
        self.options: dict[str, str] = {}

    def items(self, node: Branch, stage: str, above: Words) -> list[Item]:
        """One item, or one for each question; `above` is what nodes in between say."""
        ref = node.text("ref_id")
        name, about = self.words(node, "name"), self.words(node, "description")
        common = {
            "title": name,
            "short": {self.outline.languages[0]: ref} if ref else {},
            "help": joined(above, self.words(node, "annotation")),
            "evidence": self.words(node, "typical_evidence"),
        }
        groups, weight = node.texts("implementation_groups"), self._weight(node)
        made: list[Item] = []
        shares: list[Fraction] = []
        unscored: list[tuple[int, Question]] = []
        for question in questions_of(node, self.words):
            if item := self._question(question, about or name, ref, common):
                made.append(item)
                shares.append(question.weight)
            else:
                unscored.append((max(0, len(made) - 1), question))
        if not made:
            asked = joined(*(each.text for _, each in unscored))
            text = about or name or asked or {self.outline.languages[0]: ref or node.peek("urn")}
            made, shares = [self._requirement(node, text, ref, common)], [Fraction(1)]
        for at, question in unscored:
            self._in_words(question, made[at], told=not (about or name))
        for item, share in zip(made, shares, strict=True):
            item.stage, item.groups, item.passage = stage, groups, ref
            item.na_allowed = True
            item.points = POINTS * weight * share / sum(shares)
            self.account.carried(
                node.where(), N_("requirement → item {id} ({type})"), id=item.id, type=item.type
            )
        return made

    def _weight(self, node: Branch) -> Fraction:
        weight = node.number("weight")
        if weight is not None and weight <= 0:
            message = N_("an item must weigh something; it weighs 1")
            self.account.changed(node.where("weight"), message, node.peek("weight"))
            return Fraction(1)
        return Fraction(1) if weight is None else weight

    def _requirement(self, node: Branch, text: Words, ref: str, common: dict[str, Words]) -> Item:
        self.outline.hold("items", text, *common.values())
        item = Item(id=self.outline.ids.of(ref, "r"), type="rating", text=text, **common)  # type: ignore[arg-type]
        if self.scale.stated:
            item.own = self.scale.keys(self.outline, node)
            return item
        item.type = "choice"
        options: list[Value] = [
            {"id": id, "score": Fraction(score), "text": self.outline.own(said)}
            for id, score, said in COMPLIANCE
        ]
        item.own = {"options": options}
        return item

    # --- questions -----------------------------------------------------------------------

    def _question(
        self, question: Question, about: Words, ref: str, common: dict[str, Words]
    ) -> Item | None:
        """The item of a question; None where no answer of it counts."""
        answers = question.answers
        if not answers or (question.kind not in ONE and not _practices(answers)):
            return None
        self.outline.hold("items", question.text, about, *common.values())
        item = Item(
            id=self.outline.ids.of(ref, "r"),
            type="choice" if question.kind in ONE else "checklist",
            text=question.text or about,
            **common,  # type: ignore[arg-type]
        )
        # What the requirement says would be lost behind the words of its question.
        if question.text and about != question.text:
            item.help = joined(about, item.help)
        item.own = (
            self._one_of(question, item.id)
            if question.kind in ONE
            else self._several_of(question, item.id)
        )
        item.applies_if = self._condition(question.branch)
        self.asked[question.urn] = item.id
        return item

    def _in_words(self, question: Question, item: Item, *, told: bool) -> None:
        """A question without answers that count stands with the item beside it."""
        message = N_("a question of type “{type}” stands with item {id}, its answer in the note")
        if not told:
            item.help = joined(item.help, question.text)
        kept = "\n".join([*question.text.values(), question.branch.rest()])
        where = question.branch.where()
        self.account.changed(where, message, kept, type=question.kind or "–", id=item.id)

    def _one_of(self, question: Question, item: str) -> dict[str, Value]:
        answers = applying(question.answers, item, self.account)
        scores = scores_of(answers, question.branch.where(), item, self.account)
        ids = Ids()
        options: list[Value] = []
        for number, (answer, score) in enumerate(zip(answers, scores, strict=True), start=1):
            self.outline.hold("answers", answer.words)
            id = self._named(answer, ids, item, number)
            text = self.outline.text(answer.words, about=id)
            options.append({"id": id, "score": score, "text": text})
        return {"options": options}

    def _several_of(self, question: Question, item: str) -> dict[str, Value]:
        ids = Ids()
        practices: list[Value] = []
        counted = _practices(question.answers)
        for number, answer in enumerate(question.answers, start=1):
            if answer not in counted:
                answer.branch.skip("urn")
                said = "\n".join([*answer.words.values(), answer.branch.rest()]).strip()
                message = N_("item {id}: “{name}” is no practice; say “no” to all instead")
                name = next(iter(answer.words.values()), "–")
                self.account.left(answer.where, message, said, id=item, name=name)
                continue
            self.outline.hold("answers", answer.words)
            id = self._named(answer, ids, item, number)
            practice: dict[str, Value] = {
                "id": id,
                "text": self.outline.text(answer.words, about=id),
            }
            if answer.points is not None and answer.points > 0:
                practice["weight"] = answer.points
            practices.append(practice)
        return {"scale": self.outline.yes_no(), "practices": practices}

    def _named(self, answer: Answer, ids: Ids, item: str, number: int) -> str:
        id = ids.plain("", f"a{number}")
        if answer.urn:
            self.options[answer.urn] = f'chosen("{item}", "{id}")'
        return id

    def _condition(self, question: Branch) -> str:
        """The answers to earlier questions on which this one depends."""
        depends = question.branch("depends_on")
        if depends is None:
            return ""
        needed = depends.texts("answers")
        found = [said for urn in needed if (said := self.options.get(urn.casefold()))]
        every = depends.text("condition") == "all"
        joint = " and " if every else " or "
        condition = joint.join(found)
        known_question = depends.text("question").casefold() in self.asked
        if not found or len(found) < len(needed) or not known_question or len(condition) > 500:  # noqa: PLR2004
            message = N_("it depends on what is not asked before it; it is always asked")
            self.account.left(depends.where(), message, "\n".join(needed))
            return ""
        return condition


def _practices(answers: list[Answer]) -> list[Answer]:
    """The answers that say of something that it is there."""
    some = [each for each in answers if not each.does_not_apply and each.plain not in UNKNOWN]
    weighed = [each for each in some if each.points is not None and each.points > 0]
    return weighed or some
