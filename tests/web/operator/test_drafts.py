"""A draft is sent, mended, looked at and tried; whatever cannot be taken is told."""

import io
from zipfile import ZipFile

import pytest

from tests.definitions.files import FILES, MANIFEST
from tests.web.operator.conftest import BROKEN, OTHER, manifest, released, sent, tried, zipped

# --- a draft -----------------------------------------------------------------------------


def test_a_zip_becomes_a_draft_with_everything_that_is_wrong(operator):
    draft = sent(operator, two=BROKEN)
    page = operator.get(draft).text

    assert "1 problem" in page
    assert "<code>two.yaml:13:5</code>" in page
    assert "<mark>w</mark>ieght: 3" in page
    assert "unknown key" in page
    assert "Release version" not in page
    assert "small.zip" in page


def test_problems_are_told_in_the_readers_language(operator):
    draft = sent(operator, two=BROKEN)
    operator.speak("zh-Hans")

    assert "个问题" in operator.get(draft).text


def test_a_folder_becomes_a_draft(operator):
    files = [
        (io.BytesIO(text.encode()), f"small/{name}")
        for name, text in (FILES | {"manifest.yaml": manifest(), "notes.txt": "n"}).items()
    ]
    reply = operator.post("/operator", {"folder": files})
    page = operator.get(reply.headers["Location"]).text

    assert "Release version 1.0.0" in page
    assert "small/notes.txt" in page


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (None, "Choose a zip or a folder first."),
        ("", "Choose a zip or a folder first."),
        ("a.zip", "no zip that can be read"),
    ],
)
def test_what_cannot_be_taken_is_told_and_nothing_is_kept(operator, var, name, said):
    for path in ("/operator", sent(operator)):
        given = {} if name is None else {"zip": (io.BytesIO(b"no"), name)}
        page = operator.post(path, given)
        assert page.status_code == 422
        assert said in page.text
    assert len(list((var / "drafts").iterdir())) == 1


def test_a_zip_and_a_folder_at_once_are_one_too_many(operator):
    both = {"zip": zipped(), "folder": (io.BytesIO(b"a"), "small/manifest.yaml")}

    assert "not both" in operator.post("/operator", both).text


@pytest.mark.parametrize("name", ["../../../tmp/evil.yaml", "/etc/passwd", "a\\b", "C:/x"])
def test_the_zip_of_a_hostile_author_leaves_nothing(operator, var, name):
    made = io.BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("small/manifest.yaml", MANIFEST)
        archive.writestr(name, "x")
    made.seek(0)
    page = operator.post("/operator", {"zip": (made, "<script>.zip")})

    assert page.status_code == 422
    assert "a name that leads out of the folder" in page.text
    assert not (var / "drafts").exists()


def test_names_of_files_are_shown_as_they_are_and_do_nothing(operator):
    data, _ = zipped()
    reply = operator.post("/operator", {"zip": (data, "<b>\u202e.zip")})
    page = operator.get(reply.headers["Location"]).text

    assert "<b>\u202e" not in page
    assert "&lt;b&gt;" in page


def test_more_than_any_questionnaire_is_told(operator, monkeypatch):
    monkeypatch.setattr("assess.web.operator.LARGEST_UPLOAD", 1000)
    data = io.BytesIO(bytes(5000))
    page = operator.post("/operator", {"zip": (data, "large.zip")})

    assert page.status_code == 413
    assert "larger than any questionnaire" in page.text


def test_a_mended_zip_takes_the_place_of_the_draft(operator):
    draft = sent(operator, two=BROKEN)

    assert sent(operator, draft, two=OTHER) == draft
    page = operator.get(draft).text
    assert "0 problems" in page
    assert "Release version 1.0.0" in page


def test_a_draft_is_deleted(operator, var):
    draft = sent(operator)
    operator.post(f"{draft}/discard")

    assert operator.get(draft).status_code == 404
    assert "The draft of small is deleted." in operator.get("/operator").text
    assert list((var / "drafts").iterdir()) == []


@pytest.mark.parametrize("deed", ["", "/try", "/release", "/discard"])
def test_a_draft_that_is_not_there_is_told(operator, deed):
    reply = operator.post(f"/operator/drafts/0123456789abcdef{deed}", {"zip": zipped()})

    assert reply.status_code == 404


def test_a_full_disk_is_told(operator, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("assess.definitions.releasing.shelf._write", full)
    page = operator.post("/operator", {"zip": zipped()})

    assert page.status_code == 503
    assert "No space left on device" in page.text


# --- looking and trying ------------------------------------------------------------------


def test_a_draft_is_looked_at_as_everybody_would(operator):
    draft = sent(operator, two=OTHER)
    key = draft.rsplit("/", maxsplit=1)[-1]
    for page in ("", "/dimensions/two", "/roles", "/sources", "/words"):
        shown = operator.get(f"/questionnaire{page}?draft={key}")
        assert shown.status_code == 200
        assert "draft-bar" in shown.text
        assert f'href="/operator/drafts/{key}"' in shown.text
    shown = operator.get(f"/questionnaire/dimensions/two?draft={key}").text
    assert "What else is there?" in shown
    assert f"/questionnaire/sources?draft={key}" in shown


def test_a_stranger_sees_no_draft(operator, stranger):
    key = sent(operator).rsplit("/", maxsplit=1)[-1]
    reply = stranger.get(f"/questionnaire?draft={key}")

    assert (reply.status_code, reply.headers["Location"]) == (303, f"/operator/drafts/{key}")
    assert "Small" not in stranger.get(f"/operator/drafts/{key}").text


def test_a_draft_is_tried_and_says_so_everywhere(operator):
    link = tried(operator, sent(operator, two=OTHER))
    assert operator.put(f"{link}/answers/X1/chosen", "best").status_code == 200
    for page in ("/", "/organization", "/two", "/result", "/report", "/offline"):
        assert "draft-bar" in operator.get(f"{link}{page}").text, page

    assert "What else is there?" in operator.get(f"{link}/two").text
    assert "draft questionnaire" in operator.get(f"{link}/result").text
    assert operator.get(f"{link}/result.json").get_json()["questionnaire"]["id"] == "small"


def test_a_trial_goes_on_when_its_draft_is_gone_or_released(operator):
    first, second = sent(operator, two=OTHER), sent(operator)
    links = [tried(operator, first), tried(operator, second)]
    released(operator, first)
    operator.post(f"{second}/discard")

    for link, words in zip(links, ("What else is there?", "What is there?"), strict=True):
        page = operator.get(f"{link}/two").text
        assert words in page
        assert "draft-bar" in page


def test_a_draft_with_problems_cannot_be_tried(operator):
    draft = sent(operator, two=BROKEN)
    key = draft.rsplit("/", maxsplit=1)[-1]

    assert operator.post(f"{draft}/try", {"form": "full"}).headers["Location"] == draft
    assert operator.get(f"/questionnaire?draft={key}").headers["Location"] == draft


def test_a_form_that_the_draft_does_not_have_cannot_be_tried(operator):
    assert operator.post(f"{sent(operator)}/try", {"form": "none"}).status_code == 404
