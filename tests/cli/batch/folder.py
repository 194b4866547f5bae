"""A folder with answers files, as `assess report --all` finds it."""

from pathlib import Path

from tests.cli.conftest import HARBOUR

EXAMPLES = HARBOUR.parent
NAMES = {"a.yaml": "harbour", "north/b.yml": "norden-pumps", "north/deep/c.yaml": "clearwater"}
SPOILED = "organization: [\n"


def change(path: Path) -> None:
    """Answer something else."""
    text = path.read_text(encoding="utf-8")
    assert "intention: 3" in text
    path.write_text(text.replace("intention: 3", "intention: 2", 1), encoding="utf-8")
