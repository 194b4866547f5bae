"""What an author starts from: accepted as a draft, with a warning for each text to be written."""

from pathlib import Path

import pytest

from assess.cli.authoring_parser import TYPES
from assess.core.items import ITEM_TYPES
from assess.definitions.calibration import FILE as CASE
from assess.definitions.drafting.items import SKELETONS, Surroundings
from assess.definitions.drafting.placing import surroundings_of, with_item
from assess.definitions.drafting.skeletons import dimension_file, item_block, questionnaire_files
from assess.definitions.faults import UNWRITTEN
from assess.definitions.problems import InvalidDefinition
from assess.definitions.questionnaires import Examined, examine, load_questionnaire
from assess.language import speaking
from tests.definitions.files import load, write

BOTH = ("en", "zh-Hans")


def made(folder: Path, languages: tuple[str, ...] = BOTH) -> Path:
    for name, text in questionnaire_files("service", languages).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def unwritten(folder: Path) -> int:
    return sum(
        path.read_text(encoding="utf-8").count(f'"{UNWRITTEN} ') for path in folder.glob("*.yaml")
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made(tmp_path)


def codes(examined: Examined) -> set[str]:
    return {warning.fault.code for warning in examined.warnings}


@pytest.mark.parametrize("languages", [BOTH, ("zh-Hans", "en"), ("en",), ("fr", "de", "zh-Hant")])
@pytest.mark.parametrize("spoken", BOTH)
def test_a_new_questionnaire_is_accepted_and_warned_of_where_words_are_missing(
    tmp_path, languages, spoken
):
    with speaking(spoken):
        examined = examine(made(tmp_path, languages))

    assert examined.problems == ()
    assert codes(examined) == {"T305"}
    assert len(examined.warnings) == unwritten(tmp_path) > 10
    assert examined.questionnaire.languages == languages
    assert examined.questionnaire.status == "draft"


@pytest.mark.parametrize("kind", SKELETONS)
def test_an_item_of_every_type_can_be_added(folder, kind):
    path = folder / "first.yaml"
    path.write_bytes(with_item(path, kind, "F2"))
    examined = examine(folder)

    assert examined.problems == ()
    assert codes(examined) == {"T305"}
    added = examined.questionnaire.item("F2")
    assert added is not None
    assert added.type == kind
    assert set(added.text.translations) == set(BOTH)
    assert added.step(5) is not None


def test_there_is_a_beginning_for_every_type_of_item():
    known = [kind.type for kind in ITEM_TYPES]

    assert list(SKELETONS) == known
    assert list(TYPES) == known


def test_comments_teach_in_the_language_that_is_spoken(tmp_path):
    english = questionnaire_files("service", BOTH)["manifest.yaml"]
    with speaking("zh-Hans"):
        chinese = questionnaire_files("service", BOTH)["manifest.yaml"]

    assert "# A word that never changes" in english
    for line in chinese.splitlines():
        if line.startswith("#"):
            assert any("一" <= letter <= "鿿" for letter in line), line
            assert len(line) <= 60, line


def test_a_new_dimension_fits_once_the_manifest_names_it(folder):
    around = surroundings_of(folder)
    assert around.taken == {"first", "F1"}
    text = dimension_file("care", around.free_id("care"), around)
    (folder / "care.yaml").write_text(text, encoding="utf-8")
    manifest = folder / "manifest.yaml"
    named = (
        manifest.read_text(encoding="utf-8")
        .replace("[first.yaml]", "[first.yaml, care.yaml]")
        .replace("{first: 1000}", "{first: 600, care: 400}")
    )
    manifest.write_text(named, encoding="utf-8")

    assert [item.id for item in load_questionnaire(folder).items()] == ["F1", "C1"]


def test_an_id_that_is_taken_is_not_proposed():
    assert Surroundings(languages=BOTH, taken=frozenset({"C1", "C2"})).free_id("care") == "C3"


def test_an_item_refers_to_what_its_questionnaire_has(tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    load(folder)
    around = surroundings_of(folder)

    assert (around.languages, around.scale, around.role) == (("en",), "share", "boss")
    assert "roles: [boss]" in item_block("checklist", "Z1", around)
    assert "zh-Hans" not in item_block("checklist", "Z1", around)


def test_nothing_of_a_dimension_is_lost_when_an_item_is_added(folder):
    path = folder / "first.yaml"
    before = path.read_bytes().rstrip(b"\n") + b"\n  # a remark at the end"
    path.write_bytes(before)

    assert with_item(path, "kpi", "F2").startswith(before + b"\n")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("schema: assess/dimension@1\nitems: []\n", "V711"),
        ("schema: assess/dimension@1\nitems: [{id: A}]\n", "V711"),
        ("schema: assess/dimension@1\nitems:\n  - {id: A}\nid: one\n", "V711"),
        ("items: &x\n", "Y106"),
    ],
)
def test_a_file_without_room_for_an_item_is_told(tmp_path, text, code):
    path = tmp_path / "one.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(InvalidDefinition, match=code):
        with_item(path, "kpi", "B")


def test_an_id_that_is_in_use_is_refused(folder):
    with pytest.raises(InvalidDefinition, match="V712"):
        with_item(folder / "first.yaml", "kpi", "F1")


def test_nothing_is_added_to_what_is_released(tmp_path):
    from assess.definitions.releasing.releases import prepare_release

    prepare_release(write(tmp_path)).write()
    with pytest.raises(InvalidDefinition, match="V713"):
        with_item(tmp_path / "two.yaml", "kpi", "Z1")
    assert not (tmp_path / CASE).exists()
