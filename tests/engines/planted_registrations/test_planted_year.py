"""The planted registrations: totals, spread, near repeats, delays, and the same bytes again."""

import dataclasses

import numpy as np
import pytest
import shapely
from engines.planted_registrations.planted_town import (
    BURGLARY,
    BY_AREA,
    CARS,
    SHOPS,
    SIDE,
    UNCOUNTED,
    outlines,
    planted,
    streets,
    totals,
)

from baken.engines.planted_registrations import CORRECTIONS, Outbreak, Rates, tell
from baken.engines.planted_registrations.raking import largest_remainders, rake, whole

YEARS = range(2017, 2025)


def days(year):
    """The day of the middle of each interval, as a number in the year."""
    middle = year.committed_from + (year.committed_to - year.committed_from) // 2
    first = np.datetime64(f"{year.year}-01-01")
    return (middle.astype("datetime64[D]") - first).astype(int)


def knox(year, type_number: int, metres: float = 100.0, within: int = 7) -> float:
    """Pairs close in place and time, over what chance gives when days are shuffled."""
    mine = (year.type_number == type_number) & (year.area >= 0) & ~year.at_default & ~year.extra
    xy = np.column_stack([year.x[mine], year.y[mine]])
    day = days(year)[mine]
    apart = np.hypot(*(xy[:, None, :] - xy[None, :, :]).transpose(2, 0, 1))
    close = np.triu(apart <= metres, 1)
    rng = np.random.default_rng(1)
    found = (np.abs(day[:, None] - day[None, :])[close] <= within).sum()
    by_chance = []
    for _ in range(40):
        shuffled = rng.permutation(day)
        by_chance.append((np.abs(shuffled[:, None] - shuffled[None, :])[close] <= within).sum())
    return found / np.mean(by_chance)


def slow_raking(table, rows, columns):
    """From the definition: scale every row, then every column, over and over."""
    table = [list(map(float, row)) for row in table]
    for _ in range(300):
        for i, row in enumerate(table):
            table[i] = [cell * rows[i] / sum(row) for cell in row]
        for j in range(len(columns)):
            total = sum(row[j] for row in table)
            for row in table:
                row[j] *= columns[j] / total
    return np.array(table)


def test_raking_equals_its_slow_twin_and_keeps_the_odds() -> None:
    table = np.random.default_rng(3).uniform(0.5, 4, (5, 4))
    rows, columns = np.array([10, 20, 5, 40, 25]), np.array([30, 30, 15, 25])
    fitted = rake(table, rows, columns)
    assert np.allclose(fitted, slow_raking(table, rows, columns), rtol=1e-7)
    odds = [t[0, 0] * t[1, 1] / t[0, 1] / t[1, 0] for t in (table, fitted)]
    assert odds[0] == pytest.approx(odds[1])


def test_whole_numbers_keep_both_totals_and_lie_beside_the_table() -> None:
    rng = np.random.default_rng(5)
    rows, columns = np.array([7, 0, 31, 12]), np.array([20, 25, 5])
    table = rake(rng.uniform(0.1, 3, (4, 3)), rows, columns)
    drawn = [whole(table, rows, columns, np.random.default_rng(n)) for n in range(400)]
    assert all((each.sum(axis=1) == rows).all() for each in drawn)
    assert all((each.sum(axis=0) == columns).all() for each in drawn)
    assert np.abs(np.mean(drawn, axis=0) - table).max() < 0.35
    with pytest.raises(ValueError, match="make them equal"):
        rake(table, rows, columns + 1)


def test_shares_are_divided_by_largest_remainder() -> None:
    assert largest_remainders(np.array([1.0, 1.0, 1.0]), 10).tolist() == [4, 3, 3]
    assert largest_remainders(np.array([0.0, 2.0]), 3).tolist() == [0, 3]


@pytest.mark.parametrize("year", [2021, 2023, 2024, 2026])
def test_the_totals_hold_exactly(year: int) -> None:
    asked, found = totals(year), planted(year)
    standing = ~found.extra
    assert (np.bincount(found.type_number[standing], minlength=4) == asked.by_type).all()
    placed = standing & (found.area >= 0)
    assert (np.bincount(found.area[placed], minlength=SIDE**2) == asked.by_area).all()
    assert asked.by_type[:UNCOUNTED].tolist() == (
        [900, 1100, 700] if year <= 2023 else [800, 1000, 600]
    )
    assert asked.counted_areas == (year == 2024)
    assert asked.counted_types.tolist() == [year in (2023, 2024)] * 3 + [False]
    if year == 2024:
        assert (asked.by_area == BY_AREA).all()


def test_what_happened_lies_in_the_year_and_in_its_own_buurt() -> None:
    found = planted()
    assert (days(found) >= 0).all()
    assert (days(found) < 366).all()
    squares = [shapely.from_wkb(each) for each in outlines().values()]
    inside = [
        shapely.contains_xy(squares[area], x, y)
        for area, x, y in zip(found.area, found.x, found.y, strict=True)
        if area >= 0
    ]
    assert all(inside)
    nowhere = found.area < 0
    assert np.isnan(found.x[nowhere & ~found.at_default]).all()


def test_counts_per_buurt_vary_as_much_as_measured() -> None:
    """Variance / mean of weekly counts per buurt lies between 1.3 and 3.8, save for chance."""
    found = []
    for number in YEARS:
        year = planted(number)
        counts = np.zeros((SIDE**2, 53))
        mine = (year.area >= 0) & ~year.extra
        np.add.at(counts, (year.area[mine], days(year)[mine] // 7), 1)
        found.append(counts[:, :52])
    spread = np.mean([each.var(axis=1, ddof=1) for each in found], axis=0)
    ratio = spread / np.mean([each.mean(axis=1) for each in found], axis=0)
    assert 1.3 < np.quantile(ratio, 0.1) < np.quantile(ratio, 0.9) < 3.8
    assert ratio[BY_AREA > 600].mean() > ratio[BY_AREA < 300].mean()


def test_near_repeats_are_there_and_can_be_switched_off() -> None:
    with_them, without = planted(), planted(near_repeats=False)
    assert knox(with_them, BURGLARY) > 1.4
    assert knox(without, BURGLARY) < 1.25
    assert not without.follows.any()
    assert 0.12 < with_them.follows[with_them.type_number == BURGLARY].mean() < 0.25


def test_attempts_intervals_and_delays() -> None:
    found = planted()
    burglary, shops = found.type_number == BURGLARY, found.type_number == SHOPS
    assert 0.34 <= found.attempted[burglary].mean() <= 0.43
    hours = (found.committed_to - found.committed_from).astype(int) / 60
    assert 6 < np.median(hours[burglary]) < 10
    assert hours[shops].max() == 0
    assert (found.committed_to <= found.noted).all()
    assert (found.noted <= found.recorded).all()
    waited = (found.recorded - found.noted).astype(int) / 1440
    assert np.median(waited[found.type_number == CARS]) == pytest.approx(0.5, rel=0.2)
    assert np.median(waited[found.type_number == UNCOUNTED]) == pytest.approx(4, rel=0.2)


def test_no_clock_time_is_one_that_does_not_exist() -> None:
    for number in YEARS:
        found = planted(number)
        for moments in (found.committed_from, found.committed_to, found.noted, found.recorded):
            text = np.datetime_as_string(moments, unit="m", timezone="UTC")
            march = [each for each in text.tolist() if each[5:7] == "03" and each[8:10] >= "25"]
            sundays = [each for each in march if np.datetime64(each[:10]).item().weekday() == 6]
            assert not [each for each in sundays if each[11:13] == "02"]


def test_default_places_gather_many_rows_on_one_point() -> None:
    found, laid = planted(), streets()
    there = (found.x == laid.station[0]) & (found.y == laid.station[1])
    assert there.sum() > 0.05 * (found.area == laid.station_area).sum()
    unknown = (found.x == laid.unknown[0]) & (found.area < 0)
    assert unknown.sum() > 0.3 * (found.area < 0).sum()


def test_a_planted_outbreak_comes_beside_the_totals() -> None:
    outbreak = Outbreak("BU00000003", BURGLARY, np.datetime64("2024-05-06"), 4, 6.0)
    found, plain = planted(outbreaks=(outbreak,)), planted()
    extra = found.planted
    assert 10 <= extra.sum() <= 40
    assert set(found.area[extra]) == {3}
    week = days(found)[extra] // 7
    assert week.max() - week.min() <= 4
    standing = ~found.extra & ~extra
    assert (np.bincount(found.area[standing & (found.area >= 0)]) == totals().by_area).all()
    assert not plain.planted.any()


def test_the_same_seed_gives_the_same_bytes() -> None:
    def as_bytes(year, told) -> bytes:
        return b"".join(
            np.ascontiguousarray(getattr(each, field.name)).tobytes()
            for each in (year, told)
            for field in dataclasses.fields(each)
            if field.name != "year"
        )

    def both(seed: int) -> bytes:
        year = planted(seed=seed)
        return as_bytes(year, tell(year, rates=Rates(), rng=np.random.default_rng(seed)))

    assert both(1) == both(1)
    assert both(1) != both(2)


def test_lives_have_the_asked_rates_and_never_go_back() -> None:
    year = planted()
    told = tell(year, rates=Rates(), rng=np.random.default_rng(7))
    number = len(year)
    assert told.late.mean() == pytest.approx(0.08, abs=0.01)
    assert told.corrected.mean() == pytest.approx(0.03, abs=0.006)
    assert told.withdrawn.sum() / number == pytest.approx(0.005, abs=0.001)
    assert told.again.sum() / number == pytest.approx(0.02, abs=0.005)
    assert set(told.wrong) == set(range(len(CORRECTIONS) + 1))
    recorded = year.recorded.astype("datetime64[D]")
    last: dict[int, int] = {}
    for event, day, wrong, withdrawn in zip(
        told.event, told.day, told.wrong, told.withdrawn, strict=True
    ):
        assert day > recorded[event]
        state = 2 if withdrawn else 0 if wrong else 1
        assert state >= last.get(event, 0)
        last[event] = state
    assert set(last) == set(range(number))
    assert all((state == 2) == year.extra[event] for event, state in last.items())
    assert set(last.values()) == {1, 2}
