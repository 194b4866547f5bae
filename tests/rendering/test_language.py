"""Which language is spoken, and that everything the program says can be said in each."""

import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from assess import language
from assess.language import (
    best_of,
    current,
    gettext,
    languages,
    name_of,
    ngettext,
    of_terminal,
    speaking,
)
from assess.tags import is_chinese

ROOT = Path(__file__).parents[2]
METHODS = [
    ("assess/**.py", "python"),
    ("templates/**.html", "jinja2"),
    ("templates/**.svg", "jinja2"),
    ("templates/**.css", "jinja2"),
]
OPTIONS = {"**": {"trim_blocks": "true", "lstrip_blocks": "true", "encoding": "utf-8"}}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None}
TRANSLATED = [code for code in languages() if code != language.SOURCE]
CHINESE = "\u3400-\u9fff"


def ids(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (str(message.id),)


def strings(message: Message) -> tuple[str, ...]:
    said = message.string
    return tuple(said) if isinstance(said, tuple | list) else (str(said or ""),)


@cache
def extracted() -> tuple[Message, ...]:
    """Every message the program says in its own language."""
    catalog = Catalog()
    for file, line, message, comments, context in extract_from_dir(
        ROOT,
        METHODS,
        OPTIONS,
        keywords=KEYWORDS,
        directory_filter=lambda folder: (
            Path(folder).name in {ROOT.name, "assess", "templates"} or _is_ours(Path(folder))
        ),
    ):
        catalog.add(message, locations=[(file, line)], auto_comments=comments, context=context)
    return tuple(message for message in catalog if message.id)


def _is_ours(folder: Path) -> bool:
    inside = folder.relative_to(ROOT).parts if folder.is_relative_to(ROOT) else ()
    return bool(inside) and inside[0] in {"assess", "templates"} and inside[-1] != "__pycache__"


@cache
def catalogue(code: str) -> Catalog:
    with (language.FOLDER / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code.replace("-", "_"))


def translated(code: str) -> Iterator[tuple[Message, Message]]:
    """Every message of the program with its translation, where there is one."""
    for message in extracted():
        found = catalogue(code).get(message.id)
        if found is not None and all(strings(found)):
            yield message, found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_program_says_much():
    said = {id for message in extracted() for id in ids(message)}

    assert len(said) > 300
    assert {"Summary", "Plan", "score an answers file and name its level", "Gate"} <= said


@pytest.mark.parametrize("code", TRANSLATED)
def test_everything_is_translated(code):
    done = {message.id for message, _ in translated(code)}

    missing = [
        f"{message.locations[0][0]}:{message.locations[0][1]}: {message.id!r}"
        for message in extracted()
        if message.id not in done
    ]
    assert missing == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_translation_is_only_a_guess(code):
    assert [message.id for message in catalogue(code) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_translation_is_left_over(code):
    said = {message.id for message in extracted()}

    assert [m.id for m in catalogue(code) if m.id and m.id not in said] == []
    assert list(catalogue(code).obsolete) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_keep_the_placeholders(code):
    wrong = [
        message.id
        for message, found in translated(code)
        for said in strings(found)
        if placeholders(said) != set.union(*map(placeholders, ids(message)))
    ]
    assert wrong == []


@pytest.mark.parametrize("code", [code for code in TRANSLATED if is_chinese(code)])
def test_chinese_has_full_width_punctuation_between_its_characters(code):
    half = re.compile(rf"[{CHINESE}][,.;:?!()][{CHINESE}]|[{CHINESE}][,;:?!]$")

    wrong = [s for _, found in translated(code) for s in strings(found) if half.search(s)]
    assert wrong == []


def test_messages_are_said_in_the_language_spoken():
    with speaking("en"):
        assert gettext("Summary") == "Summary"
    with speaking("zh-Hans"):
        assert gettext("Summary") != "Summary"
        assert gettext("never said before") == "never said before"
        assert gettext("") == ""


def test_one_and_many_are_told_apart():
    told = ("{number} problem", "{number} problems")

    with speaking("en"):
        assert [ngettext(*told, number=n) for n in (0, 1, 2)] == [told[1], told[0], told[1]]
    with speaking("zh-Hans"):
        assert len({ngettext(*told, number=n) for n in (0, 1, 2)}) == 1


def test_speaking_ends_where_it_began():
    with speaking("en"):
        with pytest.raises(ZeroDivisionError), speaking("zh-Hans"):
            _ = 1 / 0
        assert current() == "en"


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("EN_us.UTF-8", "en"),
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh_CN.UTF-8", "zh-Hans"),
        ("zh-hans", "zh-Hans"),
        ("zh-Hans-CN", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("C", "en"),
        ("C.UTF-8", "en"),
        ("POSIX", "en"),
        ("de-DE", "en"),
        ("", "en"),
        ("*", "en"),
        ("zhx", "en"),
        ("../../etc/passwd", "en"),
    ],
)
def test_the_nearest_language_is_taken(wanted, spoken):
    assert best_of(wanted) == spoken


def test_traditional_chinese_is_preferred_where_it_is_spoken(monkeypatch):
    monkeypatch.setattr(language, "languages", lambda: ("en", "zh-Hans", "zh-Hant"))

    assert [best_of(code) for code in ("zh-TW", "zh_HK", "zh-Hant", "zh-CN", "zh")] == [
        *["zh-Hant"] * 3,
        *["zh-Hans"] * 2,
    ]


@pytest.mark.parametrize(
    ("variables", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh-Hans"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_CN"}, "zh-Hans"),
        ({"LC_ALL": "C.UTF-8", "ASSESS_LANGUAGE": "zh-Hans"}, "zh-Hans"),
    ],
)
def test_a_terminal_says_its_language(monkeypatch, variables, spoken):
    for name in ("ASSESS_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert of_terminal() == spoken


def test_a_file_of_words_makes_a_language(tmp_path, monkeypatch):
    head = 'msgid ""\nmsgstr "Language: de\\nContent-Type: text/plain; charset=UTF-8\\n"\n'
    words = '\nmsgid "Summary"\nmsgstr "Zusammenfassung"\n'
    (tmp_path / "de.po").write_text(head + words, encoding="utf-8")
    monkeypatch.setattr(language, "FOLDER", tmp_path)
    languages.cache_clear()
    try:
        assert (languages(), best_of("de-AT")) == (("en", "de"), "de")
        with speaking("de"):
            assert (gettext("Summary"), gettext("Plan")) == ("Zusammenfassung", "Plan")
    finally:
        monkeypatch.undo()
        languages.cache_clear()
        language._translations.cache_clear()


def test_every_language_knows_its_own_name():
    assert set(languages()) <= set(language.NAMES)


@pytest.mark.parametrize(
    ("code", "name"),
    [("zh-Hant", "繁體中文"), ("en", "English"), ("de", "Deutsch"), ("qaa", "qaa"), ("x", "x")],
)
def test_a_language_that_is_not_spoken_here_has_a_name_too(code, name):
    assert name_of(code) == name
