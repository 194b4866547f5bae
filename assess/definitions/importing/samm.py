"""The model of OWASP SAMM: a folder of YAML files for each kind of part, joined by their ids.

A function becomes a dimension, a practice a stage, a question a checklist of the one activity
that it asks about, so that its criteria of quality and its own answers stay with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from pathlib import Path

from assess.core.faults import N_
from assess.core.numbers import shortest
from assess.definitions.importing.account import Account, NotImportable
from assess.definitions.importing.emitting import Plain, Value
from assess.definitions.importing.ids import Ids
from assess.definitions.importing.outline import NOT_INTRODUCED, Dimension, Item, Outline
from assess.definitions.importing.sizes import fitted
from assess.definitions.importing.texts import Said, Words, cleaned, each, joined, known
from assess.definitions.importing.trees import Branch
from assess.definitions.problems import InvalidDefinition, Problem, UnreadableFile
from assess.definitions.yaml.documents import MAXIMUM_BYTES, parse_document, read_bytes
from assess.language import gettext

ENDINGS = {".yml", ".yaml"}
MOST_FILES = 2_000
MOST_BYTES = 20_000_000
KINDS = {
    "business_functions": "Function",
    "security_practices": "Practice",
    "streams": "Stream",
    "practice_levels": "PracticeLevel",
    "maturity_levels": "MaturityLevel",
    "activities": "Activity",
    "questions": "Question",
    "answer_sets": "AnswerSet",
}
"""What the files in each folder are."""
LANGUAGE = "en"
MOST_LEVELS = 20
LEVEL: Said = ("Maturity level {number}", "成熟度第{number}级", "成熟度第{number}級")
NOTHING: Words = {}
NOT_READ = N_("not a part of the model that is known here")


@dataclass(slots=True)
class _Model:
    """The files by kind, each by its name; those that others refer to by their ids as well."""

    files: dict[str, list[tuple[str, Branch]]] = field(default_factory=dict)
    by_id: dict[str, Branch] = field(default_factory=dict)
    ordered: dict[str, list[tuple[str, Branch]]] = field(default_factory=dict)

    def of(self, kind: str) -> list[tuple[str, Branch]]:
        """The files of a kind in the order of their numbers, then of their names."""
        if kind not in self.ordered:
            found = self.files.get(kind, [])
            self.ordered[kind] = sorted(
                found, key=lambda each: (_order(each[1]), each[0].casefold())
            )
        return self.ordered[kind]

    def named(self, branch: Branch | None, key: str) -> Branch | None:
        """The part that another one refers to."""
        return self.by_id.get(branch.text(key)) if branch else None


def _order(branch: Branch) -> Fraction:
    return branch.number("order") or branch.number("number") or Fraction(0)


def read_samm(folder: Path, account: Account) -> Outline:
    """The questionnaire in a folder of the model, or the folder above it."""
    if folder.is_file():
        message = N_(
            "this is a file — name the folder that holds business_functions and the others"
        )
        raise NotImportable(folder, message)
    root = folder / "model" if (folder / "model").is_dir() else folder
    if not root.is_dir():
        raise UnreadableFile(folder, gettext(N_("there is no such folder")))
    if root != folder:
        account.left(str(folder), N_("only the folder “model” in it is read"))
    model = _loaded(root, account)
    if not model.files.get("Question"):
        message = N_(
            "no question of a SAMM model in it — name the folder that holds business_functions, "
            "questions and the others"
        )
        raise NotImportable(folder, message)
    outline = Outline(id="samm", languages=(LANGUAGE,), source=folder)
    _Reading(model, account, outline).read()
    for kind in KINDS.values():
        for _, branch in model.files.get(kind, ()):
            account.leftovers(branch.leftovers(), N_("no place for this: {text}"))
    if not outline.dimensions:
        message = N_(
            "no question leads to a business function — name the folder that holds "
            "business_functions, questions and the others"
        )
        raise NotImportable(folder, message)
    fitted(outline, account)
    return outline


# --- the files ---------------------------------------------------------------------------


def _loaded(root: Path, account: Account) -> _Model:
    model, left = _Model(), MOST_BYTES
    problems: list[Problem] = []
    for kind, path in _paths(root, account):
        data = read_bytes(path, min(left, MAXIMUM_BYTES))
        left -= len(data)
        if left < 0:
            raise NotImportable(root, N_("more than 20 megabytes — name the model's folder only"))
        document = parse_document(data, str(path))
        problems += document.problems
        if document.root is None:
            continue
        branch = Branch(document.root)
        branch.skip("type")
        if not branch.keys():
            account.left(branch.where(), NOT_READ)
        model.files.setdefault(kind, []).append((path.stem, branch))
        id = branch.text("id")
        if id and id in model.by_id:
            account.changed(
                branch.where("id"),
                N_("the id stands twice; links lead to {first}"),
                first=model.by_id[id].where(),
            )
        elif id:
            model.by_id[id] = branch
    if problems:
        raise InvalidDefinition(problems)
    return model


def _paths(root: Path, account: Account) -> Iterator[tuple[str, Path]]:
    """The files of the model, and what each is; of the others only the names are told."""
    for number, path in enumerate(sorted(islice(root.rglob("*"), MOST_FILES + 1)), start=1):
        if number > MOST_FILES:
            message = N_("more than {limit} files — name the model's folder only")
            raise NotImportable(root, message, limit=MOST_FILES)
        if path.suffix.lower() not in ENDINGS or not path.is_file():
            if path.is_file():
                account.left(str(path), NOT_READ)
        elif kind := KINDS.get(path.parent.name):
            yield kind, path
        else:
            account.left(str(path), NOT_READ)


# --- the questionnaire -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Found:
    """A question with what it leads to."""

    name: str
    question: Branch
    activity: Branch
    practice: Branch
    function: Branch
    level: Fraction
    objective: Words


class _Reading:
    def __init__(self, model: _Model, account: Account, outline: Outline) -> None:
        self.model = model
        self.account = account
        self.outline = outline
        self.scales: dict[int, str] = {}
        self.stages: dict[int, str] = {}
        self.dimensions: dict[int, Dimension] = {}
        self.said: dict[tuple[int, str], Words] = {}
        self.streams: dict[int, list[Branch]] = {}
        for _, stream in model.of("Stream"):
            self.streams.setdefault(id(model.named(stream, "practice")), []).append(stream)

    def read(self) -> None:
        """Make the dimensions, their stages and items, and how they are scored."""
        found = [
            each
            for name, question in self.model.of("Question")
            if (each := self._placed(name, question))
        ]
        for name, function in self.model.of("Function"):
            own = [each for each in found if each.function is function]
            if own:
                self._dimension(name, function, own)
        self._levels(found)
        self._title()

    def _placed(self, name: str, question: Branch) -> _Found | None:
        """A question by its practice, function and level; told where a link leads nowhere."""
        activity = self.model.named(question, "activity")
        practice_level = self.model.named(activity, "level")
        stream = self.model.named(activity, "stream")
        practices = [self.model.named(each, "practice") for each in (stream, practice_level)]
        practice = practices[0] or practices[1]
        function = self.model.named(practice, "function")
        if activity is None or practice is None or function is None:
            message = N_("the question leads to no activity, practice and function")
            self.account.left(question.where(), message, question.rest())
            return None
        maturity = self.model.named(practice_level, "maturityLevel")
        level = maturity.number("number") if maturity else None
        if level is None:
            digits = [part for part in name.split("-") if part.isdigit()]
            level = Fraction(digits[0][:3]) if digits else Fraction(1)
            message = N_("no maturity level is linked; level {level} by the name of the file")
            self.account.changed(question.where(), message, level=shortest(level))
        objective = self._words(practice_level, "objective") if practice_level else NOTHING
        return _Found(name, question, activity, practice, function, level, objective)

    def _dimension(self, name: str, function: Branch, own: list[_Found]) -> None:
        made = Dimension(
            id=self.outline.ids.of(name.casefold(), "function"),
            title=self._words(function, "name"),
            intro=self._words(function, "description"),
            stage_rollup="sum",
        )
        stages = Ids()
        for file, practice in self.model.of("Practice"):
            asked = [each for each in own if each.practice is practice]
            if not asked:
                continue
            stage = stages.of(practice.text("shortName") or file, "practice")
            made.stages[stage] = self._words(practice, "name")
            self._about_practice(made, practice)
            for stream in self.streams.get(id(practice), ()):
                self._about_stream(made, stream)
            for found in sorted(asked, key=lambda other: (other.level, other.name)):
                alike = [other for other in asked if other.level == found.level]
                made.items.append(self._item(found, stage, Fraction(1, len(alike))))
        self.outline.dimensions.append(made)
        self.account.carried(function.where(), N_("business function → dimension {id}"), id=made.id)

    def _about_practice(self, made: Dimension, practice: Branch) -> None:
        """A stage has a title only, so that what a practice is about stands in the introduction."""
        said = [practice.text(key) for key in ("shortDescription", "longDescription")]
        told = "\n".join(cleaned(each, self.account, practice.where()) for each in said if each)
        if told:
            self._introduce(made, {LANGUAGE: f"{practice.peek('name')}: {told}"}, practice)

    def _about_stream(self, made: Dimension, stream: Branch) -> None:
        """The streams of a practice are no part of the score; they are named behind it."""
        letter, name = stream.text("letter"), self._words(stream, "name")
        about = joined(name, self._words(stream, "description"), between=": ")
        said = each(about, lambda text: f"{letter} – {text}" if letter else text)
        self._introduce(made, said, stream)

    def _introduce(self, made: Dimension, said: Words, branch: Branch) -> None:
        if not made.introduce(said):
            text = "\n".join(said.values())
            self.account.left(branch.where(), NOT_INTRODUCED, text, id=made.id)

    def _item(self, found: _Found, stage: str, points: Fraction) -> Item:
        question, activity = found.question, found.activity
        item = Item(
            id=self.outline.ids.of(found.name, "q"),
            type="checklist",
            text=self._words(question, "text"),
            title=self._words(activity, "title"),
            help=joined(found.objective, self._words(activity, "longDescription")),
            why=self._words(activity, "benefit"),
            points=points,
            stage=stage,
        )
        self.outline.hold("items", item.text, item.title, item.help, item.why)
        practice: dict[str, Value] = {
            "id": "done",
            "text": self.outline.text(self._words(activity, "shortDescription") or item.title),
        }
        quality: list[Value] = [
            cleaned(each, self.account, question.where("quality"))
            for each in question.texts("quality")
        ]
        if quality:
            practice["quality"] = quality
        item.own = {"scale": self._scale(question), "practices": [practice]}
        self.account.carried(
            question.where(), N_("question → item {id} ({type})"), id=item.id, type=item.type
        )
        return item

    def _scale(self, question: Branch) -> str:
        """The scale of a question's answers; yes and no where they make none."""
        answers = self.model.named(question, "answerSet")
        if answers is None:
            self.account.changed(
                question.where(), N_("no set of answers is linked; answered by yes or no")
            )
            return self.outline.yes_no()
        if id(answers) not in self.scales:
            self.scales[id(answers)] = self._read_scale(answers)
        return self.scales[id(answers)]

    def _read_scale(self, answers: Branch) -> str:
        ids, grades, values = Ids(), list[Value](), set[Fraction]()
        for answer in sorted(answers.branches("values"), key=_order):
            value, words = answer.number("value"), self._words(answer, "text")
            if value is None or not 0 <= value <= 1 or value in values or not words:
                message = N_("an answer needs a text and a value of its own from 0 to 1")
                self.account.left(answer.where(), message, words.get(LANGUAGE, ""))
                continue
            if answer.number("weight") == 1:
                answer.skip("weight")
            values.add(value)
            id = ids.plain(f"v{shortest(value)}".replace(".", "-"), "v")
            grades.append({"id": id, "value": value, "text": self.outline.text(words)})
        if max(values, default=Fraction(0)) != 1:
            message = N_("no answer of the set is worth 1; answered by yes or no")
            self.account.changed(answers.where(), message, "\n".join(map(str, grades)))
            return self.outline.yes_no()
        name = next(name for name, each in self.model.files["AnswerSet"] if each is answers)
        taken = Ids(self.outline.scales)
        made = taken.of(name, "answers")
        self.outline.scales[made] = grades
        self.account.carried(answers.where(), N_("set of answers → scale {id}"), id=made)
        return made

    def _levels(self, found: list[_Found]) -> None:
        highest = max((each.level for each in found), default=Fraction(1))
        top = max(1, min(MOST_LEVELS, int(highest)))
        self.outline.scoring = {
            "maximum": top,
            "rollup": "mean",
            "total": "mean",
            "evidence_ceiling": {str(grade): 5 for grade in range(5)},
            "rounding": {"points": 2, "percent": 1},
        }
        told = {branch.number("number"): branch for _, branch in self.model.of("MaturityLevel")}
        for number in range(1, top + 1):
            self.outline.levels.append(self._level(number, told.get(Fraction(number))))

    def _level(self, number: int, branch: Branch | None) -> dict[str, Value]:
        said: Said = (LEVEL[0].format(number=number), LEVEL[1], LEVEL[2])
        name, about = known(said, (LANGUAGE,)), NOTHING
        if branch is not None:
            name = self._words(branch, "name") or name
            about = self._words(branch, "description")
            message = N_("maturity level → level {level}")
            self.account.carried(branch.where(), message, level=number)
        made: dict[str, Value] = {"level": number, "name": self.outline.text(name)}
        if about:
            made["about"] = self.outline.text(about)
        return made | {"total": Plain(str(number))}

    def _title(self) -> None:
        models = {function.text("model") for _, function in self.model.of("Function")} - {""}
        if models:
            self.outline.title = {LANGUAGE: cleaned(", ".join(sorted(models)), self.account, "")}

    def _words(self, branch: Branch, key: str) -> Words:
        # Many questions may lead to one part.
        if (id(branch), key) not in self.said:
            said = cleaned(branch.text(key), self.account, branch.where(key))
            self.said[id(branch), key] = {LANGUAGE: said} if said else {}
        return self.said[id(branch), key]
