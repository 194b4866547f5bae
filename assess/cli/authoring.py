"""Commands for people who write questionnaires: new, diff, release."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

from assess.cli.definitions import library_of
from assess.cli.status import DONE, PROBLEMS
from assess.cli.versions import compared, named
from assess.core.faults import N_
from assess.core.versions.comparison import Comparison
from assess.core.versions.version import Step, Version, reaches
from assess.definitions.problems import UnreadableFile
from assess.definitions.questionnaires import MANIFEST
from assess.definitions.releasing.releases import Release, prepare_release
from assess.errors import AssessError
from assess.language import gettext
from assess.rendering import amendments as told

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")


# --- diff ---------------------------------------------------------------------------------


def diff(options: argparse.Namespace) -> int:
    """Tell what is different; 1 when the number of the version says less than it should."""
    library = library_of(options)
    comparison = compared(named(options.old, library), named(options.new, library))
    if options.json:
        print(json.dumps(_diff_json(comparison), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_diff_lines(comparison)))
    return DONE if _sufficient(comparison) else PROBLEMS


def _stated(comparison: Comparison) -> Step | None:
    """The step that the numbers of the versions tell, None where there is none."""
    old, new = (Version.parse(each.version) for each in (comparison.old, comparison.new))
    return old.step_to(new) if old and new else None


def _sufficient(comparison: Comparison) -> bool:
    due, stated = comparison.due, _stated(comparison)
    return due is None or (stated is not None and reaches(stated, due))


def _next(comparison: Comparison) -> str | None:
    """The version that is due, where the old one has a number."""
    version, due = Version.parse(comparison.old.version), comparison.due
    return str(version.after(due)) if version and due else None


def _diff_lines(comparison: Comparison) -> Iterator[str]:
    old, new = comparison.old, comparison.new
    yield f"{old.id} {old.version} → {new.version}"
    yield from told.grouped(comparison, comparison.amendments)
    yield ""
    yield told.counted(comparison)
    yield _verdict(comparison)


def _verdict(comparison: Comparison) -> str:
    """Whether the number of the version says what it should."""
    due, stated, following = comparison.due, _stated(comparison), _next(comparison)
    if due is None:
        return gettext("no other version is due")
    step = told.step_name(due)
    if _sufficient(comparison):
        return gettext("a {step} step is due, and the version says so").format(step=step)
    if following is None:
        said = gettext("a {step} step is due, but {version} is no version — write “1.0.0”")
        return said.format(step=step, version=comparison.old.version)
    if stated is None:
        said = gettext("a {step} step is due, but the version does not go up — write “{next}”")
    else:
        said = gettext("a {step} step is due, but the version says {stated} — write “{next}”")
    given = told.step_name(stated) if stated else ""
    return said.format(step=step, stated=given, next=following)


def _diff_json(comparison: Comparison) -> dict[str, object]:
    return {
        "questionnaire": comparison.old.id,
        "old": {"version": comparison.old.version, "sha256": comparison.old.sha256},
        "new": {"version": comparison.new.version, "sha256": comparison.new.sha256},
        "due": comparison.due,
        "stated": _stated(comparison),
        "sufficient": _sufficient(comparison),
        "next": _next(comparison),
        "amendments": [told.as_json(amendment) for amendment in comparison.amendments],
    }


# --- release ------------------------------------------------------------------------------


def release(options: argparse.Namespace) -> int:
    """Lock a questionnaire, or tell why it cannot be released yet."""
    folder = options.path if options.path.is_dir() else options.path.parent
    if not (folder / MANIFEST).exists():
        raise UnreadableFile(options.path, gettext(N_("no questionnaire lies there")))
    ready = prepare_release(folder)
    ready.write()
    print("\n".join(_release_lines(ready)))
    return DONE


def _release_lines(ready: Release) -> Iterator[str]:
    made = ready.questionnaire
    if not ready.files:
        said = gettext("{id} {version} is released already, and nothing of it has changed")
        yield said.format(id=made.id, version=made.version)
        return
    said = gettext("{id} {version} is released: {digest}")
    yield said.format(id=made.id, version=made.version, digest=made.sha256)
    if ready.before and ready.before.due:
        yield gettext("since {version}: {count}").format(
            version=ready.before.old.version, count=told.counted(ready.before)
        )
    for path, _ in ready.files:
        yield gettext("{path} written").format(path=path)


# --- new ----------------------------------------------------------------------------------


class WrongWord(AssessError):
    """An id or a language that cannot be one."""

    def __init__(self, text: str, hint: str, **details: str) -> None:
        said = gettext(N_("'{text}' cannot be used — {hint}"))
        super().__init__(said.format(text=text, hint=gettext(hint).format(**details)))


class AlreadyThere(AssessError):
    """Something would be overwritten."""

    def __init__(self, path: Path) -> None:
        said = gettext(N_("{path} is there already, and nothing is overwritten — choose another"))
        super().__init__(said.format(path=path))


def new_questionnaire(options: argparse.Namespace) -> int:
    """Write the folder of a new questionnaire."""
    from assess.definitions.drafting.skeletons import questionnaire_files

    _require_id(options.id)
    folder = options.output / options.id
    if folder.exists():
        raise AlreadyThere(folder)
    files = questionnaire_files(options.id, _languages(options.languages) or ("en",))
    _write({folder / name: text for name, text in files.items()})
    _go_on(folder)
    return DONE


def new_dimension(options: argparse.Namespace) -> int:
    """Write the file of a new dimension beside the manifest of its questionnaire."""
    from assess.definitions.drafting.placing import surroundings_of
    from assess.definitions.drafting.skeletons import dimension_file

    _require_id(options.id)
    folder: Path = options.output
    around = surroundings_of(folder, _languages(options.languages))
    path = folder / f"{options.id}.yaml"
    if path.exists() or options.id in around.taken:
        raise AlreadyThere(path)
    _write({path: dimension_file(options.id, around.free_id(options.id), around)})
    said = gettext("name {file} under “dimensions” of the manifest, and give it points in profiles")
    if not (folder / MANIFEST).exists():
        said = gettext(
            "no manifest.yaml lies beside it — move it to one, or name its folder with -o"
        )
    print(said.format(file=path.name))
    _go_on(folder)
    return DONE


def new_item(options: argparse.Namespace) -> int:
    """Print a new item, or add it at the end of a dimension."""
    from assess.definitions.drafting.placing import surroundings_of, with_item
    from assess.definitions.drafting.skeletons import item_block

    _require_id(options.id)
    languages = _languages(options.languages)
    if options.into is None:
        around = surroundings_of(Path(), languages)
        print(item_block(options.type, options.id, around), end="")
        return DONE
    _overwrite(options.into, with_item(options.into, options.type, options.id, languages))
    said = gettext("{id} added to {path}")
    print(said.format(id=options.id, path=options.into))
    _go_on(options.into.parent)
    return DONE


def _require_id(id: str) -> None:
    if not _ID.fullmatch(id):
        raise WrongWord(id, N_("an id is a word of letters, digits, “-” and “_” from a letter on"))


def _languages(text: str | None) -> tuple[str, ...]:
    """The languages in a list such as “en,zh-Hans”; none where none is given."""
    if text is None:
        return ()
    from assess.definitions.languages import is_language, meant_by

    languages = tuple(each.strip() for each in text.split(","))
    for each in languages:
        near = meant_by(each)
        if near and not is_language(each):
            raise WrongWord(each, N_("did you mean '{near}'?"), near=near)
        if not near or languages.count(each) > 1:
            raise WrongWord(each, N_("write languages once each, as in “en,zh-Hans”"))
    return languages


def _write(files: dict[Path, str]) -> None:
    """Write files that are not there; whoever was faster keeps theirs."""
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            raise AlreadyThere(path) from None
        print(gettext("{path} written").format(path=path))


def _overwrite(path: Path, content: bytes) -> None:
    from assess.files import write_whole

    write_whole(path, content)


def _go_on(folder: Path) -> None:
    said = gettext("write what begins with “TODO”; “{command}” tells what is missing")
    print(said.format(command=f"assess check {folder}"))
