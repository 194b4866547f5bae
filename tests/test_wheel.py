"""The wheel carries everything: installed elsewhere it scores and prints like the checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
EXAMPLE = Path("questionnaires/customer-management/examples/harbour.yaml")
INSIDE = (
    "assess/py.typed",
    "assess/questionnaires/benchmarks/published.yaml",
    "assess/questionnaires/customer-management/manifest.lock",
    "assess/questionnaires/customer-management/manifest.yaml",
    "assess/questionnaires/customer-voice/survey.yaml",
    "assess/questionnaires/customer-management/releases/1.0.0.json",
    f"assess/{EXAMPLE}",
    "assess/storage/migrations/env.py",
    "assess/storage/migrations/versions/first_tables.py",
    "assess/storage/migrations/versions/surveys.py",
    "assess/templates/base.html",
    "assess/templates/report/charts/radar.svg",
    "assess/templates/report/report.css",
    "assess/templates/report/report.html",
    "assess/translations/zh-Hans.po",
)


def run(command: Sequence[object], folder: Path) -> subprocess.CompletedProcess[str]:
    """A command in a folder, with nothing of this checkout in its environment."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "ASSESS_"))}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=environment | {"ASSESS_LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    run(build, folder)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel; what it depends on is borrowed from this one."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(folder)}))
    install = ["install", "--quiet", "--no-deps", "--no-compile", "--target", site, wheel]
    run([sys.executable, "-m", "pip", "--disable-pip-version-check", *install], folder)
    # Plain lines of a .pth file add folders but read no .pth files in them, so the editable
    # install of this checkout stays out.
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder


def python(installed: Path) -> Path:
    return installed / "bin" / "python"


def test_the_wheel_holds_definitions_templates_words_and_migrations(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())

    assert set(INSIDE) <= names


def test_the_wheel_holds_every_file_that_the_checkout_has(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    package = [(path, path.relative_to(ROOT)) for path in (ROOT / "assess").rglob("*")]
    beside = [
        (path, Path("assess") / path.relative_to(ROOT))
        for folder in ("questionnaires", "templates")
        for path in (ROOT / folder).rglob("*")
    ]

    for path, inside in package + beside:
        if path.is_file() and "__pycache__" not in path.parts:
            assert inside.as_posix() in names


def test_the_wheel_holds_nothing_but_the_program(wheel):
    names = zipfile.ZipFile(wheel).namelist()

    assert {name.split("/")[0].split("-")[0] for name in names} == {"assess"}
    assert not [name for name in names if "__pycache__" in name or name.endswith(".sqlite")]


def test_the_installed_program_is_not_the_checkout(installed, tmp_path):
    where = run([python(installed), "-c", "import assess; print(assess.__file__)"], tmp_path)

    assert Path(where.stdout.strip()).is_relative_to(installed)


def test_the_installed_program_scores_like_the_checkout(installed, tmp_path):
    score = ["-m", "assess", "score", "--json"]
    example = next((installed / "lib").glob(f"*/site-packages/assess/{EXAMPLE}"))

    theirs = run([python(installed), *score, example], tmp_path)
    ours = run([sys.executable, *score, ROOT / EXAMPLE], tmp_path)

    assert json.loads(theirs.stdout) == json.loads(ours.stdout)


@pytest.mark.pdf
def test_the_installed_program_prints_in_an_empty_folder(installed, tmp_path):
    report = ["-m", "assess", "report", ROOT / EXAMPLE, "-o", "report.pdf", "--lang", "zh-Hans"]

    run([python(installed), *report], tmp_path)

    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]


def test_the_installed_program_checks_what_it_carries(installed, tmp_path):
    folder = next((installed / "lib").glob("*/site-packages/assess/questionnaires"))

    assert (
        "no problems" in run([python(installed), "-m", "assess", "check", folder], tmp_path).stdout
    )
