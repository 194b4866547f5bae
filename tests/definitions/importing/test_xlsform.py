"""XLSForms become drafts: groups, questions, answers, conditions, and a list of all the rest."""

from fractions import Fraction
from pathlib import Path

import pytest

from assess.core.items import ChecklistItem, ChoiceItem, KpiItem, RatingItem
from assess.core.questionnaire import Questionnaire
from assess.definitions.importing.account import Account, NotImportable
from assess.definitions.importing.xlsform.reading import read_xlsform
from assess.definitions.sheets.unpacking import unpack
from tests.definitions.importing.drafts import drafted, everything, told_codes
from tests.definitions.importing.sources import (
    CHOICES,
    SETTINGS,
    SURVEY,
    Rows,
    cells,
    workbook,
    xlsform,
)

GROUPS = {f"{what}{by}group" for what in ("begin", "end") for by in " _"}
TYPES = {"note", "integer", "decimal", "range", "text", "begin_repeat", "end_repeat"}
NEEDLESS = GROUPS | TYPES
LISTS = {"pace", "ways", "yn"}
SAID_OTHERWISE = {
    "hello",
    "${greeted} != '1' and ${shop} = 'Corner'",
    "selected(${ways}, 'card') or count-selected(${ways}) >= 2",
    ". >= 0 and . <= 10",
    "${mark} > 5",
    "start=0 end=8 step=2",
    "English (en)",
}


def imported(folder: Path, survey: Rows = SURVEY, choices: Rows = CHOICES) -> Questionnaire:
    """The sound draft of a form."""
    book = unpack(xlsform(folder, survey, choices).read_bytes())
    draft, _ = drafted(folder / "d", lambda account: read_xlsform(book, Path("f.xlsx"), account))
    assert told_codes(draft) == set()
    return draft.questionnaire


@pytest.fixture
def form(tmp_path: Path) -> Questionnaire:
    return imported(tmp_path)


def told(survey: Rows, choices: Rows = CHOICES) -> dict[str, list[str]]:
    """What is told of a form, by its kind: place and sentence."""
    account = Account()
    sheets = {"survey": survey, "choices": choices, "settings": SETTINGS}
    read_xlsform(unpack(workbook(sheets)), Path("f.xlsx"), account)
    said: dict[str, list[str]] = {"carried": [], "changed": [], "left": []}
    for note in account.notes:
        said[note.kind].append(f"{note.where}: {note.said.sentence()}")
    return said


def test_groups_become_dimensions_and_those_inside_them_stages(form):
    assert [dimension.id for dimension in form.dimensions] == ["welcome", "branch", "general"]
    assert [stage.title.source for stage in form.dimensions[1].stages] == ["Inside"]
    light = form.item("light")
    assert light is not None
    assert light.stage == "inner"


def test_labels_stand_in_every_language_the_default_one_first(form):
    assert form.languages == ("en", "fr")
    assert form.title.source == "Guests"
    assert form.item("greeted").text.translations == {
        "en": "How soon are guests greeted?",
        "fr": "Accueil rapide ?",
    }
    assert form.item("greeted").help.translations == {"en": "Count from the door."}


def test_numbers_of_answers_are_scores_and_99_is_no_answer(form):
    item = form.item("greeted")
    assert isinstance(item, ChoiceItem)
    assert {option.id: option.score for option in item.options} == {
        "1": 0,
        "2": Fraction("0.333333"),
        "4": 1,
        "99": 0,
    }


def test_several_answers_are_practices_without_none_of_these(form):
    item = form.item("ways")
    assert isinstance(item, ChecklistItem)
    assert [practice.id for practice in item.practices] == ["card", "call"]
    assert [grade.value for grade in form.scales[item.scale]] == [0, 1]


def test_a_bounded_number_is_a_rating_and_an_open_one_a_kpi(form):
    mark, sales, light = form.item("mark"), form.item("sales"), form.item("light")
    assert isinstance(mark, RatingItem)
    assert [mark.lowest, mark.highest, mark.increment] == [Fraction(0), Fraction(10), Fraction(1)]
    assert isinstance(light, RatingItem)
    assert [light.lowest, light.highest, light.increment] == [Fraction(0), Fraction(8), Fraction(2)]
    assert isinstance(sales, KpiItem)
    assert sales.curve_is_clients


def test_conditions_are_said_with_those_of_the_group_around(form):
    conditions = {item.id: item.applies_if.text for item in form.items() if item.applies_if}
    assert conditions == {
        "ways": 'not chosen("greeted", "1") and facts.shop == \'Corner\'',
        "mark": '(chosen("ways", "card") or count("ways") >= 2)',
        "sales": 'value("mark") > 5',
        "light": 'value("mark") > 5',
    }


def test_words_before_the_first_question_are_facts(form):
    assert [(fact.id, fact.type) for fact in form.facts] == [("shop", "text")]


def test_a_note_at_the_beginning_introduces_its_dimension(form):
    assert form.dimensions[0].intro.source == "We look at how guests are met."


def test_nothing_is_lost(tmp_path):
    imported(tmp_path)
    kept = everything(tmp_path / "d").casefold()
    rows = [row for table in (SURVEY, CHOICES, SETTINGS) for row in list(table)[1:]]
    texts = {str(cell) for row in rows for cell in row if cell is not None}
    wanted = texts - NEEDLESS - LISTS - SAID_OTHERWISE
    wanted -= {each for each in wanted if each.startswith("select_")}
    assert {each for each in wanted if each.casefold() not in kept} == set()


def test_every_place_is_a_cell():
    said = told(SURVEY)
    assert "f.xlsx:survey!A6: question → item greeted (choice)" in said["carried"]
    assert (
        "f.xlsx:survey!G14: this condition cannot be said here; it is asked always" in said["left"]
    )
    assert "f.xlsx:survey!I6: no place for this: appearance: minimal" in said["left"]
    assert "f.xlsx:choices!E1: no place for this: region: north, north, south" in said["left"]


def test_groups_that_do_not_close_or_open_are_told():
    survey = cells(SURVEY)
    without = [row for row in survey if row[0] != "end_repeat"]
    assert any("the group has no end" in each for each in told(without)["changed"])
    more: Rows = [*survey, ["end_group"]]
    assert any("ends no group" in each for each in told(more)["changed"])


def test_a_list_that_is_not_there_is_told():
    survey: Rows = [*cells(SURVEY), ["select_one ghosts", "who", "Who?"]]
    (said,) = [each for each in told(survey)["left"] if "ghosts" in each]
    assert said.startswith("f.xlsx:survey!A21: the list of answers “ghosts”")


def test_braces_and_control_characters_do_not_make_a_draft_unusable(tmp_path):
    survey = cells(SURVEY)
    survey[5][2] = "How soon, {guest} of ${shop}, is it?"
    item = imported(tmp_path, survey).item("greeted")
    assert item is not None
    assert item.text.source == "How soon, (guest) of (shop), is it?"


def test_two_questions_of_one_name_get_ids_of_their_own(tmp_path):
    survey = cells(SURVEY)
    survey[7][1] = "greeted"
    survey[7][6] = survey[10][6] = None
    form = imported(tmp_path, survey)
    assert [item.id for item in form.items()][:3] == ["greeted", "ways", "greeted-2"]


def test_a_form_without_languages_is_said_to_be_taken_as_english(tmp_path):
    survey = [["type", "name", "label"], ["select_one yn", "a", "Is it so?"]]
    choices = [["list_name", "name", "label"], ["yn", "yes", "Yes"], ["yn", "no", "No"]]
    account = Account()
    book = unpack(workbook({"survey": survey, "choices": choices}))
    outline = read_xlsform(book, Path("f.xlsx"), account)
    assert outline.languages == ("en",)
    assert any("taken as en" in note.said.sentence() for note in account.of("changed"))


@pytest.mark.parametrize(
    ("sheets", "reason"),
    [
        ({"Sheet1": [["a"]]}, "no sheet “survey”"),
        ({"survey": [["name", "label"], ["a", "b"]]}, "no column “type”"),
        ({"survey": [["type", "name", "label"], ["note", "a", "b"]]}, "no question in it"),
        ({"survey": []}, "no column “type”"),
    ],
)
def test_what_is_no_form_gets_a_sentence(sheets, reason):
    with pytest.raises(NotImportable, match=reason):
        read_xlsform(unpack(workbook(sheets)), Path("f.xlsx"), Account())


# --- languages ----------------------------------------------------------------------------


def spoken(default: str, *languages: str) -> tuple[tuple[str, ...], list[str]]:
    """The languages of a form whose labels name these, and what is told of them."""
    headers = [f"label::{language}" if language else "label" for language in languages]
    asked = [f"Is it so in {each}?" for each in languages]
    sheets: dict[str, Rows] = {
        "survey": [["type", "name", *headers], ["select_one yn", "a", *asked]],
        "choices": CHOICES,
        "settings": [["default_language"], [default]],
    }
    account = Account()
    outline = read_xlsform(unpack(workbook(sheets)), Path("f.xlsx"), account)
    assert outline.dimensions[0].items[0].text.keys() == set(outline.languages)
    return outline.languages, [note.said.sentence() for note in account.of("changed")]


@pytest.mark.parametrize(
    ("default", "languages", "codes"),
    [
        ("English (en)", ["English (en)", "French (fr)"], ("en", "fr")),
        ("French (fr)", ["English (en)", "French (fr)"], ("fr", "en")),
        ("French", ["English (en)", "French (fr)"], ("fr", "en")),
        ("fr", ["English (en)", "French (fr)"], ("fr", "en")),
        ("German", ["French (fr)", "English (en)"], ("fr", "en")),
        ("French", ["", "English (en)"], ("fr", "en")),
        ("", ["French (fr)", "English (en)"], ("fr", "en")),
    ],
)
def test_the_source_is_the_default_language_however_it_is_named(default, languages, codes):
    assert spoken(default, *languages)[0] == codes


def test_labels_without_a_language_are_not_taken_for_those_of_another():
    codes, told = spoken("", "", "French")
    assert codes == ("en", "fr")
    assert any("texts without a language are taken as en" in each for each in told)


def test_a_default_language_without_texts_is_told():
    _, told = spoken("German", "French (fr)", "English (en)")
    assert any("no text is in “German”" in each for each in told)


def test_two_names_with_one_code_are_one_language_unless_a_sheet_has_both():
    assert spoken("", "English (en)", "French (fr)")[0] == ("en", "fr")
    assert spoken("", "English (en)", "Français (fr)", "French (fr)")[0] == (
        "en",
        "fr",
        "und-x-french",
    )


# --- what forms hold besides --------------------------------------------------------------


def test_a_question_without_a_name_keeps_its_label(tmp_path):
    survey = cells(SURVEY)
    survey[8][0:2] = ["integer", None]
    texts = [item.text.source for item in imported(tmp_path, survey).items()]
    assert "Take a break." in texts


def test_the_rows_of_a_score_share_its_answers(tmp_path):
    survey: Rows = [
        ["type", "name", "label::English (en)", "kobo--score-choices"],
        ["begin_score", "pleased", "How pleased are you with", "pace"],
        ["score__row", "staff", "our staff?"],
        ["score__row", "prices", "our prices?"],
        ["end_score"],
    ]
    made = imported(tmp_path, survey)
    staff, prices = made.items()
    assert isinstance(staff, ChoiceItem)
    assert isinstance(prices, ChoiceItem)
    assert staff.options == prices.options
    assert [option.id for option in staff.options] == ["1", "2", "4", "99"]


def test_a_disabled_row_is_left():
    survey = cells(SURVEY)
    survey[0].append("disabled")
    survey[5] += [None] * (len(survey[0]) - len(survey[5]) - 1) + ["yes"]
    said = told(survey)
    assert "f.xlsx:survey!A6: this row is disabled, so that nobody is asked" in said["left"]
    assert not any("item greeted" in each for each in said["carried"])


def test_an_answer_by_which_nothing_applies_is_that_of_every_item(tmp_path):
    choices: Rows = [*cells(CHOICES), ["yn", "n_a", "We have no till", "Pas de caisse"]]
    item = imported(tmp_path, choices=choices).item("till")
    assert isinstance(item, ChoiceItem)
    assert item.na_allowed
    assert [option.id for option in item.options] == ["yes", "no"]
    assert "We have no till" in everything(tmp_path / "d")


def test_names_that_cannot_stay_are_told():
    survey, choices = cells(SURVEY), cells(CHOICES)
    survey[5][1], choices[1][1] = "greeted at once", "9:00-17:00"
    said = told(survey, choices)["changed"]
    assert "f.xlsx:survey!B6: “greeted at once” is called greeted-at-once here" in said
    assert "f.xlsx:choices!B2: “9:00-17:00” is called 9-00-17-00 here" in said
