import os
import re
from dataclasses import fields
from pathlib import Path
from textwrap import dedent
from threading import Timer
from types import SimpleNamespace

import pytest

from assess.core.brand import ACCENT, LARGEST_LOGO, LONGEST, Brand
from assess.core.faults import Translate
from assess.definitions import logos
from assess.definitions.brands import BRAND, load_brand
from assess.definitions.problems import InvalidDefinition, UnreadableFile
from assess.language import gettext, speaking
from tests.definitions.files import Found, seen, spoilt, unmarked

PAGE = Path(__file__).parents[2] / "docs" / "brands.md"

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
PLAIN = "schema: assess/brand@1\nid: plain\nname: Plain\n"
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
PNG = b"\x89PNG\r\n\x1a\n and so on"
JPEG = b"\xff\xd8\xff\xe0 and so on"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a brand that has everything."""
    folder = tmp_path / "northlight"
    folder.mkdir()
    (folder / BRAND).write_text(NORTHLIGHT, encoding="utf-8")
    (folder / "logo.svg").write_text(SVG, encoding="utf-8")
    return folder


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
    with pytest.raises(InvalidDefinition) as told:
        load_brand(folder)
    return [problem.sentence(translate) for problem in told.value.problems]


def test_a_brand_is_read_from_its_folder(folder):
    brand = load_brand(folder)

    assert (brand.id, brand.accent, brand.white_label) == ("northlight", "#7A1F3D", True)
    assert brand.disclaimer is not None
    assert brand.disclaimer.within("zh-Hans") == "仅供董事会。"
    assert brand.logo is not None
    assert (brand.logo.media_type, brand.logo.data) == ("image/svg+xml", SVG.encode())
    assert brand.logo.alt.within("zh-Hans") == "一颗星"


def test_a_name_is_enough(folder):
    assert problems(folder, PLAIN) == []
    brand = load_brand(folder)

    assert (brand.accent, brand.white_label) == (ACCENT, False)
    assert (brand.logo, brand.contact, brand.disclaimer) == (None, None, None)


def test_a_text_without_a_language_is_the_same_in_all(folder):
    assert (
        problems(folder, spoilt(NORTHLIGHT, ("{en: A star, zh-Hans: 一颗星}", "Ein Stern"))) == []
    )
    brand = load_brand(folder)

    assert brand.logo is not None
    assert brand.contact is not None
    for text in (brand.name, brand.contact, brand.logo.alt):
        assert text.within("zh-Hans") == text.within("en")
        assert "[en]" not in text.within("zh-Hans")


def test_a_text_may_have_every_language_and_lack_those_of_which_it_has_another_kind(folder):
    (folder / "brand.yaml").write_text(NORTHLIGHT, encoding="utf-8")
    brand = load_brand(folder)
    assert brand.disclaimer is not None
    # The words of a brand are names: they bear no mark.
    assert brand.disclaimer.within("zh-Hant") == "仅供董事会。"

    said = spoilt(NORTHLIGHT, ("zh-Hans: 仅供董事会。", "zh-Hans: 仅供, zh-Hant: 僅供"))
    (folder / "brand.yaml").write_text(said, encoding="utf-8")
    brand = load_brand(folder)
    assert brand.disclaimer is not None
    assert brand.disclaimer.within("zh-Hant") == "僅供"

    lacks = spoilt(NORTHLIGHT, ("{en: A star, zh-Hans: 一颗星}", "{en: A star}"))
    assert [code for *_, code in problems(folder, lacks)] == ["T301"]


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


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("assess/brand@1", "§assess/brand@2", "S204"),
        ("contact: h", "§contcat: h", "S201"),
        ("name: Northlight", "name: §''", "T303"),
        ("name: Northlight", "name: §{en: Northlight}", "T301"),
        ("name: Northlight", "name: §{zh-Hans: 北光}", "T301"),
        ("name: Northlight", "name: {en: A, zh-Hans: 北, §de: B}", "T302"),
        ("name: Northlight", "name: §[Northlight]", "S203"),
        ('accent: "#7A1F3D"', "accent:§ #7A1F3D", "B101"),
        ('accent: "#7A1F3D"', "accent:§", "B101"),
        ('"#7A1F3D"', "§crimson", "B101"),
        ('"#7A1F3D"', '§"#7A1F3"', "B101"),
        ('"#7A1F3D"', '§["#7A1F3D"]', "S203"),
        ('"#7A1F3D"', '§"#777777"', "B102"),
        ("logo: logo.svg", "logo:§", "S203"),
        ("logo: logo.svg", "logo: §{en: logo.svg}", "S203"),
        ("logo: logo.svg", "logo: §../northlight/logo.svg", "B103"),
        ("logo: logo.svg", "logo: §/dev/zero", "B103"),
        ("logo: logo.svg", "logo: §logo.png", "B104"),
        ("logo: logo.svg", "logo: §.", "B104"),
        ("logo: logo.svg", 'logo: §"logo\\0.svg"', "B104"),
        ("logo: logo.svg", f"logo: §{'long' * 1000}", "B104"),
        ("logo: logo.svg", "logo: §brand.yaml", "B106"),
        ("logo: logo.svg\nalt: {en: A star, zh-Hans: 一颗星}", "§logo: logo.svg", "B113"),
        ("alt: {en: A star, zh-Hans: 一颗星}", "alt:§", "T303"),
        ("alt: {en: A star, zh-Hans: 一颗星}", "alt: §[A star]", "S203"),
        ("hello@northlight.example", f"§{'c' * 201}", "B114"),
        ("white_label: true", "white_label: §yes", "S203"),
    ],
)
def test_a_fault_is_told_at_its_place(folder, old, new, code):
    text, place = unmarked(spoilt(NORTHLIGHT, (old, new)))

    assert problems(folder, text) == [(BRAND, *place, code)]


def test_id_and_name_are_required(folder):
    found = problems(folder, "schema: assess/brand@1\n")

    assert found == [(BRAND, 1, 1, "S202")] * 2


@pytest.mark.parametrize("text", ["", "a: [\n", "- schema: assess/brand@1\n", "brand\n"])
def test_a_file_that_is_no_brand_is_told(folder, text):
    assert len(problems(folder, text)) == 1


def test_all_problems_are_told_in_one_run(folder):
    text = spoilt(
        NORTHLIGHT,
        ("id: northlight\n", ""),
        ("name: Northlight", f"name: {'N' * 81}"),
        ('"#7A1F3D"', "[]"),
        ("alt: {en: A star, zh-Hans: 一颗星}\n", ""),
        ("contact:", "contcat:"),
        (
            "{en: For the board., zh-Hans: 仅供董事会。}",
            f"{{en: {'d' * 601}, zh-Hans: {'免' * 601}}}",
        ),
        ("white_label: true", "white_label: perhaps"),
    )
    logo = SVG.replace("<title>", '<title onclick="x()"><script/>')

    assert {(file, code) for file, _, _, code in problems(folder, text, logo)} == {
        *((BRAND, code) for code in ("S201", "S202", "S203", "B113", "B114")),
        *(("logo.svg", code) for code in ("B110", "B111")),
    }
    assert sum(code == "B114" for *_, code in problems(folder, text, logo)) == 3


@pytest.mark.parametrize(("key", "limit"), [*LONGEST.items()])
@pytest.mark.parametrize("sign", ["a", "文"])
def test_a_text_may_be_as_long_as_it_may_in_each_language(folder, key, limit, sign):
    rest = "".join(line for line in NORTHLIGHT.splitlines(True) if not line.startswith(f"{key}:"))
    long = f"{rest}{key}: {{en: A, zh-Hans: {sign * limit}}}\n"
    longer, place = unmarked(f"{rest}{key}: {{en: A, zh-Hans: §{sign * (limit + 1)}}}\n")

    assert problems(folder, long) == []
    assert problems(folder, longer) == [(BRAND, *place, "B114")]
    (said,) = sentences(folder)
    assert f"{key}.zh-Hans has {limit + 1} characters, more than {limit}" in said


def test_a_contrast_of_four_and_a_half_is_enough(folder):
    assert problems(folder, spoilt(NORTHLIGHT, ("#7A1F3D", "#767676"))) == []


def test_a_contrast_that_is_too_low_is_never_rounded_up(folder):
    problems(folder, spoilt(NORTHLIGHT, ("#7A1F3D", "#777777")))

    (said,) = sentences(folder)
    assert "#777777 has a contrast of 4.47:1 on white, below 4.5:1" in said


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


def test_the_folder_itself_may_be_reached_by_a_link(folder, tmp_path):
    (tmp_path / "ours").symlink_to(folder)

    assert load_brand(tmp_path / "ours").logo is not None


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


def test_a_folder_without_a_brand_cannot_be_read(tmp_path):
    with pytest.raises(UnreadableFile):
        load_brand(tmp_path)


# --- drawings -------------------------------------------------------------------------


def drawn(inside: str) -> str:
    """The drawing with something more in it, on a line of its own."""
    return spoilt(SVG, ("  <title>", f"{inside}\n  <title>"))


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


def test_a_problem_is_told_in_chinese(folder):
    problems(folder, NORTHLIGHT.replace("#7A1F3D", "#777777"), drawn("<script/>"))

    with speaking("zh-Hans"):
        colour, script = sentences(folder)
    assert "强调色#777777在白底上的对比度为4.47:1，低于4.5:1" in colour
    assert "不允许使用元素<script>" in script


# --- the page that teaches the format -------------------------------------------------


def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_the_example_of_the_page_loads(folder):
    (example,) = re.findall(r"^```yaml\n(.*?)^```", page(), re.MULTILINE | re.DOTALL)

    assert problems(folder, example) == []
    brand = load_brand(folder)
    assert all(getattr(brand, field.name) for field in fields(Brand))


def test_the_page_tells_every_key_and_every_limit():
    rows = dict(re.findall(r"^\| `(\w+)` \|(.*)$", page(), re.MULTILINE))

    assert set(rows) == {"alt", *(field.name for field in fields(Brand))}
    assert ACCENT in rows["accent"]
    for key, limit in LONGEST.items():
        assert f"at most {limit} characters" in rows[key]
    assert f"at most {LARGEST_LOGO // 1024} KiB" in page()
    assert "at least 4.5:1" in page()
