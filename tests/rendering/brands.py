"""Brands to print reports under: one of few words, and one that says all it may."""

from dataclasses import replace

from assess.core.brand import LONGEST, Brand, Logo
from assess.core.text import Text

DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30" viewBox="0 0 90 30">'
    b'<rect width="90" height="30" fill="#7A2048"/></svg>'
)
BRAND = Brand(
    id="northlight",
    name=Text({"en": "Northlight Advisory", "zh-Hans": "北光咨询"}),
    accent="#7A2048",
    logo=Logo(media_type="image/svg+xml", data=DRAWING, alt=Text({"en": "Lamp", "zh-Hans": "灯"})),
    contact=Text({"en": "hello@northlight.example", "zh-Hans": "hello@northlight.example"}),
    disclaimer=Text({"en": "As told to us by the client.", "zh-Hans": "依据客户提供的情况。"}),
    white_label=True,
)


def long(key: str, english: str, chinese: str) -> Text:
    """A text of a brand as long as it may be in both languages."""
    said = {"en": english, "zh-Hans": chinese}
    return Text({name: (words * 99)[: LONGEST[key] - 1] + "。" for name, words in said.items()})


WORDY = replace(
    BRAND,
    name=long("name", "Northlight Advisory and Partners ", "北光管理咨询有限公司"),
    contact=long(
        "contact", "hello@northlight.example, 12 Quay Street ", "杭州市文三路12号 a@b.cn "
    ),
    disclaimer=long(
        "disclaimer",
        "It rests on what was said and shown and is meant for the organization alone. ",
        "本报告依据评价期间的陈述和所见材料编写，仅供委托组织使用；",
    ),
)

BRANDS = {"none": None, "few words": BRAND, "many words": WORDY}
