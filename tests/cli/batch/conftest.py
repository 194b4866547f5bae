"""What the tests of `assess report --all` ask for."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assess.core.report import Report
from assess.rendering import outputs
from tests.cli.batch.folder import EXAMPLES, NAMES
from tests.cli.conftest import Run


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """A folder with three answers files, two of them in folders of their own."""
    folder = tmp_path / "answers"
    for name, example in NAMES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(EXAMPLES / f"{example}.yaml", folder / name)
    return folder


@pytest.fixture
def written(tmp_path: Path) -> Callable[[], dict[str, bytes]]:
    """What lies in the output folder, by path."""
    folder = tmp_path / "reports"
    return lambda: {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def batch(assess: Run, answers, tmp_path) -> Run:
    """Runs the command on that folder, as JSON unless another format is named."""
    return lambda *more: assess(
        "report", "--all", answers, "-o", tmp_path / "reports", "--format", "json", *more
    )


@pytest.fixture
def rendered(monkeypatch) -> list[str]:
    """The sources of names of the organizations whose reports are rendered, from here on."""
    seen: list[str] = []
    render = outputs.render

    def watched(report: Report, *more: object) -> bytes:
        seen.append(report.assessment.organization.name.source)
        return render(report, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(outputs, "render", watched)
    return seen
