"""Equal to R surveillance 1.20.3: upper limits to 1e-12, every alarm, and what lies behind them."""

from pathlib import Path

import numpy as np
import pytest

from baken.engines.watch import RSettings, watch_as_r

HERE = Path(__file__).parent / "reference"
WEEKLY = ("salmonella_agona", "hepA_berlin_total")
MONTHLY = "uk_drivers_killed_monthly"
LIMITS = {"delta": "delta", "nbPlugin": "nb-plugin", "muan": "muan"}


def table(name: str) -> np.ndarray:
    return np.genfromtxt(HERE / name, delimiter=",", names=True, dtype=None, encoding="utf-8")


def counts_of(series: str) -> np.ndarray:
    return table(f"{series}_input.csv")["y"].astype(float)


def settings_of(row: np.void, series: str) -> RSettings:
    return RSettings(
        b=int(row["b"]),
        w=int(row["w"]),
        no_periods=int(row["noPeriods"]),
        alpha=float(row["alpha"]),
        past_weeks_not_included=int(row["pastWeeksNotIncluded"]),
        p_threshold_trend=float(row["pThresholdTrend"]),
        weights_threshold=float(row["weightsThreshold"]),
        limit=LIMITS[str(row["method"]).strip('"')],
        frequency=12 if series == MONTHLY else 52,
    )


def equal(ours: np.ndarray, reference: np.ndarray, tolerance: float) -> None:
    np.testing.assert_allclose(ours, reference.astype(float), rtol=tolerance, atol=0)


@pytest.mark.parametrize("series", [*WEEKLY, MONTHLY])
def test_flexible_equals_r_in_every_setting(series):
    counts, rows = counts_of(series), table(f"{series}_farringtonFlexible.csv")
    asked = [settings_of(row, series) for row in rows]
    for settings in set(asked):
        part = rows[[one == settings for one in asked]]
        found, at = watch_as_r(counts, settings), part["t"] - 1
        equal(found.upper[at], part["upperbound"], 1e-12)
        np.testing.assert_array_equal(found.alarm[at], part["alarm"])
        equal(found.expected[at], part["expected"], 1e-12)
        equal(found.phi[at], part["phi"], 1e-12)
        equal(found.trend[at], part["trendcoef"], 1e-9)
        equal(found.p[at], part["pvalue"], 1e-9)


@pytest.mark.parametrize("series", [*WEEKLY, MONTHLY])
def test_the_method_of_1996_equals_r(series):
    monthly = series == MONTHLY
    settings = RSettings(
        algorithm="1996",
        b=5 if monthly else 3,
        w=1 if monthly else 3,
        frequency=12 if monthly else 52,
    )
    rows = table(f"{series}_farrington1996.csv")
    found, at = watch_as_r(counts_of(series), settings), rows["t"] - 1
    equal(found.upper[at], rows["upperbound"], 1e-12)
    np.testing.assert_array_equal(found.alarm[at], rows["alarm"])


def test_nothing_is_judged_before_the_history_is_long_enough():
    found = watch_as_r(np.full(170, 6.0), RSettings(b=3))
    first = int(np.flatnonzero(~np.isnan(found.alarm))[0])
    assert first == 52 * 3 + 3 - 1  # R drops the one week before the series
    assert not found.alarm[first:].any()


def test_by_dates_the_same_week_is_the_nearest_monday():
    weeks = 6 * 53
    dates = np.datetime64("2015-01-05") + 7 * np.arange(weeks)
    counts = 40 + 30 * (np.arange(weeks) % 4 == 0)
    settings = RSettings(b=3, w=0, reference="dates", reweight=False, trend=False)
    found = watch_as_r(counts, settings, dates=dates)
    k = int(np.flatnonzero(dates == np.datetime64("2019-03-04"))[0])
    same = [np.datetime64(d) for d in ("2018-03-05", "2017-03-06", "2016-03-07")]
    assert found.expected[k] == pytest.approx(counts[np.isin(dates, same)].mean(), rel=1e-9)


def test_twice_the_population_and_twice_the_counts_expect_the_same_rate():
    rng = np.random.default_rng(3)
    people = np.linspace(1000, 1500, 220)
    counts = rng.poisson(people / 100.0)
    settings = RSettings(b=3)
    one = watch_as_r(counts, settings, population=people)
    scaled = watch_as_r(counts, settings, population=people * 7)
    equal(scaled.upper[160:], one.upper[160:], 1e-8)


def test_refusals_say_what_to_give():
    with pytest.raises(ValueError, match="give fewer"):
        watch_as_r(np.ones(300), RSettings(b=3, no_periods=60))
    with pytest.raises(ValueError, match='limit: "mean" is not known; give delta'):
        RSettings(limit="mean")
    with pytest.raises(ValueError, match="negative"):
        watch_as_r([-1.0, 2.0])
