"""The .po file as a translator finds it, and as it comes back from other programs."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from assess.definitions.translation import catalogue
from assess.definitions.translation.catalogue import read_catalogue, render_catalogue
from assess.definitions.translation.exchange import NotADelivery
from assess.language import speaking
from tests.definitions.translation.small import export
from tests.definitions.translation.translators import DAY, WithCatalogue

PATH = Path("back.po")


def rendered(folder, target="zh-Hant", spoken="en") -> bytes:
    with speaking(spoken):
        return render_catalogue(export(folder, target), DAY)


def test_keys_are_contexts_and_comments_tell_the_rest(folder):
    text = rendered(folder).decode()

    assert (
        "#. One › M1 成熟度 › title of a question\n"
        "#. belongs to: How far is it at {organization}?\n"
        "#. 简体中文: 成熟度\n"
    ) in text
    assert 'msgctxt "items/M1/title"\nmsgid "Maturity"\nmsgstr ""\n' in text
    lines = (folder / "one.yaml").read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines, start=1) if "en: Maturity" in line)
    assert f'#: one.yaml:{at}\nmsgctxt "items/M1/title"' in text


def test_the_head_says_what_is_translated_and_in_which_letters(folder):
    catalog = read_po(io.BytesIO(rendered(folder)))
    headers = dict(catalog.mime_headers)

    assert (catalog.project, catalog.version) == ("small", "1.0.0")
    assert headers["Language"] == "zh_Hant"
    assert headers["Content-Type"] == "text/plain; charset=utf-8"
    assert headers["Plural-Forms"] == "nplurals=1; plural=0;"
    assert headers["PO-Revision-Date"].startswith("2026-10-01")


def test_comments_speak_the_language_of_the_translator(folder):
    assert "#. 所属题目：How far" in rendered(folder, spoken="zh-Hans").decode()


def test_what_is_stale_is_fuzzy(folder):
    someone = WithCatalogue(export(folder, "zh-Hans"))
    assert not [key for key in someone if someone.messages[key].fuzzy]

    lock = folder / "translations" / "zh-Hans.lock"
    lock.parent.mkdir()
    lock.write_text("0123456789ab title\n")

    assert '#, fuzzy\nmsgctxt "title"' in rendered(folder, "zh-Hans").decode()


def test_the_same_export_gives_the_same_bytes(folder):
    assert rendered(folder) == rendered(folder)


def test_a_language_that_no_program_knows_has_a_catalogue_too(folder):
    delivery = read_catalogue(PATH, rendered(folder, "qaa-Latn"))

    assert delivery.language == "qaa-Latn"


def test_what_programs_drop_is_done_without(folder):
    text = rendered(folder).decode()
    bare = "\n".join(line for line in text.splitlines() if not line.startswith("#"))

    delivery = read_catalogue(PATH, f"{bare}\n".encode())

    assert (delivery.id, delivery.language) == ("small", "zh-Hant")
    assert {row.given for row in delivery.rows} == {None}
    whole = read_catalogue(PATH, text.encode())
    assert [row.source for row in delivery.rows] == [row.source for row in whole.rows]
    assert {row.given for row in whole.rows} == {""}


def test_an_entry_that_stands_twice_is_not_lost(folder):
    text = rendered(folder).decode()
    twice = text + '\nmsgctxt "title"\nmsgid "Small"\nmsgstr "小"\n'

    delivery = read_catalogue(PATH, twice.encode())

    assert [row.said for row in delivery.rows if row.key == "title"] == ["", "小"]


def test_entries_that_are_none_of_ours_are_told_with_their_lines(folder):
    text = rendered(folder).decode()
    lines = text.count("\n")
    added = (
        '\nmsgid "Loose"\nmsgstr "散"\n'
        '\nmsgctxt "title"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n'
    )

    remarks = read_catalogue(PATH, (text + added).encode()).remarks

    assert [(remark.place, remark.fault.code) for remark in remarks] == [
        (f"back.po:{lines + 2}", "X913"),
        (f"back.po:{lines + 6}", "X912"),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "does not say what"),
        (b'msgid "a"\nmsgstr "b"\n', "does not say what"),
        (b"key,translation\n", "line 1 "),
        (b'msgid ""\nmsgstr ""\n\nmsgid "a"\nwhat\n', "line 5 "),
        (b'msgid "\xff"\nmsgstr ""\n', "no program can open it"),
        (
            b'msgid ""\nmsgstr "Content-Type: text/plain; charset=no\\n"\n\nmsgid "a"\nmsgstr ""\n',
            "no program",
        ),
    ],
    ids=["empty", "another", "csv", "broken", "bytes", "charset"],
)
def test_what_is_no_export_is_told(data, reason):
    with speaking("en"), pytest.raises(NotADelivery, match=reason):
        read_catalogue(PATH, data)


def test_an_entry_in_very_many_plurals_is_refused_unread(folder):
    text = re.sub(r"nplurals=[^\\]*", "nplurals=999999999; plural=0;", rendered(folder).decode())
    entry = '\nmsgctxt "title"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n'

    remarks = read_catalogue(PATH, (text + entry).encode()).remarks
    assert [remark.fault.code for remark in remarks] == ["X912"]


def test_lines_that_are_never_read_may_hold_anything(folder):
    text = rendered(folder).decode().replace("msgctxt", "#: a:1 b:2\n#, c-format, fuzzy\nmsgctxt")
    delivery = read_catalogue(PATH, f'{text}\n#~ msgid "a"\n#~ msgstr "b"\n'.encode())

    assert {row.doubtful for row in delivery.rows} == {True}


@pytest.mark.parametrize(("name", "most"), [("MOST_BYTES", 100), ("MOST_ENTRIES", 3)])
def test_a_catalogue_that_is_too_large_is_told(folder, monkeypatch, name, most):
    monkeypatch.setattr(catalogue, name, most)

    with speaking("en"), pytest.raises(NotADelivery, match="it is too large"):
        read_catalogue(PATH, rendered(folder))
