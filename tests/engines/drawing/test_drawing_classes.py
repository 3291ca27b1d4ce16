from engines.drawing.drawing_samples import write
from hypothesis import given
from hypothesis import strategies as st

from baken.engines.drawing.classes import (
    CLASSES,
    Classes,
    RangeWords,
    fixed_breaks,
    quantile_classes,
    range_texts,
)

VALUES = st.lists(st.none() | st.floats(-1e6, 1e6), max_size=50)


def test_quantiles_of_one_to_ten() -> None:
    # definition 7 by hand: 1 + 9 * (0.2, 0.4, 0.6, 0.8)
    assert quantile_classes(range(1, 11)).breaks == (2.8, 4.6, 6.4, 8.2)


def test_fixed_breaks_are_round() -> None:
    assert fixed_breaks([3.0, 41.0, 97.0]) == Classes((20.0, 40.0, 60.0, 80.0), 0)


def test_a_value_on_a_boundary_belongs_to_the_class_above() -> None:
    classes = Classes((20.0, 40.0), 0)
    assert [classes.index_of(value) for value in (19.9, 20.0, 40.0, None, float("nan"))] == [
        1, 2, 3, None, None,
    ]  # fmt: skip


def test_ranges_are_written_in_the_callers_words() -> None:
    words = RangeWords("minder dan {high}", "{low} tot {high}", "{low} of meer")
    assert range_texts(Classes((20.0, 40.0), 0), write, words) == (
        (1, "minder dan 20"),
        (2, "20 tot 40"),
        (3, "40 of meer"),
    )
    assert range_texts(Classes((), 0), write) == ()


def test_equal_values_make_one_class() -> None:
    assert quantile_classes([5.0] * 9).count == 1
    assert fixed_breaks([5.0] * 9).count == 1


@given(VALUES)
def test_there_are_at_most_five_classes_and_the_outer_ones_are_used(values) -> None:
    known = [value for value in values if value is not None]
    for classes in (quantile_classes(values), fixed_breaks(values)):
        assert classes.count <= CLASSES
        assert list(classes.breaks) == sorted(set(classes.breaks))
        if known:
            assert classes.index_of(min(known)) == 1
            assert classes.index_of(max(known)) == classes.count
