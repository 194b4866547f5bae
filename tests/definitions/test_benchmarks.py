from fractions import Fraction

import pytest

from assess import resources
from assess.core.benchmark import Benchmark
from assess.definitions.benchmarks import load_benchmark
from assess.definitions.problems import InvalidDefinition
from tests.definitions.files import BENCHMARK, seen, spoilt, unmarked


@pytest.fixture
def read(tmp_path):
    def read(text: str) -> Benchmark:
        path = tmp_path / "set.yaml"
        path.write_text(text, encoding="utf-8")
        return load_benchmark(path)

    return read


def problems(read, text):
    try:
        read(text)
    except InvalidDefinition as error:
        return [found[1:] for found in seen(error)]
    return []


def test_a_set_of_references_loads(read):
    found = read(BENCHMARK)
    (reference,) = found.references

    assert (found.id, len(found.sha256)) == ("small", 64)
    assert (reference.key, reference.value, reference.n) == ("one", Fraction("35.5"), 650)
    assert (reference.n_is, reference.year_is) == ("more than", "exactly")
    assert reference.source.url == ""


def test_a_reference_in_another_language_is_marked_since_nobody_tells_its_readers(read):
    [reference] = read(BENCHMARK).references

    assert reference.label.within("zh-Hans") == "All sectors [en]"


def test_a_set_says_in_which_languages_it_is_written(read):
    said = "{en: All sectors, zh-Hant: 各行各業}"
    changes = [("label: All sectors", f"label: {said}"), ("[en]", "[en, zh-Hant]")]
    others = ("title: Small", "about: One figure.", "population: Some firms", "meaning: A mean.")
    whole = [(text, f"{text.split(': ')[0]}: {said}") for text in others]

    found = read(spoilt(BENCHMARK, *changes, *whole))

    assert found.languages == ("en", "zh-Hant")
    assert found.references[0].label.within("zh-Hant") == "各行各業"
    assert {code for *_, code in problems(read, spoilt(BENCHMARK, *changes))} == {"T301"}


def test_a_set_that_says_nothing_is_written_in_english_and_chinese(read):
    silent = spoilt(
        BENCHMARK, ("languages: [en]\n", ""), ("label: All sectors", "label: {zh-Hant: 各}")
    )

    assert "T302" in {code for *_, code in problems(read, silent)}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("- key: one", "- §key: one", None),
        ("  - key: one\n", "  - §key: one\n", None),
        ('value: "35.5"', "value: §high", "S203"),
        ("n: 650", "n: §many", "S203"),
        ("kind: published-references", "kind: §peers", "S204"),
        ("year: 2010", "§yaer: 2010", "S201"),
        ("label: All sectors", "label: {§de: Alle, en: All}", "T302"),
        ("{title: A study}", "{title: §''}", "S203"),
        ("{title: A study}", "§{}", "S202"),
    ],
)
def test_a_fault_is_told_at_its_place(read, old, new, code):
    text, place = unmarked(spoilt(BENCHMARK, (old, new)))

    assert problems(read, text) == [] if code is None else (*place, code) in problems(read, text)


def test_a_figure_says_how_many_or_why_not(read):
    text, place = unmarked(
        spoilt(BENCHMARK, ("  - key: one", "  - §key: one"), ("    n: 650\n", ""))
    )

    assert problems(read, text) == [(*place, "B701")]
    noted = spoilt(text, ("    year: 2010", "    n_note: not said\n    year: 2010"))
    assert problems(read, noted) == []


@pytest.mark.parametrize("text", ["", "a: [\n"])
def test_a_broken_file_is_told(read, text):
    assert len(problems(read, text)) == 1


@pytest.mark.parametrize("text", ["[]\n", "text\n"])
def test_a_file_that_is_no_mapping_is_told(read, text):
    with pytest.raises(InvalidDefinition) as caught:
        read(text)

    assert caught.value.problems != ()


@pytest.mark.parametrize("schema", ["", "schema: assess/benchmark@2\n"])
def test_the_schema_must_be_named(read, schema):
    assert problems(read, spoilt(BENCHMARK, ("schema: assess/benchmark@1\n", schema))) != []


def test_a_key_stands_once(read):
    again = BENCHMARK[BENCHMARK.index("  - key: one") :]

    assert problems(read, BENCHMARK + again) != []


def test_a_figure_compares_with_something_there_is(read):
    assert problems(read, spoilt(BENCHMARK, ("compares_with: total", "compares_with: totla"))) != []


def test_the_shipped_references_load():
    found = load_benchmark(resources.questionnaires() / "benchmarks" / "published.yaml")

    assert len(found.references) > 10
    assert {r.compares_with.partition(":")[0] for r in found.references} <= {
        "total",
        "kpi",
        "context",
    }
    assert len({r.key for r in found.references}) == len(found.references)
