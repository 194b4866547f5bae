"""A region that is a code is shown with its country, and kept as it was typed."""

from dataclasses import replace
from functools import cache

import pytest

from assess.core.record import assessment_record
from assess.language import speaking
from assess.rendering.filters import fact, region
from assess.rendering.outputs import render
from assess.rendering.pdf import report_html
from assess.rendering.presentation import Presentation
from tests.rendering.cases import compiled, harbour, shipped
from tests.rendering.readers import READERS

SHOWN = {"en": "China (CN-ZJ)", "zh-Hans": "中国（CN-ZJ）"}


@pytest.mark.parametrize(
    ("code", "english", "chinese"),
    [
        ("CN-ZJ", "China (CN-ZJ)", "中国（CN-ZJ）"),
        ("GB-YOR", "United Kingdom (GB-YOR)", "英国（GB-YOR）"),
        ("US-6", "United States (US-6)", "美国（US-6）"),
        ("FR", "France (FR)", "法国（FR）"),
        ("Ningbo", "Ningbo", "Ningbo"),
        ("宁波", "宁波", "宁波"),
        ("cn-zj", "cn-zj", "cn-zj"),
        ("CN-ZHEJ", "CN-ZHEJ", "CN-ZHEJ"),
        ("CN-ZJ and more", "CN-ZJ and more", "CN-ZJ and more"),
        ("CN-ZJ\n", "CN-ZJ\n", "CN-ZJ\n"),
        ("QQ-ZJ", "QQ-ZJ", "QQ-ZJ"),
        ("ZZ", "ZZ", "ZZ"),
        ("EU", "EU", "EU"),
        ("\u202eCN", "CN", "CN"),
    ],
    ids=ascii,
)
def test_a_code_is_shown_behind_its_country_and_all_else_as_typed(code, english, chinese):
    for language, shown in (("en", english), ("zh-Hans", chinese)):
        with speaking(language):
            assert region(code) == shown


def test_only_the_region_is_taken_for_a_code():
    with speaking("en"):
        assert fact("CN", shipped(), "region") == "China (CN)"
        assert fact("CN", shipped(), "dealers") == "CN"


@cache
def texts(ending: str, language: str) -> str:
    file = render(compiled(harbour()), Presentation(language=language), ending)
    return "\n".join(READERS[ending](file))


@pytest.mark.parametrize("ending", READERS)
def test_every_format_names_the_country(ending, language):
    said = texts(ending, language)

    assert said.count("CN-ZJ") == said.count(SHOWN[language]) > 0


@pytest.mark.parametrize("edition", ["full", "summary", "board"])
def test_every_edition_names_the_country(language, edition):
    shown = replace(Presentation(language=language), edition=edition)
    with speaking(language):
        html = report_html(compiled(harbour()), shown)

    assert html.count("CN-ZJ") == html.count(SHOWN[language]) > 0


def test_what_is_compared_and_sealed_is_the_code(language):
    with speaking(language):
        report = compiled(harbour())
        assert SHOWN[language] in report_html(report, Presentation(language=language))
    record = assessment_record(report.assessment)

    assert record["organization"]["facts"]["region"] == "CN-ZJ"  # type: ignore[index]
