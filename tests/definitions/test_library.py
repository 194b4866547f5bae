import shutil
from pathlib import Path

import pytest

from assess import resources
from assess.core.questionnaire import Questionnaire
from assess.definitions.library import Library
from assess.definitions.problems import InvalidDefinition
from assess.definitions.questionnaires import load_questionnaire, load_source
from assess.definitions.releasing.releases import prepare_release
from tests.definitions.files import MANIFEST, spoilt, write


def test_a_library_knows_the_questionnaires_below_its_folder(tmp_path):
    (tmp_path / "small").mkdir()
    (tmp_path / "notes").mkdir()
    write(tmp_path / "small")
    library = Library(tmp_path)

    assert list(library.ids) == ["small"]
    assert library.questionnaire("small") is library.questionnaire("small")
    assert library.questionnaire("gone") is None
    assert library.benchmark is None
    assert library.examples("small") == {}
    assert "The second dimension" in library.source("small")


def test_a_broken_questionnaire_says_so_when_it_is_asked_for(tmp_path):
    (tmp_path / "small").mkdir()
    write(tmp_path / "small", manifest=spoilt(MANIFEST, ("id: small\n", "")))

    with pytest.raises(InvalidDefinition):
        Library(tmp_path).questionnaire("small")


def test_the_shipped_library_has_a_questionnaire_a_benchmark_and_an_example():
    library = Library(resources.questionnaires())
    questionnaire, assessment = library.assessment(
        library.examples("customer-management")["harbour"]
    )

    assert questionnaire is library.questionnaire("customer-management")
    assert assessment.organization.name.within("zh-Hans") == "海港贸易有限公司"
    assert library.benchmark is not None


@pytest.fixture
def with_examples(tmp_path):
    folder = tmp_path / "small" / "examples"
    folder.mkdir(parents=True)
    write(tmp_path / "small")
    for name in ("ash.yaml", "ash.tlh.yaml", "birch.yaml"):
        (folder / name).touch()
    return folder


def test_an_example_is_named_once_whatever_its_editions(with_examples):
    library = Library(with_examples.parent.parent)

    assert list(library.examples("small")) == ["ash", "birch"]
    assert list(library.examples("small", "tlh")) == ["ash", "birch"]


@pytest.mark.parametrize(
    ("language", "ash"), [("tlh", "ash.tlh.yaml"), ("en", "ash.yaml"), ("qya", "ash.yaml")]
)
def test_an_example_comes_in_the_edition_of_the_language(with_examples, language, ash):
    found = Library(with_examples.parent.parent).examples("small", language)

    assert found == {"ash": with_examples / ash, "birch": with_examples / "birch.yaml"}


# --- a site with questionnaires of its own ------------------------------------------------


def found(library: Library, id: str) -> Questionnaire:
    there = library.questionnaire(id)
    assert there is not None
    return there


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """What a site offers itself: version 1.0.1 of the small questionnaire, and another one."""
    manifest = spoilt(MANIFEST, ('"1.0.0"', '"1.0.1"'))
    other = spoilt(MANIFEST, ("id: small", "id: other"))
    for folder, text in (("small", manifest), ("other", other)):
        (tmp_path / "released" / folder).mkdir(parents=True)
        prepare_release(write(tmp_path / "released" / folder, manifest=text)).write()
        (tmp_path / "offered").mkdir(exist_ok=True)
        (tmp_path / "offered" / folder).symlink_to(tmp_path / "released" / folder)
    return tmp_path / "offered"


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    for id in ("small", "alone"):
        folder = tmp_path / "shipped" / id
        (folder / "examples").mkdir(parents=True)
        write(folder, manifest=spoilt(MANIFEST, ("id: small", f"id: {id}")))
        prepare_release(folder).write()
        (folder / "examples" / "ash.yaml").write_text(
            'schema: assess/answers@1\nquestionnaire: small\nversion: "1.0.0"\nprofile: even\n'
            "organization: {name: A}\nassessed_on: 2026-10-01\nanswers: {}\n"
        )
    return tmp_path / "shipped"


def test_a_questionnaire_of_the_site_goes_before_a_shipped_one(own, shipped):
    library = Library(shipped, own)

    assert list(library.ids) == ["alone", "other", "small"]
    assert found(library, "small").version == "1.0.1"
    assert set(library.own_ids) == {"other", "small"}
    assert library.behind("small") == shipped / "small"
    assert library.behind("other") is None
    assert [each.version for each in library.shadowed().values()] == ["1.0.0"]
    assert "1.0.1" in library.source("small")
    assert "1.0.0" in library.source_behind("small")


def test_what_was_answered_before_is_found_in_the_folder_behind(own, shipped):
    library = Library(shipped, own)
    behind = found(Library(shipped), "small")
    questionnaire, assessment = library.assessment(library.examples("small")["ash"])

    assert questionnaire.version == assessment.version == "1.0.0"
    again = library.of_digest("small", behind.sha256)
    assert again is not None
    assert again.version == "1.0.0"
    assert library.of_digest("small", "0" * 64) is None


def test_examples_of_the_site_go_before_those_behind(own, shipped):
    mine = own / "small" / "examples"
    mine.mkdir()
    for name in ("birch", "ash"):
        (mine / f"{name}.yaml").touch()

    found = Library(shipped, own).examples("small")
    assert {name: path.parents[2].name for name, path in found.items()} == {
        "ash": "released",
        "birch": "released",
    }
    (mine / "ash.yaml").unlink()
    assert Library(shipped, own).examples("small")["ash"].parents[2].name == "shipped"


def test_a_renewed_library_has_what_is_offered_now_and_loads_nothing_twice(own, shipped):
    before = Library(shipped, own)
    other = before.questionnaire("other")
    (own / "small").unlink()
    after = before.renewed()

    assert found(before, "small").version == "1.0.1"
    assert found(after, "small").version == "1.0.0"
    assert after.questionnaire("other") is other


def test_one_that_cannot_be_read_is_left_aside(own, shipped):
    (own / "small" / "releases" / "1.0.1.json").write_text("{")
    (own / "small" / "two.yaml").write_text("id: [")
    library = Library(shipped, own)

    assert list(library.own_ids) == ["other"]
    assert found(library, "small").version == "1.0.0"
    assert list(library.faulty) == ["small"]


def test_a_check_that_the_program_has_learned_since_takes_no_release_away(
    own, shipped, monkeypatch
):
    def stricter(folder: Path) -> Questionnaire:
        if "released" in folder.parts:
            raise InvalidDefinition([])
        return load_questionnaire(folder)

    monkeypatch.setattr("assess.definitions.library.load_questionnaire", stricter)
    library = Library(shipped, own)

    assert found(library, "small").version == "1.0.1"
    assert library.faulty == {}
    assert load_source(library.source("small")).sha256 == found(library, "small").sha256


def test_a_survey_is_held_to_the_questionnaire_beside_it(tmp_path, own):
    """Whatever the site puts before that: the survey was written for what it came with."""
    shutil.copytree(
        resources.questionnaires() / "customer-voice", tmp_path / "s" / "customer-voice"
    )
    shutil.copytree(
        resources.questionnaires() / "customer-management",
        tmp_path / "s" / "customer-management",
        ignore=shutil.ignore_patterns("*.lock"),
    )
    (tmp_path / "released" / "cm").mkdir()
    write(
        tmp_path / "released" / "cm",
        manifest=spoilt(MANIFEST, ("id: small", "id: customer-management")),
    )
    (own / "customer-management").symlink_to(tmp_path / "released" / "cm")
    library = Library(tmp_path / "s", own)

    assert found(library, "customer-management").title.source == "Small"
    assert library.survey("customer-voice") is not None
