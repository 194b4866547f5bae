"""PyYAML has two loaders, one of them in C; whichever is there, every shipped file is the same."""

import json
from pathlib import Path

import pytest
import yaml

from assess import resources
from assess.definitions.yaml import documents
from assess.definitions.yaml.documents import parse_document
from tests.definitions.trees import placed

FOLDER = resources.questionnaires()


def shipped() -> dict[str, bytes]:
    """Every YAML file that is shipped, also inside kept versions, once each."""
    paths = [*FOLDER.rglob("*.yaml"), *FOLDER.rglob("manifest.lock")]
    files = {str(path.relative_to(FOLDER)): path.read_bytes() for path in sorted(paths)}
    seen = set(files.values())
    for path in sorted(FOLDER.rglob("releases/*.json")):
        for name, text in json.loads(path.read_bytes()).items():
            if text.encode() not in seen:
                files[f"{path.relative_to(FOLDER)}/{name}"] = text.encode()
    return files


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="PyYAML was built without libyaml")
@pytest.mark.parametrize(("name", "data"), shipped().items(), ids=list(shipped()))
def test_both_loaders_read_every_shipped_file_the_same(name, data, monkeypatch):
    trees = []
    for loader in (yaml.SafeLoader, yaml.CSafeLoader):
        monkeypatch.setattr(documents, "_Loader", loader)
        document = parse_document(data, Path(name).name)
        assert document.problems == ()
        assert document.root is not None
        trees.append(placed(document.root))

    assert trees[0] == trees[1]
