"""What every template may use, whether it becomes a page or a PDF."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assess import resources
from assess.core.typefaces import chinese_typefaces
from assess.language import NAMES, current, gettext, languages, name_of, ngettext
from assess.rendering import charts, method, sentences, survey_words, wording
from assess.rendering.filters import FILTERS


def equip(environment: Environment) -> None:
    """Give a Jinja environment our filters, words, sentences and charts."""
    environment.undefined = StrictUndefined
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.filters.update(FILTERS)
    environment.filters["gate_name"] = wording.gate_name
    environment.filters["reason"] = wording.reason
    environment.globals.update(
        _=gettext,
        charts=charts,
        chinese_typefaces=chinese_typefaces,
        current_language=current,
        language_names=NAMES,
        languages=languages,
        method=method,
        name_of=name_of,
        ngettext=ngettext,
        sentences=sentences,
        survey_words=survey_words,
        wording=wording,
    )


@cache
def environment() -> Environment:
    """The environment of everything that is not a request."""
    made = Environment(loader=FileSystemLoader(resources.templates()), autoescape=True)
    equip(made)
    return made
