"""The watch: speed against statsmodels, memory, power and promised rates, pooling of neighbours.

Run: python bench/watch.py [speed|memory|power|rates|neighbours ...]. Every simulation is seeded.
statsmodels is not in the lock; for the speed of a peer, install it beside the lock:
uv pip install --target FOLDER --no-deps statsmodels patsy pandas python-dateutil six
and run with PYTHONPATH=src:FOLDER.
"""

import resource
import sys
import time

import numpy as np

from baken.engines.watch import watch_counts

try:
    import statsmodels.api as sm
except ImportError:
    sm = None

WEEKS, JUDGED = 624, 49
FIRST = WEEKS - JUDGED
# Noufaily et al. 2013, Statistics in Medicine 32:1206, table of scenarios: level, trend per week,
# cosine, sine, variance / mean; each without and with trend, and with 0, 1 or 2 yearly waves.
SCENARIOS = (
    (0.1, 0.0025, 0.6, 0.6, 1.5),
    (-2.0, 0.005, 0.1, 0.3, 2.0),
    (1.5, 0.003, 0.2, -0.4, 1.0),
    (0.5, 0.002, 0.5, 0.5, 5.0),
    (2.5, 0.001, 1.0, 0.1, 3.0),
    (3.75, 0.001, 0.1, -0.1, 1.1),
    (5.0, 0.0001, 0.05, 0.01, 1.2),
)


def means():
    """The mean of every scenario and week, and its variance / mean."""
    t = np.arange(1, WEEKS + 1)
    for level, slope, cosine, sine, phi in SCENARIOS:
        for trend in (0, 1):
            for waves in (0, 1, 2):
                eta = level + trend * slope * t
                for j in range(1, waves + 1):
                    angle = 2 * np.pi * j * t / 52
                    eta = eta + cosine * np.cos(angle) + sine * np.sin(angle)
                yield np.exp(eta), phi


def counts_of(rng, mean, phi, size):
    if phi == 1:
        return rng.poisson(mean, (size, WEEKS))
    return rng.negative_binomial(mean / (phi - 1), 1 / phi, (size, WEEKS))


def plant(rng, y, start, sd, k):
    """An outbreak of Poisson(k sd) cases, at least two, spread over lognormal delays."""
    cases = 0
    while cases < 2:
        cases = rng.poisson(k * sd)
    weeks = start + np.floor(rng.lognormal(0, 0.5, cases)).astype(int)
    weeks = weeks[weeks < WEEKS]
    np.add.at(y, weeks, 1)
    return (weeks.min(), weeks.max()) if weeks.size else (start, start)


def with_past(rng, size):
    """Series of every scenario with four past outbreaks each, and what is needed to add one."""
    for scenario, (mean, phi) in enumerate(means()):
        counts = counts_of(rng, mean, phi, size)
        for y in counts:
            for start in rng.choice(np.arange(312, FIRST), 4, replace=False):
                plant(rng, y, start, np.sqrt(mean[start] * phi), rng.choice([2, 3, 5, 10]))
        yield scenario, counts, np.sqrt(mean * phi)


def smaller_p(counts):
    found = watch_counts(counts, first=FIRST)
    return np.fmin(found.p1, found.p2)


def power(seeds=range(1, 5), size=16):
    """Detection at a false-alarm rate of 0.01 pooled over quiet series, per outbreak size."""
    weeks, quiet, hits = np.arange(FIRST, WEEKS), [], {}
    for seed in seeds:
        rng = np.random.default_rng(seed)
        for _, counts, sd in with_past(rng, size):
            quiet.append(smaller_p(counts))
            for k in (2, 3, 5, 10):
                planted, spans = counts.copy(), []
                for y in planted:
                    start = int(rng.integers(FIRST, 620))
                    spans.append(plant(rng, y, start, sd[start], k))
                begin, end = np.array(spans).T[:, :, None]
                inside = (weeks >= begin) & (weeks <= end)
                p = smaller_p(planted)
                hits.setdefault(k, []).append(
                    (np.where(inside, p, 1).min(1), np.where(weeks == begin, p, 1).min(1))
                )
    threshold = np.quantile(np.concatenate(quiet), 0.01)
    print(f"\nPower at a pooled rate of 0.01 (threshold {threshold:.4f}), seeds {list(seeds)}")
    every = []
    for k, pairs in hits.items():
        found = np.concatenate([np.array(pair) for pair in pairs], axis=1) < threshold
        every.append(found)
        print(f"  k = {k:>2}: {found[0].mean():.3f}, in the first week {found[1].mean():.3f}")
    both = np.concatenate(every, axis=1).mean(1)
    print(f"  all: {both[0]:.3f}, in the first week {both[1]:.3f}")


def rates(size=120):
    """Realised rates of false alarms at the promised 0.01, per scenario."""
    rng = np.random.default_rng(99)
    past = [(smaller_p(counts) < 0.01).mean() for _, counts, _ in with_past(rng, size)]
    clean = [(smaller_p(counts_of(rng, m, phi, size)) < 0.01).mean() for m, phi in means()]
    print(f"\nRate of false alarms where 0.01 was promised, 42 scenarios x {size} series")
    for name, found in (("with past outbreaks", past), ("clean history", clean)):
        print(f"  {name}: mean {np.mean(found):.4f}, {min(found):.4f} to {max(found):.4f}")


def two_fits(y, design):
    """What one week of one series costs by a general library: fit, weigh, fit again."""
    family = sm.families.Poisson()
    residuals = sm.GLM(y, design, family=family).fit().resid_anscombe
    weights = np.where(residuals > 2.58, np.maximum(residuals, 1) ** -2.0, 1.0)
    return sm.GLM(y, design, family=family, freq_weights=weights).fit().predict(design[:1])


def speed(series=960, peers=60):
    counts = np.random.default_rng(1).negative_binomial(4, 0.4, (series, WEEKS))
    watch_counts(counts[:64], first=WEEKS - 2)
    begin = time.process_time()
    watch_counts(counts, first=FIRST)
    ours = (time.process_time() - begin) / series / JUDGED
    print(f"\nSpeed: {ours * 1e6:.1f} microseconds of CPU per series and week, mode exact")
    if sm is None:
        print("  statsmodels is not installed; see the head of this file")
        return
    week = np.arange(WEEKS - 1 - 364, WEEKS - 27)
    angle = 2 * np.pi * week / 52
    waves = [f(j * angle) for j in (1, 2) for f in (np.cos, np.sin)]
    design = np.column_stack([np.ones(len(week)), (week - 400) / 52, *waves])
    two_fits(counts[0, week], design)
    begin = time.process_time()
    for y in counts[:peers]:
        two_fits(y[week], design)
    theirs = (time.process_time() - begin) / peers
    print(f"  two statsmodels fits {theirs * 1e3:.2f} ms: ratio {theirs / ours:.0f}")


def memory(series=100_000, weeks=416):
    """Peak memory of judging the newest week of many series, beside the counts themselves."""
    watch_counts(np.ones((2, 60)), first=58)
    counts = np.random.default_rng(1).poisson(3.0, (series, weeks))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    watch_counts(counts)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    size = counts.nbytes
    print(f"\nMemory: {series:,} series of {weeks} weeks, counts {size / 1e6:.0f} MB")
    print(f"  peak with counts {(size + after - before) / size:.3f} times the counts")


def shared_noise(rng, share, lanes, size):
    """Eight neighbours whose rates rise and fall together: correlated counts, mean 6."""
    gamma = 6 / 0.6
    common = rng.gamma(gamma * share, 1 / gamma, (size, 1, WEEKS)) if share else 0.0
    own = rng.gamma(gamma * (1 - share), 1 / gamma, (size, lanes, WEEKS)) if share < 1 else 0.0
    return rng.poisson(6.0 * (common + own))


def neighbours(share=0.3, size=150, lanes=8, k=3):
    """One outbreak in all eight areas, each k sd: seen in an area alone, or by their sum too."""
    rng = np.random.default_rng(7)
    quiet = shared_noise(rng, share, lanes, size)
    struck, spans = quiet.copy(), []
    sd = np.sqrt(6 * 1.6)
    for group in struck:
        start = int(rng.integers(FIRST, 620))
        ends = [plant(rng, y, start, sd, k) for y in group]
        spans.append((start, max(end for _, end in ends)))
    begin, end = np.array(spans).T[:, :, None]
    weeks = np.arange(FIRST, WEEKS)
    inside = np.repeat((weeks >= begin) & (weeks <= end), lanes, axis=0)

    def alone(groups):
        return smaller_p(groups.reshape(-1, WEEKS))

    def pooled(groups):
        together = np.repeat(smaller_p(groups.sum(1)), lanes, axis=0)
        return np.minimum(2 * np.minimum(alone(groups), together), 1)

    correlation = np.corrcoef(quiet[:, 0].ravel(), quiet[:, 1].ravel())[0, 1]
    print(f"\n{lanes} neighbours, correlation {correlation:.2f}, outbreak of {k} sd in each")
    for name, judge in (("alone", alone), ("alone or summed", pooled)):
        threshold = np.quantile(judge(quiet), 0.01)
        seen = (np.where(inside, judge(struck), 1) < threshold).any(1).mean()
        print(f"  {name}: seen in {seen:.3f} of the areas, threshold {threshold:.4f}")


PARTS = {"speed": speed, "memory": memory, "power": power, "rates": rates}
PARTS["neighbours"] = neighbours

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
