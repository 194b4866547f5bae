from dataclasses import replace
from textwrap import dedent

import pytest

from assess.definitions.checking import check
from assess.definitions.glossary import Term, load_glossary
from assess.definitions.problems import InvalidDefinition
from tests.definitions.files import MANIFEST, load, seen

GLOSSARY = dedent(
    """\
    schema: assess/glossary@1
    terms:
      - text: contact point
        means: Where customer and organization meet
        never: {en: [touchpoint]}
      - {text: lead, ambiguous: true}
    """
)


@pytest.fixture
def read(tmp_path):
    def read(text: str) -> tuple[Term, ...]:
        path = tmp_path / "glossary.yaml"
        path.write_text(text, encoding="utf-8")
        return load_glossary(path, load(tmp_path))

    return read


def test_a_glossary_holds_terms(read):
    point, lead = read(GLOSSARY)

    assert (point.text.source, dict(point.never)) == ("contact point", {"en": ("touchpoint",)})
    assert point.means is not None
    assert point.means.source == "Where customer and organization meet"
    assert (point.ambiguous, lead.ambiguous) == (False, True)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("assess/glossary@1", "assess/glossary@2", "S204"),
        ("never:", "nevr:", "S201"),
        ("text: lead", "test: lead", "S202"),
        ("terms:", "- terms:", "Y102"),
    ],
)
def test_every_problem_of_a_glossary_is_told(read, old, new, code):
    with pytest.raises(InvalidDefinition) as told:
        read(GLOSSARY.replace(old, new))

    assert code in [found[-1] for found in seen(told.value)]


def test_a_draft_may_lack_translations_here_too(tmp_path):
    path = tmp_path / "glossary.yaml"
    path.write_text(
        GLOSSARY.replace("text: lead", "text: {en: lead, zh-Hans: 潜客}"), encoding="utf-8"
    )
    two = MANIFEST.replace("languages: [en]", "languages: [en, zh-Hans]")
    draft = load(tmp_path, manifest=two.replace("status: released", "status: draft"))

    point, lead = load_glossary(path, draft)

    assert (point.text.within("zh-Hans"), lead.text.within("zh-Hans")) == (
        "contact point [en]",
        "潜客",
    )
    with pytest.raises(InvalidDefinition) as told:
        load_glossary(path, replace(draft, status="released"))
    assert {code for *_, code in seen(told.value)} == {"T301"}
    assert {warning.fault.code for warning in check([tmp_path]).warnings} == {"T301"}
