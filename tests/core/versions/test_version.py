import pytest

from assess.core.versions.version import Version, greatest, reaches


@pytest.mark.parametrize("text", ["1.0.0", "0.1.12", "10.20.30"])
def test_a_version_is_written_as_it_was_read(text):
    assert str(Version.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "1", "1.0", "1.0.0.0", "v1.0.0", "01.0.0", "1.0.0-rc1", "1.0.x"]
)
def test_anything_else_is_no_version(text):
    assert Version.parse(text) is None


def test_versions_are_ordered_by_number_not_by_letter():
    assert Version(1, 10, 0) > Version(1, 9, 9)


@pytest.mark.parametrize(
    ("later", "step"),
    [((1, 2, 4), "patch"), ((1, 3, 0), "minor"), ((2, 0, 0), "major"), ((1, 3, 7), "minor")],
)
def test_the_step_between_two_versions_is_the_first_number_that_rises(later, step):
    assert Version(1, 2, 3).step_to(Version(*later)) == step


@pytest.mark.parametrize("other", [(1, 2, 3), (1, 2, 2), (0, 9, 9)])
def test_there_is_no_step_to_what_is_not_later(other):
    assert Version(1, 2, 3).step_to(Version(*other)) is None


@pytest.mark.parametrize(
    ("step", "after"), [("patch", "1.2.4"), ("minor", "1.3.0"), ("major", "2.0.0")]
)
def test_a_step_leads_to_the_next_version(step, after):
    assert str(Version(1, 2, 3).after(step)) == after


def test_the_greatest_of_some_steps_counts():
    assert greatest(["patch", "major", "minor"]) == "major"
    assert greatest([]) is None
    assert reaches("major", "minor")
    assert not reaches("patch", "minor")
