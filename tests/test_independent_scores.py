"""The shipped questionnaire scored a second time, from its YAML and the rules alone.

Nothing of assess.core is used on this side: plain dictionaries, fractions and the rules
as they are written down.  The answers are drawn at random with fixed seeds.
"""

import json
import math
import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from assess import resources
from assess.cli import main

F = Fraction
Plain = dict[str, Any]
Ends = tuple[Fraction, Fraction]


def plain(path: Path) -> Plain:
    found: Plain = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return found


FOLDER = resources.questionnaires() / "customer-management"
MANIFEST = plain(FOLDER / "manifest.yaml")
DIMENSIONS = [plain(FOLDER / name) for name in MANIFEST["dimensions"]]


def asked(form: str) -> list[tuple[str, list[Plain]]]:
    return [
        (d["id"], [i for i in d["items"] if form == "full" or i.get("core")]) for d in DIMENSIONS
    ]


def draw(chance: random.Random, item: Plain) -> Plain | None:
    """An answer as it would stand in a file; None when it is left open."""
    if chance.random() < 0.08:
        return None
    if item["na_allowed"] and chance.random() < 0.3:
        return {"not_applicable": "It does not apply."}
    answer: Plain = {"evidence": chance.randrange(5)} if chance.random() < 0.9 else {}
    match item["type"]:
        case "maturity":
            answer |= {axis: chance.randrange(6) for axis in ("intention", "reality")}
            if chance.random() < 0.1:
                del answer[chance.choice(["intention", "reality"])]
        case "checklist":
            marks = {p["id"]: chance.choice([0, 0.25, 0.5, 1]) for p in item["practices"]}
            if chance.random() < 0.2:
                del marks[chance.choice(list(marks))]
            answer["practices"] = marks
        case "coverage":
            whole = chance.randrange(1, 60)
            answer |= {"numerator": chance.randrange(whole + 1), "denominator": whole}
            if chance.random() < 0.5:
                answer["sample"] = whole
        case "kpi":
            ends = [int(point["at"]) for point in (item["curve"][0], item["curve"][-1])]
            near = range(ends[0] - 5, ends[1] + 6)
            periods = [chance.choice(near) for _ in range(chance.randrange(6))]
            answer |= {"value": chance.choice(near), "periods": periods}
            answer["comparison"] = chance.choice(["above", "at", "below", "none"])
            answer["segments"] = chance.random() < 0.5
    return answer


def curve(item: Plain, value: Fraction) -> Fraction:
    points = [(F(str(p["at"])), F(str(p["score"]))) for p in item["curve"]]
    if value <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in pairwise(points):
        if value <= x1:
            return y0 + (value - x0) / (x1 - x0) * (y1 - y0)
    return points[-1][1]


def curve_of(item: Plain, answer: Plain) -> list[Plain]:
    """The client's own targets where they are set, else the curve of the questionnaire."""
    if "targets" not in answer:
        return list(item["curve"])
    worth = {"worst": 0, "target": 0.8, "best": 1}
    points = [{"at": at, "score": worth[name]} for name, at in answer["targets"].items()]
    return sorted(points, key=lambda point: float(point["at"]))


def wilson(p: float, n: int) -> Fraction:
    z = 1.959963984540054
    centre, spread = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return F(max(0.0, (centre - spread) / (1 + z * z / n)))


def ends(item: Plain, answer: Plain, purpose: str) -> Ends:
    """The score with everything open at its worst and at its best."""
    needed = {"coverage": {"numerator", "denominator"}, "kpi": {"value"}}
    if not needed.get(item["type"], set()) <= set(answer):
        return F(0), F(1)
    match item["type"]:
        case "maturity":
            low = {a: answer.get(a, 0) for a in ("intention", "reality")}
            high = {a: answer.get(a, 5) for a in ("intention", "reality")}
            steps = [min(x["reality"], x["intention"] + 1) for x in (low, high)]
            return F(steps[0], 5), F(steps[1], 5)
        case "checklist":
            marks = answer["practices"]
            return checked(item, marks, 0), checked(item, marks, 1)
        case "coverage":
            share = F(answer["numerator"], answer["denominator"])
            if purpose == "certification" and answer.get("sample", 30) < 30:
                share = wilson(float(share), answer["sample"])
            return share, share
    return measured(item, answer)


def checked(item: Plain, marks: Plain, rest: int | None) -> Fraction:
    """The weighted mean of the practices; an open one counts as `rest`, or not at all."""
    of = [p for p in item["practices"] if rest is not None or p["id"] in marks]
    got = {p["id"]: F(str(marks.get(p["id"], rest))) for p in of}
    weights = {p["id"]: p.get("weight", 1) for p in of}
    mean: Fraction = sum((weights[id] * got[id] for id in got), F(0)) / sum(weights.values())
    lacking = any(p.get("mandatory") and got[p["id"]] == 0 for p in of)
    return min(mean, F(2, 5)) if lacking else mean


def measured(item: Plain, answer: Plain) -> Ends:
    item = {**item, "curve": curve_of(item, answer)}
    level = curve(item, F(str(answer["value"])))
    periods = [F(str(period)) for period in answer.get("periods", [])]
    trend = F(0)
    if len(periods) >= 3:
        better = 1 if item["better"] == "higher" else -1
        rises = better * sum(
            (b > a) - (b < a) for n, a in enumerate(periods) for b in periods[n + 1 :]
        )
        trend = F(1) if rises > 0 else F(1, 2) if rises == 0 else F(0)
        if all(curve(item, p) == 1 for p in periods):
            trend = F(1)
    compared = {"above": F(1), "at": F(1, 2)}.get(answer.get("comparison", "none"), F(0))
    score = level / 2 + trend / 5 + compared / 5 + F(int(answer.get("segments", False)), 10)
    best = max(min(level, F(3, 5)), score)
    return best, best


def scored(item: Plain, answer: Plain | None, purpose: str) -> Plain:
    """Claimed and evidenced (None while nothing is said), low and high."""
    low, high = (F(0), F(1)) if answer is None else ends(item, answer, purpose)
    complete = answer is not None and low == high and not partial(item, answer)
    settled = complete or purpose == "certification"
    ceiling = F((answer or {}).get("evidence", 0) + 1, 5)
    claimed = low if settled else None
    if claimed is None and answer is not None and item["type"] == "checklist":
        claimed = checked(item, answer["practices"], None)
    return {
        "claimed": claimed,
        "evidenced": None if claimed is None else min(claimed, ceiling),
        "low": low,
        "high": low if settled else high,
    }


def partial(item: Plain, answer: Plain) -> bool:
    if item["type"] == "maturity":
        return not {"intention", "reality"} <= set(answer)
    if item["type"] == "checklist":
        return len(answer["practices"]) < len(item["practices"])
    return False


def mean(pairs: list[tuple[int, Fraction | None]]) -> Fraction | None:
    known = [(w, v) for w, v in pairs if v is not None]
    if not known:
        return None
    return sum((w * v for w, v in known), F(0)) / sum(w for w, _ in known)


HIDES = {
    "offers": ["I4", "OA3"],
    "competition": ["OD4", "V9"],
    "dealers": ["R6"],
    "goods": ["R7"],
    "credit": ["OE4"],
    "membership": ["OD2"],
    "automated_service": ["I9"],
}


def hidden(facts: Plain) -> set[str]:
    """The items that are not asked of an organization with these facts."""
    ids = {id for fact, hides in HIDES.items() if facts.get(fact) is False for id in hides}
    return ids | ({"OC3"} if facts.get("channels", 9) < 2 else set())


def total_of(
    answers: Plain, form: str, profile: str, purpose: str, facts: Plain
) -> dict[str, Fraction | None]:
    points = next(p for p in MANIFEST["profiles"] if p["id"] == profile)["points"]
    sums: dict[str, Fraction | None] = dict.fromkeys(("claimed", "evidenced", "low", "high"), F(0))
    rated = applies = True
    for dimension, items in asked(form):
        left = [
            item
            for item in items
            if item["id"] not in hidden(facts)
            and "not_applicable" not in (answers.get(item["id"]) or {})
        ]
        weight = sum(i["points"] for i in left)
        if weight < F(7, 10) * sum(i["points"] for i in items):
            applies = False
        scores = {i["id"]: scored(i, answers.get(i["id"]), purpose) for i in left}
        for name, so_far in sums.items():
            value = mean([(i["points"], scores[i["id"]][name]) for i in left])
            if value is None:
                rated = False
            sums[name] = (so_far or F(0)) + points[dimension] * (value or F(0))
    for name in sums:
        if not applies or (not rated and name in {"claimed", "evidenced"}):
            sums[name] = None
    return sums


def printed(value: Fraction | None) -> str | None:
    if value is None:
        return None
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))


@pytest.mark.parametrize(
    "seed",
    [*range(15), *(pytest.param(seed, marks=pytest.mark.night) for seed in range(15, 100))],
)
def test_random_answers_score_the_same_a_second_way(seed, tmp_path: Path, capsys):
    chance = random.Random(seed)
    form, profile = chance.choice(["core", "full"]), chance.choice(["capability", "excellence"])
    purpose = chance.choice(["self-assessment", "audit", "certification"])
    items = [item for _, of in asked(form) for item in of]
    answers = {i["id"]: a for i in items if (a := draw(chance, i)) is not None}
    facts: Plain = {fact: chance.random() < 0.7 for fact in HIDES if chance.random() < 0.8}
    facts |= {"channels": chance.randrange(1, 6)} if chance.random() < 0.8 else {}
    file = {
        "schema": "assess/answers@1",
        "questionnaire": "customer-management",
        "version": MANIFEST["version"],
        "purpose": purpose,
        "form": form,
        "profile": profile,
        "organization": {"name": "Second Way", **facts},
        "assessed_on": "2026-10-01",
        "answers": answers,
    }
    path = tmp_path / "answers.yaml"
    path.write_text(yaml.safe_dump(file).replace("'2026-10-01'", "2026-10-01"))

    agree(path, file, capsys)


@pytest.mark.parametrize("path", sorted((FOLDER / "examples").glob("*.yaml")), ids=lambda p: p.stem)
def test_the_examples_score_the_same_a_second_way(path: Path, capsys):
    agree(path, plain(path), capsys)


def agree(path: Path, file: Plain, capsys: pytest.CaptureFixture[str]) -> None:
    """Compare the program's scores of an answers file with those computed here."""
    with pytest.raises(SystemExit) as left:
        main(["score", str(path), "--json"])
    result = json.loads(capsys.readouterr().out)
    assert left.value.code == 0

    answers, facts, purpose = file["answers"], file["organization"], file["purpose"]
    expected = total_of(answers, file["form"], file["profile"], purpose, facts)
    assert {name: result["total"][name] for name in expected} == {
        name: printed(value) for name, value in expected.items()
    }
    for _, items in asked(file["form"]):
        for item in items:
            (found,) = [row for row in result["items"] if row["id"] == item["id"]]
            agree_on(item, answers.get(item["id"]), found, purpose, item["id"] in hidden(facts))


def agree_on(
    item: Plain, answer: Plain | None, found: Plain, purpose: str, is_hidden: bool
) -> None:
    if is_hidden or "not_applicable" in (answer or {}):
        assert found["status"] == ("hidden" if is_hidden else "not applicable")
        return
    own = scored(item, answer, purpose)
    for name in ("claimed", "evidenced"):
        value = own[name]
        assert (found[name] is None) == (value is None)
        assert value is None or abs(F(found[name]) - value) <= F(1, 10**6)
