import re
from fractions import Fraction

import pytest

from assess.core.items import ChecklistItem, ChoiceItem, CoverageItem, KpiItem, MaturityItem
from assess.definitions import texts
from assess.definitions.problems import InvalidDefinition
from tests.definitions.files import (
    MANIFEST,
    ONE,
    TEXTS,
    TWO,
    load,
    planted,
    problems,
    sentences,
    spoilt,
    unmarked,
)

F = Fraction


def test_the_small_questionnaire_loads(tmp_path):
    found = load(tmp_path)

    assert [type(item) for item in found.items()] == [
        MaturityItem,
        CoverageItem,
        ChecklistItem,
        KpiItem,
        ChoiceItem,
    ]
    maturity, coverage, checklist, kpi, choice = found.items()
    assert (maturity.points, maturity.knock_out, maturity.stage) == (F(20), True, "early")
    assert maturity.text.within("en") == "How far is it at {organization}?"
    assert (coverage.needs, coverage.na_allowed, coverage.core) == (("M1",), True, False)
    assert coverage.applies_if is not None
    assert isinstance(checklist, ChecklistItem)
    assert [p.weight for p in checklist.practices] == [2, 1]
    assert isinstance(kpi, KpiItem)
    assert [point.score for point in kpi.curve] == [0, F(4, 5), 1]
    assert kpi.curve_is_clients
    assert isinstance(choice, ChoiceItem)
    assert [option.score for option in choice.options] == [0, 1]
    assert [step.effort for step in choice.improve] == [1, 2, 3, 4, 5]
    assert found.levels[0].each_dimension == F(1, 10)
    assert found.forms[2].items == ("M1", "C1")
    assert found.scales["share"][1].value == F(1, 2)
    assert len(found.sha256) == 64


def test_the_digest_follows_every_file(tmp_path):
    plain = load(tmp_path).sha256

    for name, text in TEXTS.items():
        assert load(tmp_path, **{name: text + "# more\n"}).sha256 != plain
        load(tmp_path, **{name: text})
    assert load(tmp_path).sha256 == plain


# Each spoils one place: file, what stands there, what is put there with § where the fault is.
SPOILT = [
    # keys
    ("one", "    points: 20\n", "    §poinst: 20\n    points: 20\n", "S201"),
    ("one", "    points: 20\n", "    points: 20\n    §xyz: 20\n", "S201"),
    ("manifest", "status: released", "§statsu: x\nstatus: released", "S201"),
    ("two", "text: Second, quality", "text: Second, §qualty: [a], quality", "S201"),
    ("manifest", "schema: assess/questionnaire@1\n", "", "S202"),
    ("manifest", "id: small\n", "", "S202"),
    ("one", "id: one\n", "", "S202"),
    ("two", "{id: a, text: First, weight: 2, mandatory: true}", "§{id: a}", "S202"),
    # kinds of values
    ("one", "points: 20", "points: §many", "S203"),
    ("one", "points: 20", "points: §[20]", "S203"),
    ("one", "knock_out: true", "knock_out: §yes", "S203"),
    ("one", "knock_out: true", 'knock_out: §"true"', "S203"),
    ("one", "knock_out: true", "knock_out: §1", "S203"),
    ("one", "needs: [M1]", "needs: §M1", "S203"),
    ("one", "stages:\n  - {id: early, title: Early}", "stages: §early", "S203"),
    ("one", "stage: early", "stage: §{a: b}", "S203"),
    ("one", "stage: early", "stage: §null", "S203"),
    ("one", "stage: early", "stage:§", "S203"),
    ("manifest", "items: [M1, C1]", "items: §M1", "S204"),
    ("manifest", "profiles:\n  - id: even", "profiles:\n  - §[even]\n  - id: even", "S203"),
    (
        "one",
        "anchors:\n      intention: {0: none,",
        "anchors:\n      intention: {§zero: none,",
        "S203",
    ),
    # one of a few words
    ("manifest", "status: released", "status: §final", "S204"),
    ("manifest", "schema: assess/questionnaire@1", "schema: §assess/questionnaire@2", "S204"),
    ("one", "schema: assess/dimension@1", "schema: §assess/questionnaire@1", "S204"),
    ("one", "[document, interview]", "[document, §hearsay]", "S204"),
    ("two", "better: higher", "better: §faster", "S204"),
    ("one", "type: maturity", "type: §maturty", "S205"),
    # texts
    ("one", "title: One", 'title: §""', "T303"),
    ("one", "title: One", "title: §null", "T303"),
    ("one", "title: One", "title: {en: One, §de: Eins}", "T302"),
    ("one", "title: One", "title: §[One]", "S203"),
    ("one", "title: One", "title: {en: §[One]}", "S203"),
    ("one", "at {organization}?", "at {organisation}?", "T304"),
    # conditions
    ("one", "facts.sector == 'retail'", "§os.name == 'posix'", "C401"),
    ("one", "facts.sector == 'retail'", "§sector == 'retail'", "C401"),
    ("manifest", "'score(\"M1\") >= 0.6'", "'§points(\"M1\") >= 0.6'", "C401"),
]


@pytest.mark.parametrize(("file", "old", "new", "code"), SPOILT)
def test_a_fault_is_told_at_its_place(tmp_path, file, old, new, code):
    found, place = planted(tmp_path, file, old, new)

    assert code in [c for *_, c in found]
    if place:
        assert (*place, code) in found
    if code == "T304":
        assert found == [("one.yaml", ONE[: ONE.index("How far")].count("\n") + 1, 11, "T304")]


def test_a_missing_key_is_told_where_its_owner_begins(tmp_path):
    assert problems(tmp_path, manifest=spoilt(MANIFEST, ("id: small\n", ""))) == [
        ("manifest.yaml", 1, 1, "S202")
    ]
    for key in ("    points: 20\n", "    type: maturity\n"):
        found = problems(tmp_path, one=spoilt(ONE, (key, "")))
        assert ("one.yaml", 9, 5, "S202") in found


def test_a_missing_translation_is_told_once_released(tmp_path, monkeypatch):
    monkeypatch.setattr(texts, "MANY", 1000)
    two = spoilt(MANIFEST, ("languages: [en]", "languages: [en, zh-Hans]"))
    found = problems(tmp_path, manifest=two)

    assert ("manifest.yaml", 6, 8, "T301") in found
    assert {code for *_, code in found} == {"T301"}
    # "%" is the same in every language
    unit = TWO[: TWO.index('unit: "%"')].count("\n") + 1
    assert ("two.yaml", unit, 11, "T301") not in found


def told(folder, **more: str) -> list[str]:
    """What is wrong with the questionnaire, each with its place."""
    with pytest.raises(InvalidDefinition) as error:
        load(folder, **more)
    return [each.sentence().removeprefix(f"{folder}/") for each in error.value.problems]


TITLES = re.compile(r"^( *title:) ([A-Z]\w+)$", re.MULTILINE)


def test_what_nearly_every_text_lacks_is_told_once_where_languages_are_declared(tmp_path):
    two = spoilt(MANIFEST, ("languages: [en]", "languages: [en, zh-Hans]"))

    (sentence,) = told(tmp_path, manifest=two)
    assert sentence.startswith("manifest.yaml:5:12: T301 languages: no text for language zh-Hans")
    assert re.search(r"write it in \d{2,} texts, or do without the language$", sentence)


def test_a_language_of_many_texts_that_is_not_declared_is_told_once(tmp_path):
    files = {
        stem: TITLES.sub(r"\1 {en: \2, de: \2}", text)
        for stem, text in (("manifest", MANIFEST), ("one", ONE), ("two", TWO))
    }

    (sentence,) = told(tmp_path, **files)
    assert sentence == (
        "manifest.yaml:5:12: T302 languages: language 'de' is not declared — "
        "declare it, or call it otherwise in 9 texts"
    )


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("zh-hans: 一", "did you mean 'zh-Hans'?"),
        ("zh_Hans: 一", "did you mean 'zh-Hans'?"),
        ("zh-CN: 一", "did you mean 'zh-Hans'?"),
        ("Chinese: 一", "did you mean 'zh-Hans'?"),
        ("zh-Hans： 一", "write “:” and a space"),
        ("de: Eins", "declared are en, zh-Hans"),
    ],
)
def test_a_language_that_is_written_otherwise_is_told_alone(tmp_path, written, cure):
    draft = spoilt(
        MANIFEST,
        ("languages: [en]", "languages: [en, zh-Hans]"),
        ("status: released", "status: draft"),
    )
    found = told(
        tmp_path, manifest=draft, one=spoilt(ONE, ("title: One", f"title: {{en: One, {written}}}"))
    )

    code = written.partition(": ")[0] if "：" not in written else written
    assert found == [f"one.yaml:3:18: T302 title: language '{code}' is not declared — {cure}"]


@pytest.mark.parametrize(
    ("code", "cure"),
    [
        ("zh_Hans", "did you mean 'zh-Hans'?"),
        ("cn", "did you mean 'zh-Hans'?"),
        ("jp", "did you mean 'ja'?"),
        ("Chinese", "did you mean 'zh-Hans'?"),
        ("qq", "write a code such as en, zh-Hant or pt-BR"),
    ],
)
def test_a_code_of_no_language_is_told_with_the_one_that_was_meant(tmp_path, code, cure):
    draft = spoilt(
        MANIFEST,
        ("languages: [en]", f"languages: [en, {code}]"),
        ("status: released", "status: draft"),
        (
            "title: Small",
            "title: {en: Small, zh-Hans: 小}" if "zh-Hans" in cure else "title: Small",
        ),
    )

    assert told(tmp_path, manifest=draft) == [
        f"manifest.yaml:5:17: T306 '{code}' is no code of a language — {cure}"
    ]


def test_a_draft_may_lack_translations_and_shows_the_source_with_a_mark(tmp_path):
    draft = spoilt(
        MANIFEST,
        ("languages: [en]", "languages: [en, zh-Hans]"),
        ("status: released", "status: draft"),
        ("title: Small", "title: {en: Small, zh-Hans: 小}"),
    )
    found = load(tmp_path, manifest=draft)

    assert found.title.within("zh-Hans") == "小"
    assert found.about.within("zh-Hans") == "A small questionnaire. [en]"
    # Of a language that is not declared at all readers are told once, not with every text.
    assert found.title.within("zh-Hant") == "小"
    assert found.about.within("de") == "A small questionnaire."
    assert found.dimensions[1].items[1].points == 10


def test_dimensions_must_be_a_list(tmp_path):
    text, place = unmarked(
        spoilt(MANIFEST, ("dimensions: [one.yaml, two.yaml]", "dimensions: §one.yaml"))
    )

    assert ("manifest.yaml", *place, "S203") in problems(tmp_path, manifest=text)


def test_the_source_language_must_be_there_even_in_a_draft(tmp_path):
    draft = spoilt(
        MANIFEST,
        ("languages: [en]", "languages: [en, zh-Hans]"),
        ("status: released", "status: draft"),
        ("title: Small", "title: {zh-Hans: 小}"),
    )

    assert [place[0] for place in problems(tmp_path, manifest=draft)] == ["manifest.yaml"]


def test_the_nearest_key_is_suggested(tmp_path):
    with pytest.raises(InvalidDefinition, match="unknown key 'wieght' — did you mean 'weight'\\?"):
        load(tmp_path, two=spoilt(TWO, ("weight: 2", "wieght: 2")))


def test_without_a_near_one_all_known_keys_are_named(tmp_path):
    with pytest.raises(InvalidDefinition, match="unknown key 'qq' — known here: id, title"):
        load(
            tmp_path, one=spoilt(ONE, ("{id: early, title: Early}", "{id: early, title: E, qq: 1}"))
        )


@pytest.mark.parametrize(
    ("given", "cure"),
    [
        ("yes", "did you mean 'true'?"),
        ("Off", "did you mean 'false'?"),
        ("True", "did you mean 'true'?"),
        ('"true"', "write true without quotation marks"),
        ("maybe", "write true or false"),
    ],
)
def test_truth_is_true_or_false(tmp_path, given, cure):
    (told,) = sentences(tmp_path, one=spoilt(ONE, ("knock_out: true", f"knock_out: {given}")))

    said = given.strip('"')
    assert told == f"'knock_out' takes true or false, not “{said}” — {cure}"


def test_a_condition_is_blamed_at_the_column_inside_it(tmp_path):
    text, place = unmarked(spoilt(ONE, ("facts.sector == 'retail'", "§sector == 'retail'")))

    assert problems(tmp_path, one=text) == [("one.yaml", *place, "C401")]


@pytest.mark.parametrize("manifest", ["[]\n", "text\n", "- a\n"])
def test_a_manifest_that_is_no_mapping_is_told(tmp_path, manifest):
    assert problems(tmp_path, manifest=manifest) == [("manifest.yaml", 1, 1, "S203")]


@pytest.mark.parametrize(("text", "code"), [("[]\n", "S203"), ("", "Y111"), ("a: *b\n", None)])
def test_a_dimension_file_that_is_none_is_told(tmp_path, text, code):
    found = problems(tmp_path, two=text)

    assert [f for f in found if f[0] == "two.yaml"] != []
    if code:
        assert ("two.yaml", 1, 1, code) in found


def test_an_empty_manifest_is_told(tmp_path):
    assert problems(tmp_path, manifest="# later\n") == [("manifest.yaml", 1, 1, "Y111")]


def test_broken_yaml_is_told_with_everything_else(tmp_path):
    found = problems(tmp_path, one=spoilt(ONE, ("points: 20", "points: many")), two="id: [two\n")

    assert ("two.yaml", 1, 5, "Y102") in found
    assert ("one.yaml", 11, 13, "S203") in found


def test_a_long_value_is_not_quoted_to_its_end(tmp_path):
    with pytest.raises(InvalidDefinition, match="S203") as caught:
        load(tmp_path, one=spoilt(ONE, ("points: 20", f"points: {'x' * 100_000}")))

    (problem,) = caught.value.problems
    assert "xxx…”" in problem.sentence()
    assert len(problem.sentence()) < 2_000
