"""`assess translate`: texts to translators and back."""

import io
import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from assess.definitions.releasing.lock import LOCK
from assess.definitions.releasing.releases import prepare_release
from tests.cli.conftest import SHIPPED
from tests.definitions.translation.small import contents, folder_of, manuscript


@pytest.fixture
def folder(tmp_path):
    """A small questionnaire as a draft."""
    return folder_of(tmp_path)


@pytest.fixture
def po(tmp_path):
    return tmp_path / "small.po"


def translated(path: Path, *keys: str) -> Path:
    """The file with a wording for these texts, or for all of them."""
    catalog = read_po(io.BytesIO(path.read_bytes()))
    for message in catalog:
        if message.id and (message.context in keys or not keys):
            message.string = f"「{message.id}」"
    with path.open("wb") as file:
        write_po(file, catalog)
    return path


@pytest.mark.parametrize("ending", ["xlsx", "po", "XLSX"])
def test_every_text_is_written_into_a_file(assess, folder, tmp_path, ending):
    path = tmp_path / f"new/small.{ending}"

    done = assess("translate", "export", folder, "--to", "zh-hant", "-o", path)

    assert done.status == 0
    number = len(manuscript(folder).units)
    assert done.out == f"{path} written: {number} texts, {number} untranslated, 0 out of date\n"
    assert path.stat().st_size > 1000


def test_what_is_shipped_is_named_by_its_id(assess, po):
    for name in ("customer-management", "customer-voice", SHIPPED / "benchmarks/published.yaml"):
        assert (
            assess("translate", "export", name, "--to", "ja", "-o", po, "--overwrite").status == 0
        )


def test_the_file_speaks_to_the_translator_and_the_terminal_to_whoever_sits_there(
    assess, folder, po
):
    done = assess("translate", "export", folder, "--to", "zh-Hant", "-o", po)
    assert " texts, " in done.out
    assert "#. 所屬題目：" in po.read_text(encoding="utf-8")

    assess(
        "translate", "export", folder, "--to", "zh-Hant", "-o", po, "--lang", "en", "--overwrite"
    )
    assert "#. belongs to: " in po.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("en", "'en' is no language to translate into: it is the source"),
        ("chinese traditional", "write a code such as zh-Hant"),
        ("jp", "'jp' is no language to translate into: did you mean 'ja'?"),
        ("German", "did you mean 'de'?"),
        ("zh_Hant", "did you mean 'zh-Hant'?"),
    ],
)
def test_what_is_no_language_to_translate_into_is_told(assess, folder, po, to, said):
    done = assess("translate", "export", folder, "--to", to, "-o", po)

    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert not po.exists()


def test_what_cannot_be_named_is_told(assess, folder, po, tmp_path):
    for arguments, said in (
        (("nothing", "--to", "de", "-o", po), "no questionnaire 'nothing'"),
        ((folder, "--to", "de", "-o", tmp_path / "a.csv"), "neither a workbook (.xlsx)"),
        ((folder, "--to", "de", "-o", po, "--beside", "fr"), "no texts in “fr”"),
    ):
        done = assess("translate", "export", *arguments)
        assert (done.status, done.out) == (2, "")
        assert said in done.err


def test_a_file_that_translators_may_have_written_into_is_not_overwritten(assess, folder, po):
    po.write_text("somebody's work", encoding="utf-8")

    done = assess("translate", "export", folder, "--to", "de", "-o", po)
    assert (done.status, done.out) == (2, "")
    assert done.err.endswith("is there already — name another file, or add --overwrite\n")
    assert po.read_text(encoding="utf-8") == "somebody's work"
    assert assess("translate", "export", folder, "--to", "de", "-o", po, "--overwrite").status == 0


def test_a_questionnaire_with_problems_is_not_exported(assess, tmp_path, po):
    folder = folder_of(tmp_path, ("points: 20", "points: many"))

    done = assess("translate", "export", folder, "--to", "de", "-o", po)

    assert done.status == 1
    assert "one.yaml:" in done.err
    assert not po.exists()


def test_a_translation_is_written_and_told(assess, folder, po):
    assess("translate", "export", folder, "--to", "zh-Hant", "-o", po)
    translated(po, "title", "items/M1/text")
    left = len(manuscript(folder).units) - 2

    done = assess("translate", "import", po, "--into", folder)

    assert done.status == 0
    assert done.out.splitlines() == [
        "     2 written for the first time",
        f"{left:6} still without a translation",
        "zh-Hant is now one of the languages",
        f"{left} texts have no zh-Hant yet",
        f"{folder}/manifest.yaml written",
        f"{folder}/one.yaml written",
        f"{folder}/translations/zh-Hant.lock written",
    ]
    assert "zh-Hant: 「Small」" in (folder / "manifest.yaml").read_text(encoding="utf-8")
    assert assess("check", folder).status == 0


def test_the_whole_way_ends_in_a_questionnaire_without_problems(assess, folder, po):
    assess("translate", "export", folder, "--to", "zh-Hant", "-o", po)
    assess("translate", "import", translated(po), "--into", folder)

    checked = assess("check", folder)
    assert checked.status == 0
    assert "for language zh-Hant" not in checked.out
    done = assess("translate", "export", folder, "--to", "zh-Hant", "-o", po, "--overwrite")
    assert " texts, 0 untranslated, 0 out of date" in done.out


def test_a_dry_run_tells_the_same_and_writes_nothing(assess, folder, po):
    assess("translate", "export", folder, "--to", "zh-Hant", "-o", po)
    translated(po, "title")
    before = contents(folder)

    dry = assess("translate", "import", po, "--into", folder, "--dry-run")

    assert contents(folder) == before
    assert dry.status == 0
    assert dry.out.splitlines()[-1] == "nothing was written, as --dry-run asks"
    done = assess("translate", "import", po, "--into", folder)
    assert dry.out.splitlines()[:-1] == done.out.splitlines()[: len(dry.out.splitlines()) - 1]


def test_problems_are_told_with_their_places_and_the_rest_is_written(assess, folder, po):
    assess("translate", "export", folder, "--to", "zh-Hant", "-o", po)
    translated(po, "title", "items/M1/text")
    text = po.read_text(encoding="utf-8")
    po.write_text(text.replace("at {organization}?」", "at {firma}?」"), encoding="utf-8")
    line = next(
        n for n, each in enumerate(text.splitlines(), 1) if each.startswith('msgid "How far')
    )

    done = assess("translate", "import", po, "--into", folder)

    assert done.status == 1
    assert done.out.startswith(f"small.po:{line}: X903 'items/M1/text': {{organization}} of the ")
    assert "     1 written for the first time\n" in done.out
    assert "     1 not taken, for the reasons above\n" in done.out


def test_a_part_of_a_language_does_not_break_what_is_released(assess, tmp_path, po):
    folder = shutil.copytree(SHIPPED / "customer-voice", tmp_path / "voice")
    assess("translate", "export", folder, "--to", "ja", "-o", po)
    translated(po, "title")
    before = contents(folder)

    done = assess("translate", "import", po, "--into", folder)

    assert done.status == 2
    left = len(manuscript(folder).units) - 1
    assert f"{left} texts of customer-voice would be without ja" in done.err
    assert contents(folder) == before

    done = assess("translate", "import", po, "--into", folder, "--incomplete")
    assert done.status == 0
    assert assess("check", folder).status == 1
    # The rest can follow all the same.
    assess("translate", "export", folder, "--to", "ja", "-o", po)
    assert assess("translate", "import", translated(po), "--into", folder).status == 0
    assert assess("check", folder).status == 0


def test_a_released_version_that_is_locked_is_never_written_into(assess, folder, po):
    for name, old in (("manifest.yaml", "[en, zh-Hans]  # two"), ("manifest.yaml", "draft")):
        text = (folder / name).read_text(encoding="utf-8")
        new = {"draft": "draft"}.get(old, "[en, zh-Hans]")
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    assess("translate", "export", folder, "--to", "zh-Hans", "-o", po)
    assess("translate", "import", translated(po), "--into", folder)
    prepare_release(folder).write()
    assert (folder / LOCK).exists()
    assess("translate", "export", folder, "--to", "zh-Hant", "-o", po, "--overwrite")
    before = contents(folder)

    done = assess("translate", "import", translated(po), "--into", folder, "--incomplete")

    assert (done.status, contents(folder)) == (2, before)
    assert "version 1.0.0 of small is released and never changes" in done.err


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"nonsense", "damaged"), (b"", "does not say what is translated")],
)
def test_a_file_that_is_no_export_is_told(assess, folder, po, content, said):
    po.write_bytes(content)

    done = assess("translate", "import", po, "--into", folder)

    assert done.status == 2
    assert said in done.err
    assert "Traceback" not in done.err


def test_a_file_that_is_not_there_is_told(assess, folder, po):
    done = assess("translate", "import", po, "--into", folder)

    assert done.status == 2
    assert str(po) in done.err
