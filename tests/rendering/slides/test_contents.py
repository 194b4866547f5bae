"""What the slides say, in their titles, their words and their notes."""

from fractions import Fraction
from typing import Any

import pytest

from assess.core.result import result_of
from assess.language import gettext, speaking
from assess.rendering import wording
from assess.rendering.filters import percent, points
from tests.rendering.cases import second
from tests.rendering.slides.decks import deck_of, notes, read, report_of, slide, table, title, words


def test_there_are_ten_slides_with_titles_of_their_own(case, language):
    slides = list(deck_of(case, language).slides)
    titles = [title(each) for each in slides]

    assert len(slides) == 10
    assert all(titles)
    assert len(set(titles)) == 10
    assert all(each.shapes.title.is_placeholder for each in slides)
    assert all(title.isascii() is False for title in titles if language != "en")


@pytest.mark.parametrize(
    ("case", "number", "finding"),
    [
        ("harbour", 1, "Harbour Trading Co. has reached level 2, Managed"),
        ("harbour", 2, "Level 2: one gate stands before level 3"),
        ("harbour", 3, "Leadership stands highest at 55 %, Resources lowest at 43 %"),
        ("harbour", 4, "Evidence backs 397.7 of the 464.5 points claimed"),
        (
            "harbour",
            6,
            "Only one gate blocks level 3: Privacy, consent and security of customer data",
        ),
        ("harbour", 7, "Customer operations: the stage “Loyalty” is weakest, at 17 %"),
        ("harbour", 10, "This result rests on 28 of 28 items: self-assessment, unverified"),
        ("gated", 2, "Level 2: 13 gates stand before level 3"),
        ("gated", 6, "13 of the 18 gates of level 3 do not hold yet"),
        ("worst", 1, "Harbour Trading Co. has not reached level 1 yet"),
        ("worst", 2, "Below level 1: 8 gates stand before level 1"),
        ("worst", 3, "Every dimension that is rated stands at 0 %"),
        ("worst", 7, "Customer operations: every stage stands at 0 %"),
        ("best", 2, "Level 5: every gate of the highest level holds"),
        ("best", 6, "All 19 gates of the highest level hold"),
        ("best", 8, "No move is left to advise: what is answered stands at its best"),
        ("best", 9, "The plan is empty as long as there are no moves"),
        ("empty", 1, "Harbour Trading Co.: no level can be given yet"),
        ("empty", 3, "No dimension is rated yet"),
        ("empty", 4, "What is open leaves the total between 0.0 and 1000.0 points"),
        ("empty", 5, "No strength and no gap shows before something is answered"),
        ("empty", 6, "No gate can be judged before every dimension is rated"),
        ("empty", 7, "Customer operations: its stages cannot be compared yet"),
        ("empty", 8, "No move can be advised before something is answered"),
        ("one", 8, "The first move: Tie part of the variable pay of all unit heads to their "),
        ("one", 9, "The plan has three waves; where they lead cannot be said yet"),
    ],
)
def test_a_title_says_the_finding(case, number, finding):
    assert title(slide(deck_of(case), number)).replace("\u00a0", " ").startswith(finding)


def test_strengths_and_gaps_are_those_of_the_report(case):
    report, said = report_of(case), words(slide(deck_of(case), 5))

    for score in (*report.strengths, *report.gaps):
        assert score.item.title.within("en")[:30] in said
        assert f"{score.item.id}, {percent(score.claimed)} claimed" in said


def test_the_result_stands_on_one_slide(case):
    report, said = report_of(case), words(slide(deck_of(case), 2))
    total: Any = result_of(report)["total"]

    for number in (total["claimed"], total["evidenced"]):
        assert (number or "–") in said.splitlines()
    assert "published reference" in said.lower()


def test_a_certification_puts_evidence_first():
    claim, evidence = (
        words(slide(deck_of(case), 2)).splitlines().index for case in ("harbour", "certified")
    )

    assert claim("Total, claimed") < claim("Total, backed by evidence")
    assert evidence("Total, backed by evidence") < evidence("Total, claimed")


def test_the_reached_level_is_outlined_and_no_other(case):
    decision = report_of(case).decision
    levels = [
        shape
        for shape in slide(deck_of(case), 2).shapes
        if shape.name.startswith("Level ") and not shape.is_placeholder
    ]

    outlined = [shape.text_frame.text[0] for shape in levels if shape.line.width > 0]
    assert [shape.text_frame.text[0] for shape in levels] == list("12345")
    assert outlined == ([str(decision.number)] if decision.number else [])


@pytest.mark.parametrize("case", ["harbour", "half", "gated"])
def test_blocking_gates_are_sentences_and_all_in_the_notes(case):
    report, of = report_of(case), slide(deck_of(case), 2)

    first, *others = report.decision.blocking
    assert f"{wording.gate_name(first)} stands at" in words(of)
    for gate in (first, *others):
        assert f"{wording.gate_name(gate)} stands at" in notes(of)


def test_what_is_open_is_said_beside_the_total():
    assert "50\u00a0% is answered; with the rest the total lies between" in words(
        slide(deck_of("half"), 2)
    )


def test_what_moved_since_the_last_time_is_one_line_of_the_result(language):
    change: Any = result_of(second())["change"]
    of = slide(read(second(), language), 2)

    [line] = [line for line in words(of).splitlines() if change["before"] in line]
    assert all(change[name].removeprefix("-") in line for name in ("after", "difference"))
    assert line in notes(of)
    assert change["before"] not in words(slide(deck_of("harbour", language), 2))


def test_the_basis_says_how_far_the_result_hangs_on_the_weights(case, language):
    found: Any = result_of(report_of(case))["sensitivity"]
    of = slide(deck_of(case, language), 10)
    with speaking(language):
        head = gettext("If the weights were others")
        unchanged = percent(Fraction(found["level_unchanged"], found["trials"])) if found else ""

    assert (head in words(of).splitlines()) == (found is not None)
    if found:
        line = words(of).splitlines()[words(of).splitlines().index(head) + 1]
        for said in (unchanged, found["lowest"], found["highest"]):
            assert said in line
        assert line in notes(of)


def test_the_basis_has_room_for_every_ground(case, language):
    grounds = next(
        s
        for s in slide(deck_of(case, language), 10).shapes
        if s.has_text_frame and s.text_frame.text.startswith(purpose_head(language))
    )

    assert len(grounds.text_frame.paragraphs) == 2 * (6 + (report_of(case).sensitivity is not None))


def purpose_head(language: str) -> str:
    with speaking(language):
        return gettext("Purpose")


def test_notes_begin_with_the_finding_and_speak_the_numbers(case, language):
    report = report_of(case)
    slides = list(deck_of(case, language).slides)

    assert all(notes(of).startswith(title(of)[:20]) for of in slides)
    for dimension in report.scorecard.dimensions:
        if dimension.rated:
            with speaking(language):
                said = percent(dimension.claimed)
            assert said in notes(slides[2])
            assert points(dimension.points) in notes(slides[3])
    for gate in report.decision.gates:
        assert wording.gate_number(gate, gate.value).rstrip("%").strip() in notes(slides[5])
    for move in report.first_moves:
        assert points(move.points_gained) in notes(slides[7])
    assert report.seal in notes(slides[9])


def test_what_a_slide_has_no_room_for_stands_in_its_notes():
    of = slide(deck_of("gated"), 2)

    left_out = [
        wording.gate_name(gate)
        for gate in report_of("gated").decision.blocking
        if wording.gate_name(gate) not in words(of)
    ]
    assert f"and {len(left_out)} more, in the notes" in words(of)
    assert all(name in notes(of) for name in left_out)


def test_a_wave_of_many_moves_names_the_first_and_counts_the_others():
    of = slide(deck_of("norden-pumps"), 9)
    wave = report_of("norden-pumps").roadmap.waves[0]
    names = [move.recommendation.item.short.within("en") for move in wave.moves]

    assert table(of)[1][1] == f"{', '.join(names[:10])}, and 5 more, in the notes"
    assert ", ".join(names) in notes(of)
