"""What a problem suggests is what somebody meant, and fits what stands there."""

import pytest

from assess.definitions.faults import known_as, nearest
from assess.definitions.questionnaires import examine
from tests.definitions.files import TEXTS, sentences, spoilt, write

KINDS = "maturity, checklist, coverage, kpi, choice, rating"
CURVE = "      - {at: 60, score: 0}\n      - {at: 80, score: 0.8}\n      - {at: 90, score: 1}\n"


def curve(*points: str) -> tuple[str, str]:
    return CURVE, "".join(f"      - {{at: {point}}}\n" for point in points)


SUGGESTIONS = [
    # a word that is none of a few
    ("two", ("type: checklist", "type: check-list"), "did you mean 'checklist'?"),
    ("two", ("type: checklist", "type: Checklist"), "did you mean 'checklist'?"),
    ("two", ("type: checklist", "type: likert"), f"it must be one of {KINDS}"),
    ("two", ("better: higher", "better: high"), "did you mean 'higher'?"),
    ("one", ("verification: [sample]", "verification: [samples]"), "did you mean 'sample'?"),
    ("manifest", ("type: yes-no", "type: yesno"), "did you mean 'yes-no'?"),
    ("manifest", ("status: released", "status: Released"), "did you mean 'released'?"),
    # a key of something else
    (
        "two",
        ("    scale: share\n", "    scale: share\n    options: []\n"),
        "only items of type choice",
    ),
    (
        "two",
        ("score: 0}\n      - {id: best", "score: 0,5}\n      - {id: best"),
        "write decimals with",
    ),
    # a list, or the file's first line
    ("one", ("roles: [boss]", "roles: boss"), "write it in brackets: [boss]"),
    ("manifest", ("items: core, screening", "items: cor, screening"), "did you mean 'core'?"),
    (
        "manifest",
        ("items: core, screening", "items: M1, screening"),
        "it must be one of all, core, or a list",
    ),
    (
        "one",
        ("schema: assess/dimension@1\n", ""),
        "write “schema: assess/dimension@1” in the first",
    ),
    ("one", ("assess/dimension@1", "assess/dimension@2"), "it must be assess/dimension@1"),
    # a percentage without its sign
    ("manifest", ("each_dimension: 10%", "each_dimension: 10"), "write 10%"),
    (
        "two",
        ("- {id: best, text: Best, score: 1}", "- {id: best, text: Best, score: 60}"),
        "write 60%",
    ),
    ("two", ("text: Best, score: 1}", "text: Best, score: 600}"), "scores are shares of the best"),
    ("manifest", ("total: 150", "total: 5000"), "write a number from 0 to 1000"),
    # a curve
    (
        "two",
        curve("60, score: 0", "90, score: 1", "80, score: 0.8"),
        "write the points by rising “at”",
    ),
    ("two", curve("60, score: 0", "80%, score: 0.8", "90, score: 1"), "write 80 without “%”"),
    (
        "two",
        curve("60, score: 1", "80, score: 0.8", "90, score: 0"),
        "write “better: lower”, or turn",
    ),
    ("two", curve("60, score: 1"), "add points, at least the worst and the best value"),
    # what there is instead
    ("two", ("scale: share", "scale: Share"), "did you mean 'share'?"),
    (
        "one",
        ("    points: 10\n    needs: [M1]", "    points: 10\n    needs: [Q9]"),
        "known are M1, P1",
    ),
    ("two", ("    scale: share\n", "    scale: share\n    stage: early\n"), "there is none yet"),
    # a fact in a condition
    ("one", ("facts.sector == 'retail'", "facts.listed == 'true'"), "write true without quotation"),
    ("one", ("facts.sector == 'retail'", "facts.headcount > '50'"), "write 50 without quotation"),
    ("one", ("facts.sector == 'retail'", "facts.sector == 'retial'"), "did you mean 'retail'?"),
    ("one", ("facts.sector == 'retail'", "facts.headcount == true"), "it can be a number"),
    ("manifest", (", choices: [{id: retail, text: Retail}]", ""), "add at least one"),
    # a file
    ("manifest", ("[one.yaml, two.yaml]", "[one.yaml, tow.yaml]"), "did you mean 'two.yaml'?"),
    ("manifest", ("[one.yaml, two.yaml]", "[one.yaml, two]"), "did you mean 'two.yaml'?"),
    ("manifest", ("[one.yaml, two.yaml]", "[one.yaml, x]"), "name a file that lies beside"),
    # an id
    (
        "one",
        ("  - id: P1\n", "  - id: P 1\n"),
        "write letters, digits, “-” and “_”, a letter first",
    ),
    (
        "one",
        ("  - id: P1\n", "  - id: 渠道\n"),
        "write letters, digits, “-” and “_”, a letter first",
    ),
    (
        "manifest",
        ("id: small\n", "id: small/one\n"),
        "write letters, digits, “-” and “_”, a letter",
    ),
    (
        "manifest",
        ("{id: listed,", "{id: is-listed,"),
        "write letters, digits and “_”, a letter first",
    ),
    ("two", ("{id: best, text", "{id: the best, text"), "write letters, digits, “-”, “_” and “.”"),
    # levels
    (
        "manifest",
        ("- {level: 2, name: Second", "- {level: 1, name: Second"),
        "number the levels 1, 2",
    ),
]


@pytest.mark.parametrize(("file", "change", "cure"), SUGGESTIONS)
def test_a_problem_suggests_what_was_meant(tmp_path, file, change, cure):
    told = sentences(tmp_path, **{file: spoilt(TEXTS[file], change)})

    assert [sentence for sentence in told if f" — {cure}" in sentence], told


def test_a_curve_that_runs_the_other_way_is_told_once(tmp_path):
    turned = spoilt(TEXTS["two"], ("better: higher", "better: lower"))

    assert sentences(tmp_path, two=turned) == [
        "the curve runs against “better: lower” — write “better: higher”, or turn the scores round"
    ]


def test_nobody_is_told_that_an_item_needs_itself_because_another_has_its_id(tmp_path):
    twice = spoilt(TEXTS["one"], ("  - id: P1\n", "  - id: M1\n"))

    assert not [told for told in sentences(tmp_path, one=twice) if "needs itself" in told]


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("Maturity", "maturity"),
        ("MINIMUM", "minimum"),
        ("min", "minimum"),
        ("mi", ""),
        ("m", ""),
        ("maturty", "maturity"),
        ("other", ""),
    ],
)
def test_the_nearest_word_is_misspelt_capital_or_cut_short(word, near):
    assert nearest(word, ["maturity", "minimum", "mean"]) == near


def warned(folder, **files: str) -> list[str]:
    write(folder, **files)
    return [each.sentence().removeprefix(f"{folder}/") for each in examine(folder).warnings]


DRAFT = ("status: released", "status: draft")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("“Small”", "title: the quotation marks “” are part of the text"),
        ("「小」", "title: the quotation marks 「」 are part of the text"),
        ("Small #1", "title: “#1” is taken for a comment"),
        ("Small #one of many  ", "title: “#one of many  ” is taken for a comment"),
    ],
)
def test_what_yaml_reads_otherwise_than_it_looks_is_warned_of(tmp_path, written, told):
    (warning,) = warned(
        tmp_path,
        manifest=spoilt(TEXTS["manifest"], DRAFT, ("title: Small\n", f"title: {written}\n")),
    )

    assert warning.startswith(f"manifest.yaml:6:8: T30{8 if '#' in written else 7} {told} — ")


@pytest.mark.parametrize(
    "written", ['"“Small”"', "“Small” and “large”", "Small  # one of many", '"Small" #1', "a#1"]
)
def test_what_is_meant_is_not_warned_of(tmp_path, written):
    text = spoilt(TEXTS["manifest"], DRAFT, ("title: Small\n", f"title: {written}\n"))

    assert warned(tmp_path, manifest=text) == []


def test_a_dimension_beside_a_draft_that_it_does_not_name_is_warned_of(tmp_path):
    two = TEXTS["two"].replace("id: two\n", "id: three\n")
    (tmp_path / "glossary.yaml").write_text("schema: assess/glossary@1\nterms: []\n")

    assert warned(tmp_path, manifest=spoilt(TEXTS["manifest"], DRAFT), three=two) == [
        (
            "manifest.yaml:40:13: Q543 the dimension 'three.yaml' lies beside the manifest, "
            "but is not named — name it here, or remove the file"
        )
    ]
    # What was released is as it was.
    assert warned(tmp_path, three=two) == []


def test_among_many_words_one_slip_is_thought_of():
    known = [f"item{number}x" for number in range(500)]

    assert nearest("itm77x", known) == "item77x"
    assert nearest("ITEM-77X", known) == "item77x"
    assert nearest("itme77x", known) == "item77x"
    assert nearest("something else", known) == ""
    assert nearest("!", known) == ""
    assert nearest("x" * 1000, known) == ""


def test_a_list_of_very_many_words_is_told_as_far_as_there_is_room():
    told = known_as("nothing like it", [f"word-{number}" for number in range(9000)]).sentence()

    assert told.startswith("known are word-0, word-1, ")
    assert told.endswith("…")
    assert len(told) < 1100
