"""How far figures of samples may lie off, held against published values."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.core.intervals import Interval, of_mean, of_net_promoter, of_share, root, student

F = Fraction
COUNTS = st.dictionaries(
    st.integers(0, 10).map(lambda n: F(10 * n)), st.integers(1, 40), min_size=2
)


def ends(interval: Interval | None, scale: int = 1) -> tuple[float, float]:
    assert interval is not None
    return float(scale * interval.low), float(scale * interval.high)


@pytest.mark.parametrize(
    ("promoters", "detractors", "n", "reach"), [(50, 20, 100, 15.3), (500, 200, 1000, 4.8)]
)
def test_a_net_promoter_score_of_30_reaches_so_far(promoters, detractors, n, reach):
    low, high = ends(of_net_promoter(promoters, detractors, n))

    assert (low, high) == pytest.approx((30 - reach, 30 + reach), abs=0.05)


@pytest.mark.parametrize(
    ("part", "n", "low", "high"), [(6, 10, 31, 83), (60, 100, 50, 69), (0, 10, 0, 28)]
)
def test_wilsons_interval_of_a_share(part, n, low, high):
    assert ends(of_share(F(part, n), n), 100) == pytest.approx((low, high), abs=0.5)


@pytest.mark.parametrize(
    ("degrees", "point"), [(4, 2.776445), (9, 2.262157), (29, 2.045230), (99, 1.984217)]
)
def test_students_point_is_that_of_the_tables(degrees, point):
    assert float(student(degrees)) == pytest.approx(point, abs=0.001)


def test_the_interval_of_a_mean_is_t_times_its_standard_error():
    # 40 60 60 80: mean 60, s² = 800/3, s/√4 = 8.165, t(3) = 3.182
    low, high = ends(of_mean({F(40): 1, F(60): 2, F(80): 1}))

    assert (low, high) == pytest.approx((60 - 3.182 * 8.165, 60 + 3.182 * 8.165), abs=0.05)


def test_no_interval_leaves_the_scale():
    assert ends(of_mean({F(0): 9, F(100): 1}))[0] == 0
    assert ends(of_mean({F(100): 9, F(0): 1}))[1] == 100
    assert ends(of_net_promoter(9, 0, 10))[1] == 100
    assert ends(of_net_promoter(0, 9, 10))[0] == -100


def test_answers_that_are_all_alike_have_no_interval_but_a_share_has():
    assert of_mean({F(80): 12}) is None
    assert of_net_promoter(12, 0, 12) is None
    assert of_net_promoter(0, 0, 12) is None
    assert ends(of_share(F(1), 12))[0] < 1


@given(COUNTS)
def test_the_interval_of_a_mean_holds_it_and_shrinks_with_more_of_the_same(counts):
    n = sum(counts.values())
    mean = sum(value * times for value, times in counts.items()) / n
    found, more = (of_mean({v: k * times for v, times in counts.items()}) for k in (1, 4))
    assert found is not None
    assert more is not None

    assert found.low <= mean <= found.high
    assert found.low <= more.low <= more.high <= found.high
    assert more.high - more.low < 100


@given(st.integers(1, 300), st.data())
def test_the_interval_of_a_share_holds_it_and_shrinks_with_more_of_the_same(n, data):
    share = F(data.draw(st.integers(0, n)), n)
    found, more = of_share(share, n), of_share(share, 4 * n)

    assert 0 <= found.low <= share <= found.high <= 1
    assert more.high - more.low < found.high - found.low


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_the_interval_of_a_net_promoter_score_holds_it(promoters, passives, detractors):
    n = promoters + passives + detractors
    if not n:
        return
    found = of_net_promoter(promoters, detractors, n)

    assert (found is None) is (n in {promoters, passives, detractors})
    if found:
        assert found.low <= F(100 * (promoters - detractors), n) <= found.high
        more = of_net_promoter(4 * promoters, 4 * detractors, 4 * n)
        assert more is not None
        assert found.low <= more.low
        assert more.high <= found.high


@given(st.fractions(min_value=0, max_value=10_000))
def test_a_root_is_never_too_large_and_hardly_too_small(square):
    found = root(square)

    assert found**2 <= square < (found + F(2, 10**18)) ** 2
