"""Rates: speed against SciPy's row-by-row tests, and the error rates that the screens promise.

Run: python bench/rates.py. Every simulation is seeded; peers run on the same rows.
"""

import time
from collections.abc import Callable

import numpy as np
from scipy import special, stats

from baken.engines.rates import (
    RateInterval,
    compare_periods,
    compare_rates,
    compare_shares,
    dispersed_interval,
    dispersion_between_areas,
    dispersion_between_years,
    exact_interval,
    expected_range,
    shrunken_rates,
    stand_out_areas,
)

ROWS = 60_000
PEER_ROWS = 300
AREAS = 10_000
MEANS = (0, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)
PHIS = (1.0, 1.5, 2.0, 3.0, 4.0)


def counts_with(rng: np.random.Generator, mean, phi: float, size=None):
    """Negative-binomial counts with variance phi x mean."""
    if phi == 1:
        return rng.poisson(mean, size)
    return rng.poisson(rng.gamma(np.maximum(mean, 1e-12) / (phi - 1), phi - 1, size))


def timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def table(title: str, head: tuple, rows: list) -> None:
    print(f"\n{title}\n" + "".join(f"{h!s:>10}" for h in head))
    for row in rows:
        print("".join(f"{v:>10.3f}" if isinstance(v, float) else f"{v!s:>10}" for v in row))


def speed(rng: np.random.Generator) -> None:
    means = 10 ** rng.uniform(0, 5, ROWS)
    x, y, t, u = rng.poisson(means) + 1, rng.poisson(means), *rng.uniform(1, 2, (2, ROWS))
    n = rng.integers(1, 5_000, ROWS)
    a, b = rng.binomial(n, 0.30), rng.binomial(n, 0.32)
    pick = range(PEER_ROWS)
    series = rng.poisson(20, (ROWS, 13))
    peers = {
        "exact interval": (
            lambda: exact_interval(x, t),
            lambda: [stats.chi2.ppf([0.025, 0.975], [2 * x[i], 2 * x[i] + 2]) for i in pick],
        ),
        "two Poisson rates": (
            lambda: compare_rates(x, t, y, u),
            lambda: [
                stats.binomtest(int(x[i]), int(x[i] + y[i]), t[i] / (t[i] + u[i])).pvalue
                for i in pick
            ],
        ),
        "two shares, Fisher": (
            lambda: compare_shares(a, n, b, n),
            lambda: [stats.fisher_exact([[a[i], n[i] - a[i]], [b[i], n[i] - b[i]]]) for i in pick],
        ),
    }
    rows = []
    for name, (ours, peer) in peers.items():
        mine, theirs = timed(ours), timed(peer) / PEER_ROWS * ROWS
        rows.append((name, mine, theirs, theirs / mine))
    print(f"\nSpeed, {ROWS:,} rows, CPU seconds (SciPy: {PEER_ROWS} of the same rows, scaled up)")
    for name, mine, theirs, ratio in rows:
        print(f"  {name:22}{mine:8.3f}  scipy {theirs:8.1f}  x{ratio:,.0f}")
    alone = {
        "overdispersed interval": lambda: dispersed_interval(x, t, 2.0),
        "change, phi 1 and 2": lambda: compare_periods(x, t, y, u, phi=np.where(n % 2, 1.0, 2.0)),
        "dispersion of changes": lambda: dispersion_between_years(x, t, y, u),
        "shrunken rates": lambda: shrunken_rates(x, t * 1e3, phi=2.0),
        "stand-out areas": lambda: stand_out_areas(x, t),
        "expected range, 13 y": lambda: expected_range(series, 1.0, range(13)),
    }
    for name, work in alone.items():
        print(f"  {name:22}{timed(work):8.3f}")


def coverage(rng: np.random.Generator, size: int = 10_000) -> None:
    constructions = {
        "scaled gamma (ours)": lambda x, phi: dispersed_interval(x, 1.0, phi),
        "gamma, upper shape one whole unit up (also tried)": interval_of_units,
        "Garwood, phi ignored (peer)": lambda x, _: exact_interval(x, 1.0),
    }
    for name, build in constructions.items():
        rows = []
        for phi in PHIS:
            held = [covered(build(counts_with(rng, mean, phi, size), phi), mean) for mean in MEANS]
            rows.append((phi, *held, float(np.mean(held))))
        table(f"Coverage of 95 % intervals: {name}", ("phi", *MEANS, "mean"), rows)


def covered(interval: RateInterval, mean: float) -> float:
    return float(np.mean((interval.lower <= mean) & (mean <= interval.upper)))


def interval_of_units(counts, phi: float) -> RateInterval:
    units = counts / phi
    upper = special.gammaincinv(units + 1, 0.975) * phi
    lower = special.gammaincinv(np.maximum(units, 1e-9), 0.025) * phi
    return RateInterval(counts, np.where(counts > 0, lower, 0.0), upper, 0.95, "tried")


def false_alarms(rng: np.random.Generator) -> None:
    """Unchanged areas called higher or lower; bar 5 %, upper confidence limit 6 %."""
    judges = {
        "phi known": (None, 1.0),
        "phi known, later exposure x0.4": (None, 0.4),
        "phi from the pool of 10,000": (AREAS, 1.0),
        "phi from the pool of 10,000, later exposure x0.4": (AREAS, 0.4),
        "phi from pools of 100": (100, 1.0),
        "phi from pools of 10": (10, 1.0),
        "Poisson test, phi ignored (peer)": (0, 1.0),
    }
    for name, (pool, later) in judges.items():
        rows = [(phi, *(alarm_rate(rng, mean, phi, pool, later) for mean in MEANS)) for phi in PHIS]
        worst = max(max(r[1:]) for r in rows)
        limit = stats.beta.ppf(0.975, worst * AREAS + 1, AREAS - worst * AREAS)
        table(f"False alarms, {name}: worst {worst:.4f} (limit {limit:.4f})", ("phi", *MEANS), rows)


def alarm_rate(rng, mean: float, phi: float, pool: int | None, later: float) -> float:
    x, y = counts_with(rng, mean, phi, AREAS), counts_with(rng, mean * later, phi, AREAS)
    if pool is not None:
        phi = np.repeat(pooled_phi(x, y, pool, later), pool) if pool else 1.0
    verdict = compare_periods(x, 1.0, y, later, phi=phi).verdict
    return float(np.mean((verdict == "higher") | (verdict == "lower")))


def pooled_phi(x, y, pool: int, later: float) -> list[float]:
    return [
        dispersion_between_years(x[i : i + pool], 1.0, y[i : i + pool], later).working_phi
        for i in range(0, len(x), pool)
    ]


def detectable(rng: np.random.Generator, size: int = 20_000) -> None:
    rows = []
    for phi in (1.0, 2.0, 4.0):
        for mean in (5, 10, 20, 50, 100, 500):
            change = compare_periods(mean, 1.0, mean, 1.0, phi=phi)
            seen = []
            for ratio, word in (
                (change.detectable_rise[0], "higher"),
                (change.detectable_fall[0], "lower"),
            ):
                x = counts_with(rng, mean, phi, size)
                y = counts_with(rng, mean * np.nan_to_num(ratio), phi, size)
                told = compare_periods(x, 1.0, y, 1.0, phi=phi).verdict == word
                seen += [float(ratio), float(np.mean(told))]
            rows.append((phi, mean, *seen))
    table(
        "Power at the smallest detectable change (0.80 meant)",
        ("phi", "count", "rise", "power", "fall", "power"),
        rows,
    )


def dispersions(rng: np.random.Generator, pools: int = 50) -> None:
    rows = []
    for phi in (1.0, 2.0, 4.0):
        for mean in (0.5, 1, 2, 5, 20, 100, 500):
            still = [
                dispersion_between_years(*pair(rng, mean, phi, 1.0), 1.0).phi for _ in range(pools)
            ]
            moved = [
                dispersion_between_years(*pair(rng, mean, phi, 2.0), 1.0).phi for _ in range(pools)
            ]
            across = [
                dispersion_between_areas(counts_with(rng, mean, phi, 200), 1.0).phi
                for _ in range(pools)
            ]
            means = (float(np.mean(v)) for v in (still, moved, across))
            rows.append((phi, mean, *means))
    table(
        "Mean estimate of phi: years (pool of 200), years with 5 % of areas doubled, areas",
        ("phi", "mean", "years", "movers", "areas"),
        rows,
    )


def pair(rng: np.random.Generator, mean: float, phi: float, moved: float):
    factor = np.where(np.arange(200) < 10, moved, 1.0)
    return counts_with(rng, mean, phi, 200), 1.0, counts_with(rng, mean * factor, phi)


def trends(rng: np.random.Generator, size: int = 4_000) -> None:
    for slope in (1.0, 0.95):
        for left_out in ((), (8, 9)):
            rows = []
            for phi in (1.0, 2.0, 4.0):
                for years in (5, 8, 13):
                    line = [phi, years]
                    for mean in (0.5, 1, 5, 20, 100, 500):
                        path = np.tile(mean * slope ** np.arange(years), (size, 1))
                        y = counts_with(rng, path, phi)
                        r = expected_range(y, 1.0, range(years), leave_out=left_out)
                        inside = (r.lower <= y[:, -1]) & (y[:, -1] <= r.upper)
                        line.append(float(np.mean(inside)))
                    rows.append(tuple(line))
            table(
                f"Coverage of expected range: yearly change x{slope}, left out {left_out}",
                ("phi", "years", 0.5, 1, 5, 20, 100, 500),
                rows,
            )


def maps(rng: np.random.Generator, cities: int = 150) -> None:
    rows = []
    for areas in (10, 33, 111):
        for mean in (1, 5, 20, 200):
            for spread in (0.0, 0.1, 0.4):
                tally = one_map(rng, areas, mean, spread, cities)
                rows.append((areas, mean, spread, *tally))
    table(
        "Ordinary areas: coverage of shrunken interval, squared error own/shrunken, "
        "stand-outs at p<0.05, any at FDR 5 %, above 1 where P(above) > 0.8: seen/said",
        ("areas", "mean", "sd", "cover", "gain", "p<.05", "fdr", "calib"),
        rows,
    )


def one_map(rng: np.random.Generator, areas: int, mean: float, sd: float, cities: int):
    tally = []
    for _ in range(cities):
        exposure = mean * rng.lognormal(0, 0.6, areas)
        theta = rng.gamma(1 / sd**2, sd**2, areas) if sd else np.ones(areas)
        x = rng.poisson(theta * exposure)
        s, out = shrunken_rates(x, exposure), stand_out_areas(x, exposure)
        sure = out.probability_above > 0.8
        own, shrunk = np.sum((x / exposure - theta) ** 2), np.sum((s.rate - theta) ** 2)
        tally.append(
            (
                np.mean((s.lower <= theta) & (theta <= s.upper)),
                own,
                shrunk,
                np.mean(out.p < 0.05),
                np.any(out.p_adjusted < 0.05),
                np.sum(theta[sure] > 1),
                sure.sum(),
                np.sum(out.probability_above[sure]),
            )
        )
    t = np.nansum(tally, axis=0)
    calibration = t[5] / t[7] if sd and t[7] else np.nan
    return t[0] / cities, float(t[1] / t[2]), t[3] / cities, t[4] / cities, float(calibration)


def main() -> None:
    """All tables; some two minutes."""
    rng = np.random.default_rng(20241231)
    for part in (speed, coverage, false_alarms, detectable, dispersions, trends, maps):
        part(rng)


if __name__ == "__main__":
    main()
