"""The list of unusual things: how many of its lines are false, how many lines, what it finds.

A made city: wijken, their buurten, types from rare to common, dispersed weekly counts of ten
years; nothing unusual, or things planted in a buurt, a whole wijk or the whole city. Judged by
the watch as it is, listed in several ways. Run: python bench/discoveries.py [REPEATS] [SEED].
"""

import sys
import time

import numpy as np

from baken.engines.discoveries import discrete_q, fold_nested
from baken.engines.watch import WatchSettings, gate_chance, usual_dispersion, watch_counts

WIJKEN, BUURTEN, TYPES, YEARLY = 10, 111, 59, 25_000
WEEKS, JUDGED = 520, 26
PROMISE = 0.20
WATCH = WatchSettings(weights_threshold=2.58)
RAREST = 0.05  # expected a week, below which a series is not tested


def city(rng):
    """Weekly means per buurt and type, its variance / mean, and the wijk of each buurt."""
    wijk = np.sort(np.concatenate([np.arange(WIJKEN), rng.integers(0, WIJKEN, BUURTEN - WIJKEN)]))
    share = rng.dirichlet(np.full(BUURTEN, 2.0))
    types = 1 / np.arange(1, TYPES + 1) ** 1.1
    means = share[:, None] * (types / types.sum())[None, :] * YEARLY / 52
    return means, rng.uniform(1.3, 2.5, means.shape), wijk


def counted(rng, means, phi):
    """Counts of buurt x type x week; a mild season, the same everywhere."""
    season = 1 + 0.2 * np.cos(2 * np.pi * np.arange(WEEKS) / 52)
    size = (means / (phi - 1))[..., None] * season
    return rng.negative_binomial(size, (1 / phi)[..., None])


def summed(counts, wijk):
    """Series of all levels: city, wijken, buurten, each times types; and what lies around each."""
    wijken = np.zeros((WIJKEN, *counts.shape[1:]), dtype=counts.dtype)
    np.add.at(wijken, wijk, counts)
    levels = np.concatenate([counts.sum(axis=0, keepdims=True), wijken, counts])
    area = np.concatenate([[-1], np.zeros(WIJKEN, dtype=int), wijk + 1])
    types = np.arange(TYPES)
    parents = np.where(area[:, None] < 0, -1, area[:, None] * TYPES + types[None, :])
    return levels.reshape(-1, WEEKS), parents.ravel()


def plant(rng, counts, means, phi, wijk, week, size):
    """Add what is unusual to one week: in buurten, in wijken, in the city; say where."""
    true = np.zeros(counts.shape[:2], dtype=bool)
    spread = np.sqrt(means * phi)
    likely = np.flatnonzero((means > 0.1).ravel())
    for cell in rng.choice(likely, 4, replace=False):
        buurt, kind = divmod(int(cell), TYPES)
        counts[buurt, kind, week] += rng.poisson(size * spread[buurt, kind]) + 1
        true[buurt, kind] = True
    for _ in range(3):
        inside, kind = wijk == rng.integers(WIJKEN), rng.integers(0, 20)
        sd = np.sqrt((means * phi)[inside, kind].sum())
        counts[inside, kind, week] += rng.multinomial(
            rng.poisson(size * sd) + 1, means[inside, kind] / means[inside, kind].sum()
        )
        true[inside, kind] = True
    return true


def kinds_of(series):
    """The type of each series, those of buurten apart."""
    place = np.arange(len(series))
    return place % TYPES + TYPES * (place // TYPES > WIJKEN)


def group_p(p, groups, ceilings):
    """One p per group, Bonferroni over what each member could show; and the group's ceiling."""
    made, size = ~np.isnan(p), int(groups.max()) + 1
    least, combined, total = np.full(size, np.inf), np.zeros(size), np.zeros(size)
    np.minimum.at(least, groups[made], p[made])
    smallest = least[groups[made]]
    share = np.where(smallest < 1, np.minimum(smallest, ceilings[made]), 1.0)
    np.add.at(combined, groups[made], share)
    np.add.at(total, groups[made], ceilings[made])
    combined[np.isinf(least)] = np.nan
    return np.minimum(combined, 1.0), np.minimum(total, 1.0)


def listed(way, p, ceilings, wijk_type):
    """The series on the list, by one of the ways."""
    if way == "as many as series":
        return discrete_q(p) <= PROMISE
    if way == "what can come up":
        return discrete_q(p, ceilings=ceilings) <= PROMISE
    of_groups, ceiling = group_p(p, wijk_type, ceilings)
    q = discrete_q(of_groups, ceilings=ceiling)[wijk_type]
    chosen = q <= PROMISE
    share = PROMISE * (len({*wijk_type[chosen]}) or 1) / (wijk_type.max() + 1)
    within = np.ones(len(p))
    for group in {*wijk_type[chosen].tolist()}:
        members = np.flatnonzero(wijk_type == group)
        within[members] = discrete_q(p[members], ceilings=ceilings[members])
    best = np.zeros(len(p), dtype=bool)
    for group in {*wijk_type[chosen].tolist()}:
        members = np.flatnonzero(wijk_type == group)
        best[members[np.nanargmin(p[members])]] = True
    return chosen & (best | (within <= share))


WAYS = ("as many as series", "what can come up", "wijk and type first")


def main(repeats, seed):
    """Print per way: share of false lines, lines, found."""
    rng = np.random.default_rng(seed)
    kinds = ("quiet", "planted +3", "planted +6")
    table = {(kind, way): [] for kind in kinds for way in WAYS}
    for number in range(repeats):
        began = time.perf_counter()
        means, phi, wijk = city(rng)
        quiet = counted(rng, means, phi)
        for kind, size in zip(kinds, (0, 3, 6), strict=True):
            counts, true = quiet.copy(), np.zeros((JUDGED, BUURTEN, TYPES), dtype=bool)
            for place in range(0, JUDGED, 4):
                if size:
                    true[place] = plant(rng, counts, means, phi, wijk, WEEKS - JUDGED + place, size)
                    true[place + 1 : place + 2] = true[place]
            series, parents = summed(counts, wijk)
            usual = usual_dispersion(series, kinds_of(series))
            found = watch_counts(series, WATCH, first=WEEKS - JUDGED, dispersion=usual)
            score(table, kind, found, series, true, parents, wijk)
        print(f"repeat {number}: {time.perf_counter() - began:.0f} s", file=sys.stderr)
    for kind in kinds:
        for way in WAYS:
            rows = np.array(table[kind, way], dtype=float)
            false = rows[:, 1] / np.maximum(rows[:, 0], 1)
            error = false.std() / np.sqrt(len(false))
            print(
                f"{kind:11} {way:20} false share {false.mean():.3f} (+-{error:.3f})"
                f" lines {rows[:, 0].mean():.2f} most {rows[:, 0].max():.0f}"
                f" found {rows[:, 2].sum() / max(rows[:, 3].sum(), 1):.3f}"
                f" weeks with a false line {np.mean(rows[:, 1] > 0):.3f}"
            )


def score(table, kind, found, series, true, parents, wijk):
    """One row per week and way: lines, false lines, planted things found, planted things."""
    area_type = np.arange(len(parents))
    areas, types = area_type // TYPES, area_type % TYPES
    wijk_of = np.concatenate([[-1], np.arange(WIJKEN), wijk])[areas]
    group = np.where(wijk_of < 0, WIJKEN, wijk_of) * TYPES + types
    for place in range(JUDGED):
        if place % 4 > 0 and kind != "quiet":
            continue
        p = np.fmin(found.p1[:, place], found.p2[:, place])
        week = WEEKS - JUDGED + place
        p = np.where(series[:, week - 3 : week + 1].sum(axis=1) >= WATCH.min_count[0], p, 1.0)
        p[found.expected[:, place] < RAREST] = np.nan
        ceilings = gate_chance(found.expected[:, place], found.phi[:, place], WATCH.min_count)
        truth = np.concatenate(
            [true[place].any(0)[None], wijk_truth(true[place], wijk), true[place]]
        ).ravel()
        things = {(int(w), int(t)) for w, t in zip(*np.nonzero(wijk_truth(true[place], wijk)),
                                                   strict=True)}  # fmt: skip
        for way in WAYS:
            chosen = listed(way, p, ceilings, group)
            lines = fold_nested(p, chosen, parents)
            false = sum(not truth[lines.line == number].any() for number in range(len(lines.heads)))
            hit = {(int(wijk_of[i]), int(types[i])) for i in np.flatnonzero(chosen & truth)}
            table[kind, way].append((len(lines.heads), false, len(hit & things), len(things)))


def wijk_truth(true, wijk):
    """Whether anything was planted, per wijk and type."""
    return np.array([true[wijk == w].any(axis=0) for w in range(WIJKEN)])


if __name__ == "__main__":
    main(*(int(given) for given in (*sys.argv[1:], *("4", "1")[len(sys.argv) - 1 :])))
