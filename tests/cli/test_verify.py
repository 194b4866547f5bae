"""`assess verify`: genuine reports pass, everything else is told apart."""

import json
import shutil

import pytest

from assess.definitions.library import Library
from tests.cli.conftest import SHIPPED, Run

pytestmark = pytest.mark.pdf


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """The sample organization's report, printed once."""
    from assess.rendering.presentation import Presentation
    from tests.rendering.cases import CASES, compiled
    from tests.rendering.prints import print_of

    board = Presentation(language="en", edition="board")
    path = tmp_path_factory.mktemp("printed") / "harbour.pdf"
    path.write_bytes(print_of(compiled(CASES["harbour"]), board).pdf)
    return path


def test_a_genuine_report_passes(assess: Run, printed):
    done = assess("verify", printed, "--lang", "en")

    assert (done.status, done.out, done.err) == (0, f"{printed}: genuine\n", "")


def test_a_report_of_an_earlier_version_passes_once_there_is_a_later_one(
    assess: Run, printed, tmp_path
):
    folder = tmp_path / "questionnaires"
    shutil.copytree(SHIPPED, folder)
    manifest = folder / "customer-management" / "manifest.yaml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('"1.0.0"', '"1.0.1"'), encoding="utf-8")
    assert assess("release", manifest.parent).status == 0

    done = assess("verify", printed, "--questionnaires", folder)
    assert (done.status, done.out) == (0, f"{printed}: genuine\n")


def test_where_its_questionnaire_is_not_known_the_option_that_finds_it_is_told(
    assess: Run, printed, tmp_path, monkeypatch
):
    monkeypatch.setattr("assess.cli.verification.library_of", lambda _: Library(tmp_path))

    done = assess("verify", printed)
    assert done.status == 1
    assert done.err == "assess: name the folder of others with --questionnaires DIR\n"


def test_one_changed_file_among_several_is_told(assess: Run, printed, tmp_path):
    other = tmp_path / "other.pdf"
    other.write_bytes(printed.read_bytes().replace(b"%PDF-1.7", b"%PDF-1.6"))

    done = assess("verify", printed, other, "--json")
    first, second = json.loads(done.out)
    assert done.status == 1
    assert (first["genuine"], first["findings"]) == (True, [])
    assert len(first["seal"]) == 64
    assert second["genuine"] is False
    assert second["findings"][0]["doubt"] == "bytes"


def test_a_file_that_is_not_there_is_one_line(assess: Run, tmp_path):
    done = assess("verify", tmp_path / "none.pdf", "--lang", "en")

    assert done.status == 2
    assert done.err.count("\n") == 1
