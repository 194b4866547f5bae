"""Nothing that people write is obeyed: it stays text and leads nowhere."""

from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5

from assess.language import speaking
from assess.rendering import pdf, places
from assess.rendering.pdf import render_report, report_html
from assess.rendering.presentation import Presentation
from tests.rendering.hostile import ENGLISH, FIELDS, reported, written
from tests.rendering.pages import Printed

WAYS_OUT = {
    "image": '<img src="{url}" onerror="fetch(1)">',
    "image set": '<img srcset="{url} 2x">',
    "picture": '<picture><source srcset="{url}"></picture>',
    "object": '<object data="{url}"></object>',
    "embed": '<embed src="{url}">',
    "frame": '<iframe src="{url}" srcdoc="<p>x"></iframe>',
    "video": '<video poster="{url}" src="{url}"></video>',
    "audio": '<audio src="{url}"></audio>',
    "picture in a picture": '<svg><image href="{url}" xlink:href="{url}"/></svg>',
    "use": '<svg><use href="{url}#x"/></svg>',
    "foreign": '<svg><foreignObject><img src="{url}"></foreignObject></svg>',
    "background": '<p style="background: url({url})">',
    "import": "<style>@import '{url}';</style>",
    "font": "</style><style>@font-face{{font-family:x;src:url({url})}}",
    "cursor": "<style>*{{cursor:url({url}),auto}}</style>",
    "generated": "<style>p::before{{content:url({url})}}</style>",
    "marker": "<style>li{{list-style-image:url({url})}}</style>",
    "border": "<style>p{{border-image:url({url}) 1}}</style>",
    "mask": "<style>p{{mask:url({url});filter:url({url}#f)}}</style>",
    "shape": "<style>p{{shape-outside:url({url});float:left}}</style>",
    "style sheet": '<link rel="stylesheet" href="{url}">',
    "icon": '<link rel="icon" href="{url}">',
    "attached": '<link rel="attachment" href="{url}">',
    "attachment": '<a rel="attachment" href="{url}">x</a>',
    "base": '<base href="{url}/">',
    "refresh": '<meta http-equiv="refresh" content="0;url={url}">',
    "script": '<script src="{url}"></script>',
    "script address": "<a href=\"javascript:fetch('{url}')\">x</a>",
    "link": '<a href="{url}">x</a> {url}',
    "form": '<form action="{url}"><input name="x"><button>x</button></form>',
    "data": "<img src=\"data:image/svg+xml,<svg><image href='{url}'/></svg>\">",
    "entity": "<!DOCTYPE x [<!ENTITY e SYSTEM '{url}'>]><x>&e;</x>",
    "instruction": '<?xml-stylesheet href="{url}"?><!--x--><![CDATA[<img src="{url}">]]>',
    "inclusion": '<xi:include href="{url}" parse="text"/>',
    "template": "{{{{ url_for('{url}') }}}}{{% include '{url}' %}}",
    "attribute": '" style="background:url({url})" x=\'',
    "markdown": "![x]({url}) [x](javascript:x) =HYPERLINK({url})",
}
SECRET = "the secret of the file"


@cache
def plain() -> Element:
    return parsed("lorem")


def parsed(words: str) -> Element:
    """The page as the printer reads it, with these words in every field."""
    with speaking("en"):
        html = report_html(reported(written(lambda field: f"{field}: {words}")), ENGLISH)
    found: Element = tinyhtml5.parse(html.replace("\u200b", ""), namespace_html_elements=False)
    return found


@pytest.mark.parametrize("way", WAYS_OUT)
def test_what_looks_like_markup_stays_text_in_every_field(way):
    construct = WAYS_OUT[way].format(url="http://127.0.0.1:1/x")
    seen = set()

    for found, wanted in zip_longest(parsed(construct).iter(), plain().iter()):
        assert found.tag == wanted.tag
        assert found.attrib.keys() == wanted.attrib.keys()
        for got, told in ((found.text, wanted.text), (found.tail, wanted.tail)):
            if told and "lorem" in told:
                assert got == told.replace("lorem", construct)
                seen |= {field for field in FIELDS if f"{field}: lorem" in told}
            elif got != told:
                # The seal and its drawing depend on the answers, and nothing else does.
                assert construct not in (got or "")
    assert seen == set(FIELDS)


@pytest.mark.pdf
@pytest.mark.parametrize(
    "language", ["en", pytest.param("zh-Hans", marks=pytest.mark.night)], indirect=True
)
def test_a_report_full_of_ways_out_reaches_nothing(canary, tmp_path, monkeypatch, language):
    secret = tmp_path / "secret.svg"
    secret.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg"><text y="9">{SECRET}</text></svg>', "utf-8"
    )
    # All the ways at once are longer than a name may be.
    monkeypatch.setattr(places, "MOST_CHARACTERS", 1_000_000)
    urls = (canary.address, secret.as_uri())
    ways = " ".join(way.format(url=url) for url in urls for way in WAYS_OUT.values())
    printed = Printed(
        render_report(reported(written(lambda _: ways)), Presentation(language=language))
    )

    assert canary.songs == 0
    said = "".join(page.plain for page in printed.pages)
    assert SECRET.replace(" ", "") not in said
    assert SECRET.encode() not in printed.bytes
    assert said.count("foreignObject") >= 2 * len(urls) * len(FIELDS)
    assert set(printed.reader.attachments) == {pdf.ANSWERS_FILE, pdf.RESULT_FILE}
    assert not {"/OpenAction", "/AA", "/AcroForm"} & printed.reader.root_object.keys()
    assert "/JavaScript" not in printed.reader.root_object.get("/Names", {})
    assert set(_actions(printed)) <= {"#"}


def _actions(printed: Printed) -> Iterator[str]:
    """What each annotation of a file does: "#" leads to a place inside it."""
    places = printed.reader.named_destinations
    for page in printed.reader.pages:
        for reference in page.get("/Annots", []):
            annotation = reference.get_object()
            inside = annotation["/Subtype"] == "/Link" and annotation.get("/Dest") in places
            yield "#" if inside and "/A" not in annotation else str(annotation)
