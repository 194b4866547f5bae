"""The logo of a brand is a picture that lies beside it, and only a picture."""

import os
import re
from pathlib import Path
from threading import Timer
from types import SimpleNamespace

import pytest

from assess.core.brand import LARGEST_LOGO
from assess.definitions import logos
from assess.definitions.brands import BRAND, load_brand
from tests.definitions.brands import NORTHLIGHT, SVG, drawn, northlight, problems, sentences
from tests.definitions.files import spoilt, unmarked

PNG = b"\x89PNG\r\n\x1a\n and so on"
JPEG = b"\xff\xd8\xff\xe0 and so on"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return northlight(tmp_path)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PNG, "image/png"),
        (JPEG, "image/jpeg"),
        (SVG.encode(), "image/svg+xml"),
        (b"\xef\xbb\xbf" + SVG.encode(), "image/svg+xml"),
        (b'\n <svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"),
    ],
)
def test_the_first_bytes_say_what_a_logo_is(folder, data, kind):
    assert problems(folder, logo=data) == []
    logo = load_brand(folder).logo

    assert logo is not None
    assert (logo.media_type, logo.data) == (kind, data)


def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path):
    (tmp_path / "secret.png").write_bytes(PNG)
    (folder / "logo.png").symlink_to(tmp_path / "secret.png")
    (folder / "pictures").symlink_to(tmp_path)
    (folder / "loop.png").symlink_to(folder / "loop.png")

    for name, code in [
        ("logo.png", "B103"),
        ("pictures/secret.png", "B103"),
        ("loop.png", "B104"),
    ]:
        text, place = unmarked(spoilt(NORTHLIGHT, ("logo.svg", f"§{name}")))
        assert problems(folder, text) == [(BRAND, *place, code)]


def test_a_path_from_the_root_is_refused_even_into_the_folder(folder):
    text, place = unmarked(spoilt(NORTHLIGHT, ("logo.svg", f"§{folder / 'logo.svg'}")))

    assert problems(folder, text) == [(BRAND, *place, "B103")]


def test_a_pipe_is_not_read(folder):
    os.mkfifo(folder / "pipe")
    end = os.open(folder / "pipe", os.O_RDWR)
    os.write(end, PNG)
    patience = Timer(5, os.close, [end])  # whoever reads the pipe waits until it is closed
    patience.start()
    text, place = unmarked(spoilt(NORTHLIGHT, ("logo.svg", "§pipe")))

    assert problems(folder, text) == [(BRAND, *place, "B104")]
    patience.cancel()
    os.close(end)


def test_a_link_within_the_folder_is_followed(folder):
    (folder / "current.svg").symlink_to("logo.svg")

    assert problems(folder, spoilt(NORTHLIGHT, ("logo.svg", "current.svg"))) == []


def test_a_logo_may_have_512_kib_and_no_more(folder):
    largest = PNG.ljust(LARGEST_LOGO, b"\0")
    text, place = unmarked(spoilt(NORTHLIGHT, ("logo: ", "logo: §")))

    assert problems(folder, logo=largest) == []
    assert problems(folder, text, largest + b"\0") == [(BRAND, *place, "B105")]


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"%PDF-1.7", b"\xff\xfe<\0s\0", b"svg", b"\x89PNG"]
)
def test_other_files_are_refused_whatever_their_name(folder, data):
    text, place = unmarked(spoilt(NORTHLIGHT, ("logo: ", "logo: §")))

    assert problems(folder, text, data) == [(BRAND, *place, "B106")]


# Drawings


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("§<script>alert(1)</script>", "B110"),
        ("§<SCRIPT/>", "B110"),
        ("<g>§<foreignObject/></g>", "B110"),
        ('§<p xmlns="http://www.w3.org/1999/xhtml"/>', "B110"),
        ('§<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>', "B110"),
        ('<a href="#f">§<set attributeName="href" to="//evil.example"/></a>', "B110"),
        ('§<animate attributeName="x"/>', "B110"),
        ('§<g onload="x()"/>', "B111"),
        ('§<g ONCLICK="x()"/>', "B111"),
        ('§<image href="https://evil.example/a.png"/>', "B112"),
        ('§<image xlink:href="a.png"/>', "B112"),
        ('§<image href="data:image/svg+xml,&lt;svg/&gt;"/>', "B112"),
        ('§<a href="&#x6a;avascript:x()"/>', "B112"),
        ('§<use href=" other.svg#f"/>', "B112"),
        ('§<l:use xmlns:l="http://www.w3.org/1999/xlink" l:href="//evil.example#f"/>', "B112"),
        ('§<g xml:base="https://evil.example/"/>', "B112"),
        ('§<g fill="url(https://evil.example/#a)"/>', "B112"),
        ("§<g style=\"fill: url( 'other.svg#a' )\"/>", "B112"),
        ('§<g style="fill: URL(&#x2f;/evil.example)"/>', "B112"),
        ('§<g fill="u\\72l(//evil.example)"/>', "B112"),
        ("§<g style=\"mask: image-set('//evil.example/a.png' 1x)\"/>", "B112"),
        ("<style>@import '//evil.example';§</style>", "B112"),
        ("<style>@im<!-- -->port '//evil.example';§</style>", "B112"),
        ("<style><![CDATA[@IMPORT '//evil.example';]]>§</style>", "B112"),
        ("<style><style/>@\\69mport '//evil.example';§</style>", "B112"),
        ("<style>@im<style/>port 'a.css';§</style>", "B112"),
        ("<STYLE>@import 'a.css';§</STYLE>", "B112"),
        ("<style>.a { fill: url(//evil.example) }§</style>", "B112"),
        ('§<?xml-stylesheet href="a.css"?>', "B112"),
        ("§<!ENTITY a 'b'>", "B109"),
        ("<g>§&star;</g>", "B107"),
        ("<g></§h>", "B107"),
        ('§<g x="1" x:y="2"/>', "B107"),
    ],
)
def test_a_drawing_that_does_more_than_stand_there_is_refused(folder, inside, code):
    drawing, place = unmarked(drawn(inside))

    assert problems(folder, logo=drawing) == [("logo.svg", *place, code)]


@pytest.mark.parametrize(
    "inside",
    [
        '<g id="script" class="on" aria-label="onload" transform="rotate(3)"/>',
        "<text>url(https://example.com) @import and <tspan>src(a)</tspan></text>",
        "<metadata><c:license xmlns:c='urn:c' c:resource='https://example.com'/></metadata>",
        "<?other href='a.css'?>",
        "<use href=' #f '/>",
        "<g style='fill: #fff; stroke: URL(&quot;#b&quot;)'/>",
    ],
)
def test_a_drawing_may_say_what_it_likes(folder, inside):
    assert problems(folder, logo=drawn(inside)) == []


def test_entities_are_refused_before_they_can_grow(folder):
    lines = ["<!DOCTYPE svg [", '<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 30)]
    laughs = "\n".join(lines) + ']>\n<svg xmlns="http://www.w3.org/2000/svg">&a29;</svg>'

    assert problems(folder, logo=laughs) == [("logo.svg", 1, 1, "B109")]


@pytest.mark.parametrize(
    "declaration", ["<!DOCTYPE svg>", "<!doctype html>", '<!DOCTYPE svg SYSTEM "a.dtd">']
)
def test_a_document_type_is_refused(folder, declaration):
    drawing = f'<?xml version="1.0"?>\n {declaration}<svg xmlns="http://www.w3.org/2000/svg"/>'

    assert problems(folder, logo=drawing) == [("logo.svg", 2, 2, "B109")]


@pytest.mark.parametrize(
    "drawing", ["<svg/>", "<html><svg xmlns='http://www.w3.org/2000/svg'/></html>", "<a/>"]
)
def test_the_outermost_element_is_an_svg(folder, drawing):
    assert problems(folder, logo=drawing) == [("logo.svg", 1, 1, "B108")]


@pytest.mark.parametrize(
    "drawing",
    [
        SVG.replace("UTF-8", "UTF-16").encode(),
        SVG.replace("UTF-8", "cp037").encode(),
        SVG.replace("Star", "Étoile").encode("latin-1"),
    ],
)
def test_a_drawing_is_utf_8(folder, drawing):
    line = drawing[: drawing.find(b"\xc9")].count(b"\n") + 1 if b"\xc9" in drawing else 1

    assert problems(folder, logo=drawing) == [("logo.svg", line, 1, "Y101")]


def test_a_place_counts_characters_not_bytes(folder):
    drawing, place = unmarked(drawn("<g>北光</g>§<script/>"))

    assert problems(folder, logo=drawing) == [("logo.svg", *place, "B110")]


def test_many_style_sheets_in_each_other_are_looked_through_once(folder, monkeypatch):
    words = "url(#nested) " * 12_000
    nested = "<style>" * 15_000 + words + "</style>" * 15_000
    outside, looked_through = logos._OUTSIDE, []

    def search(text: str) -> re.Match[str] | None:
        looked_through.append(text)
        return outside.search(text)

    monkeypatch.setattr(logos, "_OUTSIDE", SimpleNamespace(search=search))
    assert problems(folder, logo=drawn(nested)) == []
    assert [text for text in looked_through if "nested" in text] == [words]


def test_what_leads_out_is_quoted_on_one_line(folder):
    problems(folder, logo=drawn(f"<style>\n@import\n'//evil.example/{'a' * 500}';</style>"))

    (said,) = sentences(folder)
    assert "“@import '//evil.example/aa" in said
    assert len(said) < 250 + len(str(folder))
