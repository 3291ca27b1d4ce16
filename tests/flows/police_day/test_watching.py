"""The list of a day: what is planted comes up once, what stopped is a fault, quiet stays quiet."""

import numpy as np
import pytest
from flows.police_day.made_up import AREAS, WEEKS, all_known, counted_of, made_up

from baken.flows.police_day.watching import ListSettings, courses_of, listed_weeks, see_week
from baken.records.watches.facts import WatchSide

SETTINGS = ListSettings()


def listed(counted, known=None):
    seen = see_week(counted, known or all_known(), SETTINGS)
    return [each for each in listed_weeks(counted, seen, SETTINGS) if each.line is not None]


def test_a_quiet_city_has_an_empty_list():
    assert sum(len(listed(made_up(seed=seed))) > 0 for seed in range(2, 12)) <= 4


def test_a_burst_in_a_buurt_is_one_line_with_the_areas_around_it():
    found = listed(made_up(burst=("BU00000102", "1.1.1", 0, 12)))
    assert {each.area for each in found} >= {"BU00000102", "WK000001"}
    assert {each.line for each in found} == {0}
    (head,) = (each for each in found if each.heads)
    assert (head.area, head.side, head.offence) == ("BU00000102", WatchSide.HIGH, "1.1.1")
    assert head.count >= 12 > head.upper


def test_bursts_in_two_wijken_are_two_lines():
    found = listed(
        made_up(one=("BU00000101", "1.2.3", 0, 20), other=("BU00000202", "1.1.1", 0, 12))
    )
    assert {each.line for each in found} == {0, 1}


def test_a_type_that_stopped_coming_in_is_a_fault_and_no_good_news():
    counted = made_up()
    stopped = counted.counts.copy()
    stopped[counted.offence == 2, -2:] = 0
    found = listed(counted_of(stopped[9:].reshape(4, 3, WEEKS)))
    (head,) = (each for each in found if each.heads)
    assert (head.area, head.offence, head.side) == (AREAS[0], "1.2.3", WatchSide.LOW)
    assert head.fell_away
    borrowed = listed(counted_of(stopped[9:].reshape(4, 3, WEEKS)), all_known(own=False))
    assert not borrowed, "with the delays of other types a low week says nothing"


def test_a_week_of_which_half_is_known_is_not_low_but_unfinished():
    counted = made_up(seed=5)
    halved = counted.counts[9:].reshape(4, 3, WEEKS).copy()
    halved[..., -1] = np.random.default_rng(1).binomial(halved[..., -1], 0.5)
    assert not [each for each in listed(counted_of(halved), all_known(0.5)) if each.side == "low"]
    seen = see_week(counted_of(halved), all_known(0.5), SETTINGS)
    whole = see_week(counted, all_known(), SETTINGS)
    one = (seen.weeks == 1) & (whole.weeks == 1)
    assert seen.expected[one] == pytest.approx(whole.expected[one], rel=0.05)
    grew = seen.nowcast[0][one & (seen.count > 0)] / seen.count[one & (seen.count > 0)]
    assert grew == pytest.approx(2.0)


def test_the_course_of_two_years_marks_the_week_of_the_burst():
    counted = made_up(burst=("BU00000102", "1.1.1", 30, 15))
    seen = see_week(counted, all_known(), SETTINGS)
    place = AREAS.index("BU00000102") * 3
    (course,) = courses_of(counted, seen, all_known(), SETTINGS, [place])
    assert len(course.counts) == 104
    assert min(range(104), key=lambda week: course.p[week]) in (103 - 30, 103 - 29)
    assert course.counts[-31] > course.upper[-31]
