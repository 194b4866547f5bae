"""What is taken of what comes back, and what is told about the rest; in both formats."""

from dataclasses import replace

import pytest

from assess.definitions.translation.exchange import Delivery, Row
from assess.definitions.translation.importing import (
    AnotherSubject,
    IntoItsSource,
    Outcome,
    outcome_of,
)
from tests.definitions.translation.small import contents, digests, export, manuscript
from tests.definitions.translation.translators import MakeTranslator, bring_back

TITLE, ABOUT, ASKED = "title", "about", "items/M1/text"
CRITERION = "items/C1/practices/b/quality/1"


def codes(outcome: Outcome) -> list[str]:
    return [remark.fault.code for remark in outcome.remarks]


def change(folder, old: str, new: str, name: str = "manifest.yaml") -> None:
    """Change a file of the questionnaire behind the translator's back."""
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def translated(folder, translator, words: dict[str, str]) -> None:
    """Bring in a few translations without a remark."""
    someone = translator(export(folder))
    for key, said in words.items():
        someone.write(key, said)
    assert codes(bring_back(folder, someone)) == []


def state(folder, translator: MakeTranslator, key: str) -> str:
    return translator(export(folder)).read(key)[2]


def test_one_translation_brings_its_language_along(folder, translator):
    someone = translator(export(folder))
    someone.write(TITLE, "小")

    outcome = bring_back(folder, someone)

    opened = manuscript(folder)
    assert opened.languages == ("en", "zh-Hans", "zh-Hant")
    assert (outcome.declares, [unit.key for unit in outcome.added]) == (True, [TITLE])
    assert len(outcome.lacking) == len(opened.units) - 1
    assert state(folder, translator, TITLE) == "up to date"
    assert state(folder, translator, ABOUT) == "untranslated"


def test_rows_that_are_not_sent_back_are_left_alone(folder, translator):
    translated(folder, translator, {TITLE: "小", ABOUT: "關於"})
    someone = translator(export(folder))
    someone.remove(TITLE)
    someone.write(ABOUT, "簡介")

    outcome = bring_back(folder, someone)

    words = {key: manuscript(folder).by_key[key].words("zh-Hant") for key in (TITLE, ABOUT)}
    assert words == {TITLE: "小", ABOUT: "簡介"}
    assert ([unit.key for unit in outcome.changed], codes(outcome)) == ([ABOUT], [])


def test_a_source_that_changes_makes_its_translation_stale(folder, translator):
    translated(folder, translator, {TITLE: "小"})

    change(folder, "en: Small", "en: Little")

    assert state(folder, translator, TITLE) == "out of date"


def test_a_stale_translation_that_nobody_looked_at_stays_stale(folder, translator):
    translated(folder, translator, {TITLE: "小"})
    change(folder, "en: Small", "en: Little")

    outcome = bring_back(folder, translator(export(folder)))

    assert (codes(outcome), outcome.files) == ([], {})
    assert state(folder, translator, TITLE) == "out of date"


def test_a_stale_translation_can_be_found_still_right(folder, translator):
    translated(folder, translator, {TITLE: "小"})
    change(folder, "en: Small", "en: Little")
    someone = translator(export(folder))
    someone.approve(TITLE)

    outcome = bring_back(folder, someone)

    assert [unit.key for unit in outcome.confirmed] == [TITLE]
    assert state(folder, translator, TITLE) == "up to date"


def test_a_stale_translation_that_is_rewritten_is_up_to_date(folder, translator):
    translated(folder, translator, {TITLE: "小"})
    change(folder, "en: Small", "en: Little")
    someone = translator(export(folder))
    someone.write(TITLE, "微")

    bring_back(folder, someone)

    assert manuscript(folder).by_key[TITLE].words("zh-Hant") == "微"
    assert state(folder, translator, TITLE) == "up to date"


def test_a_translator_can_doubt_what_is_there(folder, translator):
    translated(folder, translator, {TITLE: "小"})
    someone = translator(export(folder))
    someone.doubt(TITLE)

    outcome = bring_back(folder, someone)

    assert ([unit.key for unit in outcome.unchanged], codes(outcome)) == ([TITLE], [])
    assert state(folder, translator, TITLE) == "out of date"


def test_a_source_that_changed_since_the_export_is_told_and_the_text_is_stale(folder, translator):
    someone = translator(export(folder))
    someone.write(TITLE, "小")
    change(folder, "en: Small", "en: Little")

    outcome = bring_back(folder, someone)

    (remark,) = outcome.remarks
    assert remark.fault.code == "X902"
    assert "“Little”" in remark.sentence()
    assert manuscript(folder).by_key[TITLE].words("zh-Hant") == "小"
    assert state(folder, translator, TITLE) == "out of date"


def test_what_was_written_since_the_export_is_not_undone(folder, translator):
    translated(folder, translator, {TITLE: "小"})
    old = translator(export(folder))
    translated(folder, translator, {TITLE: "微"})

    outcome = bring_back(folder, old)

    assert manuscript(folder).by_key[TITLE].words("zh-Hant") == "微"
    assert ([unit.key for unit in outcome.kept], outcome.files) == ([TITLE], {})


def test_what_two_people_wrote_is_taken_from_who_comes_last_and_told(folder, translator):
    one, other = translator(export(folder)), translator(export(folder))
    one.write(TITLE, "小")
    other.write(TITLE, "微")
    bring_back(folder, one)

    outcome = bring_back(folder, other)

    (remark,) = outcome.remarks
    assert remark.fault.code == "X908"
    assert "“小”" in remark.sentence()
    assert manuscript(folder).by_key[TITLE].words("zh-Hant") == "微"


def test_what_one_left_empty_stays_as_another_wrote_it(folder, translator):
    old = translator(export(folder))
    translated(folder, translator, {TITLE: "小"})

    outcome = bring_back(folder, old)

    assert manuscript(folder).by_key[TITLE].words("zh-Hant") == "小"
    assert (codes(outcome), [unit.key for unit in outcome.kept]) == ([], [TITLE])


def test_a_translation_that_is_taken_out_stays_and_is_told(folder, translator):
    translated(folder, translator, {TITLE: "小"})
    someone = translator(export(folder))
    someone.write(TITLE, "")

    outcome = bring_back(folder, someone)

    assert (codes(outcome), outcome.skipped) == (["X905"], 1)
    assert manuscript(folder).by_key[TITLE].words("zh-Hant") == "小"


@pytest.mark.parametrize(
    ("words", "code", "named"),
    [
        ("有多遠？", "X903", "{organization}"),
        ("{organization}的{name}有多遠？", "X904", "{name}"),
        ("{Organization}有多遠？", "X903", "{organization}"),
        ("{organization}\ufffd？", "X909", "�"),
    ],
)
def test_a_translation_that_would_not_load_is_not_taken(folder, translator, words, code, named):
    before = contents(folder)
    someone = translator(export(folder))
    someone.write(ASKED, words)

    outcome = bring_back(folder, someone)

    (remark,) = outcome.remarks
    assert remark.fault.code == code
    assert named in remark.sentence()
    assert ASKED in remark.sentence()
    assert contents(folder) == before


def test_a_placeholder_may_stand_anywhere_and_several_times(folder, translator):
    translated(folder, translator, {ASKED: "{organization}有多遠？{organization}！"})


def test_a_text_that_is_gone_is_told_with_its_translation(folder, translator):
    someone = translator(export(folder))
    someone.write("facts/region/title", "地區")
    change(folder, "{id: region, type: text, title: Region}", "{id: area, type: text, title: R}")

    outcome = bring_back(folder, someone)

    (remark,) = outcome.remarks
    assert remark.fault.code == "X901"
    assert "“地區”" in remark.sentence()


def test_a_text_that_moved_in_its_list_is_found_again(folder, translator):
    someone = translator(export(folder))
    someone.write(CRITERION, "做得好")
    change(folder, "quality: [Well done]", "quality: [First, Second, Well done]", "two.yaml")

    outcome = bring_back(folder, someone)

    assert codes(outcome) == []
    words = {unit.source: unit.words("zh-Hant") for unit in manuscript(folder).units}
    assert (words["Well done"], words["First"]) == ("做得好", "")


def test_a_translation_that_moved_in_its_list_does_not_become_stale(folder, translator):
    translated(folder, translator, {CRITERION: "做得好"})
    moved = CRITERION.replace("/1", "/2")

    change(folder, "[{en: Well done", "[Before, {en: Well done", "two.yaml")

    assert state(folder, translator, moved) == "up to date"
    someone = translator(export(folder))
    someone.write(ABOUT, "簡介")
    bring_back(folder, someone)
    assert moved in digests(folder).recorded


def test_a_text_that_cannot_be_added_to_is_told_and_the_others_are_written(folder, translator):
    change(folder, "title:\n  en: Small\n  zh-Hans: 小\n", "title:\n  ? en\n  : Small\n")
    someone = translator(export(folder))
    someone.write(TITLE, "小")
    someone.write(ABOUT, "簡介")

    outcome = bring_back(folder, someone)

    (remark,) = outcome.remarks
    assert remark.fault.code == "X911"
    assert "manifest.yaml:7" in remark.sentence()
    assert [unit.key for unit in outcome.added] == [ABOUT]
    assert TITLE not in digests(folder).recorded


def test_what_stands_twice_is_told_unless_both_say_the_same(folder):
    said = ("", "甲", "甲", "", "乙")
    rows = [Row(place=f"a:{n}", key=TITLE, said=words) for n, words in enumerate(said)]
    delivery = Delivery(id="small", language="zh-Hant", rows=rows)

    outcome = outcome_of(manuscript(folder), delivery, digests(folder))

    (remark,) = outcome.remarks
    assert (remark.place, remark.fault.code) == ("a:4", "X906")
    assert "a:1" in remark.sentence()
    assert [unit.key for unit in outcome.added] == [TITLE]
    assert b"zh-Hant: \xe7\x94\xb2" in outcome.files[folder / "manifest.yaml"]


def test_a_file_of_another_questionnaire_is_refused(folder, translator):
    delivery = translator(export(folder)).delivery()

    with pytest.raises(AnotherSubject):
        outcome_of(manuscript(folder), replace(delivery, id="large"), digests(folder))
    with pytest.raises(IntoItsSource):
        outcome_of(manuscript(folder), replace(delivery, language="en"), digests(folder))
