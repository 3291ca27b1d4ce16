"""Phases: how often a quiet city escalates, how rare each p is, and what planted outbreaks do.

Run: python bench/escalation.py [rarity|quiet|outbreaks|repeats ...] [--seeds 1,2,3]. The counts
are those of wijken: means of home burglary per week as measured (Utrecht and Amersfoort, wijk's
share of the municipality's 1.1.1; 2023 and 2012), variance / mean 1.3 to 3.8, a yearly wave and a
slow fall. Every simulation is seeded.
"""

import argparse
import math
from datetime import date, timedelta
from itertools import product

import numpy as np

from baken.catalogue.escalation import ESCALATION_MODELS
from baken.engines.phases import (
    Decision,
    PhaseEvidence,
    PhaseState,
    decide,
    find_near_repeats,
    step,
)
from baken.engines.watch import watch_counts
from baken.vocabulary.phase import Phase, PhaseMove, PhaseRuling

MEANS = (0.1, 0.2, 0.4, 0.8, 1.5, 3.0, 6.0, 13.0)
PHIS = (1.3, 1.8, 2.5, 3.8)
WEEKS, JUDGED = 624, 208  # eight years known before the first judged week
FIRST = WEEKS - JUDGED
BEGIN = date(2020, 1, 6)


def quiet_counts(rng, mean, phi, series):
    """Weekly counts: a wave of a fifth, a fall of 3 % a year; ``mean`` is that of the end."""
    week = np.arange(WEEKS)
    wave = 1 + 0.2 * np.cos(2 * np.pi * week / 52)
    means = mean * wave * np.exp(-0.03 * (week - WEEKS) / 52)
    return rng.negative_binomial(means / (phi - 1), 1 / phi, (series, WEEKS)), means


def judged(counts):
    """What the phases need of the watch: p, and the counts of two and four weeks."""
    found = watch_counts(counts, first=FIRST)
    total = np.cumsum(np.pad(counts, ((0, 0), (1, 0))), axis=1)
    ends = np.arange(FIRST + 1, WEEKS + 1)
    two, four = total[:, ends] - total[:, ends - 2], total[:, ends] - total[:, ends - 4]
    return np.fmin(found.p1, found.p2), two, four


def course(p, two, four, rules):
    """The moves of one series; a proposed step down is taken at once, which frees new alerts."""
    state, moves = PhaseState(), []
    for number in range(len(p)):
        week = BEGIN + timedelta(weeks=number)
        evidence = PhaseEvidence(week, int(two[number]), int(four[number]), p=float(p[number]))
        before = state.phase
        state, move = step(state, evidence, rules)
        if move is PhaseMove.RISEN:
            moves.append((number, before, state.phase))
        if state.proposed is not None:
            state, _ = decide(state, Decision(week, PhaseRuling.STEP_DOWN))
    return moves


def upper_limit(events, years):
    """The one-sided 95 % upper limit of a Poisson rate (Garwood), by bisection."""
    low, high = float(events), events + 10 * math.sqrt(events + 1) + 10
    for _ in range(60):
        mean = (low + high) / 2
        logs = [k * math.log(mean) - mean - math.lgamma(k + 1) for k in range(events + 1)]
        chance = sum(map(math.exp, logs))
        low, high = (mean, high) if chance > 0.05 else (low, mean)
    return high / years


def quiet(rules, seeds, series=16):
    """Alerts and escalations per series-year of a quiet city, per mean, and worst per cell."""
    print("\nQuiet city: per series-year; alerts per wijk and quarter; quarters with over one")
    print(
        "| mean a week | series-years | alerts | escalations | upper 95 % | highest cell "
        "| alerts per quarter | quarters with more than one |"
    )
    everything = np.zeros(5)
    for mean in MEANS:
        sums, worst = np.zeros(5), 0.0
        for phi, seed in product(PHIS, seeds):
            rng = np.random.default_rng([seed, int(mean * 10), int(phi * 10)])
            counts, _ = quiet_counts(rng, mean, phi, series)
            cell = _quiet_cell(*judged(counts), rules)
            sums += cell
            worst = max(worst, cell[2] / cell[0])
        _say_quiet(f"{mean:g}", sums, worst)
        everything += sums
    _say_quiet("all", everything, float("nan"))


def _quiet_cell(p, two, four, rules):
    """Years, alerts, escalations, quarters, quarters with more than one alert."""
    alerts = escalations = crowded = 0
    for row in range(len(p)):
        moves = course(p[row], two[row], four[row], rules)
        began = [number for number, before, _ in moves if before is Phase.RUST]
        alerts += len(began)
        escalations += sum(after is Phase.ESCALATIE for _, _, after in moves)
        quarters = np.bincount(np.array(began, dtype=int) // 13, minlength=JUDGED // 13)
        crowded += int((quarters > 1).sum())
    years = p.size / 52
    return np.array([years, alerts, escalations, years * 4, crowded])


def _say_quiet(name, sums, worst):
    years, alerts, escalations, quarters, crowded = sums
    limit = upper_limit(int(escalations), years)
    print(
        f"| {name} | {years:,.0f} | {alerts / years:.3f} | {escalations / years:.4f} "
        f"| {limit:.4f} | {worst:.3f} | {alerts / quarters:.3f} | {crowded / quarters:.4f} |"
    )


def outbreaks(rules, seeds, series=64):
    """Planted outbreaks: 3 sd more, rounded, in each of four weeks; alert within two weeks."""
    print("\nOutbreaks of +3 sd a week: at least alert within two weeks, escalatie within four")
    print("| mean a week | " + " | ".join(f"phi {phi}" for phi in PHIS) + " | all | escalatie |")
    everything = []
    for mean in MEANS:
        cells = []
        for phi in PHIS:
            found = [_outbreak_cell(mean, phi, seed, rules, series) for seed in seeds]
            cells.append(np.concatenate(found))
        everything.append(np.concatenate(cells))
        shares = " | ".join(f"{cell[:, 0].mean():.3f}" for cell in cells)
        print(
            f"| {mean:g} | {shares} | {everything[-1][:, 0].mean():.3f} "
            f"| {everything[-1][:, 1].mean():.3f} |"
        )
    both = np.concatenate(everything).mean(0)
    print(f"| all | {' | ' * len(PHIS)}{both[0]:.3f} | {both[1]:.3f} |")


def _outbreak_cell(mean, phi, seed, rules, series):
    """Per outbreak: alert or higher within two weeks, escalatie within four; begun in rust."""
    rng = np.random.default_rng([seed, 7, int(mean * 10), int(phi * 10)])
    counts, means = quiet_counts(rng, mean, phi, series)
    starts = rng.integers(FIRST + 4, WEEKS - 4, series)
    for row, start in enumerate(starts):
        more = np.rint(3 * np.sqrt(means[start : start + 4] * phi))
        counts[row, start : start + 4] += more.astype(int)
    p, two, four = judged(counts)
    found = []
    for row, start in enumerate(starts - FIRST):
        span = slice(start, start + 4)
        moves = course(p[row, span], two[row, span], four[row, span], rules)
        rose = [number for number, _, _ in moves]
        high = any(after is Phase.ESCALATIE for _, _, after in moves)
        found.append((bool(rose) and rose[0] < 2, high))
    return np.array(found)


LEVELS = (0.1, 0.05, 0.03, 0.02, 0.01, 0.005, 0.003, 0.002, 0.001, 0.0005, 0.0002, 0.0001, 0.00005)


def rarity(_rules, seeds, series=64):
    """Once in how many years a p of at most so much begins in a quiet area."""
    print("\nRarity: p, spells per series-year, once in so many years")
    spells, years = np.zeros(len(LEVELS)), 0.0
    for mean, phi, seed in product(MEANS, PHIS, seeds):
        rng = np.random.default_rng([seed, 3, int(mean * 10), int(phi * 10)])
        p, _, _ = judged(quiet_counts(rng, mean, phi, series)[0])
        years += p.size / 52
        for place, level in enumerate(LEVELS):
            low = np.pad(p <= level, ((0, 0), (1, 0)))
            spells[place] += (low[:, 1:] & ~low[:, :-1]).sum()
    for level, number in zip(LEVELS, spells, strict=True):
        print(f"    ({level}, {years / max(number, 1):.3g}),  # {number:.0f} spells")
    print(f"in {years:,.0f} series-years")


def wijk_places(rng, addresses=3000):
    """Addresses of a wijk of 1.5 by 2 km: forty clusters of homes of 150 m around their middle."""
    middles = rng.uniform((0, 0), (1500, 2000), (40, 2))
    return middles[rng.integers(40, size=addresses)] + rng.normal(0, 150, (addresses, 2))


def planted_repeats(rng, mean, contagion):
    """Days and places of three years; every registration draws ``contagion`` more near itself."""
    homes = wijk_places(rng)
    number = rng.poisson(mean * 156)
    days = rng.integers(0, 156 * 7, number)
    places = homes[rng.integers(len(homes), size=number)]
    followed = rng.random(number) < contagion
    days = np.concatenate([days, days[followed] + rng.integers(1, 7, followed.sum())])
    away = rng.uniform(-100, 100, (followed.sum(), 2))
    places = np.concatenate([places, places[followed] + away])
    order = np.argsort(days, kind="stable")
    return days[order], places[order]


def repeats(rules, seeds, series=4):
    """Alerts by near repeats alone: without contagion all are false; with it, how many come."""
    print("\nNear repeats: alerts by near repeats alone, per wijk and year")
    print("| mean a week | contagion | weeks judged | two or more | unlikely too | alerts a year |")
    for mean, contagion in product((0.4, 0.8, 1.5, 3.0, 6.0), (0.0, 0.15)):
        many = unlikely = weeks = 0
        for seed, number in product(seeds, range(series)):
            rng = np.random.default_rng([seed, 5, int(mean * 10), number])
            days, places = planted_repeats(rng, mean, contagion)
            for end in range(104 * 7 - 1, 156 * 7, 7):
                seen = (days <= end) & (days > end - 104 * 7)
                found = find_near_repeats(days[seen].tolist(), *places[seen].T, newest=end)
                if found is None:
                    continue
                weeks += 1
                enough = found.count >= rules.near_repeats
                many += enough
                unlikely += enough and found.p <= rules.near_repeats_p
        print(
            f"| {mean:g} | {contagion:g} | {weeks:,} | {many / max(weeks, 1):.4f} | {unlikely} "
            f"| {52 * unlikely / max(weeks, 1):.3f} |"
        )


PARTS = {"rarity": rarity, "quiet": quiet, "outbreaks": outbreaks, "repeats": repeats}

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("parts", nargs="*")
    parser.add_argument("--seeds", default="1,2,3,4,5")
    chosen = parser.parse_args()
    (model,) = ESCALATION_MODELS
    for part in chosen.parts or PARTS:
        PARTS[part](model.rules, [int(each) for each in chosen.seeds.split(",")])
