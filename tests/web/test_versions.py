"""A site on which a questionnaire went on to another version: what was begun stays as it was."""

import io
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from assess import resources
from assess.app import create_app
from assess.definitions.releasing.lock import LOCK
from assess.definitions.releasing.releases import RELEASES, prepare_release
from assess.settings import Settings
from tests.web.conftest import NOON, Visitor

ID = "customer-management"
NOTE = "客户说：“我们从没见过这份规定。”"


@contextmanager
def site(folder: Path) -> Iterator[Flask]:
    """A site on the questionnaires and the database in a folder."""
    settings = Settings.from_environ(
        {"ASSESS_VAR": str(folder / "var")}, questionnaires=folder / "questionnaires"
    )
    app = create_app(settings)
    app.config["CLOCK"] = lambda: NOON
    try:
        yield app
    finally:
        app.extensions["assess"].engine.dispose()


def shipped(folder: Path) -> None:
    """A folder with the shipped questionnaire, without what hangs on its items."""
    beside = shutil.ignore_patterns("calibration.yaml", "examples")
    shutil.copytree(resources.questionnaires() / ID, folder / "questionnaires" / ID, ignore=beside)


def go_on(folder: Path, version: str, *changes: tuple[str, str, str]) -> None:
    """Release another version with pieces of its files put otherwise."""
    for name, old, new in (("manifest.yaml", '"1.0.0"', f'"{version}"'), *changes):
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new), encoding="utf-8")
    prepare_release(folder).write()


CHANGES = (
    ("leadership.yaml", "  - id: L4\n", "  - id: L44\n    renamed_from: L4\n"),
    ("leadership.yaml", "        weight: 3\n", "        weight: 4\n"),
    ("leadership.yaml", "      - id: pay\n", "      - id: salary\n"),
    ("articles.yaml", "L4,", "L44,"),
)


@pytest.fixture(scope="module")
def begun(tmp_path_factory) -> tuple[Path, str, dict[str, object]]:
    """A folder with a site whose version 1.0.0 was answered, the link, and the result then."""
    folder = tmp_path_factory.mktemp("site")
    shipped(folder)
    with site(folder) as app:
        visitor = Visitor(app.test_client())
        hub = str(visitor.post("/start").headers["Location"])
        visitor.post(f"{hub}organization", {"name": "Acme", "rev": "1"})
        visitor.post(
            f"{hub}leadership",
            {
                "L1.practices.owner": "1",
                "L1.practices.pay": "0.5",
                "L4.intention": "3",
                "L4.reality": "2",
                "L4.note": NOTE,
                "L5.evidence": "many",
            },
        )
        result = json.loads(visitor.get(f"{hub}result.json").data)
    go_on(folder / "questionnaires" / ID, "2.0.0", *CHANGES)
    return folder, hub, result


@pytest.fixture
def hub(begun) -> str:
    return str(begun[1])


@pytest.fixture(scope="module")
def moved(begun) -> Iterator[Flask]:
    """The same site with version 2.0.0."""
    with site(begun[0]) as app:
        yield app


@pytest.fixture
def visitor(moved: Flask) -> Visitor:
    return Visitor(moved.test_client())


def test_the_new_version_is_what_new_assessments_begin_with(visitor):
    new = str(visitor.post("/start").headers["Location"])

    page = visitor.get(f"{new}leadership").text
    assert "L44.reality" in page
    assert "keeps version" not in visitor.get(new).text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "This assessment keeps version 1.0.0 of the questionnaire"),
        ("zh-Hans", "本次评价沿用开始时的问卷1.0.0版；新的评价使用2.0.0版。"),
    ],
)
def test_the_overview_says_so_in_one_line(visitor, hub, language, said):
    visitor.speak(language)
    page = visitor.get(hub).text

    assert page.count(said) == 1
    assert f'href="{hub}version"' in page


def test_the_overview_leads_to_no_page_about_another_version(visitor, hub):
    page = visitor.get(hub).text
    content = page.partition("<main")[2].partition("</main>")[0]

    assert "/questionnaire" not in content
    assert "1 of 4 answered" in content
    assert f'{hub}leadership#item-L1"' in content


def test_it_is_answered_by_the_questions_it_was_begun_with(visitor, hub):
    page = visitor.get(f"{hub}leadership").text

    assert "L4.reality" in page
    assert "L44" not in page
    assert "L1.practices.pay" in page
    assert NOTE in page


def test_the_result_is_the_same_to_the_last_digit(visitor, begun):
    _, hub, before = begun

    assert json.loads(visitor.get(f"{hub}result.json").data) == before
    assert visitor.get(f"{hub}result").status_code == 200


@pytest.mark.pdf
def test_its_report_is_printed_and_verified(visitor, hub, begun):
    pdf = visitor.get(f"{hub}report/en.pdf")
    assert pdf.data.startswith(b"%PDF-")

    page = visitor.post("/verify", {"report": (io.BytesIO(pdf.data), "acme.pdf")})
    assert "acme.pdf: genuine" in page.text
    assert str(begun[2]["seal"]) in page.text


@pytest.mark.pdf
def test_a_report_of_a_version_that_nobody_began_here_is_verified_too(visitor, hub, tmp_path):
    """Somebody may have printed it at home; the version is kept with the questionnaire."""
    pdf = visitor.get(f"{hub}report/en.pdf").data
    shipped(tmp_path)
    go_on(tmp_path / "questionnaires" / ID, "2.0.0", *CHANGES)
    with site(tmp_path) as other:
        page = Visitor(other.test_client()).post("/verify", {"report": (io.BytesIO(pdf), "a.pdf")})

    assert "a.pdf: genuine" in page.text


# --- a copy -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_before_anything_is_done_the_page_tells_what_a_copy_would_keep(visitor, hub, language):
    visitor.speak(language)
    page = visitor.get(f"{hub}version")
    told = {
        "en": ("3 answers go along.", "To be looked at again", "Without a place in the copy"),
        "zh-Hans": ("3道题的答案会带过去。", "需要重新核对的答案", "副本中没有的内容"),
    }

    assert page.status_code == 200
    for words in told[language]:
        assert words in page.text
    assert "“0.5”" in page.text


def test_a_copy_keeps_what_was_typed_and_the_old_one_stays(visitor, hub, services):
    before = visitor.get(f"{hub}result.json").data
    made = visitor.post(f"{hub}version")
    copy = made.headers["Location"]
    record = services.store.find(copy.split("/")[2])
    cells = {cell: stored.value for cell, stored in services.store.answers(record.id).items()}

    assert made.status_code == 303
    assert copy != hub
    assert record.version == "2.0.0"
    assert record.details["name"] == "Acme"
    assert cells == {
        ("L1", "practices.owner"): "1",
        ("L44", "intention"): "3",
        ("L44", "reality"): "2",
        ("L44", "note"): NOTE,
        ("L5", "evidence"): "many",
    }
    assert "keeps version" not in visitor.get(copy).text
    assert visitor.get(f"{hub}result.json").data == before
    assert "L1.practices.pay" in visitor.get(f"{hub}leadership").text


@pytest.fixture
def services(moved: Flask):
    return moved.extensions["assess"]


def test_where_there_is_nothing_later_there_is_no_copy_to_make(visitor):
    new = str(visitor.post("/start").headers["Location"])

    assert visitor.get(f"{new}version").headers["Location"] == new
    assert visitor.post(f"{new}version").headers["Location"] == new


# --- odd cases --------------------------------------------------------------------------


@pytest.fixture
def edited(begun: tuple[Path, str, object], tmp_path: Path) -> Callable[[str, str], Path]:
    """The site with an unlocked questionnaire of another version, as its author may leave it."""

    def edit(version: str, title: str) -> Path:
        folder = tmp_path / "site"
        shutil.copytree(begun[0], folder, ignore=shutil.ignore_patterns(LOCK, RELEASES))
        path = folder / "questionnaires" / ID / "manifest.yaml"
        text = path.read_text(encoding="utf-8").replace('"2.0.0"', f'"{version}"')
        path.write_text(text.replace("en: Sector\n", f"en: {title}\n"), encoding="utf-8")
        return folder

    return edit


def test_a_version_that_was_changed_in_place_is_told_as_such(hub, edited):
    with site(edited("1.0.0", "Trade")) as app:
        page = Visitor(app.test_client()).get(hub).text

    assert "The questionnaire has been changed since" in page
    assert f'href="{hub}version"' not in page


def test_nobody_is_led_back_to_an_older_version(hub, edited):
    with site(edited("0.9.0", "Trade")) as app:
        visitor = Visitor(app.test_client())
        page = visitor.get(hub).text
        assert "new ones begin with 0.9.0" in page
        assert f'href="{hub}version"' not in page
        assert visitor.post(f"{hub}version").headers["Location"] == hub
