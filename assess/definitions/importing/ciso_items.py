"""The requirements of a CISO Assistant framework as items."""

from __future__ import annotations

from fractions import Fraction

from assess.core.faults import N_
from assess.definitions.importing.account import Account
from assess.definitions.importing.ciso_scale import Scale, WordsOf
from assess.definitions.importing.emitting import Value
from assess.definitions.importing.ids import Ids
from assess.definitions.importing.outline import Item, Outline
from assess.definitions.importing.scores import by_order, by_values
from assess.definitions.importing.texts import Said, Words, joined
from assess.definitions.importing.trees import Branch

ONE = {"unique_choice", "single_choice"}
SEVERAL = {"multiple_choice"}
RESULTS = {
    "true": Fraction(1),
    "compliant": Fraction(1),
    "partially_compliant": Fraction(1, 2),
    "false": Fraction(0),
    "non_compliant": Fraction(0),
    "not_applicable": Fraction(0),
}
"""What an answer says of compliance, as a score."""
COMPLIANCE: tuple[tuple[str, str, Said], ...] = (
    ("non-compliant", "0", ("Not complied with", "不符合", "不符合")),
    ("partially", "0.5", ("Partly complied with", "部分符合", "部分符合")),
    ("compliant", "1", ("Complied with", "符合", "符合")),
)


class Requirements:
    """Makes items of requirements; later ones may depend on the answers to earlier ones."""

    def __init__(self, outline: Outline, scale: Scale, words: WordsOf, account: Account) -> None:
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
        text = about or name or {self.outline.languages[0]: ref or node.peek("urn")}
        common = {
            "title": name,
            "short": {self.outline.languages[0]: ref} if ref else {},
            "help": joined(above, self.words(node, "annotation")),
            "evidence": self.words(node, "typical_evidence"),
        }
        groups = node.texts("implementation_groups")
        questions = node.named("questions")
        made = [
            item
            for urn, question in questions
            if (item := self._question(urn, question, text, ref, common))
        ]
        if not made:
            made = [self._requirement(node, text, ref, common)]
        weight = node.number("weight")
        for item in made:
            item.stage, item.groups, item.passage = stage, groups, ref
            item.na_allowed = True
            if weight is not None and weight > 0:
                item.points = weight / len(made)
            self.account.carried(
                node.where(), N_("requirement → item {id} ({type})"), id=item.id, type=item.type
            )
        return made

    def _requirement(self, node: Branch, text: Words, ref: str, common: dict[str, Words]) -> Item:
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
        self, urn: str, question: Branch, about: Words, ref: str, common: dict[str, Words]
    ) -> Item | None:
        kind = question.text("type")
        choices = question.branches("choices") if kind in ONE | SEVERAL else []
        question.skip("urn")
        if not choices:
            message = N_("a question of type “{type}” cannot be scored")
            self.account.left(question.where(), message, question.rest(), type=kind or "–")
            return None
        text = self.words(question, "text")
        item = Item(
            id=self.outline.ids.of(ref, "r"),
            type="choice" if kind in ONE else "checklist",
            text=text or about,
            **common,  # type: ignore[arg-type]
        )
        # What the requirement says would be lost behind the words of its question.
        if text and about != text:
            item.help = joined(about, item.help)
        item.own = (
            self._one_of(choices, question, item.id)
            if kind in ONE
            else self._several_of(choices, item.id)
        )
        item.applies_if = self._condition(question)
        self.asked[urn] = item.id
        weight = question.number("weight")
        if weight is not None and weight > 0 and weight != 1:
            self.account.changed(
                question.where("weight"),
                N_("all questions of a requirement weigh the same"),
                str(weight),
            )
        return item if item.own.get("options") or item.own.get("practices") else None

    def _one_of(self, choices: list[Branch], question: Branch, item: str) -> dict[str, Value]:
        points = [choice.number("add_score") for choice in choices]
        results = [choice.peek("compute_result").casefold() for choice in choices]
        scores = by_values([point or Fraction(0) for point in points]) if any(points) else None
        if scores is None and all(each in RESULTS for each in results):
            scores = [RESULTS[each] for each in results]
            scores = scores if max(scores) == 1 else None
            for choice in choices if scores else ():
                choice.skip("compute_result")
        if scores is None:
            scores = by_order(len(choices))
            message = N_("item {id}: scored by the order of its answers, the first 0, the last 1")
            self.account.changed(question.where(), message, id=item)
        elif any(points):
            message = N_("item {id}: the least of add_score counts 0, the most 1")
            self.account.changed(question.where(), message, id=item)
        ids = Ids()
        options: list[Value] = []
        for number, (choice, score) in enumerate(zip(choices, scores, strict=True), start=1):
            id = self._named(choice, ids, item, number)
            options.append({"id": id, "score": score, "text": self._said(choice, id)})
        return {"options": options}

    def _several_of(self, choices: list[Branch], item: str) -> dict[str, Value]:
        ids = Ids()
        practices: list[Value] = []
        worth = [choice.number("add_score") for choice in choices]
        weighed = any(point is not None and point > 0 for point in worth)
        for number, (choice, points) in enumerate(zip(choices, worth, strict=True), start=1):
            if weighed and (points is None or points <= 0):
                choice.skip("urn")
                message = N_("item {id}: an answer without points is no practice; say “no” to all")
                self.account.left(choice.where(), message, choice.rest(), id=item)
                continue
            id = self._named(choice, ids, item, number)
            practice: dict[str, Value] = {"id": id, "text": self._said(choice, id)}
            if points is not None and points > 0:
                practice["weight"] = points
            practices.append(practice)
        return {"scale": self.outline.yes_no(), "practices": practices}

    def _named(self, choice: Branch, ids: Ids, item: str, number: int) -> str:
        id = ids.plain("", f"a{number}")
        urn = choice.text("urn")
        if urn:
            self.options[urn] = f'chosen("{item}", "{id}")'
        return id

    def _said(self, choice: Branch, id: str) -> Value:
        words = self.words(choice, "value")
        about = self.words(choice, "description")
        return self.outline.text(joined(words, about, between=" — ") if about else words, about=id)

    def _condition(self, question: Branch) -> str:
        """The answers to earlier questions on which this one depends."""
        depends = question.branch("depends_on")
        if depends is None:
            return ""
        needed = depends.texts("answers")
        found = [self.options[urn] for urn in needed if urn in self.options]
        every = depends.text("condition") == "all"
        joint = " and " if every else " or "
        condition = joint.join(found)
        known_question = depends.text("question") in self.asked
        if not found or len(found) < len(needed) or not known_question or len(condition) > 500:  # noqa: PLR2004
            message = N_("it depends on what is not asked before it; it is always asked")
            self.account.left(depends.where(), message, "\n".join(needed))
            return ""
        return condition
