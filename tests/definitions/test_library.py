import pytest

from assess import resources
from assess.definitions.library import Library
from assess.definitions.problems import InvalidDefinition
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
