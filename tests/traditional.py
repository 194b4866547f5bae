"""The program with a small catalogue of Traditional Chinese, which is all that it needs for it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assess import language

CATALOGUE = """\
msgid ""
msgstr ""
"Language: zh_Hant\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Summary"
msgstr "摘要"

msgid "Page {page} of {pages}"
msgstr "第{page}頁，共{pages}頁"

msgid "{label}: {value}"
msgstr "{label}：{value}"
"""


@contextmanager
def speaking_traditional_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """For a while there is one more file of words, and nothing else is different."""
    shutil.copy(language.FOLDER / "zh-Hans.po", folder)
    (folder / "zh-Hant.po").write_text(CATALOGUE, encoding="utf-8")
    monkeypatch.setattr(language, "FOLDER", folder)
    _forget()
    try:
        yield
    finally:
        monkeypatch.undo()
        _forget()


def _forget() -> None:
    language.languages.cache_clear()
    language._translations.cache_clear()
