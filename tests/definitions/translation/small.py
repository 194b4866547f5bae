"""A small questionnaire in two languages, written in every style, and its files as manuscripts."""

from pathlib import Path
from textwrap import dedent

from assess.definitions.translation.exchange import Export, export_of
from assess.definitions.translation.manuscript import Manuscript, open_manuscript
from assess.definitions.translation.states import Digests, read_digests
from tests.definitions import files

GLOSSARY = dedent(
    """\
    # One term for one thing.
    schema: assess/glossary@1
    terms:
      - text: {en: contact point, zh-Hans: 触点}
        means: {en: Where they meet, zh-Hans: 相遇之处}
        never: {en: [touchpoint]}
      - {text: {en: lead, zh-Hans: 潜客}, ambiguous: true}
    """
)
CASE = dedent(
    """\
    schema: assess/calibration@1
    title: {en: A bakery, zh-Hans: 一家面包店}
    about:
      en: It is small.
      zh-Hans: 规模很小。
    passages:
      - title: {en: Who, zh-Hans: 概况}
        paragraphs:
          - en: Two people.
            zh-Hans: 两个人。
    excerpts: []
    answers:
      M1:
        answer: {intention: 3, reality: 2}
        reason: {en: It was planned., zh-Hans: 有计划。}
    """
)


def bilingual(text: str) -> str:
    """A file of the small questionnaire with some of its texts in Chinese too."""
    pairs = {
        "title: Small\n": "title:\n  en: Small\n  zh-Hans: 小\n",
        "title: Maturity\n": "title: {en: Maturity, zh-Hans: 成熟度}\n",
        "title: Sector,": "title: {en: Sector, zh-Hans: 行业},",
        "{id: a, text: First,": "{id: a, text: {en: First, zh-Hans: 第一},",
    }
    for old, new in pairs.items():
        text = text.replace(old, new)
    return text


def folder_of(path: Path, *changes: tuple[str, str]) -> Path:
    """The questionnaire as a draft in a folder; each change is made wherever its text stands."""
    folder = path / "small"
    folder.mkdir(exist_ok=True)
    texts = {
        **{name: bilingual(text) for name, text in files.FILES.items()},
        "glossary.yaml": GLOSSARY,
        "calibration.yaml": CASE,
    }
    draft = ("status: released\nlanguages: [en]", "status: draft\nlanguages: [en, zh-Hans]  # two")
    for name, text in texts.items():
        for old, new in (draft, *changes):
            text = text.replace(old, new)  # noqa: PLW2901 — the text with all changes
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def manuscript(folder: Path, target: str = "zh-Hant") -> Manuscript:
    return open_manuscript(folder, target)


def digests(folder: Path, target: str = "zh-Hant") -> Digests:
    return read_digests(manuscript(folder, target).digests(target))


def export(folder: Path, target: str = "zh-Hant", beside: str = "") -> Export:
    return export_of(manuscript(folder, target), target, digests(folder, target), beside)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its name."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
