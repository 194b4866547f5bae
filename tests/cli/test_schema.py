"""`assess schema`: what editors know the keys of files by."""

import json

import pytest

from assess.cli.parser import command_line
from assess.definitions.schemas import kinds, schema_of
from tests.cli.conftest import Run


@pytest.mark.parametrize("kind", kinds())
def test_the_schema_of_a_kind_of_file_is_printed(assess: Run, kind):
    done = assess("schema", kind)

    assert (done.status, done.err) == (0, "")
    assert json.loads(done.out) == schema_of(kind)


def test_without_a_kind_it_is_that_of_all(assess: Run):
    assert json.loads(assess("schema").out) == schema_of()


def test_it_can_be_written_to_a_file(assess: Run, tmp_path):
    path = tmp_path / "editor" / "dimension.json"
    done = assess("schema", "dimension", "-o", path)

    assert done.out == f"{path} written\n"
    assert json.loads(path.read_text(encoding="utf-8")) == schema_of("dimension")


def test_the_command_offers_every_kind_that_there_is():
    for kind in kinds():
        assert command_line().parse_args(["schema", kind]).kind == kind


def test_an_unknown_kind_is_refused(assess: Run):
    done = assess("schema", "poem")

    assert done.status == 2
    assert "poem" in done.err
