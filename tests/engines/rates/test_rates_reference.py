"""Equal to R: every reference table to 1e-9, and worked examples from the literature."""

from pathlib import Path

import numpy as np
import pytest
from scipy.stats import poisson

from baken.engines.rates import (
    Adjustment,
    adjust_p_values,
    byar_interval,
    clopper_pearson_interval,
    compare_periods,
    compare_rates,
    compare_shares,
    exact_interval,
    marshall_rates,
    neighbour_rates,
    shrunken_rates,
    wilson_interval,
)

HERE = Path(__file__).parent / "reference"


def table(name: str) -> np.ndarray:
    return np.genfromtxt(HERE / name, delimiter=",", names=True, dtype=None, encoding="utf-8")


def equal(ours, reference, tolerance: float = 1e-9) -> None:
    np.testing.assert_allclose(ours, reference, rtol=tolerance, atol=1e-15)


def test_byar_is_that_of_epitools():
    t = table("rate_ci.csv")
    ours = byar_interval(t["x"], t["pt"])
    equal(ours.rate, t["rate"])
    equal(ours.lower, t["byar_lo"])
    equal(ours.upper, t["byar_hi"])


def test_exact_limits_solve_garwoods_equations():
    t = table("rate_ci.csv")
    ours, some = exact_interval(t["x"], t["pt"]), t["x"] > 0
    equal(ours.rate, t["rate"])
    equal(poisson.cdf(t["x"], ours.upper * t["pt"]), 0.025, 1e-11)
    equal(poisson.sf(t["x"][some] - 1, (ours.lower * t["pt"])[some]), 0.025, 1e-11)
    assert ours.lower[~some].tolist() == [0.0]


def test_the_reference_file_lies_within_its_root_finders_tolerance_of_ours():
    t = table("rate_ci.csv")
    ours = exact_interval(t["x"], t["pt"])
    assert np.abs((ours.lower - t["exact_lo"]) * t["pt"]).max() < 3e-5
    assert np.abs((ours.upper - t["exact_hi"]) * t["pt"]).max() < 3e-5


def r_uniroot(f, a, b):
    """R's zeroin (Brent 1973) with its default tolerance, step for step."""
    tol, eps = np.finfo(float).eps ** 0.25, np.finfo(float).eps
    fa, fb, c, fc = f(a), f(b), a, f(a)
    while True:
        before = b - a
        if abs(fc) < abs(fb):
            a, b, c, fa, fb, fc = b, c, b, fb, fc, fb
        least, step = 2 * eps * abs(b) + tol / 2, (c - b) / 2
        if abs(step) <= least or fb == 0:
            return b
        if abs(before) >= least and abs(fa) > abs(fb):
            q, s, r = fa / fc, fb / fc, fb / fa
            curved = (r * ((c - b) * q * (q - s) - (b - a) * (s - 1)), (q - 1) * (s - 1) * (r - 1))
            p, q = ((c - b) * r, 1 - r) if a == c else curved
            p, q = (p, -q) if p > 0 else (-p, q)
            if p < 0.75 * (c - b) * q - abs(least * q) / 2 and p < abs(before * q / 2):
                step = p / q
        a, fa, b = b, fb, b + (step if abs(step) >= least else np.copysign(least, step))
        fb = f(b)
        if (fb > 0) == (fc > 0):
            c, fc = a, fa


@pytest.mark.parametrize("row", table("rate_ci.csv"), ids=lambda r: f"x={r['x']}")
def test_rs_root_finder_on_garwoods_equations_gives_the_file(row):
    x, last = row["x"], row["x"] * 5 + 4
    upper = r_uniroot(lambda m: poisson.cdf(x, m) - 0.025, 0, last)
    equal(upper / row["pt"], row["exact_hi"])
    if x > 0:
        lower = r_uniroot(lambda m: poisson.sf(x - 1, m) - 0.025, 0, last)
        equal(lower / row["pt"], row["exact_lo"])


def test_two_poisson_rates():
    t = table("poisson_two_sample.csv")
    ours = compare_rates(t["x1"], t["t1"], t["x2"], t["t2"])
    for field, column in (("ratio", "ratio"), ("lower", "lo"), ("upper", "hi"), ("p", "p")):
        equal(getattr(ours, field), t[column])


def test_change_without_overdispersion_is_the_exact_test():
    t = table("poisson_two_sample.csv")
    ours = compare_periods(t["x2"], t["t2"], t["x1"], t["t1"])
    for field, column in (("ratio", "ratio"), ("lower", "lo"), ("upper", "hi"), ("p", "p")):
        equal(getattr(ours, field), t[column])
    words = ["no-demonstrable-change"] * 3 + ["lower"] * 2
    assert ours.verdict.tolist() == words


def test_two_shares():
    t = table("prop_two_sample.csv")
    ours = compare_shares(t["a"], t["n"], t["b"], t["m"])
    columns = {
        "chi2": "chisq",
        "p": "p",
        "p_corrected": "p_cc",
        "lower": "diff_lo",
        "upper": "diff_hi",
        "p_exact": "p_fisher",
    }
    for field, column in columns.items():
        equal(getattr(ours, field), t[column])


def test_intervals_of_a_share():
    t = table("prop_two_sample.csv")
    wilson, exact = (f(t["a"], t["n"]) for f in (wilson_interval, clopper_pearson_interval))
    equal(wilson.lower, t["wilson_lo"])
    equal(wilson.upper, t["wilson_hi"])
    equal(exact.lower, t["cp_lo"])
    equal(exact.upper, t["cp_hi"])


@pytest.mark.parametrize(
    ("adjustment", "column"),
    [
        (Adjustment.BENJAMINI_HOCHBERG, "BH"),
        (Adjustment.BENJAMINI_YEKUTIELI, "BY"),
        (Adjustment.HOLM, "holm"),
        (Adjustment.BONFERRONI, "bonferroni"),
    ],
)
def test_adjusted_p_values(adjustment, column):
    t = table("p_adjust.csv")
    equal(adjust_p_values(t["p"], adjustment), t[column])


def test_adjusting_a_table_is_adjusting_its_rows_and_missing_tests_do_not_count():
    p = table("p_adjust.csv")["p"][:24].reshape(4, 6).copy()
    p[2, 3] = np.nan
    whole = adjust_p_values(p)
    for row, values in enumerate(p):
        made = ~np.isnan(values)
        equal(whole[row, made], adjust_p_values(values[made]))
    assert np.isnan(whole[2, 3])
    equal(adjust_p_values(p.T, axis=0).T, whole)


def test_global_empirical_bayes():
    t = table("nc_sids79_local.csv")
    equal(marshall_rates(t["cases"], t["pop"]).rate, t["EB_global"])


def test_local_empirical_bayes():
    t, edges = table("nc_sids79_local.csv"), table("nc_sids79_queen_edges.csv")
    pairs = np.column_stack([edges["i"], edges["j"]]) - 1
    equal(neighbour_rates(t["cases"], t["pop"], pairs).rate, t["EB_local"])


def test_the_map_shows_marshalls_rate_where_areas_differ():
    t = table("nc_sids79_local.csv")
    equal(shrunken_rates(t["cases"], t["pop"]).rate, t["EB_global"])


def test_ulm_1990_worked_example():
    """Ulm (1990), Am. J. Epidemiol. 131, 373-375: 11 deaths observed, limits 5.49 and 19.68."""
    interval = exact_interval(11, 1.0)
    assert interval.lower.round(2).tolist() == [5.49]
    assert interval.upper.round(2).tolist() == [19.68]


def test_przyborowski_wilenski_worked_example():
    """Ten against four events over equal time: 2 x P(Bin(14, 1/2) >= 10) = 2 x 1471/16384."""
    equal(compare_rates(10, 1, 4, 1).p, [2 * 1471 / 16384])


def test_fishers_tea():
    """Fisher (1935): three of four cups right, both tails 34/70."""
    equal(compare_shares(3, 4, 1, 4).p_exact, [34 / 70])
