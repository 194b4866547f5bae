"""A brand that has everything, to be spoilt in tests."""

from pathlib import Path
from textwrap import dedent

import pytest

from assess.core.faults import Translate
from assess.definitions.brands import BRAND, load_brand
from assess.definitions.problems import InvalidDefinition
from assess.language import gettext
from tests.definitions.files import Found, seen, spoilt

NORTHLIGHT = dedent(
    """\
    schema: assess/brand@1
    id: northlight
    name: Northlight
    accent: "#7A1F3D"
    logo: logo.svg
    alt: {en: A star, zh-Hans: 一颗星}
    contact: hello@northlight.example
    disclaimer: {en: For the board., zh-Hans: 仅供董事会。}
    white_label: true
    """
)
SVG = dedent(
    """\
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- Drawn by hand -->
    <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
         xmlns:ink="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 8 8">
      <title>Star</title>
      <ink:grid ink:file="C:\\logos" id="grid"/>
      <style>.a { fill: url( "#b" ) } .c { clip-path: url(#d) }</style>
      <defs><linearGradient id="b" xlink:href="#e"/><path id="f" d="M0 0h8v8z"/></defs>
      <use href="#f" class="a" fill="url(#b)" style="mask: url('#g')"/>
    </svg>
    """
)


def northlight(folder: Path) -> Path:
    """A new folder in this one, with the brand in it."""
    made = folder / "northlight"
    made.mkdir()
    (made / BRAND).write_text(NORTHLIGHT, encoding="utf-8")
    (made / "logo.svg").write_text(SVG, encoding="utf-8")
    return made


def drawn(inside: str) -> str:
    """The drawing with something more in it, on a line of its own."""
    return spoilt(SVG, ("  <title>", f"{inside}\n  <title>"))


def problems(folder: Path, text: str = NORTHLIGHT, logo: str | bytes = SVG) -> list[Found]:
    """What is wrong with a brand of this text and this logo, as file, line, column and code."""
    (folder / BRAND).write_text(text, encoding="utf-8")
    (folder / "logo.svg").write_bytes(logo if isinstance(logo, bytes) else logo.encode())
    try:
        load_brand(folder)
    except InvalidDefinition as error:
        return seen(error) or [("fails without a word", 0, 0, "")]
    return []


def sentences(folder: Path, translate: Translate = gettext) -> list[str]:
    """What is told of a brand that cannot be used."""
    with pytest.raises(InvalidDefinition) as told:
        load_brand(folder)
    return [problem.sentence(translate) for problem in told.value.problems]
