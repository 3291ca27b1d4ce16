"""Counts of the bundled buurten, carried to the wijken of another year, keep their sum."""

import pytest

from baken.flows.carry_series import carry_series
from baken.records.indicators.selectors import published_values
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.errors import UnusableInputError

pytestmark = pytest.mark.django_db
ALL = "registered-crime-0.0.0"
BUURTEN, WIJKEN = (AreaLevel.BUURT, 2024), (AreaLevel.WIJK, 2022)


def test_buurten_carried_to_their_wijken_give_the_sum_of_their_buurten():
    carried = carry_series("GM0344", old=BUURTEN, new=WIJKEN, indicator=ALL)
    of_2024 = {value.area: value for value in carried.values if value.year == 2024}
    assert len(of_2024) == 10
    sums = {}
    for value in published_values():
        if value.indicator == ALL and value.year == 2024 and value.area.startswith("BU0344"):
            wijk = "WK" + value.area[2:8]
            sums[wijk] = sums.get(wijk, 0) + value.value
    assert sum(v.by_area for v in of_2024.values()) == pytest.approx(sum(sums.values()), abs=1)
    for code, value in of_2024.items():
        assert value.lowest <= value.by_people <= value.highest
        # The drawn borders are accurate to 30-60 m, so a little crosses a wijk's border.
        assert value.by_people == pytest.approx(sums[code], rel=0.03)


def test_a_division_that_was_not_delivered_says_which_there_are():
    with pytest.raises(UnusableInputError, match="there are: 2024"):
        carry_series("GM0344", old=(AreaLevel.BUURT, 1999), new=WIJKEN, indicator=None)
