"""A brand is read from its folder, and what is wrong with it is told at its place."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from assess.core.brand import ACCENT, LARGEST_LOGO, LONGEST, Brand
from assess.definitions.brands import BRAND, load_brand
from assess.definitions.problems import UnreadableFile
from assess.language import speaking
from tests.definitions.brands import NORTHLIGHT, SVG, drawn, northlight, problems, sentences
from tests.definitions.files import spoilt, unmarked

PAGE = Path(__file__).parents[2] / "docs" / "brands.md"
PLAIN = "schema: assess/brand@1\nid: plain\nname: Plain\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return northlight(tmp_path)


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


def test_the_folder_itself_may_be_reached_by_a_link(folder, tmp_path):
    (tmp_path / "ours").symlink_to(folder)

    assert load_brand(tmp_path / "ours").logo is not None


def test_a_folder_without_a_brand_cannot_be_read(tmp_path):
    with pytest.raises(UnreadableFile):
        load_brand(tmp_path)


def test_a_problem_is_told_in_chinese(folder):
    problems(folder, NORTHLIGHT.replace("#7A1F3D", "#777777"), drawn("<script/>"))

    with speaking("zh-Hans"):
        colour, script = sentences(folder)
    assert "强调色#777777在白底上的对比度为4.47:1，低于4.5:1" in colour
    assert "不允许使用元素<script>" in script


# The page that teaches the format


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
