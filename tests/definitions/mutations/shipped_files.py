"""Shipped files, spoilt: each is read with as little besides as it takes, for speed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assess.definitions.answer_files import load_assessment
from assess.definitions.benchmarks import load_benchmark
from assess.definitions.calibration import load_case
from assess.definitions.glossary import load_glossary
from assess.definitions.releasing.lock import read_lock
from assess.definitions.releasing.releases import load_frozen
from assess.definitions.surveys import load_survey
from assess.definitions.translation.states import read_digests
from tests.definitions import files
from tests.definitions.mutations import seeds
from tests.definitions.mutations.checking import Words, checked, loaded


def reached(folder: Path, came: Mapping[str, bytes]) -> Words:
    """What a person is told of a shipped file that was spoilt; its name is where it lay."""
    ((name, data),) = came.items()
    lay = Path(name)
    path = folder / lay.name
    path.write_bytes(data)
    library = seeds.library()
    asked = library.questionnaire(lay.parts[0])
    match lay.parts:
        case ("benchmarks", _):
            return loaded(lambda: load_benchmark(path))
        case (_, "examples", _):
            return loaded(lambda: load_assessment(path, library.answered, library.ids))
        case (_, "releases", _):
            return loaded(lambda: load_frozen(path))
        case (_, "translations", _):
            return loaded(lambda: read_digests(path))
        case (_, "manifest.lock"):
            return loaded(lambda: read_lock(folder))
        case (_, "survey.yaml"):
            return loaded(lambda: load_survey(path, library.questionnaire))
    assert asked is not None
    match lay.name:
        case "glossary.yaml":
            return loaded(lambda: load_glossary(path, asked))
        case "calibration.yaml":
            return loaded(lambda: load_case(path, asked))
    return _part(folder / "part", lay, data)


def _part(folder: Path, lay: Path, data: bytes) -> Words:
    """A manifest with short dimensions beside it, or another part with a manifest of ours."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    if lay.name == "manifest.yaml":
        for name in (each for each in seeds.NAMES if each.parent == lay.parent):
            if seeds.shipped(name).startswith("schema: assess/dimension@"):
                (folder / name.name).write_text(seeds.first_items(name), encoding="utf-8")
    elif lay.name == "articles.yaml":
        files.write(folder, manifest=seeds.ARTICLES_APART)
    else:
        manifest = seeds.ALONE.replace("{name}", lay.name)
        (folder / "manifest.yaml").write_text(manifest, encoding="utf-8")
    (folder / lay.name).write_bytes(data)
    return checked(folder)
