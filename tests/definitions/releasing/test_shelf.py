"""Drafts and releases of a site on a disk: nobody sees half of anything, and nothing is lost."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from assess.core.versions.comparison import Comparison
from assess.definitions.library import Library
from assess.definitions.problems import InvalidDefinition
from assess.definitions.releasing import judging
from assess.definitions.releasing.lock import read_lock
from assess.definitions.releasing.parcels import Parcel
from assess.definitions.releasing.releases import prepare_release, trial
from assess.definitions.releasing.shelf import (
    ChangedMeanwhile,
    Draft,
    Shelf,
    ShelfUnwritable,
    UnknownDraft,
)
from tests.definitions.files import FILES, MANIFEST, TWO, spoilt, write

NOON = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)
QUESTION = "text: What is there?"


def parcel(version: str = "1.0.0", two: str = TWO, **more: str) -> Parcel:
    manifest = spoilt(MANIFEST, ('"1.0.0"', f'"{version}"'), ("status: released", "status: draft"))
    files = FILES | {"manifest.yaml": manifest, "two.yaml": two} | more
    return Parcel(id="small", files={name: text.encode() for name, text in files.items()})


OTHER = spoilt(TWO, (QUESTION, "text: What else is there?"))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "var")


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A folder of questionnaires with the small one, released."""
    folder = tmp_path / "shipped" / "small"
    folder.mkdir(parents=True)
    prepare_release(write(folder)).write()
    return folder.parent


def kept(shelf: Shelf, *given: str, **more: str) -> Draft:
    return shelf.keep(parcel(*given, **more), "small.zip", NOON)


def released(shelf: Shelf, draft: Draft, shipped: Path | None = None) -> str:
    behind = shipped / "small" if shipped else None
    ready = prepare_release(draft.folder, shelf.history("small", behind))
    return shelf.release(draft.key, behind, ready.questionnaire.sha256).questionnaire.sha256


def compared(draft: Draft, history: Path | None) -> Comparison:
    """What is different since the last release."""
    judged = judging.judge(draft.folder, history)
    assert judged.release is not None
    assert judged.release.before is not None
    return judged.release.before


# --- drafts -------------------------------------------------------------------------------


def test_a_draft_is_what_was_sent(shelf):
    draft = kept(shelf)

    assert (draft.id, draft.name, draft.at) == ("small", "small.zip", NOON)
    assert {path.name: path.read_bytes() for path in draft.folder.iterdir()} == parcel().files
    assert shelf.drafts() == [draft]
    assert shelf.draft(draft.key) == draft


def test_a_mended_draft_takes_the_place_of_the_other_wholly(shelf):
    draft = kept(shelf, **{"glossary.yaml": "g: 1"})
    again = shelf.keep(parcel(two=OTHER), "again.zip", NOON, draft.key)

    assert (again.key, again.name) == (draft.key, "again.zip")
    assert shelf.drafts() == [again]
    assert not (again.folder / "glossary.yaml").exists()
    assert "What else" in (again.folder / "two.yaml").read_text()


def test_a_draft_that_is_taken_away_is_gone(shelf, tmp_path):
    shelf.discard(kept(shelf))

    assert shelf.drafts() == []
    assert list((tmp_path / "var" / "drafts").iterdir()) == []


@pytest.mark.parametrize("key", ["", "..", "x" * 16, "0" * 16, "../../etc", "0" * 15 + "/"])
def test_a_key_that_nobody_gave_out_is_told(shelf, key):
    kept(shelf)
    with pytest.raises(UnknownDraft):
        shelf.draft(key)


def test_what_is_being_written_is_no_draft(shelf, tmp_path):
    (tmp_path / "var" / "drafts" / "0123456789abcdef").mkdir(parents=True)

    assert shelf.drafts() == []


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path):
    (tmp_path / "var").write_text("a file")

    with pytest.raises(ShelfUnwritable):
        kept(Shelf(tmp_path / "var"))


# --- releases -----------------------------------------------------------------------------


def test_a_release_is_offered_and_the_draft_is_gone(shelf, shipped):
    digest = released(shelf, kept(shelf))
    library = Library(shipped, shelf.offered)
    found = library.questionnaire("small")

    assert shelf.drafts() == []
    assert found is not None
    assert (found.sha256, found.status) == (digest, "released")
    assert library.own_ids["small"].parent.parent.name == "released"


def test_versions_go_on_after_the_shipped_one(shelf, shipped):
    draft = kept(shelf, "1.0.1", two=OTHER)
    before = compared(draft, shelf.history("small", shipped / "small"))
    released(shelf, draft, shipped)
    lock = read_lock(shelf.offered / "small")

    assert before.due == "patch"
    assert lock is not None
    assert list(lock.digests) == ["1.0.1", "1.0.0"]
    assert {path.name for path in (shelf.offered / "small" / "releases").iterdir()} == {
        "1.0.0.json",
        "1.0.1.json",
    }


def test_a_version_that_says_too_little_is_not_released(shelf, shipped):
    draft = kept(shelf, "1.0.0", two=OTHER)
    judged = judging.judge(draft.folder, shelf.history("small", shipped / "small"))

    assert judged.release is None
    assert [each.problem.fault.code for each in judged.against] == ["V705"]
    assert judged.against[0].line == 'version: "1.0.0"'
    assert judged.against[0].place == "manifest.yaml:3:10"
    with pytest.raises(InvalidDefinition):
        shelf.release(draft.key, shipped / "small", "any")
    assert shelf.draft(draft.key) == draft
    assert not (shelf.offered / "small").exists()


def test_what_the_author_says_was_released_counts_less_than_what_was(shelf, shipped, tmp_path):
    home = tmp_path / "home" / "small"
    home.mkdir(parents=True)
    prepare_release(write(home, two=OTHER)).write()
    lock = (home / "manifest.lock").read_text()
    frozen = (home / "releases" / "1.0.0.json").read_text()
    more = {"manifest.lock": lock, "releases/1.0.0.json": frozen, "manifest.yaml": MANIFEST}
    draft = kept(shelf, "1.0.0", OTHER, **more)

    assert judging.judge(draft.folder, None).release
    assert not judging.judge(draft.folder, shelf.history("small", shipped / "small")).release


def test_what_was_shown_is_what_is_released(shelf):
    draft = kept(shelf)
    shown = prepare_release(draft.folder).questionnaire.sha256
    shelf.keep(parcel(two=OTHER), "small.zip", NOON, draft.key)

    with pytest.raises(ChangedMeanwhile):
        shelf.release(draft.key, None, shown)
    assert not (shelf.offered / "small").exists()
    assert shelf.drafts()


def test_a_withdrawn_version_stays_what_it_was(shelf, shipped):
    released(shelf, kept(shelf, "1.0.1", two=OTHER), shipped)
    shelf.withdraw("small")
    third = spoilt(TWO, (QUESTION, "text: What?"))
    again = kept(shelf, "1.0.1", two=third)
    next_one = kept(shelf, "1.0.2", two=third)
    history = shelf.history("small", shipped / "small")

    assert Library(shipped, shelf.offered).own_ids == {}
    assert judging.judge(again.folder, history).against[0].problem.fault.code == "V705"
    assert compared(next_one, history).old.version == "1.0.1"


def test_a_withdrawn_version_is_offered_again_when_it_is_sent_again(shelf):
    digest = released(shelf, kept(shelf))
    shelf.withdraw("small")

    assert released(shelf, kept(shelf)) == digest
    assert (shelf.offered / "small" / "manifest.yaml").exists()


def test_a_later_shipped_version_is_what_a_release_goes_on_from(shelf, shipped):
    released(shelf, kept(shelf, "1.0.1", two=OTHER), shipped)
    manifest = spoilt(MANIFEST, ('"1.0.0"', '"1.0.2"'))
    prepare_release(write(shipped / "small", manifest=manifest, two=OTHER)).write()

    assert shelf.history("small", shipped / "small") == shipped / "small"
    assert shelf.history("small", None) == (shelf.offered / "small").resolve()


@pytest.mark.parametrize("id", ["small", "..", ".changed", "nothing"])
def test_only_what_is_offered_can_be_withdrawn(shelf, id):
    released(shelf, kept(shelf))
    shelf.withdraw("small")

    with pytest.raises(UnknownDraft):
        shelf.withdraw(id)


def test_a_folder_in_place_of_a_link_is_kept_and_gives_way(shelf, shipped):
    """As a backup brings it back that follows links."""
    released(shelf, kept(shelf))
    link = shelf.offered / "small"
    whole = link.resolve()
    link.unlink()
    shutil.copytree(whole, link)
    shutil.rmtree(whole)

    assert Library(shipped, shelf.offered).own_ids
    released(shelf, kept(shelf, "1.0.1", two=OTHER))
    assert link.is_symlink()
    assert (link / "releases" / "1.0.1.json").exists()
    assert len(list(whole.parent.iterdir())) == 2


def test_the_stamp_is_another_one_after_every_change(shelf):
    stamps = [shelf.stamp()]
    for number in range(20):
        released(shelf, kept(shelf, f"1.0.{number}", two=f"{TWO}# {number}\n"))
        stamps.append(shelf.stamp())
    shelf.withdraw("small")
    stamps.append(shelf.stamp())

    assert all(one != other for one, other in pairwise(stamps))
    assert stamps[-1] == shelf.stamp()


def test_readers_never_see_half_of_a_release(shelf, shipped):
    """While versions follow each other, whoever looks finds a whole one."""
    released(shelf, kept(shelf))
    seen = set()

    def look() -> None:
        for _ in range(15):
            library = Library(shipped, shelf.offered)
            assert not library.faulty or library.own_ids
            found = library.questionnaire("small")
            assert found is not None
            seen.add(found.version)

    with ThreadPoolExecutor(3) as pool:
        looks = [pool.submit(look) for _ in range(2)]
        for number in range(1, 8):
            released(shelf, kept(shelf, f"1.0.{number}", two=f"{TWO}# {number}\n"))
        for each in looks:
            each.result()

    assert len(seen) > 1


# --- what is judged -----------------------------------------------------------------------


def test_a_draft_is_tried_as_a_draft_whatever_it_calls_itself(shelf):
    sent = Parcel(id="small", files={name: text.encode() for name, text in FILES.items()})
    draft = shelf.keep(sent, "small.zip", NOON)
    tried, source = trial(draft.folder)

    assert tried.status == "draft"
    assert tried.sha256 != prepare_release(draft.folder).questionnaire.sha256
    assert "status: draft" in source


def test_a_draft_with_problems_is_not_judged_further(shelf):
    draft = kept(shelf, two=spoilt(TWO, (QUESTION, f"wieght: 3\n    {QUESTION}")))
    judged = judging.judge(draft.folder, None)

    assert (judged.release, judged.against) == (None, ())
    assert [each.place for each in judged.seen.of("problem")] == ["two.yaml:13:5"]


ANSWERS = """\
schema: assess/answers@1
questionnaire: small
version: "1.0.0"
profile: even
organization: {name: Somebody}
assessed_on: 2026-10-01
answers:
  X1: {chosen: best}
"""


def test_a_faulty_example_stands_against_a_release(shelf):
    sound = kept(shelf, **{"examples/a.yaml": ANSWERS})
    faulty = kept(shelf, **{"examples/a.yaml": ANSWERS.replace("X1", "X9")})

    assert judging.judge(sound.folder, None).release
    judged = judging.judge(faulty.folder, None)
    assert judged.release is None
    assert [each.place for each in judged.seen.of("problem")] == ["examples/a.yaml:8:3"]


def test_a_missing_file_is_told_without_the_folder_of_the_site(shelf, tmp_path):
    files = {k: v for k, v in parcel().files.items() if k != "two.yaml"}
    draft = shelf.keep(Parcel(id="small", files=files), "small.zip", NOON)
    seen = judging.judge(draft.folder, None).seen
    told = [each.problem.fault.sentence() + each.place for each in seen.said]

    assert seen.questionnaire is None
    assert any("two.yaml" in each for each in told)
    assert not any(str(tmp_path) in each for each in [*told, *seen.unreadable])
