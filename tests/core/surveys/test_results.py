"""What the answers of many come to, worked out by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.core.surveys.results import Count, aggregate, results_of, tally
from assess.core.surveys.sheets import SheetReader
from assess.core.surveys.survey import Survey
from tests.core.surveys.small import mean, sheet, sheets, survey

F = Fraction
SURVEY = survey()

SENT = st.fixed_dictionaries(
    {},
    optional={
        "overall": st.integers(0, 10).map(str),
        "recommend": st.integers(0, 10).map(str),
        "polite": st.sampled_from(["1", "2", "5", "unsure"]),
        "clear": st.sampled_from(["1", "3", "4", "unsure"]),
        "complained": st.sampled_from(["yes", "no"]),
        "solved": st.sampled_from(["in-time", "late", "not-due"]),
        "words": st.sampled_from(["quick", "客户", "unsure"]),
    },
)
SHEETS = st.lists(SENT.map(lambda sent: SheetReader(SURVEY).read(sent).sheet), max_size=40)


def test_a_net_promoter_score_is_promoters_less_detractors():
    said = sheets(SURVEY, {"10": 30, "9": 20, "8": 20, "7": 10, "6": 15, "0": 5}, "recommend")
    found = aggregate(SURVEY, said).measure("recommend")

    assert (found.value, found.n) == (F(30), 100)
    assert found.interval is not None
    assert float(found.interval.high) == pytest.approx(45.3, abs=0.05)


def test_a_mean_is_put_on_0_to_100():
    found = aggregate(SURVEY, sheets(SURVEY, {"5": 5, "10": 5})).measure("overall")

    assert found.value == 75


def test_a_share_counts_values_from_the_threshold_on():
    found = aggregate(SURVEY, sheets(SURVEY, {"7": 4, "8": 1, "10": 5})).measure("content")

    assert found.value == 60
    assert found.interval is not None
    assert (round(found.interval.low), round(found.interval.high)) == (31, 83)


def test_several_questions_make_one_value_of_each_customer():
    said = [sheet(SURVEY, polite="5", clear="3") for _ in range(5)]  # (100 + 50) / 2
    said += [sheet(SURVEY, polite="1", clear="unsure") for _ in range(5)]  # 0 alone
    found = aggregate(SURVEY, said).measure("staff")

    assert (found.n, found.value) == (10, F(75, 2))


def test_missing_unsure_and_left_out_are_counted_apart():
    said = [sheet(SURVEY, complained="yes", solved="in-time") for _ in range(6)]
    said += [sheet(SURVEY, complained="yes", solved="late") for _ in range(2)]
    said += [sheet(SURVEY, complained="yes", solved="not-due"), sheet(SURVEY, complained="yes")]
    said += [sheet(SURVEY, complained="no"), sheet(SURVEY, polite="unsure")]
    results = aggregate(SURVEY, said)
    solved, staff = results.measure("solved"), results.measure("staff")

    assert (solved.n, solved.asked, solved.missing, solved.left_out) == (8, 10, 1, 1)
    assert solved.value == 75
    assert (staff.n, staff.unsure, staff.missing) == (0, 1, 11)
    assert results.sheets == 12


def test_nothing_is_shown_below_the_minimum():
    four = aggregate(SURVEY, sheets(SURVEY, {"3": 4}))
    five = aggregate(SURVEY, sheets(SURVEY, {"3": 5}))

    assert (four.measure("overall").value, four.measure("overall").interval) == (None, None)
    assert four.question("overall").counts == ()
    assert not four.question("overall").shown
    assert five.measure("overall").value == 30
    assert five.question("overall").counts[3] == Count(given=F(3), times=5, share=F(1))


def test_a_measure_may_ask_for_more_but_never_for_fewer_than_five():
    asks = survey(measures=(mean("a", "overall", minimum=7), mean("b", "overall", minimum=1)))
    said = sheets(asks, {"5": 4})

    assert not aggregate(asks, [*said, *said[:2]]).measure("a").shown
    assert aggregate(asks, [*said, *said[:3]]).measure("a").shown
    assert not aggregate(asks, said).measure("b").shown


def test_comments_need_ten_and_come_in_no_order_of_time():
    words = [f"comment {n}" for n in (5, 3, 9, 1, 7, 8, 2, 6, 4)]
    nine = [sheet(SURVEY, words=text) for text in words]
    ten = [*nine, sheet(SURVEY, words="comment 1")]

    assert aggregate(SURVEY, nine).question("words").comments == ()
    assert aggregate(SURVEY, ten).question("words").comments == tuple(sorted([*words, "comment 1"]))


def test_a_comment_that_says_unsure_is_a_comment():
    found = aggregate(SURVEY, [sheet(SURVEY, words="unsure")] * 10).question("words")

    assert (found.n, found.unsure) == (10, 0)


def test_every_value_is_listed_also_what_nobody_chose():
    counts = aggregate(SURVEY, sheets(SURVEY, {"10": 6})).question("overall").counts

    assert [count.times for count in counts] == [0] * 10 + [6]
    assert [count.given for count in counts] == list(range(11))


@given(SHEETS, st.randoms())
def test_the_order_of_answers_means_nothing(said, random):
    shuffled = list(said)
    random.shuffle(shuffled)

    assert aggregate(SURVEY, shuffled) == aggregate(SURVEY, said)


@given(SHEETS, SHEETS)
def test_two_sets_counted_apart_make_the_results_of_both(some, others):
    together = tally(SURVEY, some) + tally(SURVEY, others)

    assert results_of(SURVEY, together) == aggregate(SURVEY, [*some, *others])


@given(SHEETS)
def test_values_lie_in_their_intervals_and_everybody_asked_is_accounted_for(said):
    results = aggregate(SURVEY, said)

    for found in results.measures:
        assert found.asked == found.n + found.missing + found.unsure + found.left_out
        assert found.shown is (found.value is not None)
        if found.interval is not None and found.value is not None:
            assert found.interval.low <= found.value <= found.interval.high
    for question in results.questions:
        assert question.asked == question.n + question.missing + question.unsure
        if question.counts:
            assert sum(count.times for count in question.counts) == question.n
            assert sum(count.share for count in question.counts) == 1


@given(SHEETS.filter(lambda said: len(said) > 0), st.integers(2, 5))
def test_more_of_the_same_answers_narrow_every_interval(said, times):
    one, many = aggregate(SURVEY, said), aggregate(SURVEY, said * times)

    for before, after in zip(one.measures, many.measures, strict=True):
        if before.interval and after.interval:
            assert before.value == after.value
            width = before.interval.high - before.interval.low
            assert after.interval.high - after.interval.low <= width


def test_a_survey_without_answers_has_nothing_to_say():
    empty: Survey = survey()
    results = aggregate(empty, [])

    assert results.sheets == 0
    assert not any(found.shown for found in results.measures)
    assert not any(found.shown for found in results.questions)
