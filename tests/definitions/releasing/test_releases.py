"""What is released never changes: the lock, the versions that are kept, the step that is due."""

import json
from pathlib import Path

import pytest

from assess import resources
from assess.definitions.library import Library
from assess.definitions.problems import InvalidDefinition, UnreadableFile
from assess.definitions.questionnaires import load_questionnaire, load_source, source_of
from assess.definitions.releasing import releases
from assess.definitions.releasing.kept import MOST_FILES
from assess.definitions.releasing.lock import LOCK, Lock, lock_text, read_lock
from assess.definitions.releasing.releases import load_frozen, load_release, prepare_release
from tests.definitions.files import FILES, MANIFEST, ONE, TWO, load, problems, seen, spoilt, write

DRAFT = spoilt(MANIFEST, ("status: released", "status: draft  # not yet"))


def told(folder: Path) -> list[str]:
    """Why the questionnaire in a folder cannot be released."""
    with pytest.raises(InvalidDefinition) as refused:
        prepare_release(folder)
    return [problem.sentence() for problem in refused.value.problems]


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """The folder of the small questionnaire, whose version 1.0.0 is released."""
    folder = tmp_path / "small"
    folder.mkdir()
    prepare_release(write(folder)).write()
    return folder


def edit(folder: Path, name: str, *changes: tuple[str, str]) -> None:
    path = folder / name
    path.write_text(spoilt(path.read_text(encoding="utf-8"), *changes), encoding="utf-8")


def test_a_draft_is_released_with_its_lock_and_its_source(tmp_path):
    ready = prepare_release(write(tmp_path, manifest=DRAFT))
    ready.write()

    manifest = (tmp_path / "manifest.yaml").read_text(encoding="utf-8")
    assert manifest == DRAFT.replace("status: draft", "status: released")
    lock = read_lock(tmp_path)
    assert lock is not None
    assert (lock.version, set(lock.files)) == ("1.0.0", set(FILES))
    assert lock.digest == load_questionnaire(tmp_path).sha256
    kept = json.loads((tmp_path / "releases" / "1.0.0.json").read_text(encoding="utf-8"))
    assert kept == json.loads(source_of(tmp_path))


def test_what_is_released_already_is_left_alone(released):
    assert prepare_release(released).files == ()


def test_a_kept_source_that_was_lost_is_written_again(released):
    path = released / "releases" / "1.0.0.json"
    path.unlink()

    assert [found for found, _ in prepare_release(released).files] == [path]


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("one.yaml", ("points: 20", "points: 21")),
        ("two.yaml", ("title: Two", "title: Two  # remark")),
        ("manifest.yaml", ("total: 150", "total: 151")),
        ("manifest.yaml", ("status: released", "status: draft")),
    ],
)
def test_a_released_version_that_was_changed_does_not_load(released, name, change):
    edit(released, name, change)

    with pytest.raises(InvalidDefinition) as refused:
        load_questionnaire(released)
    (problem,) = refused.value.problems
    assert seen(refused.value) == [(name, 1, 1, "V701")]
    assert "released in version 1.0.0" in problem.sentence()
    assert "take the change back" in problem.sentence()


def test_all_that_changed_is_told_beside_what_is_wrong_besides(released):
    edit(released, "one.yaml", ("points: 20", "points: 0"))
    edit(released, "two.yaml", ("title: Two", "title: Two  # remark"))

    with pytest.raises(InvalidDefinition) as refused:
        load_questionnaire(released)
    assert {code for *_, code in seen(refused.value)} == {"V701", "Q506"}
    assert [name for name, *_, code in seen(refused.value) if code == "V701"] == [
        "one.yaml",
        "two.yaml",
    ]


def test_what_is_not_scored_or_printed_may_be_mended_at_any_time(released):
    (released / "glossary.yaml").write_text("schema: assess/glossary@1\nterms: []\n")

    assert load_questionnaire(released).version == "1.0.0"


def test_the_draft_of_the_next_version_loads(released):
    edit(released, "manifest.yaml", ('"1.0.0"', '"1.1.0"'), ("status: released", "status: draft"))
    edit(released, "one.yaml", ("points: 20", "points: 21"))

    assert load_questionnaire(released).version == "1.1.0"


def test_no_version_says_that_it_is_released_unless_it_was(released):
    edit(released, "manifest.yaml", ('"1.0.0"', '"1.1.0"'))

    assert problems_in(released) == [("manifest.yaml", 3, 10, "V702")]


def problems_in(folder: Path) -> list[tuple[str, int, int, str]]:
    with pytest.raises(InvalidDefinition) as refused:
        load_questionnaire(folder)
    return seen(refused.value)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda text: text.replace("digest: ", "digest: 0"), "V703"),
        (lambda text: text.replace("digest:", "digits:"), "S201"),
        (lambda text: text.replace("assess/lock@1", "assess/poem@1"), "S204"),
        (lambda _: "", "Y111"),
        (lambda text: text + "&x\n", "Y102"),
    ],
)
def test_a_lock_that_was_tampered_with_is_told(released, spoil, code):
    lock = released / LOCK
    lock.write_text(spoil(lock.read_text(encoding="utf-8")), encoding="utf-8")

    assert code in {found for *_, found in problems_in(released)}


def test_a_lock_reads_back_as_it_was_written(tmp_path):
    lock = Lock(version="2.0.0", digest="aa", files={"a.yaml": "bb"}, earlier={"1.0.0": "cc"})
    (tmp_path / LOCK).write_text(lock_text(lock), encoding="utf-8")

    assert read_lock(tmp_path) == lock
    assert lock.digests == {"2.0.0": "aa", "1.0.0": "cc"}


# --- what may be released -------------------------------------------------------------


def test_what_has_problems_is_not_released_and_nothing_is_written(tmp_path):
    folder = write(tmp_path, manifest=DRAFT, one=spoilt(ONE, ("points: 20", "points: 0")))

    assert [each.split(": ")[1].split()[0] for each in told(folder)] == ["Q506"]
    assert not (folder / LOCK).exists()
    assert (folder / "manifest.yaml").read_text(encoding="utf-8") == DRAFT


def test_what_is_not_translated_is_not_released(tmp_path):
    manifest = spoilt(DRAFT, ("languages: [en]", "languages: [en, zh-Hans]"))
    folder = write(tmp_path, manifest=manifest)

    assert load_questionnaire(folder).status == "draft"
    assert {each.split(": ")[1].split()[0] for each in told(folder)} == {"T301"}


def test_what_is_still_to_be_written_is_not_released(tmp_path):
    folder = write(tmp_path, manifest=DRAFT, one=spoilt(ONE, ("title: One", "title: TODO a name")))

    assert load_questionnaire(folder).dimensions[0].title.source == "TODO a name"
    (problem,) = told(folder)
    assert "one.yaml:3:8: T305" in problem


def test_the_files_beside_are_looked_at_too(tmp_path):
    folder = write(tmp_path, manifest=DRAFT)
    (folder / "glossary.yaml").write_text("schema: assess/poem@1\nterms: []\n")

    assert "S204" in told(folder)[0]


@pytest.mark.parametrize("version", ["1.0", "first", "1.0.0-rc1"])
def test_a_version_is_three_numbers(tmp_path, version):
    folder = write(tmp_path, manifest=spoilt(DRAFT, ('"1.0.0"', f'"{version}"')))

    (problem,) = told(folder)
    assert "manifest.yaml:3:10: V704" in problem
    assert f"'{version}'" in problem


@pytest.mark.parametrize(
    ("file", "change", "step", "following"),
    [
        ("one", ("points: 20", "points: 21"), "major", "2.0.0"),
        (
            "two",
            ("- {id: b, text: Second", "- {id: c, text: T}\n      - {id: b, text: Second"),
            "minor",
            "1.1.0",
        ),
        ("two", ("title: Two", "title: Second"), "patch", "1.0.1"),
        ("two", ("title: Two", "title: Two  # remark"), "patch", "1.0.1"),
    ],
)
def test_the_same_version_again_is_refused_with_the_step_that_is_due(
    released, file, change, step, following
):
    edit(released, f"{file}.yaml", change)

    (problem,) = told(released)
    assert "manifest.yaml:3:10: V705 version 1.0.0 is released" in problem
    assert f"{step} step" in problem
    assert f"“{following}”" in problem


def test_the_reason_is_told_with_its_place(released):
    edit(released, "one.yaml", ("points: 20", "points: 21"))

    assert "because of M1 points" in told(released)[0]


@pytest.mark.parametrize(
    ("version", "code"), [("1.0.1", "V706"), ("1.1.0", "V706"), ("0.9.0", "V709"), ("2.0.0", None)]
)
def test_the_number_must_go_as_far_as_the_change(released, version, code):
    edit(released, "one.yaml", ("points: 20", "points: 21"))
    edit(released, "manifest.yaml", ('"1.0.0"', f'"{version}"'))

    if code is None:
        assert prepare_release(released).questionnaire.version == version
    else:
        assert code in told(released)[0]


def test_every_version_stays_once_it_was_released(released):
    first = load_questionnaire(released)
    edit(released, "one.yaml", ("points: 20", "points: 21"))
    edit(released, "manifest.yaml", ('"1.0.0"', '"2.0.0"'))
    prepare_release(released).write()
    library = Library(released.parent)

    assert list(map(str, library.versions("small"))) == ["1.0.0", "2.0.0"]
    kept = library.version("small", "1.0.0")
    assert kept is not None
    assert kept == first
    assert library.of_digest("small", first.sha256) == first
    assert library.of_digest("small", "0" * 64) is None
    assert library.version("small", "3.0.0") is None
    assert library.version("small", "../1.0.0") is None


def test_answers_are_scored_with_the_version_they_were_given_for(released, tmp_path):
    edit(released, "one.yaml", ("points: 20", "points: 21"))
    edit(released, "manifest.yaml", ('"1.0.0"', '"2.0.0"'))
    prepare_release(released).write()
    answers = tmp_path / "answers.yaml"
    text = (
        "schema: assess/answers@1\nquestionnaire: small\nversion: {}\nprofile: even\n"
        "organization: {{name: Acme}}\nassessed_on: 2026-10-01\nanswers: {{X1: {{chosen: best}}}}\n"
    )
    for version in ("1.0.0", "2.0.0"):
        answers.write_text(text.format(version), encoding="utf-8")
        questionnaire, assessment = Library(released.parent).assessment(answers)
        assert (questionnaire.version, assessment.version) == (version, version)
        assert assessment.sha256 == questionnaire.sha256
    answers.write_text(text.format("3.0.0"), encoding="utf-8")
    with pytest.raises(InvalidDefinition, match="A621"):
        Library(released.parent).assessment(answers)


@pytest.mark.parametrize("content", ["[]", "{}", "no JSON", '{"manifest.yaml": 1}', "[" * 100_000])
def test_a_file_that_holds_no_version_is_told(tmp_path, content):
    path = tmp_path / "1.0.0.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(InvalidDefinition, match="V708"):
        load_frozen(path)


def test_a_kept_version_that_was_changed_is_refused(released):
    path = released / "releases" / "1.0.0.json"
    path.write_text(path.read_text().replace("points: 20", "points: 21"), encoding="utf-8")

    with pytest.raises(InvalidDefinition, match="V707"):
        load_release(released, "1.0.0")
    with pytest.raises(UnreadableFile):
        load_release(released, "0.5.0")


# --- years later ------------------------------------------------------------------------


def test_a_source_that_was_sound_when_it_was_kept_loads_whatever_is_checked_since(tmp_path):
    """A rule that is added to the program must not take anybody their answers."""
    broken = spoilt(TWO, ("{at: 80, score: 0.8}", "{at: 80, score: 7}"))
    files = FILES | {"two.yaml": broken}

    assert [code for *_, code in problems(tmp_path, two=broken)] == ["Q512", "Q504"]
    assert load_source(json.dumps(files)).version == "1.0.0"


@pytest.mark.parametrize(
    "change",
    [
        ("    points: 10\n    na_allowed: true\n    title: Measure", "    title: Measure"),
        ("better: higher", "better: faster"),
        ("title: Two", "titel: Two"),
        ("type: choice", "type: chance"),
    ],
)
def test_a_source_with_a_hole_does_not_load(change):
    files = FILES | {"two.yaml": spoilt(TWO, change)}

    with pytest.raises(InvalidDefinition):
        load_source(json.dumps(files))


def test_the_shipped_questionnaires_that_say_so_are_released():
    library = Library(resources.questionnaires())

    for id, folder in library.ids.items():
        questionnaire, lock = library.questionnaire(id), read_lock(folder)
        assert questionnaire is not None
        if questionnaire.status == "released":
            assert lock is not None, f"assess release {folder}"
            assert lock.digests[questionnaire.version] == questionnaire.sha256
            assert load_release(folder, questionnaire.version) == questionnaire


def test_every_file_of_a_version_is_locked(tmp_path):
    folder = write(
        tmp_path,
        manifest=spoilt(
            DRAFT,
            (
                'articles:\n  - {id: "000", title: Start, about: How it began}\n',
                "articles: from.yaml\n",
            ),
        ),
    )
    (folder / "from.yaml").write_text(
        'schema: assess/articles@1\narticles:\n  - {id: "000", title: Start, about: How it began}\n'
    )
    prepare_release(folder).write()
    lock = read_lock(folder)

    assert lock is not None
    assert set(lock.files) == {*FILES, "from.yaml"}


def test_a_questionnaire_without_a_lock_loads_as_before(tmp_path):
    assert load(tmp_path).status == "released"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"manifest.yaml": [1]}',
        '{"manifest.yaml": {"a": "b"}}',
        '{"manifest.yaml": "\\ud800"}',
        '{"manifest.yaml": "a"} x',
        '{"manifest.yaml": "a",}',
        '{"manifest.yaml": NaN}',
        '{"other.yaml": "a"}',
        "{}",
        "",
        json.dumps({"manifest.yaml": "a", **{f"{n}.yaml": "" for n in range(MOST_FILES)}}),
    ],
)
def test_what_is_no_kept_version_is_told(tmp_path, text):
    path = tmp_path / "1.0.0.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(InvalidDefinition, match=f"{path}:1:1: V708"):
        load_frozen(path)


def test_a_kept_version_that_is_too_large_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(releases, "LARGEST_RELEASE", 20)
    (tmp_path / "1.0.0.json").write_text('{"manifest.yaml": "a"}', encoding="utf-8")

    with pytest.raises(InvalidDefinition, match="Y103 larger than 20 bytes"):
        load_frozen(tmp_path / "1.0.0.json")
