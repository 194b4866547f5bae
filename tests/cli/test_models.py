"""The command line with questionnaires that are scored by other rules."""

import json

import pytest

from tests.cli.conftest import Run
from tests.questionnaires.published import MODELS

FOLDER = str(MODELS.folder)


def example(model: str) -> str:
    return str(MODELS.examples(model)["works"])


def test_all_models_are_checked_without_a_problem(assess: Run):
    done = assess("check", FOLDER)

    assert done.status == 0
    assert "14 checked: no problems" in done.out


def test_a_score_tells_what_was_deducted(assess: Run):
    done = assess("score", example("after-sales"), "--questionnaires", FOLDER, "--lang", "en")

    assert "claimed 90.79, backed by evidence 90.79, of 100.00" in done.out
    assert "2.36 points are deducted: A breach of the law" in done.out
    assert "level 3: Four stars" in done.out


@pytest.mark.parametrize(
    ("model", "subject", "lines"),
    [
        ("process-capability", "supply", ["  S = k / n   (g of k ≥ L, g of 1…k−1 ≥ F)", "  = 0.6"]),
        ("samm", "steering", ["steering.plan claimed", "  g = Σ w·s / Σ w", "  S = Σ g / n"]),
        ("after-sales", "total", ["total gross", "  T = max(G − D, 0)"]),
        ("two-axes", "I1", ["  s = (I + R) / 2 / 5", "  = (3 + 2) / 2 / 5"]),
        ("excellence", "B21", ["    x: 45", "  = 45 · 0.45", "  = 20.25"]),
        ("averages", "weakest", ["  S = min g", "weakest.second claimed"]),
    ],
)
def test_every_kind_of_number_is_explained(assess: Run, model, subject, lines):
    done = assess("explain", example(model), subject, "--questionnaires", FOLDER, "--lang", "en")

    for line in lines:
        assert line in done.out.splitlines()


def test_an_explanation_for_machines_has_the_same(assess: Run):
    done = assess("explain", example("samm"), "total", "--questionnaires", FOLDER, "--json")
    claimed, *_ = json.loads(done.out)

    assert claimed["formula"] == "T = M · Σ S / n"
    assert claimed["rounding"] == "half up, 3 decimals, from unrounded values"
