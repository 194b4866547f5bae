"""From a questionnaire to translators and back, in both formats."""

import re
import shutil

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assess import resources
from assess.definitions.checking import check
from assess.definitions.questionnaires import load_questionnaire
from tests.definitions.translation.odd import TOLD
from tests.definitions.translation.small import contents, export, folder_of, manuscript
from tests.definitions.translation.translators import WithCatalogue, WithWorkbook, bring_back

SHIPPED = resources.questionnaires()
OPEN, CLOSE = "「", "」"


def marked(source: str) -> str:
    """Another wording from which the source can be had again."""
    return f"{OPEN}{source}{CLOSE}"


def without(language: str, text: str) -> str:
    """A file without the pairs of a language that `marked` made, and without its name."""
    text = re.sub(rf"\n *{language}: \"?{OPEN}.*{CLOSE}\"?(?=\r?\n|$)", "", text)
    text = re.sub(
        rf", {language}: (\"{OPEN}[^{CLOSE}]*{CLOSE}\"|{OPEN}[^{CLOSE}]*{CLOSE})", "", text
    )
    return re.sub(rf"(?m)^(languages: \[.*), {language}\]$", r"\1]", text)


def test_what_goes_out_and_comes_back_unchanged_changes_nothing(folder, translator):
    before = contents(folder)

    outcome = bring_back(folder, translator(export(folder)))

    assert contents(folder) == before
    assert (outcome.added, outcome.changed, outcome.remarks, outcome.files) == ([], [], [], {})
    assert len(outcome.left) == len(manuscript(folder).units)


def test_a_language_that_is_there_comes_back_unchanged_too(folder, translator):
    before = contents(folder)

    outcome = bring_back(folder, translator(export(folder, "zh-Hans")), "zh-Hans")

    after = contents(folder)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {"zh-Hans.lock"}
    assert len(outcome.unchanged) == sum(bool(u.words("zh-Hans")) for u in manuscript(folder).units)
    assert outcome.remarks == []


def test_every_text_that_is_translated_is_there_when_the_questionnaire_is_loaded(
    folder, translator
):
    someone = translator(export(folder))
    for key in someone:
        someone.write(key, marked(someone.read(key)[0]))

    outcome = bring_back(folder, someone)

    opened = manuscript(folder)
    assert opened.languages == ("en", "zh-Hans", "zh-Hant")
    assert [unit.words("zh-Hant") for unit in opened.units] == [
        marked(unit.source) for unit in opened.units
    ]
    assert (len(outcome.added), outcome.lacking) == (len(opened.units), [])
    loaded = load_questionnaire(folder)
    assert loaded.title.within("zh-Hant") == "「Small」"
    assert loaded.title.within("zh-Hans") == "小"


@pytest.mark.slow
@pytest.mark.parametrize("translator", [WithWorkbook, WithCatalogue], ids=["xlsx", "po"])
@pytest.mark.parametrize(
    "name",
    [
        "loyalty-programme",
        "customer-voice",
        pytest.param("customer-management", marks=pytest.mark.night),
    ],
)
def test_a_shipped_questionnaire_in_a_new_language_has_no_problem(tmp_path, name, translator):
    shutil.copytree(SHIPPED / name, tmp_path / name, ignore=shutil.ignore_patterns("*.lock"))
    folder = tmp_path / name
    before = contents(folder)
    someone = translator(export(folder, "ja"))
    for key in someone:
        someone.write(key, marked(someone.read(key)[0]))

    outcome = bring_back(folder, someone, "ja")

    assert outcome.remarks == []
    checked = check([folder])
    assert (checked.number, checked.problems) == (1, ())
    units = manuscript(folder, "ja").units
    assert [unit.words("ja") for unit in units] == [marked(unit.source) for unit in units]
    for file, data in before.items():
        assert without("ja", contents(folder)[file].decode()) == data.decode(), file


@pytest.mark.slow
@pytest.mark.parametrize("translator", [WithWorkbook, WithCatalogue], ids=["xlsx", "po"])
def test_published_references_are_translated_too(tmp_path, translator):
    path = tmp_path / "published.yaml"
    shutil.copy(SHIPPED / "benchmarks" / path.name, path)
    someone = translator(export(path, "ja"))
    for key in someone:
        someone.write(key, marked(someone.read(key)[0]))

    bring_back(path, someone, "ja")

    assert check([path]).problems == ()
    assert "languages: [en, zh-Hans, zh-Hant, ja]\n" in path.read_text(encoding="utf-8")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(
    sources=st.lists(TOLD.filter(lambda text: "{" not in text and "}" not in text), min_size=3),
    words=st.lists(TOLD, min_size=3, max_size=3),
)
@example(sources=["=1+1", "-x", "@y"], words=["=2+2", '"', "\\n"])
def test_whatever_the_texts_are_they_come_back_as_they_are(tmp_path, translator, sources, words):
    said = [text.replace("{", "").replace("}", "").strip() or "x" for text in words]
    source = [f"A{sources[0]}", f"{sources[1]} z", f"Q {sources[2]}"]
    quoted = [
        yaml.dump(text, allow_unicode=True, width=10**6, default_style='"') for text in source
    ]
    folder = folder_of(
        tmp_path,
        ("about: A small questionnaire.", f"about: {{en: {quoted[0].strip()}}}"),
        ("intro: The first dimension.", f"intro: {quoted[1].strip()}"),
        ("intro: The second dimension.", f"intro:\n  en: {quoted[2].strip()}"),
    )
    keys = ("about", "dimensions/one/intro", "dimensions/two/intro")
    someone = translator(export(folder))
    for key, text in zip(keys, said, strict=True):
        someone.write(key, text)

    outcome = bring_back(folder, someone)

    opened = manuscript(folder)
    assert [opened.by_key[key].words("zh-Hant") for key in keys] == said
    assert outcome.remarks == []
    assert bring_back(folder, translator(export(folder))).files == {}
